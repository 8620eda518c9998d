/** The labels by which figures are told apart. */
export const labels = ['population', 'period', 'place'] as const;
export type Label = (typeof labels)[number];
export type Labelled = Readonly<Record<Label, string>>;

/** A label as it is compared: without regard to capitals, blanks, kinds of dash, and the word *year* after a period. */
export function plainLabel(text: string): string {
  const known = plain.get(text);
  if (known !== undefined) return known;
  if (plain.size > 10_000) plain.clear();
  const found = makePlain(text);
  plain.set(text, found);
  return found;
}

/** A publisher checks the same labels many thousand times. */
const plain = new Map<string, string>();

function makePlain(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/[\u2010-\u2015\u2212]/g, '-').replace(/\s+/g, ' ').replace(/ ?- ?(?=\d)/g, '-').trim()
    .replace(/(?<=\d{4}) ?(?:жылдар\p{L}*|жыл\p{L}*|жж\.?|ж\.|год\p{L}*|гг?\.|years?)$/u, '');
}

/** The different values of a label among figures. An empty one is unknown and counts for none. */
export function valuesOfLabel(figures: readonly Labelled[], label: Label): string[] {
  return [...new Set(figures.map((figure) => plainLabel(figure[label])).filter((value) => value !== ''))];
}

function yearsIn(period: string): readonly [number, number] | undefined {
  const years = (period.match(/(?<!\d)(?:19|20)\d\d(?!\d)/g) ?? []).map(Number);
  return years.length === 0 ? undefined : [Math.min(...years), Math.max(...years)];
}

/**
 * Whether a period is known to lie within another: it is the same, or the other is a year or a span of years (*2018*,
 * *2013-2020*) that has all years that the first one names. Nothing else is known of periods; unknown ones may be anything.
 */
export function isWithin(part: string, whole: string): boolean {
  const [inner, outer] = [plainLabel(part), plainLabel(whole)];
  if (inner === '' || outer === '' || inner === outer) return true;
  return /^\d{4}(?:[-/]\d{4})?$/.test(outer) && mayBeWithin(inner, outer);
}

/** Whether nothing speaks against a period lying within another: years that it names and the other does not span would. */
export function mayBeWithin(part: string, whole: string): boolean {
  const [inner, outer] = [yearsIn(plainLabel(part)), yearsIn(plainLabel(whole))];
  return !inner || !outer || (inner[0] >= outer[0] && inner[1] <= outer[1]);
}
