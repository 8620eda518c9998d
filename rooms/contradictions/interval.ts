import { compare, minus, over, plus, times, zero } from './rational.ts';
import type { Rational } from './rational.ts';

/**
 * One end of an interval. A closed end is in it, an open one is not. A value half way between two printed ones is in the
 * interval of the greater when it was rounded `up`, and of the lesser when it was rounded `down`: in either, but never in both.
 */
export type End = { readonly at: Rational; readonly kind: 'closed' | 'up' | 'down' | 'open' };

/** What two ends at once ask for: nobody rounds both up and down. */
function both({ kind: one }: End, { kind: other }: End): End['kind'] {
  if (one === other || other === 'closed') return one;
  return one === 'closed' ? other : 'open';
}

/** All numbers between two ends; null is no end: as far as one likes. */
export type Interval = { readonly low: End | null; readonly high: End | null };

/** What was rounded, to somewhere between the two. */
export function rounded(low: Rational, high: Rational): Interval {
  return { low: { at: low, kind: 'up' }, high: { at: high, kind: 'down' } };
}

export function exactly(value: Rational): Interval {
  return { low: { at: value, kind: 'closed' }, high: { at: value, kind: 'closed' } };
}

function join(one: End | null, other: End | null, how: (one: Rational, other: Rational) => Rational): End | null {
  return one && other && { at: how(one.at, other.at), kind: both(one, other) };
}

export function sumOf(intervals: readonly Interval[]): Interval {
  return intervals.reduce((sum, next) => ({ low: join(sum.low, next.low, plus), high: join(sum.high, next.high, plus) }), exactly(zero));
}

export function differenceOf(one: Interval, other: Interval): Interval {
  return { low: join(one.low, other.high, minus), high: join(one.high, other.low, minus) };
}

/**
 * All quotients of two intervals. Undefined when the lower one holds nothing above zero. Where it reaches down to zero
 * the quotient has no end on the side it flees to; where it goes below zero nothing is known of the quotient.
 */
export function quotientOf(upper: Interval, lower: Interval): Interval | undefined {
  if (lower.high && compare(lower.high.at, zero) <= 0) return undefined;
  if (!lower.low || compare(lower.low.at, zero) < 0) return { low: null, high: null };
  // The farthest that an end of the upper interval goes, away from zero, is over the least; the nearest, over the most.
  const far = (end: End): End | null => (lower.low === null || compare(lower.low.at, zero) === 0 ? null : join(end, lower.low, over));
  const near = (end: End): End => (lower.high === null ? { at: zero, kind: compare(end.at, zero) === 0 ? end.kind : 'open' } : join(end, lower.high, over) ?? end);
  const { low, high } = upper;
  return {
    low: low && (compare(low.at, zero) >= 0 ? near(low) : far(low)),
    high: high && (compare(high.at, zero) <= 0 ? near(high) : far(high)),
  };
}

export function scaled(interval: Interval, by: Rational): Interval {
  const scale = (end: End | null): End | null => end && { ...end, at: times(end.at, by) };
  return { low: scale(interval.low), high: scale(interval.high) };
}

/** The same below zero; what was rounded up is rounded so away from zero. */
function negated({ low, high }: Interval): Interval {
  const turn = (end: Interval['low']): Interval['low'] => end && { at: minus(zero, end.at), kind: end.kind === 'up' ? 'down' : end.kind === 'down' ? 'up' : end.kind };
  return { low: turn(high), high: turn(low) };
}

/** The sizes of the numbers, without their sign. */
export function sizesOf(interval: Interval): Interval {
  const { low, high } = interval;
  if (low && compare(low.at, zero) >= 0) return interval;
  if (high && compare(high.at, zero) <= 0) return negated(interval);
  const farthest = low && high && (compare(minus(zero, low.at), high.at) > 0 ? negated(interval).high : high);
  return { low: { at: zero, kind: 'closed' }, high: farthest };
}

/** The numbers that all of the intervals hold; with its low above its high there are none. */
export function commonOf(intervals: readonly Interval[]): Interval {
  return intervals.reduce((one, other) => ({ low: inner(one.low, other.low, 1), high: inner(one.high, other.high, -1) }), { low: null, high: null });
}

function inner(one: End | null, other: End | null, way: 1 | -1): End | null {
  if (!one || !other) return one ?? other;
  const order = compare(one.at, other.at) * way;
  return order === 0 ? { at: one.at, kind: both(one, other) } : order > 0 ? one : other;
}

export function isEmpty({ low, high }: Interval): boolean {
  if (!low || !high) return false;
  const order = compare(low.at, high.at);
  return order > 0 || (order === 0 && both(low, high) === 'open');
}
