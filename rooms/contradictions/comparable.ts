import { isWithin, keyOf, labels, mayBeIn, mayBeWithin, overlap, plainLabel, valuesOfLabel } from './label.ts';
import type { Label } from './label.ts';
import { compare, rational } from './rational.ts';
import type { PublishedFigure, Relation } from './relation.ts';
import { findThing, isMeasure, isMoney } from './wording.ts';

/** Why the figures of a relation are not to be held against each other; undefined when they are. The rules are those of docs/contradictions.md. */
export function findObstacle(relation: Relation): string | undefined {
  return unreadAmong(relation) ?? unlikeUnits(relation) ?? unlikeThings(relation) ?? unlikeLabels(relation);
}

/** Whether a share is printed as a fraction of one: *0.85*. */
export function isFraction({ unit, values: { low, high } }: PublishedFigure): boolean {
  const one = rational(1n);
  return unit === 'number' && high !== null && compare(high.at, one) <= 0 && low !== null && low.at.over !== 1n;
}

function unreadAmong({ result, operands }: Relation): string | undefined {
  const unread = [result, ...operands].flatMap(({ id, text, unread: reason }) => (reason === undefined ? [] : [`${id} is not read: "${text}": ${reason}`]));
  return unread.length === 0 ? undefined : unread.join('; ');
}

function unlikeUnits({ kind, result, operands }: Relation): string | undefined {
  // Points are what percentages differ by, so the two are added and subtracted together.
  const isLoose = kind === 'sum' || kind === 'difference' || kind === 'ratio';
  const unitOf = ({ unit }: PublishedFigure): string => (isLoose && unit === 'points' ? 'percent' : unit);
  const bySelf = kind === 'share' || kind === 'ratio';
  const units = [...new Set((bySelf ? operands : [result, ...operands]).map(unitOf))];
  if (units.length > 1) return `unlike units: ${units.join(' and ')}`;
  if (kind === 'share' && result.unit !== 'percent' && !isFraction(result)) return 'the result of a share is a percentage';
  return kind === 'ratio' && result.unit === 'points' ? 'a ratio is no number of percentage points' : undefined;
}

function unlikeThings({ kind, result, operands }: Relation): string | undefined {
  const thingOf = ({ unit, thing, population }: PublishedFigure): string | undefined => (unit !== 'number' ? undefined : thing ?? (population === '' ? undefined : findThing(plainLabel(population))));
  const figures = kind === 'share' || kind === 'ratio' ? operands : [result, ...operands];
  const named = [...new Set(figures.map(thingOf))].filter((thing) => thing !== undefined);
  if (kind === 'ratio') return named.filter(isMoney).length > 1 ? `unlike things: ${named.join(' and ')}` : undefined;
  if (named.length > 1) return `unlike things: ${named.join(' and ')}`;
  // Money and time are not meant where no word says so, unless the same is spoken of.
  const isBare = figures.some((figure) => thingOf(figure) === undefined);
  if (named.length === 1 && isMeasure(named[0]) && isBare && valuesOfLabel(figures, 'population').length > 1) return `unlike things: ${named[0]} and a number of something else`;
  return undefined;
}

function unlikeLabels({ kind, result, operands }: Relation): string | undefined {
  const all = [result, ...operands];
  const differs = (figures: readonly PublishedFigure[], label: Label): boolean => valuesOfLabel(figures, label).length > 1;
  const unlike = (label: Label, figures: readonly PublishedFigure[]): string => `unlike ${label}s: ${valuesOfLabel(figures, label).join(' and ')}`;
  if (kind === 'same') {
    const label = labels.find((one) => differs(all, one));
    return label && unlike(label, all);
  }
  if (kind === 'part') {
    const outside = operands.find((operand) => !isWithin(operand.period, result.period));
    const elsewhere = operands.find((operand) => !mayBeIn(operand.place, result.place));
    return outside ? unlike('period', [outside, result]) : elsewhere && `unlike places: ${elsewhere.place} is no part of ${result.place}`;
  }
  const varying = labels.filter((label) => differs(operands, label));
  if (kind === 'share') {
    const [part, whole] = operands;
    if (part && whole && !isWithin(part.period, whole.period)) return unlike('period', operands);
    if (part && whole && !mayBeIn(part.place, whole.place)) return unlike('place', operands);
    if (varying.includes('population') && varying.includes('place')) return `${unlike('population', operands)}; ${unlike('place', operands)}`;
    const label = (['period', 'place'] as const).find((one) => operands.every((operand) => differs([operand, result], one)));
    return label && unlike(label, [result, ...operands]);
  }
  if (varying.length > 1) return varying.map((label) => unlike(label, operands)).join('; ');
  // What the operands agree in, the result is of as well; a ratio of two things is itself of neither.
  const isOfBoth = (label: Label): boolean => label === 'population' && (kind === 'ratio' || (kind === 'difference' && operands.every((operand) => saysMore(result.population, operand.population))));
  const stray = labels.find((label) => !varying.includes(label) && !isOfBoth(label) && differs(all, label));
  if (stray) return unlike(stray, all);
  const [label] = varying;
  return kind === 'sum' && label ? noParts(label, result, operands) : undefined;
}

/** Whether one population has all words of another: *growth in employed* those of *employed*. */
function saysMore(one: string, other: string): boolean {
  const words = new Set(plainLabel(one).match(/[\p{L}\d]+/gu));
  return (plainLabel(other).match(/[\p{L}\d]+/gu) ?? []).every((word) => words.has(word));
}

/** Why the operands of a sum are not the parts of its result, as far as the label in which they differ tells. */
function noParts(label: Label, result: PublishedFigure, operands: readonly PublishedFigure[]): string | undefined {
  const whole = result[label];
  const named = operands.map((operand) => operand[label]).filter((part) => keyOf(label, part) !== '');
  const parts = named.map((part) => keyOf(label, part));
  if (parts.includes(keyOf(label, whole))) return `unlike ${label}s: ${whole} is that of the whole and of a part`;
  const outside = named.find((part) => (label === 'period' && !mayBeWithin(part, whole)) || (label === 'place' && !mayBeIn(part, whole)));
  if (outside !== undefined) return `unlike ${label}s: ${outside} is no part of ${whole}`;
  if (label !== 'period') return undefined;
  if (new Set(parts).size < parts.length) return 'unlike periods: some operands share theirs, others do not';
  const twice = named.find((part, at) => named.some((other, place) => place < at && overlap(part, other)));
  return twice === undefined ? undefined : `unlike periods: days of ${twice} are those of another operand too`;
}
