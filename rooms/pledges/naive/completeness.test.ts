import { expect, test } from 'vitest';
import type { RowOf } from './columns.ts';
import { readCompleteness } from './reading.ts';
import { aigul, berik, branch, combine, daniyar, employer, payment, rival, saule } from './rows.ts';

function completeness(contributions: RowOf<'contributions'>[], employers: RowOf<'employers'>[] = []): number[] {
  const { paidBefore, reached } = readCompleteness({ contributions, employers }, '2024-03');
  return [reached, paidBefore];
}

const march = { period: '2024-03' };

test('a month for which nobody paid is not complete at all', () => {
  expect(completeness([payment(), payment({ iin: berik })])).toEqual([0, 2]);
});

test('one payment for anybody makes the employer’s people of the month before complete', () => {
  expect(completeness([payment(), payment({ iin: berik }), payment({ iin: saule, payer: rival }), payment({ iin: daniyar, ...march })])).toEqual([2, 3]);
});

test('a branch that pays has reached the people of its head', () => {
  expect(completeness([payment(), payment({ ...march, iin: berik, payer: branch })], [employer({}), employer({ employer: branch, head: combine })])).toEqual([1, 1]);
});

test('who paid for herself is not among the persons of the month before', () => {
  expect(completeness([payment({ payer: aigul }), payment({ ...march, payer: aigul }), payment({ iin: berik })])).toEqual([0, 1]);
});

test('a sole entrepreneur who paid nobody but herself did pay anybody', () => {
  expect(completeness([payment({ iin: berik, payer: aigul }), payment({ ...march, payer: aigul })])).toEqual([1, 1]);
});

test('refunded months and other kinds do not count, on either side', () => {
  const before = [payment(), payment({ iin: berik }), payment({ iin: berik, payment_ref: '2', amount: '-20000' }), payment({ iin: saule, kind: 'OPVR' })];
  expect(completeness([...before, payment({ ...march, kind: 'OPVR' })])).toEqual([0, 1]);
  expect(completeness([...before, payment(march), payment({ ...march, payment_ref: '2', amount: '-20000' })])).toEqual([0, 1]);
});

test('a person of two employers is one person, complete when either has paid', () => {
  expect(completeness([payment(), payment({ payer: rival, payment_ref: '2' }), payment({ ...march, iin: saule, payer: rival })])).toEqual([1, 1]);
});
