// One database is enough: the steps run in DuckDB alone.
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { monthText } from '#kernel/month.ts';
import { placeText } from '#kernel/place.ts';
import { openDuck, type Duck } from '#platform/duck.ts';
import { computeEvidence } from '#pledges';
import { builtInPlaces, loadPlaces } from '#reference';
import { reasons, type Part, type Reason } from '../rooms/closing/reconciliation-contract.ts';
import { computeReconciliation } from '../rooms/closing/reconciliation-steps.ts';
import type { Country } from '../rooms/pledges/naive/columns.ts';
import { smallCountry } from '../rooms/pledges/naive/country.ts';
import { gatherFacts } from '../rooms/pledges/naive/facts.ts';
import { iinOf } from '../rooms/pledges/naive/identifiers.ts';
import { loadCountry } from '../rooms/pledges/naive/load.ts';
import { knowSpells, readBasePeople, readNear } from '../rooms/pledges/naive/near.ts';
import { absence, almaty, contract, otherSettlement, participant, payment, place, pledge, resident, rival, settlement } from '../rooms/pledges/naive/rows.ts';

let duck: Duck;
beforeAll(async () => { duck = await openDuck({ threads: 1 }); });
afterAll(() => duck.close());

const classifier = new Set(builtInPlaces().map((place) => placeText(place.kato)));
const months = Array.from({ length: 7 }, (_, at) => 2023 * 12 + 3 + 3 * at);

type Figure = { pledge_id: string; month: number; contracted: number; paid: number; exempt: number; headcount: number; base: number | null; net: number | null; credited: number | null };
type Told<What> = { pledge_id: string; month: number; person: number; what: What };

/** People by what is told of them, as `person what`. */
const lines = (told: ReadonlyMap<string, string>) => [...told].map(([person, what]) => `${person} ${what}`).toSorted();

const none: Country = { places: [], population: [], employers: [], contracts: [], contributions: [], absences: [], projects: [], participants: [], pledges: [], investments: [], reports: [] };

/** Pledge A in June 2024 has one person for every reason, under the number of the reason, and a last one who is not near. */
function everyReason(): Country {
  const contracts: { readonly [reason in Reason]?: Parameters<typeof contract>[0] } = {
    counts: {}, refunded: {}, 'no-contribution': {}, absent: {}, exempt: {}, ended: { terminated_on: '2024-06-15' }, workplace: { workplace: almaty },
    'project-not-named': { employer: rival, starts_on: '2024-05-01' }, participation: { employer: rival, project_id: 'P' }, 'before-award': { starts_on: '2024-01-05' },
    'other-pledge': { workplace: otherSettlement }, 'other-project': { project_id: 'Q' }, occupation: { occupation: '2511' }, qualification: { qualification: '2' },
    'not-permanent': { term: 'fixed', ends_on: '2024-09-30' }, existing: {},
  };
  const paid = (reason: Reason, over: Parameters<typeof payment>[0] = {}) => payment({ payment_ref: `R-${reason}`, iin: iinOf(reasons.indexOf(reason)), period: '2024-06', paid_on: '2024-07-20', ...over });
  const unpaid: readonly Reason[] = ['no-contribution', 'absent', 'exempt'];
  return {
    ...none,
    places: [settlement, otherSettlement].map((kato) => place(kato)),
    population: [resident({ iin: iinOf(reasons.indexOf('exempt')), exempt: 'pension' })],
    contracts: [
      ...reasons.flatMap((reason, n) => (contracts[reason] === undefined ? [] : [contract({ contract_no: `C-${reason}`, iin: iinOf(n), qualification: '3', ...contracts[reason] })])),
      contract({ contract_no: 'elsewhere, unpaid', iin: iinOf(reasons.length), qualification: '3', workplace: almaty }),
    ],
    contributions: [
      ...reasons.filter((reason) => !unpaid.includes(reason)).map((reason) => paid(reason, contracts[reason]?.employer === rival ? { payer: rival } : {})),
      paid('refunded', { payment_ref: 'back', amount: '-20000' }), paid('no-contribution', { period: '2024-05', paid_on: '2024-07-10' }), paid('existing', { payment_ref: 'before', period: '2023-12' }),
    ],
    absences: [absence({ iin: iinOf(reasons.indexOf('absent')), starts_on: '2024-06-01', ends_on: '2024-06-20' })],
    participants: [participant({ starts_on: '2024-04-01' })],
    pledges: [pledge({ occupation: '7', qualification: '3', term: 'permanent' }), pledge({ pledge_id: 'B', place: otherSettlement })],
  };
}

test('each reason of the published list is given to whom it describes, with the rows that name him', async () => {
  const numbers = await loadCountry(duck, everyReason());
  await loadPlaces(duck);
  await computeEvidence(duck, [2024 * 12 + 5]);
  await computeReconciliation(duck, ['A'], { rows: true });
  const rows = await duck.rows<{ person: number; reason: Reason; other_pledge: string | null; contracts: { reference: string }[]; payments: object[] }>(
    'select person, reason, other_pledge, contracts, payments from closing.near_row');
  const of = (reason: Reason) => rows.find(({ person }) => person === numbers.get(iinOf(reasons.indexOf(reason))));
  expect(reasons.map((reason) => of(reason)?.reason)).toEqual([...reasons]);
  expect(rows).toHaveLength(reasons.length);
  expect(of('other-pledge')?.other_pledge).toBe('B');
  expect(of('ended')?.contracts).toEqual([{ reference: 'C-ended', starts_on: '2024-02-01', ends_on: '2024-06-15', workplace: Number(settlement) }]);
  expect(of('no-contract')).toMatchObject({ contracts: [], payments: [{ reference: 'R-no-contract', period: 2024 * 12 + 5, paid_on: '2024-07-20', days_late: 0 }] });
  // Nothing came for June; what came in July was for May, and late for that.
  expect(of('no-contribution')?.payments).toEqual([{ reference: 'R-no-contribution', period: 2024 * 12 + 4, paid_on: '2024-07-10', days_late: 15 }]);
});

test('on random small countries each person near has one reason, the one of the naive reading, and the reasons make up the figures', async () => {
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(smallCountry(), async (country) => {
      const numbers = await loadCountry(duck, country);
      const identifiers = new Map([...numbers].map(([identifier, number]) => [number, identifier]));
      await loadPlaces(duck);
      await computeEvidence(duck, months);
      const facts = gatherFacts(country, classifier);
      const known = knowSpells(facts);
      await computeReconciliation(duck, facts.pledges.map((pledge) => pledge.pledge_id), { rows: true });
      const near = await duck.rows<Told<Reason>>('select pledge_id, month, person, reason as what from closing.near_row');
      const base = await duck.rows<Told<Part>>('select pledge_id, month, person, part as what from closing.base_row');
      const figures = await duck.rows<Figure>('select pledge_id, month, contracted, paid, exempt, headcount, base, net, credited from pledges.figure');
      expect(figures).toHaveLength(facts.pledges.length * months.length);
      for (const figure of figures) {
        const pledge = facts.pledges.find(({ pledge_id }) => pledge_id === figure.pledge_id)!;
        const of = <What>(rows: readonly Told<What>[]) => rows.filter((row) => row.pledge_id === figure.pledge_id && row.month === figure.month);
        const [people, present] = [of(near), of(base)];
        const count = (...wanted: Reason[]) => people.filter(({ what }) => wanted.includes(what)).length;
        expect(new Set(people.map(({ person }) => person)).size).toBe(people.length);
        expect([count('counts'), count('counts', 'refunded', 'no-contribution', 'absent'), count('exempt')]).toEqual([figure.paid, figure.contracted, figure.exempt]);

        const part = (...wanted: Part[]) => present.filter(({ what }) => wanted.includes(what)).length;
        expect(part('stayed', 'counts', 'came')).toBe(figure.headcount);
        if (figure.base !== null) {
          const net = part('counts', 'came', 'participant') - part('moved', 'gone');
          expect([part('stayed', 'moved', 'gone'), net, Math.max(0, Math.min(count('counts'), net))]).toEqual([figure.base, figure.net, figure.credited]);
        }

        const named = (rows: readonly Told<string>[]) => lines(new Map(rows.map(({ person, what }) => [identifiers.get(person) ?? '?', what])));
        const where = { pledge: figure.pledge_id, month: figure.month };
        expect({ ...where, near: named(people) }).toEqual({ ...where, near: lines(readNear(known, pledge, monthText(figure.month))) });
        expect({ ...where, base: named(present.filter(({ what }) => what !== 'participant')) }).toEqual({ ...where, base: lines(readBasePeople(known, pledge, monthText(figure.month))) });
        for (const { what } of [...people, ...present]) seen.add(what);
      }
    }),
    { numRuns: Number(process.env['JUMYS_COUNTRIES'] ?? 5), seed: Number(process.env['JUMYS_SEED'] ?? 11), endOnFailure: true },
  );
  expect(seen.size).toBeGreaterThan(9);
}, 300_000);
