import { cutOff, dayText, endOf, instantText, monthCount, monthName, yearOf } from './calendar.ts';
import type { Files } from './files.ts';
import type { Payroll } from './payroll.ts';
import { chance, pick, unit, whole } from './random.ts';
import type { Dice } from './random.ts';
import { put } from './rows.ts';
import type { RowFile } from './rows.ts';
import { incomeOf, minimumWage } from './wage.ts';
import type { Pay } from './wage.ts';

/** Contributions of one person from one employer. */
export type Paying = {
  iin: string;
  /** Put before the number of payment orders; nothing, but for a second job: it may be with the same employer. */
  order: string;
  pay: Pay;
  rate: number;
  /** First and last month; months in which `unpaid` has its bit bring nothing. */
  from: number;
  to: number;
  unpaid: number;
  /** Employer's contributions beside the worker's: a thin sample has them. */
  sampled: { young: boolean; harmful: boolean } | null;
};

/** Writes a person's months, and now and then what was put right later. */
export function payMonths(files: Files, payroll: Payroll, paying: Paying, stream: Dice): void {
  const { iin, order, pay, rate, unpaid, sampled } = paying;
  const from = Math.max(0, paying.from);
  const to = Math.min(monthCount - 1, paying.to);
  const wrong = chance(stream, 0.012) ? whole(stream, from, to) : -1;
  let income = 0;
  let year = 0;
  let amount = '';
  for (let at = from; at <= to; at += 1) {
    const tail = payroll.tail[at];
    if (!tail || (unpaid >> at) & 1) continue;
    const thisYear = yearOf(at);
    if (thisYear !== year || pay.hourly || pay.bonus) {
      income = incomeOf(pay, rate, at, stream);
      amount = String(income / 10);
      year = thisYear;
    }
    const file = files.contributions[at];
    if (!file) continue;
    const front = `${order}${payroll.head[at]}${iin}`;
    put(file, `${front}${payroll.middle[at]}${amount}${tail}`);
    if (sampled) paySample(file, payroll, front, income, sampled, at);
    if (at === wrong) correct(files, payroll, front, income, at, stream);
  }
}

/** `front` is a row up to the person. */
function paySample(file: RowFile, payroll: Payroll, front: string, income: number, { young, harmful }: { young: boolean; harmful: boolean }, at: number): void {
  const year = yearOf(at);
  const kinds: [string, number][] = [['SO', (year === 2024 ? 0.035 : 0.05) * Math.min(income, 7 * minimumWage)]];
  if (young) kinds.push(['OPVR', (year - 2024 + 1.5) * 0.01 * income]);
  if (harmful) kinds.push(['OPPV', 0.05 * income]);
  for (const [kind, amount] of kinds) {
    put(file, `${front}${payroll.middle[at]?.replace(',OPV,', `,${kind},`)}${Math.round(amount)}${payroll.tail[at]}`);
  }
}

/**
 * What was put right: a newer version of the row with another amount, an annulled row, a refund of a part, or a refund of the
 * whole that leaves the month unpaid. Such rows come in a file of their own, which may be imported before the first.
 */
function correct(files: Files, payroll: Payroll, front: string, income: number, at: number, stream: Dice): void {
  const on = Math.min(cutOff, (payroll.paidOn[at] ?? cutOff) + whole(stream, 20, 200));
  const middle = payroll.middle[at] ?? '';
  const end = (status: string): string => `,${dayText(on)},${status},${instantText(on, at)}\n`;
  const kind = pick(stream, ['other amount', 'other amount', 'annulled', 'part back', 'part back', 'all back']);
  if (kind === 'other amount') put(files.corrections, `${front}${middle}${Math.round(income * (0.07 + 0.06 * unit(stream)))}${end('active')}`);
  else if (kind === 'annulled') put(files.corrections, `${front}${middle}${income / 10}${end('annulled')}`);
  else put(files.corrections, `R${front}${middle}-${kind === 'all back' ? income / 10 : Math.round(income / 50)}${end('active')}`);
}

/**
 * The payments of a self-employed person for oneself: a share of the monthly calculation index as single aggregate payment, from 2026
 * a share of income. (The law ended the aggregate payment with 2023; it stands here for the years before 2026 so that its kind occurs.)
 */
export function paySelf(files: Files, iin: string, key: number, urban: boolean, stream: Dice): void {
  const income = whole(stream, 90, 700) * 1000;
  const day = whole(stream, 3, 22);
  for (let at = whole(stream, 0, 20); at < monthCount; at += 1) {
    const file = files.contributions[at];
    if (!file || chance(stream, 0.35)) continue;
    const year = yearOf(at);
    const month = monthName(at);
    const amount = year >= 2026 ? income / 100 : (year === 2024 ? 3692 : 3932) * (urban ? 1 : 0.5);
    const on = endOf(at) + day;
    put(file, `S${month.slice(2)}-${key},${iin},${year < 2026 ? 'ESP' : 'SELF'},${month},${iin},${amount},${dayText(on)},active,${instantText(on + 1, key)}\n`);
  }
}
