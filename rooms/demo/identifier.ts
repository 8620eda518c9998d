import { checkDigit } from '#kernel/identifiers.ts';
import { dayText } from './calendar.ts';

const spare = 8;

/**
 * The IIN of the `rank`-th made-up person (from 0) of one sex born on one day. The serial digits 8-11 are counted from 9999
 * downwards, eight for each person, and the first of the eight that has a check digit is taken: no two persons share
 * a number, and nothing is remembered. Such a number may exist; the person behind it is made up.
 */
export function personNumber(bornOn: number, sex: 'm' | 'f', rank: number): string {
  const born = dayText(bornOn);
  const century = (Number(born.slice(0, 2)) - 18) * 2 + (sex === 'm' ? 1 : 2);
  const front = born.slice(2, 4) + born.slice(5, 7) + born.slice(8, 10) + century;
  for (let at = 0; at < spare; at += 1) {
    const serial = 9999 - rank * spare - at;
    if (serial < 0) break;
    const eleven = front + String(serial).padStart(4, '0');
    const check = checkDigit(eleven);
    if (check !== undefined) return eleven + check;
  }
  throw new Error('more people born on one day than there are made-up numbers');
}

const serials = 100_000;

/** Organisations that can have a number of their own. */
export const organisationLimit = 12 * serials;

/**
 * The BIN of the `ordinal`-th made-up organisation, registered in `year` or, where that has no check digit, in a year
 * before. Serial digits and month of registration belong to the ordinal alone, so no two organisations share a number.
 */
export function organisationNumber(ordinal: number, year: number, branch: boolean): { bin: string; registeredIn: { year: number; month: number } } {
  if (ordinal >= organisationLimit) throw new Error('more organisations than there are made-up numbers');
  const serial = (((ordinal % serials) * 73_939) + 50_021) % serials;
  const month = 1 + ((Math.floor(ordinal / serials) + serial) % 12);
  for (let registered = year; ; registered -= 1) {
    const eleven = `${String(registered % 100).padStart(2, '0')}${String(month).padStart(2, '0')}4${branch ? 1 : 0}${String(serial).padStart(5, '0')}`;
    const check = checkDigit(eleven);
    if (check !== undefined) return { bin: eleven + check, registeredIn: { year: registered, month } };
  }
}
