import fc from 'fast-check';

/** How a value is printed: in which power of ten, to how many decimals, with which words and marks. */
export type Printing = { readonly scale: number; readonly decimals: number; readonly word: string; readonly thousands: string; readonly point: string; readonly isPercent: boolean };

const words: readonly (readonly [number, readonly string[]])[] = [
  [3, ['thousand', 'тыс.', 'тысяч', 'мың', 'k']], [6, ['million', 'млн', 'миллионов', 'миллион']], [9, ['billion', 'млрд', 'миллиард', 'bn']],
];
const thousands = ['', ' ', '\u00a0', '\u202f'];

/** Printings that a newspaper would use: a scale in one of three languages, and marks that fit the language. */
export const aPrinting: fc.Arbitrary<Printing> = fc.oneof(
  fc.constantFrom(...words).chain(([scale, written]) => fc.record({
    scale: fc.constant(scale), decimals: fc.integer({ min: 0, max: 2 }), word: fc.constantFrom(...written), thousands: fc.constantFrom(...thousands), point: fc.constantFrom('.', ','), isPercent: fc.constant(false),
  })),
  fc.record({
    scale: fc.constant(0), decimals: fc.integer({ min: 0, max: 2 }), word: fc.constantFrom('%', 'пайыз', 'процентов', 'per cent'), thousands: fc.constantFrom(...thousands), point: fc.constantFrom('.', ','), isPercent: fc.constant(true),
  }),
);

/** A value of `top` over `over`, not below zero, rounded half up and printed. */
export function print(top: bigint, over: bigint, { scale, decimals, word, thousands: mark, point }: Printing): string {
  return withUnits(unitsOf(top, over, { scale, decimals }), { decimals, word, thousands: mark, point });
}

/** How many units of the last printed place a value rounds to. */
export function unitsOf(top: bigint, over: bigint, { scale, decimals }: Pick<Printing, 'scale' | 'decimals'>): bigint {
  const upper = 2n * top * 10n ** BigInt(decimals);
  const lower = over * 10n ** BigInt(scale);
  return (upper + lower) / (2n * lower);
}

/** So many units of the last place, printed. */
export function withUnits(units: bigint, { decimals, word, thousands: mark, point }: Pick<Printing, 'decimals' | 'word' | 'thousands' | 'point'>): string {
  const digits = String(units).padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals).replace(/\B(?=(\d{3})+$)/g, mark);
  return `${whole}${decimals === 0 ? '' : point + digits.slice(-decimals)} ${word}`;
}
