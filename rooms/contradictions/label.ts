import { parsePeriod } from './period.ts';
import { findPlace, mayLieWithin } from './place.ts';

/** The labels by which figures are told apart. */
export const labels = ['population', 'period', 'place'] as const;
export type Label = (typeof labels)[number];
export type Labelled = Readonly<Record<Label, string>>;

/** A label as it is compared: without regard to capitals, blanks, punctuation, kinds of dash, and English articles. */
export function plainLabel(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/[\u2010-\u2015\u2212]/g, '-').replace(/[«»“”„"(),;:]/g, ' ').replace(/ё/g, 'е').replace(/\s+/g, ' ').replace(/ ?- ?(?=\d)/g, '-')
    .replace(/(?<!\p{L})(?:the|an?) (?=\p{L})/gu, '').trim().replace(/ ?\.$/u, '');
}

/** A publisher checks the same labels many thousand times. */
const known = new Map<string, string>();

/** What a label means: the days of a period, the code of a place, in whatever words they are named; else its plain text. */
export function keyOf(label: Label, text: string): string {
  const name = `${label} ${text}`;
  const found = known.get(name);
  if (found !== undefined) return found;
  if (known.size > 10_000) known.clear();
  const made = makeKey(label, text);
  known.set(name, made);
  return made;
}

function makeKey(label: Label, text: string): string {
  const span = label === 'period' ? parsePeriod(text) : undefined;
  if (span) return `${span.from}/${span.to}`;
  const place = label === 'place' ? findPlace(text) : undefined;
  return place === undefined ? plainLabel(text) : String(place);
}

/** The different meanings of a label among figures, each as it is first written. An empty one is unknown and counts for none. */
export function valuesOfLabel(figures: readonly Labelled[], label: Label): string[] {
  const written = new Map<string, string>();
  for (const { [label]: text } of figures) {
    const key = keyOf(label, text);
    if (key !== '' && !written.has(key)) written.set(key, text.trim());
  }
  return [...written.values()];
}

/** The first and the last year that a period names in whatever words. */
function yearsIn(period: string): readonly [string, string] | undefined {
  const years = (period.match(/(?<!\d)(?:19|20)\d\d(?!\d)/g) ?? []).toSorted();
  return years.length === 0 ? undefined : [years[0] ?? '', years.at(-1) ?? ''];
}

/**
 * Whether a period is known to lie within another: it is the same, its days are among those of the other, or the other is of whole
 * years and has all years that it names. Nothing else is known of periods; unknown ones may be anything.
 */
export function isWithin(part: string, whole: string): boolean {
  const [one, other] = [keyOf('period', part), keyOf('period', whole)];
  if (one === '' || other === '' || one === other) return true;
  const [inner, outer] = [parsePeriod(part), parsePeriod(whole)];
  if (inner && outer) return inner.from >= outer.from && inner.to <= outer.to;
  const isOfYears = outer?.from.endsWith('-01-01') === true && outer.to.endsWith('-12-31');
  return isOfYears && mayBeWithin(part, whole);
}

/** Whether nothing speaks against a period lying within another: days or years that it names and the other does not span would. */
export function mayBeWithin(part: string, whole: string): boolean {
  const [inner, outer] = [parsePeriod(part), parsePeriod(whole)];
  if (inner && outer) return inner.from >= outer.from && inner.to <= outer.to;
  const [one, other] = [yearsIn(part), yearsIn(whole)];
  return !one || !other || (one[0] >= other[0] && one[1] <= other[1]);
}

/** Whether two periods are known to have a day in common. */
export function overlap(one: string, other: string): boolean {
  const [first, second] = [parsePeriod(one), parsePeriod(other)];
  return first !== undefined && second !== undefined && first.from <= second.to && second.from <= first.to;
}

/** Whether nothing speaks against a place lying within another. */
export function mayBeIn(part: string, whole: string): boolean {
  const [inner, outer] = [findPlace(part), findPlace(whole)];
  return inner === undefined || outer === undefined || mayLieWithin(inner, outer);
}
