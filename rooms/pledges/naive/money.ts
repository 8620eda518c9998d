/** '-12.5' as bigint hundredths: tiyn of a sum of money, hundredths of a contract's rate. */
export function hundredths(text: string): bigint {
  const [whole = '', fraction = ''] = text.replace('-', '').split('.');
  const size = BigInt(whole) * 100n + BigInt(fraction.padEnd(2, '0'));
  return text.startsWith('-') ? -size : size;
}

/** Hundredths with two decimals; never negative here. */
export function twoDecimals(value: bigint): string {
  return `${value / 100n}.${String(value % 100n).padStart(2, '0')}`;
}

/** Rounded half up; for sums that are not negative. */
function divide(sum: bigint, by: bigint): bigint {
  return (2n * sum + by) / (2n * by);
}

export function mean(values: readonly bigint[]): bigint {
  return divide(values.reduce((sum, value) => sum + value, 0n), BigInt(values.length));
}

/** The middle value, or the mean of the two middle ones. */
export function median(values: readonly bigint[]): bigint {
  const sorted = values.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const half = Math.floor(sorted.length / 2);
  return mean(sorted.length % 2 === 1 ? sorted.slice(half, half + 1) : sorted.slice(half - 1, half + 1));
}
