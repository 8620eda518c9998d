import { afterAll, beforeAll, expect, test } from 'vitest';
import { monthIndex, type Month } from '#kernel/month.ts';
import { openDuck, type Duck } from '#platform/duck.ts';
import { loadPlaces } from '#reference';
import { computeEvidence } from './compute.ts';
import { verdictExamples } from './naive/examples/verdict.ts';
import { loadCountry } from './naive/load.ts';
import { readVerdicts } from './naive/reading.ts';
import { builtIn } from './naive/rows.ts';

let duck: Duck;
beforeAll(async () => { duck = await openDuck({ threads: 1 }); });
afterAll(() => duck.close());

const months = ['2024-05', '2024-06', '2024-07', '2024-08', '2024-09', '2024-10'] as const;

test.each(verdictExamples)('rules 15 and 16: $title', async ({ country, expected }) => {
  await loadCountry(duck, country);
  await loadPlaces(duck);
  await computeEvidence(duck, months.map((month) => monthIndex(month as Month)));
  const naive = readVerdicts(country, months, builtIn);
  for (const [month, verdicts] of Object.entries(expected)) {
    const computed = await duck.rows<{ verdict: string }>(`select coalesce(verdict, '') as verdict from pledges.verdict where month = ${monthIndex(month as Month)} order by pledge_id`);
    expect({ month, by: 'steps', verdicts: computed.map(({ verdict }) => verdict) }).toEqual({ month, by: 'steps', verdicts });
    expect({ month, by: 'reading', verdicts: naive.filter((row) => row.month === month).map(({ verdict }) => verdict) }).toEqual({ month, by: 'reading', verdicts });
  }
});

test('every verdict has an example', () => {
  const met = new Set(verdictExamples.flatMap(({ expected }) => Object.values(expected).flat()));
  expect([...met].toSorted()).toEqual(['', 'held', 'holding', 'kept', 'lost', 'missed', 'not-due', 'substantially-kept']);
});
