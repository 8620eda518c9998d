import { parseFraction } from './fraction.ts';
import type { Interval } from './interval.ts';
import { inDigits } from './number-words.ts';
import { numeralPattern, readNumeral } from './numeral.ts';
import type { Habit } from './numeral.ts';
import { compare, plus, rational, tenTo, times } from './rational.ts';
import type { Rational } from './rational.ts';
import { looseOf, valuesOf } from './values.ts';
import type { Figure } from './values.ts';
import { betweenNumberAndUnit, boundOf, changeOf, findUnread, isAboutSuffix, isEnglishScale, isFromSuffix, isMoney, readUnit, scaleOf, thingOf } from './wording.ts';
import type { Unit } from './wording.ts';

/** Why a text is not read as a figure. */
export type Unread = { readonly reason: string };

/** Letters of the longest text that is read; the words of a longer one would be those of a page. */
const longest = 200;

/** A number with its scale, as one goes through a text. */
type Piece = { readonly value: Rational; readonly last: number; readonly scale: number | undefined; readonly unit: Unit | undefined; readonly rest: string; readonly suffix: string };

const marks = /[⁰¹²³⁴-⁹*†‡]+|\[\w{1,3}\]|(?<=\D)\d\)\s*$/gu;
const years = /(?<![\p{L}\d])(?:(?:in|by|since|в|к|с|за|на) )?(?:19|20)\d\d(?:-?\p{L}{1,2})? ?(?:жыл\p{L}*|год\p{L}*|гг?\.)|(?<!\p{L})(?:in|by|since) (?:19|20)\d\d(?! ?[\p{L}%])/gu;

/**
 * Reads a figure as it is printed in Kazakh, Russian or English: one number in digits, or a range of two, with its scale,
 * unit and the words that bound it. The rules are those of docs/contradictions.md.
 */
export function parseFigure(printed: string): Figure | Unread {
  if (printed.length > longest) return { reason: `longer than ${longest} letters: a figure is a number with the words that belong to it` };
  const text = tidy(printed);
  const part = parseFraction(text);
  if (part) return part;
  const found = [...text.matchAll(new RegExp(numeralPattern, 'g'))];
  const [first] = found;
  if (!first) return { reason: 'there is no number in digits' };
  const pieces: Piece[] = [];
  for (const [at, one] of found.entries()) {
    const rest = text.slice(one.index + one[0].length, found[at + 1]?.index);
    const piece = /[\p{L}\d.,]$/u.test(text.slice(0, one.index)) && !/[дт][ае]й|x|×/.test(text.slice(0, one.index)) ? undefined : readPiece(one[0], rest);
    if (!piece) return { reason: `"${one[0]}" is not a number as it is printed` };
    pieces.push(piece);
  }
  const lead = text.slice(0, first.index);
  const isBelow = /(?:^|[ (])- ?[$₸€₽]?$|(?<!\p{L})(?:минус|minus) $/u.test(lead);
  const head = lead.replace(/\+ ?$/, '');
  const tail = pieces.at(-1)?.rest ?? '';
  const missing = findUnread(head, text.slice(first.index + first[0].length).replace(/\d.*/su, '')) ?? findUnread('', tail);
  if (missing !== undefined) return { reason: `"${missing.trim()}" is not read: print the number in digits` };
  const astray = [head, ...pieces.map(({ rest }) => rest)].flatMap((words) => words.match(/\p{L}{3,}/gu) ?? []).find((word) => scaleOf(word) !== undefined);
  if (astray !== undefined) return { reason: `"${astray}" does not stand right behind its number` };
  const compound = compose(pieces);
  const range = compound ? undefined : rangeOf(pieces, head);
  if (!compound && !range) return { reason: 'more than one number: a figure is one number or a range of two' };
  const [low, high] = compound ? [compound, compound] : range ?? [];
  if (!low || !high) return { reason: 'the lower number of a range comes first' };
  const { unit } = high;
  const words = text.slice(first.index + first[0].length);
  const thing = unit === 'number' ? thingOf(head, high.rest) : undefined;
  const isExact = unit === 'number' && !isMoney(thing);
  const bound = range ? boundOf(head.replace(/(?:от|from|between|между) *$/u, ''), '') : boundOf(head, words) ?? (isAboutSuffix(high.suffix) ? 'about' : undefined);
  const sign = isBelow ? rational(-1n) : rational(1n);
  const ends = (exact: boolean): Interval => {
    const [one, other] = [low, high].map((piece) => valuesOf(looseOf({ ...piece, value: times(piece.value, sign) }), exact && piece.last === 0, bound));
    return { low: one?.low ?? null, high: other?.high ?? null };
  };
  return { unit, thing, change: changeOf(lead, words), values: ends(isExact), rounded: ends(false) };
}

/** Small letters, plain spaces, one kind of dash, no footnotes and no year that is only mentioned. */
function tidy(printed: string): string {
  const text = printed.replace(marks, ' ').replace(/(?<=\d) ?([½¼¾])/g, (_, part: string) => `.${{ '½': 5, '¼': 25, '¾': 75 }[part]}`).replace(/⅓/g, '1/3').replace(/⅔/g, '2/3').normalize('NFKC').toLowerCase()
    .replace(/[\u2010-\u2015\u2212]/g, '-').replace(/(?<=\d) ?\.{2,3} ?(?=\d)/g, '-').replace(/[’ʼ`´]/g, '\'').replace(/\s+/g, ' ').trim();
  const without = text.replace(years, ' ').replace(/\s+/g, ' ').trim();
  return inDigits(/\d/.test(without) || text === without ? without : text);
}

/** A numeral with the suffix, scale and unit that stand at it. */
function readPiece(numeral: string, after: string): Piece | undefined {
  const suffix = readUnit(after) ? '' : /^-(\p{L}{1,4})(?!\p{L})/u.exec(after)?.[0] ?? '';
  const rest = after.slice(suffix.length).replace(betweenNumberAndUnit, '');
  const scales = readScales(rest);
  const unscaled = rest.slice(scales.length);
  const unit = scales.length === 0 ? readUnit(rest) : undefined;
  const power = scales.power + (unit?.power ?? 0);
  const isFree = scales.length === 0 && unit === undefined;
  const habit: Habit = { comma: isFree || isEnglishScale(scales.words) ? 'thousands' : 'decimal', point: isFree ? 'thousands' : 'decimal' };
  const read = readNumeral(numeral, habit);
  if (!read) return undefined;
  const stem = suffix + scales.words + (unit ? rest.slice(0, unit.length) : '');
  const left = unit ? rest.slice(unit.length) : unscaled;
  return {
    value: times(read.value, tenTo(power)), last: read.last + power, scale: power === 0 ? undefined : power,
    unit: unit?.unit, rest: left, suffix: stem + (/^-\p{L}{1,4}/u.exec(left)?.[0] ?? ''),
  };
}

/** The scale that a text begins with, in one word or two (*тыс. млрд*), and its length. */
function readScales(text: string): { readonly power: number; readonly length: number; readonly words: string } {
  const none = { power: 0, length: 0, words: '' };
  const word = /^[ ,(]*(\p{L}+)\.?\)?/u.exec(text);
  const power = scaleOf(word?.[1] ?? '');
  if (!word || power === undefined) return none;
  const after = text.slice(word[0].length);
  const next = after.startsWith(' ') ? readScales(after) : none;
  return { power: power + next.power, length: word[0].length + next.length, words: `${word[1]}${next.words}` };
}

type Whole = { readonly value: Rational; readonly last: number; readonly unit: Unit; readonly rest: string; readonly suffix: string };

/** One number of one or more pieces, each smaller in scale than the one before: *3 млн 200 тыс.* */
function compose(pieces: readonly Piece[]): Whole | undefined {
  const [first, ...others] = pieces;
  if (!first) return undefined;
  let whole = first;
  for (const next of others) {
    const fits = whole.scale !== undefined && whole.scale > (next.scale ?? 0) && compare(next.value, tenTo(whole.scale)) < 0;
    if (!fits || !/^ ?$/.test(whole.rest) || isFromSuffix(whole.suffix) || next.unit !== undefined) return undefined;
    whole = { ...next, value: plus(whole.value, next.value), scale: next.scale ?? 0 };
  }
  return { ...whole, unit: whole.unit ?? 'number' };
}

/** The ends of a range: *5-7 тыс.*, *от 5 до 7 %*, *5 мыңнан 7 мыңға дейін*. Undefined where two numbers are no range. */
function rangeOf([low, high, ...others]: readonly Piece[], head: string): readonly [Whole?, Whole?] | undefined {
  if (!low || !high || others.length > 0) return undefined;
  const between = low.rest.trim();
  const isRange = /^(?:-|до|to)$/u.test(between) || (/^(?:and|и)$/u.test(between) && /(?:between|между) *$/u.test(head))
    || (/^(?:пен|мен|бен)$/u.test(between) && /арал/u.test(high.rest)) || (between.replace(/^-\p{L}+$/u, '') === '' && isFromSuffix(low.suffix) && /дейін/u.test(high.rest));
  if (!isRange) return undefined;
  const isBare = low.scale === undefined && low.unit === undefined;
  const shift = isBare ? high.scale ?? 0 : 0;
  const unit = high.unit ?? 'number';
  if (!isBare && (low.unit ?? 'number') !== unit) return undefined;
  const one = { ...low, value: times(low.value, tenTo(shift)), last: low.last + shift, unit };
  return compare(one.value, high.value) <= 0 ? [one, { ...high, unit }] : [];
}
