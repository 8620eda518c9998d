import { addMonths, cutOff, dayText, endOf, instantText, monthCount, monthOf, startOf } from './calendar.ts';
import type { Files } from './files.ts';
import { chance, pick, whole } from './random.ts';
import type { Dice } from './random.ts';
import { put } from './rows.ts';

type Leave = { kind: string; months: readonly [number, number]; sex?: 'm' | 'f'; until?: number };

const leaves: readonly Leave[] = [
  { kind: 'maternity', months: [4, 4], sex: 'f', until: 45 },
  { kind: 'childcare', months: [6, 18], sex: 'f', until: 45 },
  { kind: 'childcare', months: [8, 14], sex: 'f', until: 45 },
  { kind: 'sick', months: [1, 3] },
  { kind: 'unpaid', months: [1, 3] },
  { kind: 'study', months: [1, 2], until: 35 },
  { kind: 'service', months: [12, 12], sex: 'm', until: 27 },
];

type Absent = { iin: string; sex: 'm' | 'f'; bornOn: number };

/**
 * Perhaps an absence between two days of work; returns the months it fills, a bit for each, for which nothing is paid.
 * The months in which it begins and ends are paid for the days worked.
 */
export function beAbsent(files: Files, employer: string, person: Absent, startsOn: number, endsOn: number, stream: Dice): number {
  if (!chance(stream, 0.055)) return 0;
  const leave = pick(stream, leaves);
  const age = Math.floor((cutOff - person.bornOn) / 365.25);
  if ((leave.sex && leave.sex !== person.sex) || age > (leave.until ?? 99)) return 0;
  const from = Math.max(startsOn, startOf(whole(stream, 0, monthCount - 2))) + whole(stream, 1, 25);
  const to = Math.min(addMonths(from, whole(stream, ...leave.months)), endsOn);
  if (from > to || from > cutOff) return 0;
  const unknownEnd = to >= cutOff && chance(stream, 0.5);
  const status = chance(stream, 0.02) ? 'annulled' : 'active';
  put(files.absences, `${employer},${person.iin},${dayText(from)},${unknownEnd ? '' : dayText(to)},${leave.kind},${status},${instantText(from + 3, age)}\n`);
  let months = 0;
  for (let at = monthOf(from) + 1; at < monthCount && endOf(at) <= to; at += 1) months |= 1 << at;
  return months;
}
