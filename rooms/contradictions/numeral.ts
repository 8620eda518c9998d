import { rational, tenTo, times } from './rational.ts';
import type { Rational } from './rational.ts';

/** A number as printed: its value, and the power of ten of its last printed digit (-1 for 4.8). */
export type Numeral = { readonly value: Rational; readonly last: number };

/** Whatever digits, with the marks that may part them, are printed in one piece. */
export const numeralPattern = /\d+(?:[ '][0-9]{3}(?![0-9]))*(?:[.,]\d+)*/;

/** How a lone comma or point before exactly three digits is to be read, where the digits alone do not tell. */
export type Habit = { readonly comma: 'decimal' | 'thousands'; readonly point: 'decimal' | 'thousands' };

/**
 * Reads a number as printed: thousands parted by spaces, apostrophes, commas or points, always in threes; decimals after a
 * comma or a point. Undefined where the marks fit no number.
 */
export function readNumeral(text: string, habit: Habit): Numeral | undefined {
  const whole = (digits: string, decimals = ''): Numeral => ({ value: times(rational(BigInt(digits.replace(/[ '.,]/g, '') + decimals)), tenTo(-decimals.length)), last: -decimals.length });
  const spaced = /^(\d{1,3}(?:[ '][0-9]{3})+|\d+)(?:[.,](\d+))?$/.exec(text);
  const lone = /^([1-9]\d{0,2})([.,])(\d{3})$/.exec(text);
  if (lone && habit[lone[2] === ',' ? 'comma' : 'point'] === 'thousands') return whole(text);
  if (spaced) return whole(spaced[1] ?? '', spaced[2]);
  const marked = /^([1-9]\d{0,2}(?:,\d{3})+)(?:\.(\d+))?$/.exec(text) ?? /^([1-9]\d{0,2}(?:\.\d{3})+)(?:,(\d+))?$/.exec(text);
  return marked ? whole(marked[1] ?? '', marked[2]) : undefined;
}
