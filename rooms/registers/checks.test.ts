import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkDigit, isBin, isIin } from '#kernel/identifiers.ts';
import { openDuck } from '#platform/duck.ts';
import type { Duck } from '#platform/duck.ts';
import { testFolder } from '#platform/testing.ts';
import { checkSql, listFaults } from './checks.ts';
import type { RegisterName } from './contract.ts';
import { frameCsv } from './csv.ts';
import { getRegister, isIdentifier, isSpelled, listRegisters } from './definition.ts';
import { loadGrammar, spellingName, textSql } from './grammar.ts';
import { findFault } from './naive/check.ts';
import { readDocument } from './naive/document.ts';
import { lookAt } from './source.ts';

const folder = testFolder();
const document = readDocument();
let duck: Duck;
let files = 0;

beforeAll(async () => {
  duck = await openDuck({ threads: 1 });
  await loadGrammar(duck);
});
afterAll(() => duck.close());

/** Writes rows as a CSV file and checks it; leaves the table `checked` and returns the fault of each row, in order. */
async function check(name: RegisterName, rows: readonly (readonly string[])[]): Promise<(string | undefined)[]> {
  const register = getRegister(name);
  const path = join(folder, `${(files += 1)}.csv`);
  const quoted = [register.columns.map((column) => column.name), ...rows].map((row) => row.map((field) => `"${field.replaceAll('"', '""')}"`).join(','));
  writeFileSync(path, `${quoted.join('\r\n')}\r\n`);
  const records = await frameCsv(register, await lookAt(path), `${path}.framed`, { limit: 1e9, onBytes: () => undefined, signal: undefined });
  await duck.run(`create or replace table checked as ${checkSql(register, records.sql)}`);
  const faults = listFaults(register);
  const found = await duck.rows<{ fault: number | null }>('select fault from checked order by line');
  expect(found.length).toBe(rows.length);
  return found.map(({ fault }) => {
    const one = fault === null ? undefined : faults[fault - 1];
    return one && `${one.column?.name ?? ''} ${one.code}`;
  });
}

/** An identifier with its check digit for eleven digits; another serial when that number is never issued. */
function identifier(eleven: string): string {
  const digit = checkDigit(eleven);
  return digit === undefined ? identifier(String(Number(eleven) + 1).padStart(11, '0')) : `${eleven}${digit}`;
}
const iin = identifier('90041240123');
const bin = identifier('20014000001');

/** A right field of a grammar of the document. */
const right: Readonly<Record<string, readonly string[]>> = {
  iin: [iin, identifier('00022950123'), identifier('55010110001')],
  bin: [bin, identifier('99125100000'), identifier('99126300000')],
  employer: [bin, iin],
  '9 digits': ['751110000', '990000000'],
  place: ['000000000', '751110000', '511610000', '100000000'],
  date: ['2025-02-28', '2024-02-29', '1800-01-01', '2199-12-31', '2000-02-29', '2025-06-15'],
  month: ['2025-12', '1800-01', '2199-12'],
  instant: ['2026-11-02T10:00:00Z', '2026-11-02T10:00:00.123456+05:00', '2024-02-29T23:59:59.1-23:59', '0001-01-01T00:00:00-00:00', '9999-12-31T23:59:59+23:59'],
  money: ['0', '1.5', '1.50', '0000000000001', '9999999999999.99', '12'],
  'number, 0 < x <= 2, at most two decimals': ['1', '0.01', '2', '2.00', '01.5', '0.5'],
  'number, 0-1, at most four decimals': ['0', '1', '1.0000', '0.1234', '00.5'],
  'number, whole, > 0': ['1', '2147483648', '9007199254740993', '999999999999999999', '0007', `${'0'.repeat(900)}999999999999999999`],
  'number, whole, >= 0': ['0', '12', '000', '0'.repeat(900), '9007199254740993', '999999999999999999'],
  text: ['Ә', 'x'.repeat(400), '😀'.repeat(400), '  blanks ', '=1+1', '\u2028', '"quoted", twice', 'bom\ufeff', '٠١٢'],
  'ISO 3166-1 alpha-2': ['KZ', 'XX'],
  '1-8': ['1', '8'],
  occupation: ['2411', '2411-3'],
  prefix: ['2', '24', '241', '2411', '2411-3'],
  sector: ['A', 'U', '01', '01110'],
};
const nasty = [
  '', ' ', '0', '-0', '-1', '+1', '.5', '1.', '1.005', '1e3', '1_000', '0x10', 'NaN', 'Infinity', '1 234,56', '1,234.56', '２', '2.01', '1.00001',
  '12345678901234', '99999999999999999999', '1000000000', '1000000000000000000', '9223372036854775807', '9223372036854775808', '2025-02-29', '2100-02-29', '1900-02-29', '1799-12-31', '2200-01-01', '0001-01-01', '9999-12-31', '2025-13-01', '2025-00-10',
  '2025-6-15', '25-06-15', '03/04/2025', '2025-06-15 ', ' 2025-06-15', '2025-06-15T00:00:00', '2025-13', '2025-1', '1799-12', 'infinity', 'epoch', 'today',
  '2026-11-02T24:00:00Z', '2026-11-02T23:60:00Z', '2026-11-02T23:59:60Z', '2026-11-02 10:00:00Z', '2026-11-02T10:00:00', '2026-11-02T10:00:00z', '2026-11-02T10:00:00.Z',
  '2026-11-02T10:00:00.1234567Z', '2026-11-02T10:00:00+24:00', '2026-11-02T10:00:00+05', '2026-11-02T10:00:00+0500', '2026-02-29T10:00:00Z', '0000-01-01T00:00:00Z',
  '2026-11-02T10:00:00+05:60', '00', '000000001', '990000000', '75111000', '7511100000', '75111000O', '751110000 ', 'KZT', 'kz', 'ҚЗ', '9', '1-8', 'V', '0', '1', '123456', '24115',
  '2411-', '241-1', '2411-33', 'Active', 'active ', 'ACTIVE', 'x'.repeat(401), '😀'.repeat(401), 'x'.repeat(5000), 'a\nb', 'a\u0000b', '\t', '\u0085', '\u007f', '\u001f', 'a\rb',
  iin.replace(/^9/, '９'), `${iin} `, ` ${iin}`, iin.slice(1), `0${iin}`, '000000000000', '9.80101E+11', '980101300123.0', '560315100660', '550230100011', '551301100010', '550101900010',
  '550101100016', '991370000000', '12345678e004', '1234567.e004', '10000000_000',
];

function field(grammar: string): fc.Arbitrary<string> {
  const known = right[grammar] ?? grammar.split('|');
  return fc.constantFrom(...known);
}

test('every rule of the document and its edges: the checks find the fault that a slow reading finds', async () => {
  for (const { name, columns } of listRegisters()) {
    const own = document.get(name)!;
    const good = fc.tuple(...own.map((column) => (column.optional ? fc.option(field(column.grammar), { nil: '', freq: 3 }) : field(column.grammar))));
    const wrong = fc.tuple(fc.nat(own.length - 1), fc.oneof(fc.constantFrom(...nasty), fc.constantFrom(...Object.values(right).flat())));
    const row = fc.tuple(good, fc.array(wrong, { maxLength: 2 })).map(([fields, faults]) => {
      for (const [at, text] of faults) fields[at] = text;
      return fields;
    });
    const rows = [
      ...fc.sample(row, { numRuns: 400, seed: 1 }),
      // Every nasty and every right text in every column of an otherwise right row.
      ...own.flatMap((_, at) => [...nasty, ...Object.values(right).flat()].map((text) => {
        const fields = own.map((column) => (right[column.grammar] ?? column.grammar.split('|'))[0]!);
        fields[at] = text;
        return fields;
      })),
    ];
    const found = await check(name, rows);
    const differing = rows.flatMap((fields, at) => {
      const slow = findFault(name, own, fields);
      const expected = slow && `${slow.column} ${slow.code}`;
      return found[at] === expected ? [] : [{ fields, found: found[at], expected }];
    });
    expect(differing).toEqual([]);
    expect(new Set(found).size).toBeGreaterThan(columns.length);
  }
}, 120_000);

test('the text of every right row can be written again exactly from what is kept of it', async () => {
  for (const register of listRegisters()) {
    const own = document.get(register.name)!;
    const good = fc.tuple(...own.map((column) => (column.optional ? fc.option(field(column.grammar), { nil: '', freq: 4 }) : field(column.grammar))));
    const rows = fc.sample(good, { numRuns: 500, seed: 2 });
    const found = await check(register.name, rows);
    const texts = register.columns.map((column) => `coalesce(${textSql(column)}, '') as ${column.name}`);
    const again = await duck.rows<Record<string, string>>(`select ${texts.join(', ')} from checked order by line`);
    const rightOnes = rows.map((fields, at) => ({ at, fields })).filter(({ at }) => found[at] === undefined);
    expect(rightOnes.length).toBeGreaterThan(100);
    expect(rightOnes.map(({ at }) => Object.values(again[at]!))).toEqual(rightOnes.map(({ fields }) => fields));
    const kept = await duck.rows<{ name: string }>(`select column_name as name from (describe checked)`);
    expect(kept.map(({ name }) => name)).toEqual([
      'line', 'fault', 'text', ...register.columns.map(({ name }) => name), ...register.columns.filter(({ type }) => isSpelled(type)).map(spellingName),
    ]);
  }
}, 120_000);

test('identifiers: every first eleven digits and every last one, both passes of the check digit', async () => {
  const eleven = fc.tuple(fc.constantFrom('56', '99', '00', '04', '96'), fc.constantFrom('01', '02', '12', '13', '00'), fc.constantFrom('01', '28', '29', '30', '31', '40', '52', '63', '70'), fc.nat(9), fc.integer({ min: 0, max: 9999 }))
    .map(([year, month, day, century, serial]) => `${year}${month}${day}${century}${String(serial).padStart(4, '0')}`);
  const all = fc.sample(eleven, { numRuns: 3000, seed: 3 }).flatMap((text) => [`${text}${checkDigit(text) ?? 0}`, `${text}${(checkDigit(text) ?? 0) === 9 ? 0 : (checkDigit(text) ?? 0) + 1}`]);
  const found = await duck.rows<{ text: string; iin: number | null; bin: number | null; employer: number | null }>(`
    select t as text, grammar.iin(n) as iin, grammar.bin(n) as bin, grammar.employer(n) as employer
    from (select t, grammar.digits(t, 12) as n from (select unnest([${all.map((text) => `'${text}'`).join()}]) as t))`);
  expect(found.filter(({ iin: one }) => one !== null).length).toBeGreaterThan(300);
  expect(found.filter(({ bin: one }) => one !== null).length).toBeGreaterThan(300);
  for (const { text, ...is } of found) {
    expect([text, is.iin !== null, is.bin !== null, is.employer !== null]).toEqual([text, isIin(text), isBin(text), isIin(text) || isBin(text)]);
  }
});

test('only identifiers are numbers of a person or employer', () => {
  const hidden = listRegisters().flatMap(({ columns }) => columns.filter(({ type }) => isIdentifier(type)).map(({ name }) => name));
  expect([...new Set(hidden)].toSorted()).toEqual(['employer', 'head', 'iin', 'owner', 'parent', 'payer', 'successor']);
});
