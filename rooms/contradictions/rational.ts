/** An exact fraction in lowest terms; `over` is above zero. */
export type Rational = { readonly top: bigint; readonly over: bigint };

export function rational(top: bigint, over = 1n): Rational {
  if (over === 1n) return { top, over };
  if (over === 0n) throw new RangeError('a fraction over nothing');
  const common = divisor(top, over) * (over < 0n ? -1n : 1n);
  return { top: top / common, over: over / common };
}

function divisor(one: bigint, other: bigint): bigint {
  let [a, b] = [one < 0n ? -one : one, other < 0n ? -other : other];
  while (b !== 0n) [a, b] = [b, a % b];
  return a === 0n ? 1n : a;
}

export const zero = rational(0n);
export const half = rational(1n, 2n);

export function plus(one: Rational, other: Rational): Rational {
  if (one.over === 1n && other.over === 1n) return { top: one.top + other.top, over: 1n };
  return rational(one.top * other.over + other.top * one.over, one.over * other.over);
}

export function minus(one: Rational, other: Rational): Rational {
  return rational(one.top * other.over - other.top * one.over, one.over * other.over);
}

export function times(one: Rational, other: Rational): Rational {
  return rational(one.top * other.top, one.over * other.over);
}

export function over(one: Rational, other: Rational): Rational {
  return rational(one.top * other.over, one.over * other.top);
}

/** Below zero, zero or above, as `one` is less than, equal to or more than `other`. */
export function compare(one: Rational, other: Rational): number {
  const difference = one.over === other.over ? one.top - other.top : one.top * other.over - other.top * one.over;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export function least(one: Rational, other: Rational): Rational {
  return compare(one, other) <= 0 ? one : other;
}

export function most(one: Rational, other: Rational): Rational {
  return compare(one, other) >= 0 ? one : other;
}

/** Ten to a power that may be below zero. */
export function tenTo(power: number): Rational {
  return power < 0 ? rational(1n, 10n ** BigInt(-power)) : rational(10n ** BigInt(power));
}

/** Digits that a printed end keeps. */
const digits = 12;
const largest = 10n ** BigInt(digits);

/** As a number of at most 12 digits, rounded down or up where it has more: the end of an interval never moves inwards. */
export function toNumber(value: Rational, way: 'down' | 'up'): number {
  if (value.over === 1n && value.top > -largest && value.top < largest) return Number(value.top);
  const size = value.top < 0n ? -value.top : value.top;
  const whole = String(size / value.over).length;
  const places = whole >= digits ? 0 : Math.min(digits - (size < value.over ? 0 : whole), digits);
  const scaled = value.top * 10n ** BigInt(places);
  let floor = scaled / value.over;
  if (floor * value.over > scaled) floor -= 1n;
  const kept = way === 'up' && floor * value.over !== scaled ? floor + 1n : floor;
  return Number(`${kept}e-${places}`);
}
