import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDuck, type Duck } from '#platform/duck.ts';
import { loadPlaces } from '#reference';
import { computeEvidence } from './compute.ts';
import { loadCountry } from './naive/load.ts';
import { berik, contract, payment, pledge } from './naive/rows.ts';

let duck: Duck;
beforeAll(async () => { duck = await openDuck({ threads: 1 }); });
afterAll(() => duck.close());

test('the greatest amounts that the format allows have wages, means and medians to the tiyn', async () => {
  const most = '9999999999999.99';
  await loadCountry(duck, {
    pledges: [pledge()],
    contracts: [contract(), contract({ contract_no: '2', iin: berik })],
    contributions: [payment({ amount: most }), payment({ payment_ref: '2', iin: berik, amount: most }), payment({ payment_ref: '3', amount: most })],
  });
  await loadPlaces(duck);
  await computeEvidence(duck, [2024 * 12 + 1]);
  const [figure] = await duck.rows<Record<string, unknown>>('select paid, wage_sum, wage_mean, wage_median from pledges.figure');
  const tiyn = 9_999_999_999_999_990n;
  expect(figure).toEqual({ paid: 2, wage_sum: 3n * tiyn, wage_mean: (3n * tiyn) / 2n, wage_median: (3n * tiyn) / 2n });
});
