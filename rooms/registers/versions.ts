import { loadVaultMacros, revealedNumbers } from '#people';
import type { VaultGround } from '#people';
import type { Duck } from '#platform/duck.ts';
import { isIdentifier } from './definition.ts';
import type { Register } from './definition.ts';
import { textSql } from './grammar.ts';
import { keptName, keptNames, keyNames } from './kept.ts';
import type { Held } from './kept.ts';

/**
 * Holds a file's right rows (relation `fresh`: import, line, `keptNames`) against each other and against what is held. Leaves
 *   duplicate(line): rows already held or earlier in the file: same key, every field the same text;
 *   superseded(import, line): rows, of the file or held, that from now on are not the current one of their fact (rule 2).
 * A row that once has lost to another never comes back, so what is superseded only grows and no order of files matters.
 */
export async function compareVersions(duck: Duck, ground: VaultGround, register: Register, held: Held): Promise<void> {
  const keys = keyNames(register);
  await duck.run(`
    create table duplicate (line integer);
    create table superseded (import integer, line integer);

    -- Keys that come more than once in the file, and lines whose key is held: nearly always few, and all else is settled.
    create table repeated as
    select ${keys.join(', ')} from fresh group by all having count(*) > 1;

    create table again as
    ${held.rows === undefined ? 'select 0 as line where false' : `select f.line from fresh as f semi join ${held.rows} as h on ${same('f', 'h', keys)}`};`);
  const [counted] = await duck.rows<{ repeated: number; again: number }>('select (select count(*) from repeated) as repeated, (select count(*) from again) as again');
  const { repeated = 0, again = 0 } = counted ?? {};
  if (again > 0) await findHeldAgain(duck, register, held);
  if (repeated > 0) await findRepeated(duck, register);
  if (again + repeated > 0) await findSuperseded(duck, ground, register, held);
}

async function findHeldAgain(duck: Duck, register: Register, held: Held): Promise<void> {
  await duck.run(`
    insert into duplicate
    select f.line
    from fresh as f
    semi join again as a on a.line = f.line
    semi join ${held.rows} as h on ${same('f', 'h', keptNames(register))}`);
}

async function findRepeated(duck: Duck, register: Register): Promise<void> {
  await duck.run(`
    insert into duplicate
    select line from (
      select f.line, row_number() over (partition by ${keptNames(register).map((name) => `f.${name}`).join(', ')} order by f.line) as nth
      from fresh as f
      semi join repeated as r on ${same('f', 'r', keyNames(register))}
      anti join duplicate as d on d.line = f.line
    ) where nth > 1`);
}

/** Of rows with the same key the one with the greatest recorded_at stays; of tied ones the one with the greater SHA-256. */
async function findSuperseded(duck: Duck, ground: VaultGround, register: Register, held: Held): Promise<void> {
  const keys = keyNames(register);
  const places = keys.map((name) => `x.${name}`).join(', ');
  await duck.run(`
    create table rival as
    select f.*
    from fresh as f
    semi join (
      select line from again
      union all
      select f.line from fresh as f semi join repeated as r on ${same('f', 'r', keys)}
    ) as n on n.line = f.line
    anti join duplicate as d on d.line = f.line;

    ${held.rows === undefined ? '' : `
    insert into rival by name
    select h.*
    from ${held.rows} as h
    semi join rival as r on ${same('h', 'r', keys)}
    ${held.superseded === undefined ? '' : `anti join ${held.superseded} as s on s.import = h.import and s.line = h.line`};`}

    create table ranked as
    select x.import, x.line, rank() over (partition by ${places} order by x.recorded_at desc nulls last) as place, ${places}
    from rival as x;

    insert into superseded
    select import, line from ranked where place > 1;

    create table tied as
    select r.import, r.line
    from ranked as r
    where r.place = 1
    qualify count(*) over (partition by ${keys.map((name) => `r.${name}`).join(', ')}) > 1;`);
  const [counted] = await duck.rows<{ tied: number }>('select count(*) as tied from tied');
  if ((counted?.tied ?? 0) > 0) await breakTies(duck, ground, register);
}

/** Rule 2: the digest of the fields exactly as in the file. Only here, and only of tied rows, identifiers come back. */
async function breakTies(duck: Duck, ground: VaultGround, register: Register): Promise<void> {
  const keys = keyNames(register);
  const hidden = register.columns.filter((column) => isIdentifier(column.type));
  const numbers = hidden.map((column) => `select x.${keptName(column)} as number from rival as x semi join tied as t using (import, line)`);
  await loadVaultMacros(duck, ground);
  const asked = numbers.length === 0 ? 'select 0 as number where false' : numbers.join(' union ');
  await duck.run(`
    create table asked as select distinct number from (${asked}) where number is not null`);
  await duck.run(`
    create table revealed as ${numbers.length === 0 ? 'select 0 as number, 0::bigint as identifier where false' : await revealed(duck, ground, 'from asked')}`);
  const [counted] = await duck.rows<{ missing: number }>('select count(*) as missing from asked anti join revealed using (number)');
  if (counted?.missing !== 0) throw new Error(`${counted?.missing} numbers stand for nobody whom the vault knows`);
  await duck.run(`
    insert into superseded
    with told as (
      select x.import, x.line, ${keys.map((name) => `x.${name} as key_${name}`).join(', ')},
        ${register.columns.map((column) => (isIdentifier(column.type) ? `${column.name}_of.identifier as ${column.name}` : `x.${column.name}`)).join(', ')}
        ${keptNames(register).slice(register.columns.length).map((name) => `, x.${name}`).join('')}
      from rival as x
      semi join tied as t using (import, line)
      ${hidden.map((column) => `left join revealed as ${column.name}_of on ${column.name}_of.number = x.${keptName(column)}`).join('\n      ')}
    ),
    digested as (
      select import, line, ${keys.map((name) => `key_${name}`).join(', ')},
        sha256(concat_ws(chr(31), ${register.columns.map((column) => `coalesce(${textSql(column)}, '')`).join(', ')})) as digest
      from told
    )
    select import, line
    from digested
    qualify row_number() over (partition by ${keys.map((name) => `key_${name}`).join(', ')} order by digest desc) > 1;

    drop table revealed;
    drop table asked;`);
}

/** The identifiers behind numbers: of those that this file is the first to bring, the vault holds nothing yet. */
async function revealed(duck: Duck, ground: VaultGround, numbers: string): Promise<string> {
  return `
    select number, identifier::bigint as identifier from vault.fresh where number in (${numbers})
    union all
    select number, identifier from ${await revealedNumbers(duck, ground, numbers)}`;
}

/** SQL that is true where two rows agree in the named columns, empty fields included. */
function same(one: string, other: string, names: readonly string[]): string {
  return names.map((name) => `${one}.${name} is not distinct from ${other}.${name}`).join(' and ');
}
