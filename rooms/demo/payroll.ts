import { cutOff, dayText, endOf, instantText, monthCount, monthName } from './calendar.ts';
import { chance, dice, unit, whole } from './random.ts';

/**
 * How an employer pays contributions month by month: one payment order for all staff. A row is
 * `head[at] + iin + middle[at] + amount + tail[at]`; a month that was never paid has an empty tail.
 */
export type Payroll = { readonly head: string[]; readonly middle: string[]; readonly tail: string[]; readonly paidOn: number[] };

/** Months of an employer in which nobody was paid, beside what chance brings. */
export type Arrears = (at: number) => boolean;

/**
 * @param key a whole number of the employer's own, for its payment orders
 * @param payer its identifier
 */
export function payrollOf(seed: number, key: number, payer: string, arrears: Arrears): Payroll {
  const stream = dice(seed, 'payroll', key);
  const day = whole(stream, 5, 24);
  const late = chance(stream, 0.03) ? 20 + 90 * unit(stream) : 0;
  const hole = chance(stream, 0.006) ? whole(stream, 0, monthCount - 3) : monthCount;
  const holeEnd = hole + whole(stream, 1, 3);
  const lastLate = unit(stream);
  const payroll: Payroll = { head: [], middle: [], tail: [], paidOn: [] };
  for (let at = 0; at < monthCount; at += 1) {
    const month = monthName(at);
    const delay = at >= monthCount - 2 && lastLate < (at === monthCount - 1 ? 0.05 : 0.012) ? 60 : chance(stream, 0.5) ? late : 0;
    const paidOn = Math.round(endOf(at) + day + delay + 3 * unit(stream));
    const order = `${month.slice(2, 4)}${month.slice(5)}-${key}`;
    const paid = paidOn < cutOff && !(at >= hole && at < holeEnd) && !arrears(at);
    const recorded = instantText(paidOn + 1, key + at);
    payroll.head.push(`${order},`);
    payroll.middle.push(`,OPV,${month},${payer},`);
    payroll.tail.push(paid ? `,${dayText(paidOn)},active,${recorded}\n` : '');
    payroll.paidOn.push(paidOn);
  }
  return payroll;
}
