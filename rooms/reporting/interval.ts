/** A range of shares or of counts. */
export type Range = { readonly low: number; readonly high: number };

/** How sure the interval of one region is, and how sure those of all ranked regions are together. */
export const ownLevel = 0.95;
export const jointLevel = 0.9;

/**
 * The level of each of so many independent intervals that hold their truth all together at `jointLevel` (Šidák 1967).
 */
export function levelOfEach(intervals: number): number {
  return jointLevel ** (1 / Math.max(1, intervals));
}

/**
 * How many equal pledges pledges of such sizes are worth (Kish 1965): (Σ size)² / Σ size². Ten pledges of one size are worth
 * ten; one of a thousand jobs beside nine of ten is worth little more than one.
 */
export function effectiveNumber(sizes: readonly number[]): number {
  const squares = sizes.reduce((sum, size) => sum + size * size, 0);
  return squares === 0 ? 0 : sizes.reduce((sum, size) => sum + size, 0) ** 2 / squares;
}

/**
 * The least that pledges can be worth on which `jobs` jobs stand, when it is not known on which: as if they stood on the largest,
 * each filled to what it promises; what is beyond all of them is taken for one more.
 */
export function leastEffective(sizes: readonly number[], jobs: number): number {
  let left = jobs;
  const filled = sizes.toSorted((a, b) => b - a).map((size) => {
    const on = Math.min(size, left);
    left -= on;
    return on;
  });
  return effectiveNumber([...filled, left]);
}

/**
 * Wilson's interval (1927) of a share of so many yes-or-no trials, at a level. `trials` need not be whole. As trials we take
 * pledges, each kept whole or not at all: no shares between nought and one with the same mean vary more (Bhatia and Davis 2000), so
 * whatever the jobs inside a pledge have in common, the interval is not too narrow for it.
 */
export function wilson(share: number, trials: number, level: number): Range {
  const square = normalQuantile((1 + level) / 2) ** 2 / trials;
  const middle = (share + square / 2) / (1 + square);
  const half = Math.sqrt(square * share * (1 - share) + square ** 2 / 4) / (1 + square);
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}

/**
 * The interval of a weighted sum of independent shares from the interval of each (Zou and Donner 2008): their distances from the
 * shares, added as squares. `share` is a range where it is only known within its rounding.
 */
export function weightedSum(parts: readonly { readonly weight: number; readonly share: Range; readonly interval: Range }[]): Range {
  const sum = (of: (part: (typeof parts)[number]) => number) => parts.reduce((total, part) => total + of(part), 0);
  return {
    low: Math.max(0, sum(({ weight, share }) => weight * share.low) - Math.sqrt(sum(({ weight, share, interval }) => (weight * (share.low - interval.low)) ** 2))),
    high: Math.min(1, sum(({ weight, share }) => weight * share.high) + Math.sqrt(sum(({ weight, share, interval }) => (weight * (interval.high - share.high)) ** 2))),
  };
}

/** The value below which a standard normal variable stays with a probability: Acklam's approximation, to nine digits. */
export function normalQuantile(probability: number): number {
  const polynomial = (at: number, ...terms: readonly number[]) => terms.reduce((sum, term) => sum * at + term, 0);
  const centred = probability - 0.5;
  if (Math.abs(centred) <= 0.47575) {
    const square = centred * centred;
    return (polynomial(square, -39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716, 2.506628277459239) * centred)
      / polynomial(square, -54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572, 1);
  }
  const tail = Math.sqrt(-2 * Math.log(Math.min(probability, 1 - probability)));
  const value = polynomial(tail, -0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968, 2.938163982698783)
    / polynomial(tail, 0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416, 1);
  return centred < 0 ? value : -value;
}
