import { expect, test } from 'vitest';
import { examples } from './examples/all.ts';
import { evidenceColumns, readEvidence } from './reading.ts';
import { builtIn, combine, contract, payment, payments, pledge } from './rows.ts';

test.each(examples)('rule $rule: $title', ({ country, month, expected }) => {
  const rows = readEvidence(country, month, builtIn);
  expect(rows).toHaveLength(expected.length);
  expect(rows).toMatchObject(expected);
});

test('every example stands under a title of its own', () => {
  expect(new Set(examples.map((example) => example.title)).size).toBe(examples.length);
});

test('a row of evidence holds the columns of the command line in their order, all of them text', () => {
  const contributions = [...payments('2024-02', '2024-04'), payment({ period: '2023-12', kind: 'SELF' })];
  const rows = readEvidence({ pledges: [pledge()], contracts: [contract()], contributions }, '2024-04', builtIn);
  expect(rows.map((row) => Object.keys(row))).toEqual([[...evidenceColumns]]);
  expect(rows.map((row) => Object.values(row))).toEqual([[
    'A', 'P', combine, '113600000', '10', '2024-12-31', '0', '1', '1', '1.00', '1', '0', '0', '0', '1', '1', '200000.00', '200000.00', '1',
  ]]);
});

test('a country without pledges has no evidence', () => {
  expect(readEvidence({ contracts: [contract()] }, '2024-04', builtIn)).toEqual([]);
});
