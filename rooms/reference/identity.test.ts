import { expect, test } from 'vitest';
import { listMisses } from './identity.ts';
import { listAlmaty } from './plan.ts';

test('four printed values of Almaty miss their identity, each by a tenth', () => {
  const misses = listMisses(listAlmaty());
  expect(misses.map(({ indicator, period, printed, computed }) => [indicator, period, printed, computed])).toEqual([
    ['employed-total', '2009', 656.6, 656.5],
    ['economically-active', '2011', 740.8, 740.9],
    ['employment-rate-of-labour-force', '2011', 94.3, 94.4],
    ['employment-rate-of-labour-force', '2011', 94.3, 94.4],
  ]);
  expect(misses.map((miss) => miss.identity)).toEqual(['employed', 'active', 'employmentRate', 'employmentRest']);
});

test('nothing is said of a period for which a part is missing', () => {
  expect(listMisses(listAlmaty().filter((row) => row.indicator !== 'unemployed' && row.indicator !== 'self-employed' && !row.indicator.endsWith('rate') && row.indicator !== 'employment-rate-of-labour-force'))).toEqual([]);
});
