import fc from 'fast-check';
import { expect, test } from 'vitest';
import { divideHalfUp, hundredths, tiyn } from './money.ts';

test('text of the register grammar becomes tiyn', () => {
  expect(['0', '1', '1.5', '1.05', '-0.01', '-12.30', '0001', '9999999999999.99'].map(tiyn)).toEqual([0n, 100n, 150n, 105n, -1n, -1230n, 100n, 999_999_999_999_999n]);
});

test('hundredths are printed with two decimals and read back', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 16n), max: 10n ** 16n }), (value) => {
      expect(hundredths(value)).toMatch(/^-?\d+\.\d\d$/);
      expect(tiyn(hundredths(value))).toBe(value);
    }),
  );
  expect([hundredths(123456n), hundredths(-5n), hundredths(0), hundredths(150)]).toEqual(['1234.56', '-0.05', '0.00', '1.50']);
});

test('a quotient is rounded half up', () => {
  expect([divideHalfUp(5n, 2n), divideHalfUp(7n, 3n), divideHalfUp(8n, 3n), divideHalfUp(0n, 3n), divideHalfUp(1n, 2n)]).toEqual([3n, 2n, 3n, 0n, 1n]);
});

test('a rounded quotient is never further than half from the true one, and at half it is above', () => {
  const positive = fc.bigInt({ min: 1n, max: 10n ** 15n });
  fc.assert(
    fc.property(positive, positive, (sum, count) => {
      const twiceMiss = 2n * (divideHalfUp(sum, count) * count - sum);
      expect(twiceMiss <= count && twiceMiss > -count).toBe(true);
    }),
  );
});
