import { expect, test } from 'vitest';
import type { Country } from './columns.ts';
import { readRollUp } from './reading.ts';
import {
  aigul, akkol, akkolSettlement, akmola, almaty, astrakhan, berik, builtIn, contract, daniyar, otherSettlement, payment, place,
  pledge, rival, saule, settlement,
} from './rows.ts';

const month = '2024-02';

/**
 * Three pledges of the combine, in Astrakhan (A), in a settlement of it (B) and in Akkol (C), and one of the rival for the
 * whole region (D). Aigul works for the combine (B) and for the rival (D) in the settlement, Berik for the combine in
 * another settlement (A). Before the awards the combine had Daniyar in Astrakhan, who left, and Saule in Akkol, who stayed.
 */
const country: Country = {
  places: [place(settlement)],
  pledges: [
    pledge(), pledge({ pledge_id: 'B', place: settlement, awarded_on: '2024-01-20', jobs: '3', due_on: '2024-02-01' }),
    pledge({ pledge_id: 'C', place: akkol, jobs: '2' }), pledge({ pledge_id: 'D', employer: rival, place: akmola, jobs: '1' }),
  ],
  contracts: [
    contract(), contract({ employer: rival, rate: '0.5' }), contract({ contract_no: '2', iin: berik, workplace: otherSettlement, term: 'work' }),
    contract({ contract_no: '3', iin: saule, workplace: akkolSettlement, starts_on: '2023-01-01' }),
    contract({ contract_no: '4', iin: daniyar, workplace: otherSettlement, starts_on: '2023-01-01' }),
  ],
  contributions: [
    payment({ period: '2023-12', iin: saule }), payment({ period: '2023-12', iin: daniyar }),
    payment({ iin: saule }), payment(), payment({ payment_ref: '2', payer: rival, amount: '5000' }),
  ],
};

test('a place holds the pledges whose place it covers, and no other', () => {
  const promisedIn = (where: string): number[] => {
    const { pledges, promised, due } = readRollUp(country, month, builtIn, where);
    return [pledges, promised, due];
  };
  expect(promisedIn('000000000')).toEqual([4, 16, 3]);
  expect(promisedIn(akmola)).toEqual([4, 16, 3]);
  expect(promisedIn(astrakhan)).toEqual([2, 13, 3]);
  expect(promisedIn(settlement)).toEqual([1, 3, 3]);
  expect(promisedIn(almaty)).toEqual([0, 0, 0]);
});

test('rungs are sums of jobs over pledges with the distinct persons beside them', () => {
  const { rungs, fte, permanent } = readRollUp(country, month, builtIn, akmola);
  expect(rungs.contracted).toEqual({ jobs: 3, persons: 2 });
  expect(rungs.paid).toEqual({ jobs: 2, persons: 1 });
  expect(rungs.held3).toEqual({ jobs: 0, persons: 0 });
  expect([fte, permanent]).toEqual(['1.50', 2]);
});

test('wages are taken once for each employer and person', () => {
  const { wageMean, wageMedian } = readRollUp(country, month, builtIn, akmola);
  expect([wageMean, wageMedian]).toEqual(['125000.00', '125000.00']);
});

test('the jobs that a wider pledge has inside the place are shown apart', () => {
  const inside = readRollUp(country, month, builtIn, settlement);
  expect(inside.rungs.paid).toEqual({ jobs: 1, persons: 1 });
  expect(inside.wider.paid).toEqual({ jobs: 1, persons: 1 });
  expect(readRollUp(country, month, builtIn, akkol).wider.contracted).toEqual({ jobs: 0, persons: 0 });
  expect(readRollUp(country, month, builtIn, akmola).wider.contracted).toEqual({ jobs: 0, persons: 0 });
});

test('base and net are summed over stacks: nested pledges of one employer share the base of the widest place', () => {
  // A and B: base 1 (Daniyar), headcount in Astrakhan 1 (Aigul). C: Saule then and now. D: nobody, then Aigul.
  const { base, net, unknownStacks } = readRollUp(country, month, builtIn, akmola);
  expect([base, net, unknownStacks]).toEqual([2, 1, 0]);
});

test('a pledge that covers the places of two stacks makes one of them', () => {
  const wide = pledge({ pledge_id: 'E', place: akmola, awarded_on: '2024-02-01' });
  // A, B, C and E: base 2 (Daniyar, Saule), headcount 2 (Aigul, Saule); D as before.
  const all = readRollUp({ ...country, pledges: [...(country.pledges ?? []), wide] }, month, builtIn, akmola);
  expect([all.base, all.net]).toEqual([2, 1]);
});

test('a stack is judged from its oldest award, and two pledges of one place do not count its base twice', () => {
  const older = pledge({ pledge_id: 'F', awarded_on: '2023-12-31' });
  const contributions = [...(country.contributions ?? []), payment({ period: '2023-11', iin: daniyar, payer: rival })];
  const two = readRollUp({ ...country, pledges: [...(country.pledges ?? []), older], contributions }, month, builtIn, astrakhan);
  // The base month is November 2023, in which the combine paid nobody; December would give 1.
  expect([two.base, two.net]).toEqual([0, 1]);
  const same = readRollUp({ ...country, pledges: [pledge(), pledge({ pledge_id: 'G' })] }, month, builtIn, astrakhan);
  expect([same.base, same.net]).toEqual([1, 0]);
});

test('credited is summed over pledges, and what is unknown is counted instead', () => {
  // A: paid 0. B: paid 1, base 0, headcount 1. C: paid 0. D: paid 1, base 0.
  const known = readRollUp(country, month, builtIn, akmola);
  expect([known.credited, known.unknownPledges]).toEqual([2, 0]);
  const unknown = readRollUp({ ...country, contributions: [payment()] }, month, builtIn, akmola);
  expect([unknown.credited, unknown.unknownPledges, unknown.unknownStacks]).toEqual([0, 4, 3]);
});

test('a stack of one seasonal pledge has the base of that pledge', () => {
  const seasonal = { ...country, pledges: [pledge({ term: 'seasonal' })], contributions: [payment({ period: '2023-02', iin: saule }), payment({ iin: aigul })] };
  const { base, net, unknownStacks } = readRollUp(seasonal, month, builtIn, astrakhan);
  expect([base, net, unknownStacks]).toEqual([0, 1, 0]);
  expect(readRollUp(seasonal, '2024-03', builtIn, astrakhan).unknownStacks).toBe(1);
});
