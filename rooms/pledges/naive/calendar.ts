/** Days are 'YYYY-MM-DD' and months 'YYYY-MM': as text they stand in the order of time. */

/** The end of a contract that has none: after every day that a register can hold. */
export const openEnd = '9999-12-31';

const dayLength = 24 * 60 * 60 * 1000;

function instantOf(date: string): number {
  return Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10)));
}

export function plusDays(date: string, days: number): string {
  return new Date(instantOf(date) + days * dayLength).toISOString().slice(0, 10);
}

/** How many days later than `from` the day `to` is; negative when it is earlier. */
export function daysBetween(from: string, to: string): number {
  return (instantOf(to) - instantOf(from)) / dayLength;
}

export function monthOf(date: string): string {
  return date.slice(0, 7);
}

export function plusMonths(month: string, months: number): string {
  return new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)) - 1 + months, 1)).toISOString().slice(0, 7);
}

export function firstDay(month: string): string {
  return `${month}-01`;
}

export function lastDay(month: string): string {
  return plusDays(firstDay(plusMonths(month, 1)), -1);
}

export function daysIn(month: string): number {
  return Number(lastDay(month).slice(8, 10));
}
