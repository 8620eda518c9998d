import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isBin, isIin } from '#kernel/identifiers.ts';
import { regionCodes } from '#reference';
import { writeMadeUpCountry } from './door.ts';
import { readExtracts } from './extract.ts';
import type { Extract } from './extract.ts';

// The formats of docs/registers.md, written down a second time and more strictly than an import is.
type Check = (text: string) => boolean;
const matching = (pattern: RegExp): Check => (text) => pattern.test(text);
const optional = (check: Check): Check => (text) => text === '' || check(text);
const regions = new Set(regionCodes());
const date: Check = (text) => /^(19|20)\d\d-\d\d-\d\d$/.test(text) && new Date(`${text}T00:00:00Z`).toISOString().startsWith(text);
const month = matching(/^20\d\d-(0[1-9]|1[0-2])$/);
const instant: Check = (text) => /T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\+05:00$/.test(text) && date(text.slice(0, 10)) && text.slice(0, 10) <= '2026-10-31';
const place: Check = (text) => /^\d{9}$/.test(text) && regions.has(text.slice(0, 2));
const text: Check = (one) => one.length >= 1 && one.length <= 400 && !/\p{Cc}/u.test(one);
const money = matching(/^\d{1,13}(\.\d{1,2})?$/);
const occupation = matching(/^\d{4}(-\d)?$/);
const level = optional(matching(/^[1-8]$/));
const employer: Check = (one) => isBin(one) || isIin(one);
const status = matching(/^(active|annulled)$/);

const formats: Readonly<Record<string, Readonly<Record<string, Check>>>> = {
  places: { kato: place, valid_from: optional(date), valid_to: optional(date), name_ru: text, name_kk: text, name_en: text, recorded_at: instant },
  population: {
    iin: isIin, born_on: date, sex: matching(/^[mf]$/), place, citizenship: matching(/^[A-Z]{2}$/), education: level, graduated_on: optional(date),
    exempt: optional(matching(/^(pension|disability|foreign|service)$/)), exempt_from: optional(date), died_on: optional(date), left_on: optional(date), recorded_at: instant,
  },
  employers: {
    employer, name: text, sector: matching(/^\d{2,5}$/), place, head: optional(isBin), successor: optional(isBin), parent: optional(isBin),
    registered_on: date, closed_on: optional(date), recorded_at: instant,
  },
  contracts: {
    employer, contract_no: text, iin: isIin, term: matching(/^(indefinite|fixed|work|replacement|seasonal|foreign)$/), starts_on: date, ends_on: optional(date),
    terminated_on: optional(date), occupation, qualification: level, workplace: place, rate: matching(/^(0\.5|0\.75|1)$/), wage: money,
    conditions: optional(matching(/^(1|2|3\.[1-4]|4)$/)), project_id: optional(text), status, recorded_at: instant,
  },
  contributions: {
    payment_ref: text, iin: isIin, kind: matching(/^(OPV|OPVR|OPPV|SO|ESP|SELF)$/), period: month, payer: employer, amount: matching(/^-?\d{1,13}(\.\d{1,2})?$/),
    paid_on: date, status, recorded_at: instant,
  },
  absences: { employer, iin: isIin, starts_on: date, ends_on: optional(date), kind: matching(/^(maternity|childcare|sick|unpaid|study|service)$/), status, recorded_at: instant },
  projects: {
    project_id: text, name_kk: text, name_ru: text, name_en: text, kind: matching(/^(investment|infrastructure|business|social)$/), programme: text,
    funding: matching(/^(private|state|mixed|credit|grant)$/), sector: matching(/^\d{2,5}$/), owner: employer, place,
    stage: matching(/^(idea|appraisal|approved|construction|operation|closed)$/), starts_on: date, ends_on: optional(date), investment: money,
    foreign_share: optional(matching(/^(0|1|0\.\d{1,4})$/)), office: text, status, recorded_at: instant,
  },
  participants: { project_id: text, employer, role: matching(/^(investor|operator|contractor|agency)$/), starts_on: date, ends_on: optional(date), status, recorded_at: instant },
  pledges: {
    pledge_id: text, project_id: text, employer, place, phase: matching(/^(construction|operation)$/), jobs: matching(/^[1-9]\d*$/), awarded_on: date, due_on: date,
    hold_months: matching(/^\d+$/), occupation: optional(matching(/^\d{1,4}$/)), qualification: level, term: matching(/^(any|permanent|seasonal)$/),
    young: optional(matching(/^\d+$/)), wage_floor: optional(money), status, recorded_at: instant,
  },
  investments: { project_id: text, period: month, amount: money, recorded_at: instant },
  reports: { pledge_id: text, period: month, jobs: matching(/^\d+$/), recorded_at: instant },
};

const keys: Readonly<Record<string, readonly string[]>> = {
  places: ['kato', 'valid_from'], population: ['iin'], employers: ['employer'], contracts: ['employer', 'contract_no'],
  contributions: ['payment_ref', 'iin', 'kind', 'period'], absences: ['employer', 'iin', 'starts_on'], projects: ['project_id'],
  participants: ['project_id', 'employer'], pledges: ['pledge_id'], investments: ['project_id', 'period'], reports: ['pledge_id', 'period'],
};

/** Earlier and later day of one row. */
const orders: readonly (readonly [string, string])[] = [
  ['starts_on', 'ends_on'], ['starts_on', 'terminated_on'], ['born_on', 'exempt_from'], ['born_on', 'died_on'], ['born_on', 'left_on'],
  ['registered_on', 'closed_on'], ['valid_from', 'valid_to'], ['awarded_on', 'due_on'],
];

const folder = mkdtempSync(join(tmpdir(), 'made-up-format-'));
let extracts: Extract[] = [];
beforeAll(async () => {
  await writeMadeUpCountry({ people: 12_000, seed: 7, folder });
  extracts = readExtracts(folder);
}, 180_000);
afterAll(() => rmSync(folder, { recursive: true }));

const registerOf = ({ name }: Extract): string => name.split('-')[0] ?? '';

test('the check of formats finds what is wrong', () => {
  expect([date('2026-02-30'), instant('2026-11-01T10:00:00+05:00'), place('990000000'), money('1.234'), isIin('880229400001')]).toEqual([false, false, false, false, false]);
});

test('every register has its columns, in order', () => {
  expect(new Set(extracts.map(registerOf))).toEqual(new Set(Object.keys(formats)));
  for (const extract of extracts) expect(extract.columns).toEqual(Object.keys(formats[registerOf(extract)] ?? {}));
});

test('every field of every row is as the formats want it', () => {
  const wrong = extracts.flatMap((extract) => {
    const checks = Object.values(formats[registerOf(extract)] ?? {});
    return extract.rows.filter((row) => row.length !== checks.length || checks.some((check, at) => !check(row[at] ?? ''))).map((row) => `${extract.name}: ${row.join()}`);
  });
  expect(wrong.slice(0, 5)).toEqual([]);
});

test('no end is before its start', () => {
  const wrong = extracts.flatMap(({ name, columns, rows }) => orders.flatMap(([first, then]) => {
    const [from, to] = [columns.indexOf(first), columns.indexOf(then)];
    if (from < 0 || to < 0) return [];
    return rows.filter((row) => row[to] !== '' && row[from] !== '' && (row[to] ?? '') < (row[from] ?? '')).map((row) => `${name}: ${row.join()}`);
  }));
  expect(wrong.slice(0, 5)).toEqual([]);
});

test('rows of the same key are versions: they differ, and one is the newest', () => {
  const wrong = Map.groupBy(extracts, registerOf).entries().flatMap(([register, parts]) => {
    const at = keys[register]?.map((column) => parts[0]?.columns.indexOf(column) ?? -1) ?? [];
    const versions = Map.groupBy(parts.flatMap((part) => part.rows), (row) => at.map((one) => row[one]).join());
    return versions.values().filter((rows) => new Set(rows.map((row) => row.at(-1))).size < rows.length).map((rows) => `${register}: ${rows[0]?.join()}`);
  });
  expect([...wrong].slice(0, 5)).toEqual([]);
});

test('what rows name is there: employers of contracts, payments and pledges, people, projects, pledges', () => {
  const column = (register: string, name: string): string[] =>
    extracts.filter((one) => registerOf(one) === register).flatMap(({ columns, rows }) => rows.map((row) => row[columns.indexOf(name)] ?? ''));
  const employers = new Set([...column('employers', 'employer'), ...column('population', 'iin'), '']);
  const people = new Set(column('population', 'iin'));
  const projects = new Set(column('projects', 'project_id'));
  const named = [
    ...column('contracts', 'employer'), ...column('contributions', 'payer'), ...column('pledges', 'employer'), ...column('participants', 'employer'),
    ...['head', 'successor', 'parent'].flatMap((link) => column('employers', link)),
  ];
  expect(named.filter((one) => !employers.has(one))).toEqual([]);
  expect([...column('contracts', 'iin'), ...column('contributions', 'iin'), ...column('absences', 'iin')].filter((one) => !people.has(one))).toEqual([]);
  expect([...column('pledges', 'project_id'), ...column('investments', 'project_id'), ...column('participants', 'project_id')].filter((one) => !projects.has(one))).toEqual([]);
  const pledges = new Set(column('pledges', 'pledge_id'));
  expect(column('reports', 'pledge_id').filter((one) => !pledges.has(one))).toEqual([]);
});
