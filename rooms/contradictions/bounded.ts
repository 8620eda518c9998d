import type { End } from './interval.ts';
import type { Labelled } from './label.ts';
import { rational } from './rational.ts';
import type { PublishedFigure } from './relation.ts';

/** A count of which a publisher knows between what it lies, both ends included, however it is printed; null is no end. */
export function boundedFigure(
  { id, text, least, most, population = '', period = '', place = '' }: { id: string; text: string; least: number; most: number | null } & Partial<Labelled>,
): PublishedFigure {
  const end = (at: number | null): End | null => (at === null ? null : { at: rational(BigInt(at)), kind: 'closed' });
  const values = { low: end(least), high: end(most) };
  return { id, text, population, period, place, source: '', unit: 'number', thing: undefined, change: undefined, values, rounded: values, unread: undefined };
}
