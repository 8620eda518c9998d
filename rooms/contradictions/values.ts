import { exactly, rounded } from './interval.ts';
import type { End, Interval } from './interval.ts';
import { compare, half, least, minus, most, plus, rational, tenTo, times, zero } from './rational.ts';
import type { Rational } from './rational.ts';
import type { Bound, Change, Unit } from './wording.ts';

/** A figure as printed, read: in persons, tenge, percent and so on, whatever thousands and millions it was printed in. */
export type Figure = {
  readonly unit: Unit;
  /** What its own words say is counted; undefined where they do not. */
  readonly thing: string | undefined;
  /** What its words say has become of something by so much: *increased by 12 %*. */
  readonly change: Change | undefined;
  /** The values that print so. */
  readonly values: Interval;
  /** The same if it was rounded to its last printed digit, even where all digits are printed. */
  readonly rounded: Interval;
};

/** A number as printed, with how far the true value may lie from it: as rounded, and where it is said to be about so much. */
export type Loose = { readonly value: Rational; readonly step: Rational; readonly around: Rational };

/** What a number in digits leaves open: half a unit of its last digit; *about*, a unit of the last that is not nought, a hundredth at least and a tenth at most. */
export function looseOf({ value, last }: { readonly value: Rational; readonly last: number }): Loose {
  const step = times(half, tenTo(last));
  return { value, step, around: most(step, least(most(tenTo(lastSignificant(value)), partOf(value, 100n)), partOf(value, 10n))) };
}

/** What a fraction in words leaves open: *a third* is about a third, a tenth of it more or less. */
export function looseFraction(value: Rational): Loose {
  return { value, step: partOf(value, 10n), around: partOf(value, 10n) };
}

/** What a number stands for: exactly itself, what rounds to its last digit, or what its bound leaves. */
export function valuesOf({ value, step, around }: Loose, exact: boolean, bound: Bound | undefined): Interval {
  const end = (at: Rational, kind: End['kind'] = 'closed'): End => ({ at, kind });
  const bottom = compare(value, zero) < 0 ? null : end(zero);
  if (bound === 'more') return { low: end(value, 'open'), high: null };
  if (bound === 'at-least') return { low: end(value), high: null };
  if (bound === 'less') return { low: bottom, high: end(value, 'open') };
  if (bound === 'at-most') return { low: bottom, high: end(value) };
  if (bound === 'about') return rounded(minus(value, around), plus(value, around));
  if (bound === 'nearly') return { ...rounded(minus(value, around), value), high: end(value) };
  return exact ? exactly(value) : rounded(minus(value, step), plus(value, step));
}

function partOf(value: Rational, many: bigint): Rational {
  return times(most(value, minus(zero, value)), rational(1n, many));
}

/** The power of ten of the last digit that is not nought. */
function lastSignificant(value: Rational): number {
  if (value.top === 0n) return 0;
  let power = 0;
  const isWhole = (at: number): boolean => times(value, tenTo(-at)).over === 1n;
  while (!isWhole(power)) power -= 1;
  while (isWhole(power + 1)) power += 1;
  return power;
}
