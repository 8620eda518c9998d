// One database is enough: the rules run in DuckDB alone.
import { expect, test } from 'vitest';
import { testFolder } from '#platform/testing.ts';
import { measurePrecision } from './findings-precision.ts';

test('the rules find the paper jobs planted in a made-up country of another seed, and not the honest work that looks like them', async () => {
  const { rows, misses } = await measurePrecision(testFolder(), { people: 25_000, seed: 11, schemes: 16 });
  expect(rows.map(({ rule, planted }) => [rule, planted > 0])).toEqual(rows.map(({ rule }) => [rule, true]));
  const sum = (key: 'planted' | 'missed' | 'found' | 'right') => rows.reduce((all, row) => all + row[key], 0);
  expect(sum('right') / sum('found'), JSON.stringify(misses)).toBeGreaterThanOrEqual(0.9);
  expect(1 - sum('missed') / sum('planted'), JSON.stringify(misses)).toBeGreaterThanOrEqual(0.9);
}, 120_000);
