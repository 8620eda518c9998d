import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { monthText } from '#kernel/month.ts';
import { placeText } from '#kernel/place.ts';
import { openDuck, type Duck } from '#platform/duck.ts';
import { computeMonths } from '#employment';
import { builtInPlaces, loadPlaces } from '#reference';
import { computeEvidence } from './compute.ts';
import { evidenceRow, figureSelection, type EvidenceRow, type FigureRow } from './evidence.ts';
import { smallCountry } from './naive/country.ts';
import { loadCountry } from './naive/load.ts';
import { readCompleteness, readEvidence, readVerdicts, type VerdictRow } from './naive/reading.ts';

let duck: Duck;
beforeAll(async () => { duck = await openDuck({ threads: 1 }); });
afterAll(() => duck.close());

const classifier = new Set(builtInPlaces().map((place) => placeText(place.kato)));
/** From before the first rows of a small country to after the last, and each of them asked for at once. */
const months = Array.from({ length: 36 }, (_, at) => 2022 * 12 + 10 + at);
const runs = Number(process.env['JUMYS_COUNTRIES'] ?? 12);
const seed = process.env['JUMYS_SEED'] === undefined ? {} : { seed: Number(process.env['JUMYS_SEED']) };

test('on random small countries the steps and the naive reading agree to the unit in every month', async () => {
  await fc.assert(
    fc.asyncProperty(smallCountry(), async (country) => {
      const numbers = await loadCountry(duck, country);
      const identifiers = new Map([...numbers].map(([identifier, number]) => [number, identifier]));
      await loadPlaces(duck);
      await computeEvidence(duck, months);
      await computeMonths(duck);
      const figures = await duck.rows<FigureRow & { month: number }>(`
        select ${figureSelection}, f.month from pledges.pledge as p join pledges.figure as f on f.pledge_id = p.pledge_id order by f.month, p.pledge_id`);
      const computed = Map.groupBy(figures, (row) => row.month);
      const completeness = await duck.rows<{ month: number; persons: number; covered: number }>('select month, persons, covered from employment.completeness');
      const verdicts = await duck.rows<VerdictRow & { at: number }>(`
        select pledge_id, month as at, coalesce(judged::varchar, '') as judged, coalesce(verdict, '') as verdict,
          coalesce(lpad((decided // 12)::varchar, 4, '0') || '-' || lpad((decided % 12 + 1)::varchar, 2, '0'), '') as decided
        from pledges.verdict order by month, pledge_id`);
      expect(verdicts.map(({ at, ...row }) => ({ ...row, month: monthText(at) }))).toEqual(readVerdicts(country, months.map(monthText), classifier));
      for (const month of months) {
        const rows: EvidenceRow[] = (computed.get(month) ?? []).map((row) => evidenceRow(row, (number) => identifiers.get(number) ?? '?'));
        expect({ month, rows }).toEqual({ month, rows: readEvidence(country, monthText(month), classifier) });
        const { paidBefore, reached } = readCompleteness(country, monthText(month));
        expect(completeness.find((row) => row.month === month)).toEqual({ month, persons: paidBefore, covered: reached });
      }
    }),
    { numRuns: runs, ...seed, endOnFailure: true },
  );
}, 600_000);
