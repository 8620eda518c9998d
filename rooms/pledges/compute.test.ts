import { afterAll, beforeAll, expect, test } from 'vitest';
import { monthIndex, type Month } from '#kernel/month.ts';
import { openDuck, type Duck } from '#platform/duck.ts';
import { loadPlaces } from '#reference';
import { computeMonths } from '#employment';
import { computeEvidence } from './compute.ts';
import { evidenceRow, figureSelection, type EvidenceRow, type FigureRow } from './evidence.ts';
import type { Country } from './naive/columns.ts';
import { examples } from './naive/examples/all.ts';
import { listSteps } from './look-into.ts';
import { loadCountry } from './naive/load.ts';

let duck: Duck;
beforeAll(async () => { duck = await openDuck({ threads: 1 }); });
afterAll(() => duck.close());

/** What the steps make of a country's rows in a month, as the command line prints it. */
async function computed(country: Country, month: string): Promise<EvidenceRow[]> {
  const numbers = await loadCountry(duck, country);
  const identifiers = new Map([...numbers].map(([identifier, number]) => [number, identifier]));
  await loadPlaces(duck);
  const at = monthIndex(month as Month);
  await computeEvidence(duck, [at]);
  const rows = await duck.rows<FigureRow>(`
    select ${figureSelection} from pledges.pledge as p join pledges.figure as f on f.pledge_id = p.pledge_id where f.month = ${at} order by p.pledge_id`);
  return rows.map((row) => evidenceRow(row, (number) => identifiers.get(number) ?? '?'));
}

test.each(examples)('rule $rule: $title', async ({ country, month, expected }) => {
  const rows = await computed(country, month);
  expect(rows).toHaveLength(expected.length);
  expect(rows).toMatchObject(expected);
});

test('every table that a step is said to make can be looked into', async () => {
  const { country, month } = examples[0]!;
  await computed(country, month);
  await computeMonths(duck);
  const tables = (await listSteps()).flatMap((step) => step.tables);
  expect(tables.length).toBeGreaterThan(20);
  for (const table of tables) expect(await duck.rows(`describe ${table}`), table).not.toEqual([]);
});
