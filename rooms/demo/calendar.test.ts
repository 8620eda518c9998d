import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addMonths, dayText, endOf, instantText, monthName, monthOf, startOf } from './calendar.ts';

const days = fc.integer({ min: Date.UTC(1931, 0, 1) / 86_400_000, max: Date.UTC(2060, 0, 1) / 86_400_000 });

test('a day outside the calendar is refused', () => {
  expect(() => startOf(-2000)).toThrow('outside the calendar');
});

test('the first month is 2024-04, and the months before it count down', () => {
  expect([monthName(0), monthName(-1), monthName(29)]).toEqual(['2024-04', '2024-03', '2026-09']);
  expect([dayText(startOf(0)), dayText(endOf(-2))]).toEqual(['2024-04-01', '2024-02-29']);
});

test('every day lies in its month, as the calendar of the language has it', () => {
  fc.assert(fc.property(days, (day) => {
    expect(dayText(day)).toBe(new Date(day * 86_400_000).toISOString().slice(0, 10));
    expect(monthName(monthOf(day))).toBe(dayText(day).slice(0, 7));
    expect(startOf(monthOf(day)) <= day && day <= endOf(monthOf(day))).toBe(true);
  }));
});

test('a year later is the same day of the next year, but for a leap day', () => {
  fc.assert(fc.property(days, (day) => {
    fc.pre(!dayText(day).endsWith('02-29'));
    expect(dayText(addMonths(day, 12))).toBe(`${Number(dayText(day).slice(0, 4)) + 1}${dayText(day).slice(4)}`);
  }));
});

test('nothing is recorded after the extracts were cut', () => {
  expect(instantText(startOf(40), 7)).toMatch(/^2026-10-31T/);
});
