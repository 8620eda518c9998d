import fc from 'fast-check';
import { expect, test } from 'vitest';
import { connect } from './identity.ts';

test('an employer that no link mentions stands alone', () => {
  expect(connect([]).get(7)).toBeUndefined();
});

test('branch and head are one, in whichever direction the link is written', () => {
  expect(connect([[5, 3]]).get(5)).toBe(3);
  expect(connect([[3, 5]]).get(5)).toBe(3);
});

test('a long row of successors is one employer', () => {
  const links = Array.from({ length: 5000 }, (_, at) => [at + 2, at + 1] as const);
  expect(connect(links.toReversed()).get(5001)).toBe(1);
});

test('the order of links never matters, and every link joins', () => {
  const link = fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }));
  fc.assert(
    fc.property(fc.array(link, { maxLength: 20 }), (links) => {
      const there = connect(links);
      for (const [a, b] of links) expect(there.get(a)).toBe(there.get(b));
      expect(connect(links.toReversed())).toEqual(there);
    }),
  );
});
