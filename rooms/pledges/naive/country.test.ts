import fc from 'fast-check';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { someMonth } from './choice.ts';
import { columns } from './columns.ts';
import type { Country, Register } from './columns.ts';
import { smallCountry } from './country.ts';
import { shuffled, writeCountry } from './extract.ts';
import { withCheckDigit } from './identifiers.ts';
import { readCompleteness, readEvidence, readRollUp } from './reading.ts';
import type { EvidenceRow } from './reading.ts';
import { builtIn } from './rows.ts';
import { isAccepted } from './validity.ts';

const registers = Object.keys(columns) as Register[];

function shuffledCountry(country: Country, seed: number): Country {
  return Object.fromEntries(registers.map((register) => [register, shuffled<object>(country[register] ?? [], seed)])) as Country;
}

test('every row of a small country is one that an import accepts', () => {
  fc.assert(fc.property(smallCountry(), (country) => {
    const rejected = registers.flatMap((register) => (country[register] ?? []).filter((row) => !isAccepted(register, row)));
    expect(rejected).toEqual([]);
  }), { numRuns: 60 });
});

test('the check digit is found by the first weights, by the second, or not at all', () => {
  expect(withCheckDigit('55022820002')).toBe('550228200027');
  expect(withCheckDigit('55010110001')).toBe('550101100015');
});

test('the order in which rows arrive never matters', () => {
  fc.assert(fc.property(smallCountry(), someMonth(), fc.integer(), (country, month, seed) => {
    expect(readEvidence(shuffledCountry(country, seed), month, builtIn)).toEqual(readEvidence(country, month, builtIn));
  }), { numRuns: 60 });
});

test('each rung contains the next, credited is within paid, and a place adds up to its pledges', () => {
  fc.assert(fc.property(smallCountry(), someMonth(), (country, month) => {
    const rows = readEvidence(country, month, builtIn);
    for (const row of rows) {
      const ladder = [row.contracted, row.paid, row.held3, row.held6, row.held12].map(Number);
      expect(ladder).toEqual(ladder.toSorted((a, b) => b - a));
      expect(Number(row.credited)).toBeLessThanOrEqual(Number(row.paid));
      expect(Number(row.fte)).toBeLessThanOrEqual(Number(row.paid));
      expect(Number(row.permanent)).toBeLessThanOrEqual(Number(row.paid));
      expect(row.wage_mean === '').toBe(row.paid === '0');
    }
    const all = readRollUp(country, month, builtIn, '000000000');
    expect(all.rungs.paid.jobs).toBe(rows.reduce((sum, row) => sum + Number(row.paid), 0));
    expect(all.rungs.paid.persons).toBeLessThanOrEqual(all.rungs.paid.jobs);
    const { paidBefore, reached } = readCompleteness(country, month);
    expect(reached).toBeLessThanOrEqual(paidBefore);
  }), { numRuns: 60 });
});

test('small countries are not empty: what the rules decide about occurs in many of them', () => {
  const seen: { [what: string]: number } = {};
  const count = (what: string, occurs: boolean): void => { seen[what] = (seen[what] ?? 0) + (occurs ? 1 : 0); };
  for (const [country, month] of fc.sample(fc.tuple(smallCountry(), someMonth()), { numRuns: 300, seed: 1 })) {
    const rows = readEvidence(country, month, builtIn);
    const any = (holds: (row: EvidenceRow) => boolean): boolean => rows.some(holds);
    for (const rung of ['contracted', 'paid', 'held3', 'held6', 'held12', 'permanent', 'credited', 'base'] as const) count(rung, any((row) => Number(row[rung]) > 0));
    count('several', any((row) => Number(row.paid) > 1));
    count('two pledges', rows.filter((row) => row.contracted !== '0').length > 1);
    count('unpaid', any((row) => row.contracted > row.paid));
    count('part', any((row) => row.paid !== '0' && row.fte !== `${row.paid}.00`));
    count('unknown', any((row) => row.base === ''));
    count('negative', any((row) => row.net.startsWith('-')));
    count('capped', any((row) => row.net !== '' && row.credited !== row.paid));
  }
  for (const [what, often] of Object.entries(seen)) expect(often, what).toBeGreaterThan(3);
});

test('a country is written as RFC 4180 files whose rows, put together again, are its rows', () => {
  const folder = mkdtempSync(join(tmpdir(), 'country-'));
  fc.assert(fc.property(smallCountry(), fc.integer({ min: 1, max: 3 }), fc.option(fc.integer(), { nil: undefined }), (country, parts, seed) => {
    const files = writeCountry(country, folder, seed === undefined ? { parts } : { parts, seed });
    for (const register of registers) {
      const mine = files.filter((file) => file.register === register);
      const rows = mine.flatMap(({ path }) => rowsOf(readFileSync(path, 'utf8')));
      const text = (row: object): string => JSON.stringify(Object.entries(row).toSorted());
      expect(rows.map(text).toSorted()).toEqual((country[register] ?? []).map(text).toSorted());
      expect(mine.reduce((sum, file) => sum + file.records, 0)).toBe(rows.length);
    }
  }), { numRuns: 20 });
  rmSync(folder, { recursive: true });
});

/** A reader for the shape that is written here: a line break within quotes does not occur. */
function rowsOf(csv: string): object[] {
  const fieldsOf = (line: string): string[] => [...`,${line}`.matchAll(/,(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '');
  const [header = [], ...records] = csv.trimEnd().split('\r\n').map(fieldsOf);
  return records.map((fields) => Object.fromEntries(header.map((name, at) => [name, fields[at] ?? ''])));
}
