import { looseFraction, valuesOf } from './values.ts';
import { rational } from './rational.ts';
import type { Figure } from './values.ts';
import { boundOf, findUnread, scaleOf } from './wording.ts';

/** *half* of two to *tenth* of ten: as a part in English and Russian, and as what every one of so many is. */
const parts: readonly (readonly [bigint, string])[] = [
  [2n, 'hal(?:f|ves)|половин\\p{L}*|жарты(?:с\\p{L}*)?'], [3n, 'thirds?|трет(?:ь|и|ью|ей)'], [4n, '(?:quarter|fourth)s?|четверт(?:ь|и|ью|ей)|шире(?:к|г)\\p{L}*'], [5n, 'fifths?|пят(?:ая|ой|ую|ых)'],
  [6n, 'sixths?|шест(?:ая|ой|ую|ых)'], [7n, 'sevenths?|седьм(?:ая|ой|ую|ых)'], [8n, 'eighths?|восьм(?:ая|ой|ую|ых)'], [9n, 'ninths?|девят(?:ая|ой|ую|ых)'], [10n, 'tenths?|десят(?:ая|ой|ую|ых)'],
];
const everyNth: readonly (readonly [bigint, string])[] = [
  [2n, 'second|other|втор\\p{L}+|екінші\\p{L}*'], [3n, 'third|трет\\p{L}+|үшінші\\p{L}*'], [4n, 'fourth|четв[её]рт\\p{L}+|төртінші\\p{L}*'], [5n, 'fifth|пят\\p{L}+|бесінші\\p{L}*'], [6n, 'sixth|шест\\p{L}+|алтыншы\\p{L}*'],
  [7n, 'seventh|седьм\\p{L}+|жетінші\\p{L}*'], [8n, 'eighth|восьм\\p{L}+|сегізінші\\p{L}*'], [9n, 'ninth|девят\\p{L}+|тоғызыншы\\p{L}*'], [10n, 'tenth|десят\\p{L}+|оныншы\\p{L}*'],
];
/** Numbers above and below the line; the ablative of Kazakh has the lower one (*үштен бірі*). */
const counts: readonly (readonly [bigint, string])[] = [
  [1n, 'one|an?|одн\\p{L}+|один|бір\\p{L}*'], [2n, 'two|дв(?:е|а|ух)|екі\\p{L}*'], [3n, 'three|тр(?:и|[её]х)|үш\\p{L}*'], [4n, 'four|четыр\\p{L}+|төрт\\p{L}*'], [5n, 'five|пят[ьи]|бес\\p{L}*'], [6n, 'six|шест[ьи]|алты\\p{L}*'],
  [7n, 'seven|сем[ьи]|жеті\\p{L}*'], [8n, 'eight|вос[ье]м[ьи]|сегіз\\p{L}*'], [9n, 'nine|девят[ьи]|тоғыз\\p{L}*'], [10n, 'ten|десят[ьи]|он\\p{L}*'],
];

function oneOf(list: readonly (readonly [bigint, string])[]): string {
  return list.map(([, words]) => words).join('|');
}

function numberIn(list: readonly (readonly [bigint, string])[], word: string): bigint | undefined {
  return /^\d+$/.test(word) ? BigInt(word) : list.find(([, words]) => new RegExp(`^(?:${words})$`, 'u').test(word))?.[0];
}

const upper = `\\d|${oneOf(counts)}`;
const lower = `\\d|10|${oneOf(counts)}`;
const shapes: readonly (readonly [RegExp, typeof parts])[] = [
  [new RegExp(`(?<![\\p{L}\\d])(?:every|each|кажд\\p{L}+|әр(?:бір)?) (?<over>(?:\\d|10)(?=-?\\p{L})|${oneOf(everyNth)})(?:-?\\p{L}{1,3})?(?![\\p{L}\\d])`, 'u'), everyNth],
  [new RegExp(`(?<![\\p{L}\\d])(?<over>${lower})-?(?<=[дтн][ае]н) (?<top>${upper})(?:-?(?:і|ы|сі|сы))?(?![\\p{L}\\d])`, 'u'), counts],
  [new RegExp(`(?<![\\p{L}\\d.,])(?<top>${upper}) ?(?:\\/|in|out of|из) ?(?<over>${lower})(?![\\p{L}\\d.,])`, 'u'), counts],
  [new RegExp(`(?<![\\p{L}\\d])(?:(?<top>${upper})[ -])?(?<over>${oneOf(parts)})(?: (?:част\\p{L}*|дол\\p{L}*))?(?![\\p{L}\\d])`, 'u'), parts],
];

/**
 * Reads a part of a whole in words, or as *1/3*, *2 in 5*: about so many percent. Undefined where the text is none, or
 * where a number of its own stands beside it.
 */
export function parseFraction(text: string): Figure | undefined {
  for (const [shape, names] of shapes) {
    const found = shape.exec(text);
    if (!found?.groups) continue;
    const [top, over] = [numberIn(counts, found.groups['top'] ?? '1'), numberIn(names, found.groups['over'] ?? '')];
    const [before, after] = [text.slice(0, found.index), text.slice(found.index + found[0].length)];
    const isAlone = !/\d/.test(before + after) && findUnread(before, '') === undefined && (after.match(/\p{L}+/gu) ?? []).every((word) => scaleOf(word) === undefined);
    // *Third* alone is a place in a row, and *пятая* one of anything, but *a third* and *пятая часть* are parts.
    const isRank = names === parts && found.groups['top'] === undefined && /(?:th|ird)s?$|(?:ая|ой|ую|ых)$/u.test(found[0]);
    if (top === undefined || over === undefined || top >= over || isRank || !isAlone) continue;
    const values = valuesOf(looseFraction(rational(100n * top, over)), false, boundOf(before, text.slice(found.index)));
    return { unit: 'percent', thing: undefined, change: undefined, values, rounded: values };
  }
  return undefined;
}
