import { createHmac } from 'node:crypto';
import { counted, type Counted, type Counts, type Figures } from './measure.ts';

/** Published counts of people are multiples of this. */
export const step = 10;

/** The smallest count that is shown. A count that is rounded to it stands for at least `step` + 1 people, so none stands for fewer than ten. */
export const leastShown = 20;

/**
 * How much is added to every count of a cell before it is rounded down: 0 to 9, secret, and for ever the same for a cell of
 * one name. So rounding is right on average, a count that does not change is published alike in every month and release and
 * cannot be averaged out, and what is ordered stays ordered.
 */
export function ditherOf(secret: Uint8Array, cell: string): number {
  return createHmac('sha256', secret).update(cell).digest().readUInt32BE() % step;
}

/** A count of people rounded; null when it is too small to be shown. */
function rounded(count: number, dither: number): number | null {
  const value = step * Math.floor((count + dither) / step);
  return value < leastShown ? null : value;
}

/** How many jobs must be due before those met are shown: below that, all or none of them met would be told of a few people. */
export const leastDue = 30;

/** The most that is ever shown as met: more than is due would tell the dither. */
export function mostMet(due: number): number {
  return step * Math.floor(due / step);
}

/**
 * The figures of a cell as they may be published, before the gate withholds further ones. A cell in which nothing is promised
 * yet has no evidence by definition (rule 6b) and nothing is met where nothing is due: these zeros tell nobody anything.
 */
export function protect(counts: Counts, dither: number): Figures {
  const figure = (measure: Counted): number | null => {
    if (isEmpty(measure, counts)) return 0;
    const value = rounded(counts[measure], dither);
    if (measure !== 'met' || value === null) return value;
    return counts.due < leastDue ? null : Math.min(value, mostMet(counts.due));
  };
  const people = Object.fromEntries(counted.map((measure) => [measure, figure(measure)])) as { [K in Counted]: number | null };
  return { promised: counts.promised, due: counts.due, ...people };
}

/** True where promises alone say that there can be nobody. */
export function isEmpty(measure: Counted, { promised, due }: { readonly promised: number; readonly due: number }): boolean {
  return promised === 0 || (measure === 'met' && due === 0);
}

/** What anyone can tell of a count from its own published figure, knowing the method: the least and the most people. */
export function knownOf(measure: Counted, figures: Figures): { least: number; most: number } {
  if (isEmpty(measure, figures)) return { least: 0, most: 0 };
  const value = figures[measure];
  const due = measure === 'met' ? figures.due : Infinity;
  if (value === null) return { least: 0, most: due < leastDue ? due : Math.min(leastShown - 1, due) };
  return { least: value - step + 1, most: measure === 'met' && value === mostMet(due) ? due : Math.min(value + step - 1, due) };
}
