/** Tiyn (hundredths of a tenge) from text of the registers' `money` grammar; the text must already be checked. */
export function tiyn(text: string): bigint {
  const negative = text.startsWith('-');
  const [whole = '0', fraction = ''] = (negative ? text.slice(1) : text).split('.');
  const value = BigInt(whole) * 100n + BigInt(fraction.padEnd(2, '0'));
  return negative ? -value : value;
}

/** An amount of hundredths as text with two decimals and a point: `123456n` is `1234.56`. */
export function hundredths(value: bigint | number): string {
  const big = BigInt(value);
  const sign = big < 0n ? '-' : '';
  const digits = String(big < 0n ? -big : big).padStart(3, '0');
  return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** The quotient rounded half up, both sides positive: how means and medians are rounded to a tiyn (rule 12). */
export function divideHalfUp(sum: bigint, count: bigint): bigint {
  return (2n * sum + count) / (2n * count);
}
