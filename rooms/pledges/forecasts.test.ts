// One database is enough: what a database hides is the subject of territory.test.ts.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { backTestPage } from './back-test-page.ts';
import { PledgeRow } from './contract.ts';
import { pledgeColumns } from './files.ts';
import { forecastsOf } from './forecasts.ts';
import { getBackTest } from './forecast-contract.ts';
import { allPledges, listPledges } from './lists.ts';
import type { Country } from './naive/columns.ts';
import { iinOf } from './naive/identifiers.ts';
import { akkol, akkolSettlement, almaty, branch, combine, contract, daniyar, holding, payment, pledge, rival, settlement } from './naive/rows.ts';
import { overview } from './overview.ts';
import { openTestPublication } from './testing.ts';
import { createViews, stampOf, type Views } from './view.ts';

/** December 2023 to June 2024. */
const stored = Array.from({ length: 7 }, (_, at) => 2023 * 12 + 11 + at);
const last = stored.at(-1)!;
const clock = { now: () => new Date('2025-08-15T06:00:00Z') };
const all = { sort: 'pledgeId', page: 1, size: 500 } as const;
let views: Views;

/** So many people at work and paid at an employer in each month from February 2024. */
function crew(employer: string, workplace: string, counts: readonly number[]): Pick<Country, 'contracts' | 'contributions'> {
  const people = Array.from({ length: Math.max(...counts) }, (_, at) => iinOf(at + 10));
  return {
    contracts: people.map((iin, at) => contract({ employer, iin, contract_no: String(at), workplace })),
    contributions: counts.flatMap((count, month) => people.slice(0, count).map((iin, at) => payment({ payer: employer, iin, period: `2024-0${month + 2}`, payment_ref: `${employer} ${month} ${at}` }))),
  };
}

/** A grows by one a month, B stays at one of ten, C was due in April, D has just been given. */
const crews = [crew(combine, settlement, [2, 3, 4, 5, 6]), crew(rival, akkolSettlement, [1, 1, 1, 1, 1]), crew(branch, settlement, [3, 3, 3, 3, 3])];
const country: Country = {
  pledges: [
    pledge({ pledge_id: 'A', due_on: '2024-10-31' }), pledge({ pledge_id: 'B', employer: rival, place: akkol, due_on: '2024-10-31' }),
    pledge({ pledge_id: 'C', employer: branch, jobs: '3', due_on: '2024-04-30' }), pledge({ pledge_id: 'D', employer: holding, place: almaty, awarded_on: '2024-06-10' }),
  ],
  contracts: crews.flatMap(({ contracts = [] }) => contracts),
  contributions: [payment({ iin: daniyar, payer: holding, period: '2023-12', payment_ref: 'elsewhere' }), ...crews.flatMap(({ contributions = [] }) => contributions)],
};

let close: () => Promise<void>;
beforeAll(async () => {
  const publication = await openTestPublication();
  await publication.publish(country, stored);
  views = createViews(publication.db, clock);
  close = publication.close;
}, 60_000);
afterAll(() => close());

test('each pledge of a list says what is expected of it, or why nothing is', async () => {
  const { rows } = await listPledges(await views.current(), all);
  const told = rows.map(({ pledgeId, verdict: { forecast } }) => [pledgeId, forecast?.outlook, forecast?.expected, forecast?.due, forecast?.untold]);
  expect(told).toEqual([
    ['A', 'on-track', 10, '2024-10', null],
    ['B', 'at-risk', 1, '2024-10', null],
    ['C', undefined, undefined, undefined, undefined],
    ['D', null, null, '2024-12', 'too-early'],
  ]);
});

test('a pledge that is due has no forecast in a list, and one that is not due has that of the rule', async () => {
  const view = await views.current();
  const { rows } = await listPledges(view, all);
  const told = forecastsOf(view.cube, last);
  expect(rows.map((row) => [row.pledgeId, row.verdict.forecast])).toEqual(rows.map((row) => [row.pledgeId, told.get(row.pledgeId) ?? null]));
  expect(rows.map((row) => row.verdict.forecast === null)).toEqual(rows.map((row) => row.verdict.verdict !== 'not-due'));
  for (const row of rows) PledgeRow.parse(row);
});

test('the verdicts of an overview count every pledge once, those not due by their outlook', async () => {
  const view = await views.current();
  const { verdicts, counts } = await overview(view, {});
  expect(verdicts.reduce((sum, { pledges }) => sum + pledges, 0)).toBe(counts.pledges);
  for (const outlook of ['on-track', 'at-risk', 'untold'] as const) {
    const counted = verdicts.find((row) => row.verdict === 'not-due' && row.outlook === (outlook === 'untold' ? null : outlook))?.pledges ?? 0;
    expect({ outlook, listed: (await listPledges(view, { ...all, outlook })).total }).toEqual({ outlook, listed: counted });
  }
  expect(verdicts.filter((row) => row.verdict !== 'not-due' && row.outlook !== null)).toEqual([]);
});

test('a list sorts by what will be lacking, and a file says what is expected', async () => {
  const rows = await allPledges(await views.current(), { ...all, sort: '-shortfall' });
  expect(rows.map(({ pledgeId }) => pledgeId), 'what is not told comes last').toEqual(['B', 'A', 'C', 'D']);
  const told = pledgeColumns(stampOf(await views.current(), last)).filter(([title]) => ['outlook', 'expected', 'expectedLow'].includes(title)).map(([, value]) => rows.map((row) => value(row, 'en')));
  expect(told).toEqual([['at risk', 'on track', null, null], [1, 10, null, null], [null, null, null, null]]);
});

test('whoever sees one pledge is told the same forecast of it, for it is held against all', async () => {
  const whole = await views.current();
  for (const { pledgeId, place } of whole.cube.pledges) {
    const narrow = await views.of({ places: [place], employers: [] });
    expect(narrow.forecasts(last).get(pledgeId)).toEqual(whole.forecasts(last).get(pledgeId));
  }
});

test('the back-test is of the pledges that one may see', async () => {
  const whole = getBackTest.reply.parse(await backTestPage(await views.current()));
  expect(whole).toMatchObject({ version: '1.0', months: { first: '2023-12', last: '2024-06' } });
  const nobody = await backTestPage(await views.of({ places: [], employers: [] }));
  expect(nobody.horizons.map(({ pledges, ways }) => [pledges, ways])).toEqual([[0, null], [0, null], [0, null]]);
});
