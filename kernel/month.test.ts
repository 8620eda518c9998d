import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isMonth, isProvisional, lastDay, monthIndex, monthOfDay, monthText } from './month.ts';
import type { Month } from './month.ts';

const index = fc.integer({ min: 1800 * 12, max: 2199 * 12 + 11 });

test('what is no month from 1800 to 2199 is refused', () => {
  for (const text of ['1799-12', '2200-01', '2026-00', '2026-13', '2026-3', '202603', '2026-03-01', ' 2026-03', '2026-03\n', '', '٢٠٢٦-٠٣']) expect(isMonth(text)).toBe(false);
});

test('every month has an index and every index its month', () => {
  fc.assert(
    fc.property(index, (at) => {
      expect(isMonth(monthText(at))).toBe(true);
      expect(monthIndex(monthText(at))).toBe(at);
    }),
  );
  expect([monthIndex('2026-01' as Month), monthText(24315)]).toEqual([24312, '2026-04']);
});

test('a later index is a later month as text', () => {
  fc.assert(
    fc.property(index, index, (a, b) => {
      expect(monthText(a) < monthText(b)).toBe(a < b);
    }),
  );
});

test('the last day of a month is in it, and the day after is not', () => {
  fc.assert(
    fc.property(index, (at) => {
      const day = lastDay(monthText(at));
      expect(monthOfDay(day)).toBe(monthText(at));
      const next = new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
      expect(next).toBe(`${monthText(at + 1)}-01`);
    }),
  );
  expect(['2024-02', '2023-02', '1900-02', '2000-02'].map((month) => lastDay(month as Month))).toEqual(['2024-02-29', '2023-02-28', '1900-02-28', '2000-02-29']);
});

test('a month is provisional until the end of the second month after it', () => {
  const march = monthIndex('2026-03' as Month);
  expect(['2026-03-15', '2026-05-01', '2026-05-31', '2026-06-01', '2027-01-01'].map((day) => isProvisional(march, day))).toEqual([true, true, true, false, false]);
  expect(isProvisional(monthIndex('2025-12' as Month), '2026-02-28')).toBe(true);
  expect(isProvisional(monthIndex('2025-12' as Month), '2026-03-01')).toBe(false);
});
