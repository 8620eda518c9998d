import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { monthText } from '#kernel/month.ts';
import { placeText } from '#kernel/place.ts';
import { builtInPlaces } from '#reference';
import { ladderOf } from './ladder.ts';
import { smallCountry } from './naive/country.ts';
import { readRollUp, readVerdicts } from './naive/reading.ts';
import { akmola, astrakhan, branch, contract, participant, payment, pledge, rival } from './naive/rows.ts';
import { overview } from './overview.ts';
import { openTestPublication, type TestPublication } from './testing.ts';
import { createViews, membersOf } from './view.ts';

let { db, publish, close } = {} as TestPublication;
beforeAll(async () => { ({ db, publish, close } = await openTestPublication()); });
afterAll(() => close());

const classifier = new Set(builtInPlaces().map((place) => placeText(place.kato)));
const clock = { now: () => new Date('2025-08-15T06:00:00Z') };
/** Stored months follow one another; three of them are looked at. */
const stored = Array.from({ length: 18 }, (_, at) => 2023 * 12 + 8 + at);
const months = [stored[1]!, stored[9]!, stored[17]!];
const money = (tenge: number | undefined) => (tenge === undefined ? '' : tenge.toFixed(2));

test('verdicts and roll-ups of published figures agree with the naive reading: rungs, persons, stacks, wages (rules 15 to 17)', async () => {
  await fc.assert(
    fc.asyncProperty(smallCountry(), async (country) => {
      await publish(country, stored);
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

test('who works for two employers on one wider pledge is one person on its paid rung inside the place, too (rules 11 and 17)', async () => {
  await publish({
    pledges: [pledge({ place: akmola }), pledge({ pledge_id: 'B', project_id: 'Q', employer: branch, place: astrakhan })],
    contracts: [contract(), contract({ employer: rival, project_id: 'P' })], participants: [participant()],
    contributions: [payment(), payment({ payer: rival, payment_ref: '2' })],
  }, [2024 * 12 + 1]);
  const view = await createViews(db, clock).current();
  expect(await overview(view, { place: astrakhan })).toMatchObject({ widerPaid: 1, ladder: { paid: 0 } });
  expect(await overview(view, { place: akmola })).toMatchObject({ widerPaid: 0, ladder: { paid: 1 } });
});
