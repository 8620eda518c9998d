/** A calendar month as text, `YYYY-MM`. */
export type Month = string & { readonly month: unique symbol };

/** The months that the registers accept: those from 1800-01 to 2199-12. */
export const monthShape = /^(1[89]|2[01])\d{2}-(0[1-9]|1[0-2])$/;

/** True for a month `YYYY-MM` that there is, within the range. */
export function isMonth(text: string): text is Month {
  return monthShape.test(text);
}

/** Months since year 0 (year * 12 + month - 1): the form in which months are stored and counted. */
export function monthIndex(month: Month): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
}

/** The inverse of `monthIndex`. */
export function monthText(index: number): Month {
  const year = Math.floor(index / 12);
  return `${String(year).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}` as Month;
}

/** The month in which a day `YYYY-MM-DD` lies. */
export function monthOfDay(day: string): Month {
  return day.slice(0, 7) as Month;
}

/** The last day of a month, `YYYY-MM-DD`. */
export function lastDay(month: Month): string {
  const days = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0)).getUTCDate();
  return `${month}-${String(days).padStart(2, '0')}`;
}

/**
 * A month is provisional until the end of the second month after it: contributions for M fall due on the
 * 25th of M+1 and corrections follow (rule 13 of the definition of evidence).
 */
export function isProvisional(index: number, today: string): boolean {
  return monthIndex(monthOfDay(today)) <= index + 2;
}
