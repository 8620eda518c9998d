import fc from 'fast-check';
import { expect, test } from 'vitest';
import { country, isPlaceCode, placeLevel, placeText, zeroLastPart } from './place.ts';

const part = (most: number): fc.Arbitrary<number> => fc.oneof(fc.constant(0), fc.integer({ min: 0, max: most }));
const kato = fc.tuple(fc.integer({ min: 10, max: 79 }), part(99), part(99), part(9), part(99)).map(([a, b, c, h, ij]) => a * 10_000_000 + b * 100_000 + c * 1_000 + h * 100 + ij);

test('anything but nine digits is no place code', () => {
  for (const text of ['', '71000000', '7100000000', '71000000a', ' 710000000', '710000000\n', '٧١٠٠٠٠٠٠٠']) expect(isPlaceCode(text)).toBe(false);
  expect(isPlaceCode('000000000')).toBe(true);
});

test('the level is the number of parts that a code needs', () => {
  expect([0, 100000000, 101000000, 101033000, 101033100, 101033102].map(placeLevel)).toEqual([0, 1, 2, 3, 4, 5]);
  expect([711110000, 101000100, 101000001, 100000001].map(placeLevel)).toEqual([3, 4, 5, 5]);
});

test('setting the last non-zero part to zero climbs through the parts of rule 1', () => {
  const climb = (from: number): number[] => (from === country ? [] : [zeroLastPart(from), ...climb(zeroLastPart(from))]);
  expect(climb(101033102)).toEqual([101033100, 101033000, 101000000, 100000000, 0]);
  expect(climb(711110000)).toEqual([711100000, 710000000, 0]);
  expect(climb(101000001)).toEqual([101000000, 100000000, 0]);
});

test('each step up leads to a smaller code of a higher level, whose digits begin alike, and ends at the country', () => {
  fc.assert(
    fc.property(kato, (code) => {
      let steps = 0;
      for (let below = code; below !== country; steps += 1) {
        const above = zeroLastPart(below);
        expect(above).toBeLessThan(below);
        expect(placeLevel(above)).toBeLessThan(placeLevel(below));
        if (above !== country) expect(placeText(below).startsWith(placeText(above).replace(/0+$/, ''))).toBe(true);
        below = above;
      }
      expect(steps).toBeLessThanOrEqual(5);
    }),
  );
});

test('a code is printed with nine digits and read back', () => {
  fc.assert(
    fc.property(kato, (code) => {
      expect([isPlaceCode(placeText(code)), Number(placeText(code))]).toEqual([true, code]);
    }),
  );
  expect(placeText(country)).toBe('000000000');
});
