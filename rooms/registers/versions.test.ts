// One database is enough: versions are told apart in DuckDB.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { operator } from '#kernel/actor.ts';
import { loadVaultMacros, revealedNumbers } from '#people';
import { openDuck, textLiteral } from '#platform/duck.ts';
import { openTestGround } from '#platform/testing.ts';
import type { RegisterName } from './contract.ts';
import { loadCurrent } from './current.ts';
import { getRegister, isIdentifier, listRegisters } from './definition.ts';
import { loadGrammar, textSql } from './grammar.ts';
import { importFile } from './import.ts';
import type { ImportResult } from './import.ts';
import { findHeld, keptName, keptNames } from './kept.ts';
import { company, csv, header, person, row } from './naive/sample.ts';

let ground: Awaited<ReturnType<typeof openTestGround>>;
beforeAll(async () => {
  ground = await openTestGround();
});

/** Instants of which some are the same one, written in different ways. */
const instants = ['2025-07-01T10:00:00Z', '2025-07-01T15:00:00+05:00', '2025-07-01T10:00:00.000Z', '2025-07-01T09:59:59.999999Z', '2025-07-01T10:00:00+05:00', '2024-01-01T00:00:00Z'];
const pools: Readonly<Record<string, readonly string[]>> = {
  iin: [person(1), person(2)], bin: [company(7), ''], employer: [company(1), person(1)], kato: ['751110000', '100000000'], place: ['751110000', '000000000'],
  date: ['2025-06-01', '2025-06-02'], month: ['2025-06', '2025-07'], instant: instants, money: ['5', '5.0', '5.00', '7'], 'signed-money': ['5', '5.00', '-5'],
  rate: ['1', '1.0'], share: ['0.5', '0.50'], whole: ['6', '06'], count: ['5'], text: ['a', 'b'], country: ['KZ'], level: ['1'], occupation: ['2411'], 'occupation-prefix': ['24'], sector: ['A'],
};

/** Rows with few keys, so that most facts come in several versions, duplicates and ties. */
function rowsOf(name: RegisterName): fc.Arbitrary<string[][]> {
  const fields = getRegister(name).columns.map((column) => {
    const pool = column.type === 'list' ? column.words.slice(0, 2) : pools[column.type]!;
    // No end before its start: only the key's days vary.
    const own = column.type === 'date' && !column.key ? ['2025-06-03'] : pool;
    return fc.constantFrom(...own, ...(column.required ? [] : ['']));
  });
  return fc.array(fc.tuple(...fields), { minLength: 40, maxLength: 60 });
}

function instant(text: string): bigint {
  const [, head = '', decimals = '', zone = ''] = /^(.{19})(?:\.(\d+))?(.+)$/.exec(text) ?? [];
  return BigInt(Date.parse(`${head}${zone}`)) * 1000n + BigInt(decimals.padEnd(6, '0'));
}

/** Rule 2, read row by row: the texts of the current rows, joined by U+001F. */
function currentNaively(name: RegisterName, rows: readonly (readonly string[])[]): string[] {
  const { columns } = getRegister(name);
  const at = columns.findIndex((column) => column.name === 'recorded_at');
  const best = new Map<string, readonly string[]>();
  const digest = (fields: readonly string[]) => createHash('sha256').update(fields.join('\u001f')).digest('hex');
  const recorded = (fields: readonly string[]) => (fields[at] === '' ? -(2n ** 63n) : instant(fields[at]!));
  for (const fields of rows) {
    const key = fields.filter((_, place) => columns[place]?.key).join('\u001f');
    const other = best.get(key);
    const later = other === undefined || recorded(fields) > recorded(other) || (recorded(fields) === recorded(other) && digest(fields) > digest(other));
    if (later) best.set(key, fields);
  }
  const status = columns.findIndex((column) => column.name === 'status');
  return [...best.values()].filter((fields) => fields[status] !== 'annulled').map((fields) => fields.join('\u001f')).toSorted();
}

/** The texts of the current rows as they are kept, identifiers revealed. */
async function currentKept(name: RegisterName): Promise<{ texts: string[]; relation: number }> {
  const register = getRegister(name);
  const duck = await openDuck({ threads: 1 });
  try {
    await loadGrammar(duck);
    await loadVaultMacros(duck, ground);
    await loadCurrent(duck, ground, [name]);
    const held = await findHeld(ground, name);
    const hidden = register.columns.filter((column) => isIdentifier(column.type));
    await duck.run(`create table known as from ${await revealedNumbers(duck, ground, 'select unnest(range(1, 1000))')}`);
    const columns = register.columns.map((column) => (isIdentifier(column.type) ? `${column.name}_of.identifier as ${column.name}` : `h.${column.name}`));
    const rows = await duck.rows<{ text: string }>(`
      select concat_ws(chr(31), ${register.columns.map((column) => `coalesce(${textSql(column)}, '')`).join(', ')}) as text
      from (
        select ${[...columns, ...keptNames(register).slice(columns.length)].join(', ')}
        from ${held.rows} as h
        ${held.superseded === undefined ? '' : `anti join ${held.superseded} as s on s.import = h.import and s.line = h.line`}
        ${hidden.map((column) => `left join known as ${column.name}_of on ${column.name}_of.number = h.${keptName(column)}`).join(' ')}
        ${register.columns.some((column) => column.name === 'status') ? `where h.status = 'active'` : ''}
      )`);
    const [counted] = await duck.rows<{ rows: number }>(`select count(*) as rows from register.${name}`);
    return { texts: rows.map(({ text }) => text).toSorted(), relation: counted?.rows ?? 0 };
  } finally {
    duck.close();
  }
}

function writeFiles(name: RegisterName, parts: readonly string[][][]): string[] {
  return parts.map((rows, at) => {
    const file = join(ground.files, `${name}-${at}.csv`);
    writeFileSync(file, csv([header(name), ...rows]));
    return file;
  });
}

test('current rows and duplicates of every register: rule 2, whatever the order of files and how often they come', async () => {
  for (const [turn, { name }] of listRegisters().entries()) {
    const [rows = []] = fc.sample(rowsOf(name), { numRuns: 1, seed: Number(process.env['VERSIONS_SEED'] ?? 40) + turn });
    const parts = [rows.slice(0, 15), rows.slice(15, 16), rows.slice(16, 30), rows.slice(30)];
    const files = writeFiles(name, parts);
    const results: ImportResult[] = [];
    // Another order for every register, and every second file twice.
    const order = [...files.slice(turn % 4), ...files.slice(0, turn % 4)];
    for (const file of [...order, ...order.filter((_, at) => at % 2 === 0)]) results.push(await importFile({ ...ground, register: name, file, by: operator('test') }));
    const distinct = new Set(rows.map((fields) => fields.join('\u001f')));
    expect(results.map(({ rejected, refused }) => [rejected, refused])).toEqual(results.map(() => [0, undefined]));
    expect(results.reduce((sum, { accepted }) => sum + accepted, 0), name).toBe(distinct.size);
    expect(results.slice(4).map(({ accepted, records, duplicates }) => [accepted, records - duplicates])).toEqual([[0, 0], [0, 0]]);
    const { texts, relation } = await currentKept(name);
    expect({ name, texts }).toEqual({ name, texts: currentNaively(name, rows) });
    expect(relation).toBe(texts.length);
  }
}, 240_000);

test('ties between rows whose employer nobody has met before are broken by the digest of the whole row', async () => {
  const fresh = await openTestGround();
  const register = 'participants';
  const { columns } = getRegister(register);
  const fields = (project: string, role: string, zone: string) => columns.map(({ name }) =>
    ({ project_id: project, employer: company(41), role, starts_on: '2025-01-01', status: 'active', recorded_at: zone })[name] ?? '');
  const rows = Array.from({ length: 16 }, (_, at) => [fields(`P${at}`, 'investor', '2025-07-01T10:00:00Z'), fields(`P${at}`, 'operator', '2025-07-01T15:00:00+05:00')]).flat();
  const file = join(fresh.files, 'tied.csv');
  writeFileSync(file, csv([header(register), ...rows]));
  await importFile({ ...fresh, register, file, by: operator('test') });
  const duck = await openDuck({ threads: 1 });
  await loadCurrent(duck, fresh, [register]);
  const kept = await duck.rows<{ project_id: string; role: string }>(`select project_id, role from register.${register} order by all`);
  duck.close();
  const naive = currentNaively(register, rows).map((text) => text.split('\u001f'));
  expect(kept.map(({ project_id: project, role }) => `${project} ${role}`)).toEqual(naive.map(([project, , role]) => `${project} ${role}`).toSorted());
});

test('the relation of current rows has values, not texts', async () => {
  const file = join(ground.files, 'values.csv');
  writeFileSync(file, csv([header('contracts'), row('contracts', {
    employer: company(50), contract_no: 'only', iin: person(50), rate: '0.5', wage: '123456.7', qualification: '6', starts_on: '2025-02-28', workplace: '000000000', recorded_at: '1970-01-01T05:00:00.000001+05:00',
  })]));
  await importFile({ ...ground, register: 'contracts', file, by: operator('test') });
  const duck = await openDuck({ threads: 1 });
  await loadCurrent(duck, ground);
  const [found] = await duck.rows<Record<string, unknown>>(`select * exclude (employer, person) from register.contracts where contract_no = 'only'`);
  expect(found).toEqual({
    contract_no: 'only', term: 'indefinite', starts_on: '2025-02-28', ends_on: null, terminated_on: null, occupation: '2411', qualification: 6, workplace: 0,
    rate: 50, wage: 12_345_670, conditions: null, project_id: null, recorded_at: 1,
  });
  const types = await duck.rows<{ types: string }>(`select string_agg(column_name || ' ' || lower(column_type), ', ') as types from (describe register.contributions)`);
  expect(types[0]?.types).toBe('payment_ref varchar, person integer, kind varchar, period integer, payer integer, amount bigint, paid_on date, recorded_at bigint');
  duck.close();
});

test('registers without rows are relations of the same columns', async () => {
  const empty = await openTestGround();
  mkdirSync(empty.config.dataFolder, { recursive: true });
  const duck = await openDuck({ threads: 1 });
  await loadCurrent(duck, empty);
  const none = await duck.rows<{ name: string; type: string }>('select column_name as name, column_type as type from (describe register.pledges)');
  await loadCurrent(duck, ground, ['pledges']);
  const some = await duck.rows<{ name: string; type: string }>('select column_name as name, column_type as type from (describe register.pledges)');
  expect(none).toEqual(some);
  duck.close();
  await empty.close();
});

test('no file that is kept holds an identifier', async () => {
  const entries = readdirSync(ground.config.dataFolder, { recursive: true, withFileTypes: true }).filter((entry) => entry.name.endsWith('.parquet'));
  const files = entries.map((entry) => join(entry.parentPath, entry.name));
  expect(files.length).toBeGreaterThan(30);
  const secrets = [person(1), person(2), company(1), company(7), company(50)];
  const duck = await openDuck({ threads: 1 });
  for (const file of files) {
    const rows = await duck.rows<{ text: string }>(`select to_json(t)::varchar as text from read_parquet(${textLiteral(file)}) as t`);
    const text = rows.map((one) => one.text).join();
    expect(text.length).toBeGreaterThan(0);
    for (const secret of secrets) expect(text.includes(String(Number(secret))), file).toBe(false);
  }
  duck.close();
});
