/** The whole country: parent of every region. */
export const country = 0;

/** Where the parts AA BB CC H IJ of a place code end, as powers of ten: region, district, rural district, village, part of a village. */
const parts = [10_000_000, 100_000, 1_000, 100, 1] as const;

/** 0 for the country, 1 region, 2 district or city, 3 rural district, 4 village or settlement, 5 a place under a village. */
export type PlaceLevel = 0 | 1 | 2 | 3 | 4 | 5;

/** The level of a place code: how many of its parts are needed to write it. */
export function placeLevel(kato: number): PlaceLevel {
  if (kato === country) return 0;
  for (let level = 1; level < 5; level += 1) {
    if (kato % (parts[level - 1] ?? 1) === 0) return level as PlaceLevel;
  }
  return 5;
}

/** The code with its last non-zero part set to zero, the next that can be a parent (rule 1); the country has none. */
export function zeroLastPart(kato: number): number {
  const level = placeLevel(kato);
  if (level <= 1) return country;
  const unit = parts[level - 2] ?? 1;
  return Math.trunc(kato / unit) * unit;
}

/** Nine digits, as the classifier writes it. */
export function placeText(kato: number): string {
  return String(kato).padStart(9, '0');
}

/** True for nine digits; whether the place exists is the classifier's to say. */
export function isPlaceCode(text: string): boolean {
  return /^\d{9}$/.test(text);
}
