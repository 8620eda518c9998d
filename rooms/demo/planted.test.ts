import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { placeLevel } from '#kernel/place.ts';
import { dayText, monthName } from './calendar.ts';
import { countryOf } from './country.ts';
import { writeMadeUpCountry } from './door.ts';
import { readRows } from './extract.ts';
import { outcomes } from './outcome.ts';
import type { Outcome } from './outcome.ts';
import type { Pledge } from './pledge.ts';
import { planProjects } from './project.ts';

const people = 60_000;
const seed = 1;
const folder = mkdtempSync(join(tmpdir(), 'made-up-planted-'));
const projects = [...planProjects(countryOf(people, seed)).values()].flat();
const pledges = projects.flatMap((project) => project.pledges);

type Payment = { iin: string; kind: string; period: string; payer: string; amount: string; status: string };
let payments: Payment[] = [];
let paymentsOf: Map<string, Payment[]>;
let contracts: { employer: string; iin: string; term: string; starts_on: string; terminated_on: string; occupation: string; project_id: string; status: string }[] = [];
let employers: { employer: string; name: string; head: string; successor: string; parent: string; closed_on: string }[] = [];
let agencies: { project_id: string; employer: string; role: string }[] = [];
let pledgeRows: { pledge_id: string; employer: string; place: string; status: string; phase: string; term: string; occupation: string; qualification: string; young: string; wage_floor: string }[] = [];

beforeAll(async () => {
  await writeMadeUpCountry({ people, seed, folder });
  payments = readRows(folder, 'contributions', 'iin', 'kind', 'period', 'payer', 'amount', 'status');
  paymentsOf = Map.groupBy(payments, (payment) => payment.payer);
  contracts = readRows(folder, 'contracts', 'employer', 'iin', 'term', 'starts_on', 'terminated_on', 'occupation', 'project_id', 'status');
  employers = readRows(folder, 'employers', 'employer', 'name', 'head', 'successor', 'parent', 'closed_on');
  agencies = readRows(folder, 'participants', 'project_id', 'employer', 'role').filter((one) => one.role === 'agency');
  pledgeRows = readRows(folder, 'pledges', 'pledge_id', 'employer', 'place', 'status', 'phase', 'term', 'occupation', 'qualification', 'young', 'wage_floor');
}, 180_000);
afterAll(() => rmSync(folder, { recursive: true }));

const valuesOf = <Row>(rows: readonly Row[], column: keyof Row): Set<Row[keyof Row]> => new Set(rows.map((row) => row[column]));
const ownerOf = (pledge: Pledge): string => pledgeRows.find((row) => row.pledge_id === pledge.id)?.employer ?? '';
const planted = (outcome: Outcome): Pledge[] => pledges.filter((pledge) => pledge.outcome === outcome);
const paidIn = (payer: string, at: number): Payment[] => paymentsOf.get(payer)?.filter((one) => one.period === monthName(at) && one.kind === 'OPV') ?? [];

test('every outcome of a pledge is planted, whatever the seed', () => {
  expect(valuesOf(pledges, 'outcome')).toEqual(new Set(outcomes));
  for (const other of [2, 3, 4]) {
    const all = valuesOf([...planProjects(countryOf(people, other)).values()].flat().flatMap((project) => project.pledges), 'outcome');
    expect(all.union(new Set(['seasonal']))).toEqual(new Set(outcomes));
  }
});

test('jobs pledged are 1.5 to 2 per cent of the workforce, the large ones hundreds in a large country', () => {
  const jobsIn = (size: number) => [...planProjects(countryOf(size, seed)).values()].flat().flatMap((project) => project.pledges.map((pledge) => pledge.jobs));
  for (const size of [200_000, 2_000_000]) {
    const share = jobsIn(size).reduce((sum, jobs) => sum + jobs, 0) / (0.42 * size);
    expect(share).toBeGreaterThan(0.015);
    expect(share).toBeLessThan(0.02);
  }
  expect(Math.max(...jobsIn(2_000_000))).toBeGreaterThan(200);
});

test('paper jobs: people paid at the minimum wage for one month by the due day, and no more', () => {
  for (const pledge of planted('paper').filter((one) => one.phase === 'operation')) {
    const owner = ownerOf(pledge);
    const around = [pledge.due - 1, pledge.due].flatMap((at) => paidIn(owner, at)).filter((one) => one.amount === '8500');
    const once = around.filter(({ iin }) => paymentsOf.get(owner)?.filter((one) => one.iin === iin && one.kind === 'OPV').length === 1);
    expect(once.length).toBeGreaterThanOrEqual(Math.floor(pledge.jobs * 0.6));
  }
});

test('jobs by contract alone: people who are never paid', () => {
  for (const pledge of planted('unpaid').filter((one) => one.phase === 'operation')) {
    const owner = ownerOf(pledge);
    const paid = new Set(paymentsOf.get(owner)?.map((one) => one.iin));
    const never = new Set(contracts.filter((one) => one.employer === owner && !paid.has(one.iin)).map((one) => one.iin));
    expect(never.size).toBeGreaterThanOrEqual(Math.floor(pledge.jobs * 0.8));
  }
});

test('moves within a group: those hired were paid by the sister company in the months before the award', () => {
  for (const pledge of planted('moved')) {
    const owner = employers.find((one) => one.employer === ownerOf(pledge));
    const sisters = employers.filter((one) => one.parent === owner?.parent && one.employer !== owner.employer);
    expect(sisters.length).toBeGreaterThan(0);
    const before = new Set(sisters.flatMap((one) => [1, 2, 3].flatMap((back) => paidIn(one.employer, pledge.award - back))).map((one) => one.iin));
    const after = new Set(paidIn(owner?.employer ?? '', pledge.due).map((one) => one.iin));
    expect(before.intersection(after).size).toBeGreaterThan(pledge.jobs * 0.4);
  }
});

test('wages in arrears: nobody is paid for three months after the due day, and then again', () => {
  for (const pledge of planted('arrears')) {
    const owner = ownerOf(pledge);
    expect([1, 2, 3].map((after) => paidIn(owner, pledge.due + after).length)).toEqual([0, 0, 0]);
    expect(paidIn(owner, pledge.due).length).toBeGreaterThan(0);
    expect(paidIn(owner, pledge.due + 4).length).toBeGreaterThan(0);
  }
});

test('net stays near nothing where hires displace the staff of before', () => {
  for (const pledge of planted('displaced')) {
    const owner = ownerOf(pledge);
    const headcount = (at: number) => paidIn(owner, at).length + paidIn(employers.find((one) => one.employer === owner)?.successor ?? '', at).length;
    const others = pledges.filter((one) => one.id.slice(0, 9) === pledge.id.slice(0, 9));
    const jobs = others.reduce((sum, one) => sum + one.jobs, 0);
    expect(headcount(28) - headcount(pledge.award - 1)).toBeLessThan(Math.max(3, jobs * 0.6));
  }
});

test('who keeps a pledge hires as many as it names, also under a successor', () => {
  const kept = planted('kept').filter((one) => one.phase === 'operation' && one.due < 26);
  expect(kept.length).toBeGreaterThan(2);
  for (const pledge of kept) {
    const owner = employers.find((one) => one.employer === ownerOf(pledge));
    const named = new Set([owner?.employer, owner?.successor, ...agencies.filter((one) => pledge.id.startsWith(one.project_id)).map((one) => one.employer)]);
    const hired = contracts.filter((one) => named.has(one.employer) && one.starts_on >= dayText(pledge.awardedOn));
    expect(new Set(hired.map((one) => one.iin)).size).toBeGreaterThanOrEqual(pledge.jobs);
  }
});

test('jobs lost after the due day: many of those paid then are gone half a year later', () => {
  for (const pledge of planted('lost').filter((one) => one.phase === 'operation')) {
    const owner = ownerOf(pledge);
    const then = new Set(paidIn(owner, pledge.due).map((one) => one.iin));
    const later = new Set(paidIn(owner, pledge.due + 6).map((one) => one.iin));
    expect(then.difference(later).size).toBeGreaterThanOrEqual(Math.floor(pledge.jobs * 0.4));
  }
});

test('seasonal pledges: the people of the summer are gone in winter', () => {
  for (const pledge of planted('seasonal')) {
    const seasonal = new Set(contracts.filter((one) => one.employer === ownerOf(pledge) && one.term === 'seasonal').map((one) => one.iin));
    const inMonth = (at: number) => paidIn(ownerOf(pledge), at).filter((one) => seasonal.has(one.iin)).length;
    expect(inMonth(pledge.due)).toBeGreaterThan(inMonth(pledge.due - 5));
  }
});

test('reports outrun the evidence', () => {
  const reported = readRows(folder, 'reports', 'pledge_id', 'period', 'jobs');
  const [boast] = planted('unpaid');
  const said = reported.findLast((one) => one.pledge_id === boast?.id && one.period > monthName(boast.due));
  expect(Number(said?.jobs)).toBeGreaterThan((boast?.jobs ?? 0) * 0.7);
});

test('contributions of every kind, refunds, corrections of an amount and annulled rows', () => {
  expect(valuesOf(payments, 'kind')).toEqual(new Set(['OPV', 'OPVR', 'OPPV', 'SO', 'ESP', 'SELF']));
  expect(valuesOf(payments, 'status')).toEqual(new Set(['active', 'annulled']));
  expect(payments.some((one) => one.amount.startsWith('-'))).toBe(true);
  expect(valuesOf(payments, 'period')).toEqual(new Set(Array.from({ length: 30 }, (_, at) => monthName(at))));
});

test('contracts of every term, terminated ones, annulled ones and with occupations of the national list', () => {
  expect(valuesOf(contracts, 'term')).toEqual(new Set(['indefinite', 'fixed', 'work', 'replacement', 'seasonal', 'foreign']));
  expect(valuesOf(contracts, 'status')).toEqual(new Set(['active', 'annulled']));
  expect(contracts.some((one) => one.terminated_on !== '')).toBe(true);
  expect(contracts.some((one) => /^\d{4}-\d$/.test(one.occupation))).toBe(true);
  expect(valuesOf(readRows(folder, 'absences', 'kind'), 'kind')).toEqual(new Set(['maternity', 'childcare', 'sick', 'unpaid', 'study', 'service']));
});

test('branches, groups, take-overs, closed employers and sole entrepreneurs with staff', () => {
  for (const link of ['head', 'successor', 'parent', 'closed_on'] as const) expect(employers.some((one) => one[link] !== '')).toBe(true);
  const persons = valuesOf(readRows(folder, 'population', 'iin'), 'iin');
  expect(payments.some((one) => persons.has(one.payer) && one.payer !== one.iin)).toBe(true);
});

test('a taken-over employer pays until its successor does', () => {
  for (const { employer, successor } of employers.filter((one) => one.successor !== '')) {
    const months = (payer: string) => paymentsOf.get(payer)?.filter((one) => one.status === 'active').map((one) => one.period).toSorted() ?? [];
    const [before, after] = [months(employer), months(successor)];
    if (before.length > 0 && after.length > 0) expect((before.at(-1) ?? '') <= (after[0] ?? '')).toBe(true);
  }
});

test('projects of all four kinds, with contractors whose people name the project', () => {
  expect(valuesOf(readRows(folder, 'projects', 'kind'), 'kind')).toEqual(new Set(['investment', 'infrastructure', 'business', 'social']));
  const contractors = readRows(folder, 'participants', 'project_id', 'employer', 'role').filter((one) => one.role === 'contractor');
  expect(contractors.some(({ project_id, employer }) => contracts.some((one) => one.employer === employer && one.project_id === project_id))).toBe(true);
});

test('pledges of both phases and all terms, at every level of place, with what they may ask for', () => {
  expect(valuesOf(pledgeRows, 'phase')).toEqual(new Set(['construction', 'operation']));
  expect(valuesOf(pledgeRows, 'term')).toEqual(new Set(['any', 'permanent', 'seasonal']));
  const levels = (places: readonly string[]) => new Set(places.map((place) => placeLevel(Number(place))));
  expect(levels(pledgeRows.map((row) => row.place))).toEqual(new Set([2, 3, 4]));
  const larger = [...planProjects(countryOf(200_000, seed)).values()].flat().flatMap((project) => project.pledges);
  expect(levels(larger.map((pledge) => pledge.place))).toEqual(new Set([1, 2, 3, 4]));
  for (const asked of ['occupation', 'qualification', 'young', 'wage_floor'] as const) expect(pledgeRows.some((row) => row[asked] !== '')).toBe(true);
});

test('places reach from the cities down to villages and hamlets', () => {
  const levels = new Set(readRows(folder, 'places', 'kato').map(({ kato }) => placeLevel(Number(kato))));
  expect(levels).toEqual(new Set([3, 4, 5]));
});
