import { join } from 'node:path';
import { sql } from 'kysely';
import { loadVaultMacros, type VaultGround } from '#people';
import { textLiteral, type Duck } from '#platform/duck.ts';
import type { RegisterName } from './contract.ts';
import { getRegister, listRegisters, type Column, type ColumnType, type Register } from './definition.ts';

/** How a column is kept and handed to the steps: identifiers and places as numbers, money in tiyn, months as integers. */
export function keptType(type: ColumnType): string {
  switch (type) {
    case 'iin': case 'bin': case 'employer': case 'kato': case 'place': case 'month': case 'whole': case 'count': case 'rate': case 'share': return 'integer';
    case 'date': return 'date';
    case 'instant': case 'money': case 'signed-money': return 'bigint';
    case 'level': return 'tinyint';
    default: return 'varchar';
  }
}

/** A column's name in kept rows: a person is no longer an IIN. */
export function keptName(column: Column): string {
  return column.type === 'iin' ? 'person' : column.name;
}

/** The folder of a register's kept rows, one file an import. */
export function rowsFolder(dataFolder: string, register: RegisterName): string {
  return join(dataFolder, 'rows', register);
}

/** Facts that an import gave more than one row, one file an import that did. */
export function repeatsFile(dataFolder: string, id: string): string {
  return join(dataFolder, 'repeats', `${id}.parquet`);
}

/** The imports whose rows count, and whether they repeated a fact. */
async function visibleImports(ground: VaultGround, register: RegisterName): Promise<{ id: string; repeats: boolean }[]> {
  const { rows } = await sql<{ id: string; repeats: boolean }>`
    select id, repeats > 0 as repeats from registers.import where register = ${register} and accepted > 0 order by id`.execute(ground.db);
  return rows;
}

/** A DuckDB list of file names, read with the columns of all files by name. */
function readFiles(files: readonly string[]): string {
  return `read_parquet([${files.map(textLiteral).join(', ')}])`;
}

/**
 * Makes relations register.<name> in the given DuckDB with the current rows of each register (rule 2): of rows with the
 * same key the one with the greatest recorded_at, of equal ones the one with the greater SHA-256; without those annulled.
 * Only facts that came more than once are compared; every other row is current as it stands. Columns are named as in the
 * format but `person` for `iin`; types by `keptType`.
 */
export async function loadCurrent(duck: Duck, ground: VaultGround, registers: readonly RegisterName[] = listRegisters().map(({ name }) => name)): Promise<void> {
  await loadVaultMacros(duck, ground);
  await duck.run('create schema if not exists register');
  for (const name of registers) {
    const register = getRegister(name);
    const imports = await visibleImports(ground, name);
    await duck.run(imports.length === 0 ? emptyRelation(register) : currentRelation(ground.config.dataFolder, register, imports));
  }
}

/** The columns that the steps see: `status` has done its work. */
function shownColumns(register: Register): readonly Column[] {
  return register.columns.filter((column) => column.name !== 'status');
}

function emptyRelation(register: Register): string {
  const columns = shownColumns(register).map((column) => `${keptName(column)} ${keptType(column.type)}`);
  return `create or replace table register.${register.name} (${columns.join(', ')})`;
}

function currentRelation(dataFolder: string, register: Register, imports: readonly { id: string; repeats: boolean }[]): string {
  const rows = readFiles(imports.map(({ id }) => join(rowsFolder(dataFolder, register.name), `${id}.parquet`)));
  const repeats = imports.filter((one) => one.repeats).map(({ id }) => repeatsFile(dataFolder, id));
  const columns = shownColumns(register).map(keptName).join(', ');
  const status = register.columns.some((column) => column.name === 'status') ? `status = 'active'` : 'true';
  if (repeats.length === 0) return `create or replace view register.${register.name} as select ${columns} from ${rows} where ${status}`;
  return `
    create or replace temp table contested_${register.name} as select distinct fact from ${readFiles(repeats)};
    create or replace temp table settled_${register.name} as
    select * from ${rows} where fact in (from contested_${register.name})
    qualify row_number() over (
      partition by fact
      -- The digest lies sealed under a pad that only the key makes; of tied rows alone it is opened.
      order by recorded_at desc nulls last, xor(seal, keyed_pad("row"::varchar)) desc
    ) = 1;
    create or replace view register.${register.name} as
    select ${columns} from ${rows} where ${status} and fact not in (from contested_${register.name})
    union all by name
    select ${columns} from settled_${register.name} where ${status}`;
}

