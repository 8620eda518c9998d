import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { monthText } from '#kernel/month.ts';
import { placeText } from '#kernel/place.ts';
import { asSystem } from '#platform/access.ts';
import { openDuck, type Duck } from '#platform/duck.ts';
import { openTestDatabase } from '#platform/testing.ts';
import type { Database } from '#platform/database.ts';
import { computeMonths } from '#employment';
import { builtInPlaces, loadPlaces, storePlaces } from '#reference';
import { computeEvidence, definition } from './compute.ts';
import { ladderOf } from './ladder.ts';
import { smallCountry } from './naive/country.ts';
import { loadCountry } from './naive/load.ts';
import { readRollUp, readVerdicts } from './naive/reading.ts';
import { publishEvidence } from './publish.ts';
import { createViews, membersOf } from './view.ts';

let duck: Duck;
let db: Database;
let close: () => Promise<void>;
beforeAll(async () => {
  duck = await openDuck({ threads: 1 });
  ({ db, close } = await openTestDatabase());
});
afterAll(async () => {
  duck.close();
  await close();
});

const classifier = new Set(builtInPlaces().map((place) => placeText(place.kato)));
const clock = { now: () => new Date('2025-08-15T06:00:00Z') };
/** Stored months follow one another; three of them are looked at. */
const stored = Array.from({ length: 18 }, (_, at) => 2023 * 12 + 8 + at);
const months = [stored[1]!, stored[9]!, stored[17]!];
const money = (tenge: number | undefined) => (tenge === undefined ? '' : tenge.toFixed(2));

test('verdicts and roll-ups of published figures agree with the naive reading: rungs, persons, stacks, wages (rules 15 to 17)', async () => {
  let computation = 0;
  await fc.assert(
    fc.asyncProperty(smallCountry(), async (country) => {
      await loadCountry(duck, country);
      await loadPlaces(duck);
      await computeEvidence(duck, stored);
      await computeMonths(duck);
      computation += 1;
      await asSystem(db, async (transaction) => {
        await storePlaces(duck, transaction);
        await publishEvidence(duck, transaction, {
          id: String(computation).padStart(6, '0'), at: new Date(Date.UTC(2025, 0, 1) + computation), imports: 0, definition,
          months: stored, seconds: 0,
        });
      });
      const view = await createViews(db, clock).current();
      const verdicts = readVerdicts(country, stored.map(monthText), classifier);
      const told = stored.flatMap((month) => view.cube.pledges.map(({ pledgeId }, at) => ({ pledge_id: pledgeId, month: monthText(month), verdict: view.cube.verdict(at, month) ?? '' })));
      expect(told).toEqual(verdicts.map(({ pledge_id, month, verdict }) => ({ pledge_id, month, verdict })));
      const places = new Set(view.cube.pledges.flatMap((pledge) => pledge.places));
      for (const month of months) {
        const jobs = await view.paidJobs(month);
        for (const place of places) {
          const members = membersOf(view.cube, { place: placeText(place) });
          const naive = readRollUp(country, monthText(month), classifier, placeText(place));
          const ladder = ladderOf(view.cube, members, month, jobs);
          const told = { month, place, pledges: members.length, promised: ladder.promised, due: ladder.due, fte: ladder.fte.toFixed(2), permanent: ladder.permanent,
            credited: ladder.credited ?? 0, mean: money(ladder.wages?.mean), median: money(ladder.wages?.median),
            rungs: Object.fromEntries((['contracted', 'paid', 'held3', 'held6', 'held12'] as const).map((rung) => [rung, { jobs: ladder[rung], persons: (ladder.persons ?? ladder)[rung] }])),
          };
          expect(told).toEqual({ month, place, pledges: naive.pledges, promised: naive.promised, due: naive.due, fte: naive.fte, permanent: naive.permanent,
            credited: naive.credited, mean: naive.wageMean, median: naive.wageMedian, rungs: naive.rungs });
          if (naive.unknownStacks === 0) expect({ month, place, base: ladder.base, net: ladder.net }).toEqual({ month, place, base: naive.base, net: naive.net });
        }
      }
    }),
    { numRuns: Number(process.env['JUMYS_COUNTRIES'] ?? 10), endOnFailure: true },
  );
}, 600_000);
