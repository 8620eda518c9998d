import { findObstacle, isFraction } from './comparable.ts';
import { commonOf, differenceOf, exactly, isEmpty, quotientOf, scaled, sizesOf, sumOf } from './interval.ts';
import type { Interval } from './interval.ts';
import { labels } from './label.ts';
import { compare, rational, toNumber, zero } from './rational.ts';
import type { PublishedFigure, Relation } from './relation.ts';

type Verdict = 'holds' | 'contradicts' | 'incomparable';

/** What became of one relation. `low` and `high` bound what the operands make of the result; null is no bound. */
export type Finding = {
  readonly relation: string;
  readonly verdict: Verdict;
  readonly low: number | null;
  readonly high: number | null;
  readonly printed: string;
  readonly why: string;
};

/**
 * Holds every relation against its figures, in order. A relation contradicts only when no values that print as the figures
 * do satisfy it. Counts are in ones, money in units of its currency, shares in percent.
 */
export function checkRelations(relations: readonly Relation[]): Finding[] {
  return relations.map(check);
}

function check(relation: Relation): Finding {
  const { id, kind, result, operands } = relation;
  const find = (verdict: Verdict, values: Interval, why: string): Finding =>
    ({ relation: id, verdict, ...numbersOf(values), printed: result.text, why });
  const unknown: Interval = { low: null, high: null };
  const obstacle = findObstacle(relation);
  if (obstacle !== undefined) return find('incomparable', unknown, obstacle);
  const { implied, printed } = sides(relation);
  if (!implied) return find('incomparable', unknown, 'nothing can be divided by a figure that is not above zero');
  const holds = !isEmpty(implied) && !isEmpty(commonOf([implied, printed]));
  const given = kind === 'same' ? 'the other figures leave' : kind === 'part' ? 'its parts leave' : 'the operands make';
  const reason = isEmpty(implied) ? 'the other figures exclude one another' : `${given} ${sayInterval(implied)}, printed is ${sayInterval(printed)}${holds ? '' : ': no value is in both'}`;
  return find(holds ? 'holds' : 'contradicts', implied, [reason, ...assumptions([result, ...operands])].join('; '));
}

/** What the operands make of the result, undefined where they make nothing, and what is printed. A decrease in words has no sign, so that sizes are compared. */
function sides(relation: Relation): { readonly implied: Interval | undefined; readonly printed: Interval } {
  const { kind, result, operands } = relation;
  const [implied, printed] = [impliedBy(relation), valuesAsResult(relation)];
  const isUnsigned = (kind === 'difference' && result.change === 'down') || (kind === 'same' && [result, ...operands].some(({ change }) => change === 'down'));
  return isUnsigned && implied ? { implied: sizesOf(implied), printed: sizesOf(printed) } : { implied, printed };
}

/** The values of the result. A ratio is rounded to its last digit though it be a whole number, and a fraction is a share in percent. */
function valuesAsResult({ kind, result }: Relation): Interval {
  if (kind === 'share' && isFraction(result)) return scaled(result.values, hundred);
  return kind === 'ratio' ? result.rounded : result.values;
}

const hundred = rational(100n);

function impliedBy({ kind, result, operands }: Relation): Interval | undefined {
  const values = operands.map((operand) => operand.values);
  const [one, other] = values;
  if (!one) return undefined;
  if (kind === 'sum') return sumOf(values);
  if (kind === 'same') return commonOf(operands.some(({ change }) => change === 'down') ? values.map(sizesOf) : values);
  if (kind === 'part') return { low: commonOf(values.map(({ low }) => ({ low, high: null }))).low, high: null };
  if (!other) return undefined;
  if (kind === 'difference') return differenceOf(one, other);
  return kind === 'ratio' ? ratioAs(result, one, other) : percentOf(one, other);
}

function percentOf(one: Interval, other: Interval): Interval | undefined {
  const quotient = quotientOf(one, other);
  return quotient && scaled(quotient, hundred);
}

/** A ratio as its result prints it: in times (*fell 2 times* from the one below), in percent, or as the percentage that has come or gone. */
function ratioAs({ unit, change, values }: PublishedFigure, one: Interval, other: Interval): Interval | undefined {
  if (unit !== 'percent') return unit === 'times' && change === 'down' ? quotientOf(other, one) : quotientOf(one, other);
  const percent = percentOf(one, other);
  const isBelow = values.high !== null && compare(values.high.at, zero) < 0;
  if (!percent || (change === undefined && !isBelow)) return percent;
  return change === 'down' && !isBelow ? differenceOf(exactly(hundred), percent) : differenceOf(percent, exactly(hundred));
}

function numbersOf({ low, high }: Interval): { low: number | null; high: number | null } {
  return { low: low && toNumber(low.at, 'down'), high: high && toNumber(high.at, 'up') };
}

function sayInterval(interval: Interval): string {
  const { low, high } = numbersOf(interval);
  if (low === null && high === null) return 'anything';
  if (high === null) return `${interval.low?.kind === 'open' ? 'more than' : 'at least'} ${low}`;
  if (low === null) return `${interval.high?.kind === 'open' ? 'less than' : 'at most'} ${high}`;
  return low === high ? `${low}` : `${low} to ${high}`;
}

/** What was taken for granted because no label says it. */
function assumptions(figures: readonly PublishedFigure[]): string[] {
  return labels.flatMap((label) => {
    const silent = figures.filter((figure) => figure[label] === '').map(({ id }) => id);
    return silent.length === 0 || silent.length === figures.length ? [] : [`${label} of ${silent.join(', ')} is not stated and taken to fit`];
  });
}
