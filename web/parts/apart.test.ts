import fc from 'fast-check';
import { expect, test } from 'vitest';
import { apart } from './apart.ts';

test('what already stands apart stays where it is', () => {
  expect(apart([10, 100, 40], 17)).toEqual([10, 100, 40]);
});

test('two that crowd give way to one another alike', () => {
  expect(apart([100, 104], 20)).toEqual([92, 112]);
});

test('none is moved beyond the end, however many crowd there', () => {
  expect(apart([100, 100, 100], 20, 105)).toEqual([65, 85, 105]);
  expect(apart([100, 10], 20, 105)).toEqual([100, 10]);
});

test('nothing ends closer than the gap, and nobody overtakes a neighbour', () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 12 }), (positions) => {
    const moved = apart(positions, 17);
    const order = [...positions.keys()].toSorted((a, b) => (moved[a] ?? 0) - (moved[b] ?? 0));
    for (const [at, member] of order.entries()) {
      const next = order[at + 1];
      if (next === undefined) continue;
      expect((moved[next] ?? 0) - (moved[member] ?? 0)).toBeGreaterThanOrEqual(17 - 1e-6);
      expect(positions[next] ?? 0).toBeGreaterThanOrEqual(positions[member] ?? 0);
    }
  }));
});
