// One database is enough: the rules run in DuckDB alone.
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDuck, type Duck } from '#platform/duck.ts';
import { computeEvidence } from '#pledges';
import { loadPlaces } from '#reference';
import { computeFindings } from './compute.ts';
import { firstMonth, monthCount, smallCountry } from './naive/country.ts';
import { loadRows, rowsOf } from './naive/load.ts';
import { readChains, readMinimum, readOutrun, readSpikes, type Found } from './naive/reading.ts';

let duck: Duck;
beforeAll(async () => { duck = await openDuck({ threads: 1 }); });
afterAll(() => duck.close());

const months = Array.from({ length: monthCount }, (_, at) => firstMonth + at);
/** The last two months are still provisional on this day. */
const [today, lastMonth] = ['2025-08-15', firstMonth + monthCount - 2];
/** So low that small countries reach them. */
const values = {
  'spike.before': 2, 'spike.after': 2, 'spike.share': 40, 'spike.persons': 2, 'chain.months': 2, 'chain.share': 30, 'chain.persons': 2,
  'minimum.near': 2, 'minimum.share': 50, 'minimum.persons': 2, 'report.share': 150, 'report.jobs': 2, 'report.months': 2,
};
const readings = { 'spike-before-due-day': readSpikes, 'one-month-chain': readChains, 'wages-at-minimum': readMinimum, 'report-outruns-evidence': readOutrun } as const;

test('on random small countries the steps find what a naive reading finds, with the same people behind it', async () => {
  const found = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(smallCountry, async (country) => {
      await loadRows(duck, rowsOf(country));
      await loadPlaces(duck);
      await computeEvidence(duck, months);
      await computeFindings(duck, months, today, values);
      for (const [rule, read] of Object.entries(readings)) {
        const rows = await duck.rows<Found>(`
          select f.pledge_id as pledge, f.first_month as first, f.last_month as last, f.measured, f.persons,
            coalesce((select list(b.person order by b.person) from findings.behind as b where b.id = f.id), []) as people
          from findings.found as f where f.rule = '${rule}' order by f.pledge_id`);
        expect({ rule, rows }).toEqual({ rule, rows: read({ country, values, lastMonth }) });
        found.set(rule, (found.get(rule) ?? 0) + rows.length);
      }
    }),
    // Each country has six pledges or more; the same ones unless told otherwise, so that every rule finds something.
    { numRuns: Number(process.env['JUMYS_COUNTRIES'] ?? 12), seed: Number(process.env['JUMYS_SEED'] ?? 7), endOnFailure: true },
  );
  for (const rule of Object.keys(readings)) expect(found.get(rule), rule).toBeGreaterThan(0);
}, 300_000);
