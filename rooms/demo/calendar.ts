import { monthIndex, monthText } from '#kernel/month.ts';
import type { Month } from '#kernel/month.ts';

// Days are counted from 1970-01-01. Months are counted from the first month of contributions: 0 is 2024-04, below are the months before.

const msPerDay = 86_400_000;
const firstMonth = monthIndex('2024-04' as Month);

/** Months of contributions. */
export const monthCount = 30;

/** The month after the last one of contributions: an end that has not come. */
export const open = monthAt(2026, 10);

function dayOf(year: number, month: number, day: number): number {
  return Date.UTC(year, month - 1, day) / msPerDay;
}

/** The day on which all extracts were cut; nothing is recorded after it. */
export const cutOff = dayOf(2026, 10, 31);

/** `YYYY-MM` of a month. */
export function monthName(at: number): Month {
  return monthText(firstMonth + at);
}

/** Calendar year of a month. */
export function yearOf(at: number): number {
  return Math.floor((firstMonth + at) / 12);
}

/** 1 for January. */
export function monthOfYear(at: number): number {
  return ((firstMonth + at) % 12) + 1;
}

/** The month of a year and calendar month. */
export function monthAt(year: number, month: number): number {
  return year * 12 + month - 1 - firstMonth;
}

// First day of every month from 1930 to 2069: dates are asked for too often to go through `Date`.
const firstTabled = monthAt(1930, 1);
const starts = Int32Array.from({ length: 12 * 140 }, (_, at) => dayOf(2024, 4 + firstTabled + at, 1));

/** First day of a month. */
export function startOf(at: number): number {
  const start = starts[at - firstTabled];
  if (start === undefined) throw new Error(`month ${at} is outside the calendar of the made-up country`);
  return start;
}

/** Last day of a month. */
export function endOf(at: number): number {
  return startOf(at + 1) - 1;
}

/** The month in which a day lies. */
export function monthOf(day: number): number {
  const guess = monthAt(1970, 1) + Math.floor(day / 30.436875);
  return day < startOf(guess) ? guess - 1 : day < startOf(guess + 1) ? guess : guess + 1;
}

/** The day so many months later; what a shorter month lacks is taken from the next (31 January and a month is 2 or 3 March). */
export function addMonths(day: number, months: number): number {
  const at = monthOf(day);
  return startOf(at + months) + day - startOf(at);
}

const written: (string | undefined)[] = Array.from({ length: 51_200 });
const firstWritten = startOf(firstTabled);

/** `YYYY-MM-DD` of a day. */
export function dayText(day: number): string {
  return (written[day - firstWritten] ??= new Date(day * msPerDay).toISOString().slice(0, 10));
}

/** An instant of the working hours of a day, in Kazakhstan's one time zone; `at` from 0 to 32767 spreads them. */
export function instantText(day: number, at: number): string {
  const hour = 9 + (at % 9);
  const minute = 10 + (at % 47);
  return `${dayText(Math.min(day, cutOff))}T${hour < 10 ? '0' : ''}${hour}:${minute}:${10 + (at % 49)}+05:00`;
}
