import { isBin, isIin } from '#kernel/identifiers.ts';
import type { DocumentColumn } from './document.ts';

/** Regions ever, by their first two digits; from the state classifier, without today's program. */
const regions = '10 11 15 19 23 27 31 33 35 39 43 47 51 55 59 61 62 63 71 75 79'.split(' ');

/** Ends and the starts that they must not precede, in the words of the document. */
const orders: readonly (readonly [end: string, start: string])[] = [
  ['ends_on', 'starts_on'], ['exempt_from', 'born_on'], ['closed_on', 'registered_on'], ['valid_to', 'valid_from'],
  ['died_on', 'born_on'], ['left_on', 'born_on'], ['due_on', 'awarded_on'],
];

function isDate(text: string): boolean {
  const found = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/.exec(text);
  if (found === null) return false;
  const [year = 0, month = 0, day = 0] = found.slice(1).map(Number);
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  return day >= 1 && day <= days && year >= 1800 && year <= 2199;
}

function isInstant(text: string): boolean {
  const found = /^([0-9]{4})(-[0-9]{2}-[0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.[0-9]{1,6})?(?:Z|[+-]([0-9]{2}):([0-9]{2}))$/.exec(text);
  if (found === null) return false;
  const [, year = '', rest = '', hour, minute, second, zoneHour = '0', zoneMinute = '0'] = found;
  // Any year from 1, unlike a date; 2000 and 1900 stand for the leap years and the others.
  const number = Number(year);
  const leap = number % 4 === 0 && (number % 100 !== 0 || number % 400 === 0);
  return number > 0 && isDate(`${leap ? '2000' : '1900'}${rest}`) && Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60
    && Number(zoneHour) < 24 && Number(zoneMinute) < 60;
}

/** A number with at most so many decimals as an integer of its last ones; undefined for other texts. */
function scaled(text: string, decimals: number): bigint | undefined {
  const found = /^([0-9]+)(?:\.([0-9]+))?$/.exec(text);
  if (found === null || (found[2] ?? '').length > decimals) return undefined;
  return BigInt(found[1]!) * 10n ** BigInt(decimals) + BigInt((found[2] ?? '').padEnd(decimals, '0'));
}

function within(value: bigint | undefined, least: bigint, most: bigint): boolean {
  return value !== undefined && value >= least && value <= most;
}

/** Whether a field that is not empty fits its grammar, and the code under which it is rejected when not. */
function judge(register: string, { name, grammar }: DocumentColumn, text: string): readonly [right: boolean, code: string] {
  switch (grammar) {
    case 'iin': return [isIin(text), 'iin'];
    case 'bin': return [isBin(text), 'bin'];
    case 'employer': return [isBin(text) || isIin(text), 'bin'];
    case '9 digits': return [/^[0-9]{9}$/.test(text), 'place'];
    case 'place': return [text === '000000000' || (/^[0-9]{9}$/.test(text) && regions.includes(text.slice(0, 2))), 'place'];
    case 'date': return [isDate(text), 'date'];
    case 'month': return [isDate(`${text}-01`), 'month'];
    case 'instant': return [isInstant(text), 'instant'];
    case 'money': {
      const minus = register === 'contributions' && name === 'amount' ? '-?' : '';
      return [new RegExp(`^${minus}[0-9]{1,13}(\\.[0-9]{1,2})?$`).test(text), 'money'];
    }
    case 'number, 0 < x <= 2, at most two decimals': return [within(scaled(text, 2), 1n, 200n), 'number'];
    case 'number, 0-1, at most four decimals': return [within(scaled(text, 4), 0n, 10_000n), 'number'];
    case 'number, whole, > 0': return [within(scaled(text, 0), 1n, 10n ** 18n - 1n), 'number'];
    case 'number, whole, >= 0': return [within(scaled(text, 0), 0n, 10n ** 18n - 1n), 'number'];
    case 'text': return [[...text].length <= 400 && !/\p{Cc}/u.test(text), 'text'];
    case 'ISO 3166-1 alpha-2': return [/^[A-Z]{2}$/.test(text), 'code'];
    case '1-8': return [/^[1-8]$/.test(text), 'code'];
    case 'occupation': return [/^[0-9]{4}(-[0-9])?$/.test(text), 'code'];
    case 'prefix': return [/^([0-9]{1,4}|[0-9]{4}-[0-9])$/.test(text), 'code'];
    case 'sector': return [/^([A-U]|[0-9]{2,5})$/.test(text), 'code'];
    default: {
      const words = grammar.split('|');
      if (words.length < 2) throw new Error(`the document has a grammar that nobody reads: ${grammar}`);
      return [words.includes(text), 'code'];
    }
  }
}

/**
 * The first fault of a record whose fields are in the document's order, or undefined: a slow second reading of
 * docs/registers.md to hold the checks against. It knows nothing of definition.ts.
 */
export function findFault(register: string, columns: readonly DocumentColumn[], fields: readonly string[]): { column: string; code: string } | undefined {
  for (const [at, column] of columns.entries()) {
    const text = fields[at] ?? '';
    if (text === '') {
      if (!column.optional) return { column: column.name, code: 'missing' };
      continue;
    }
    const [right, code] = judge(register, column, text);
    if (!right) return { column: column.name, code };
  }
  const field = (name: string): string => fields[columns.findIndex((column) => column.name === name)] ?? '';
  for (const { name } of columns) {
    const start = orders.find(([end, other]) => end === name && columns.some((column) => column.name === other))?.[1];
    if (start === undefined) continue;
    if (field(name) !== '' && field(start) !== '' && field(name) < field(start)) return { column: name, code: 'order' };
  }
  return undefined;
}
