import type { OrderRow } from '#oversight';
import type { PledgeRow } from '#pledges';

/** A pledge falls due soon within so many days. */
export const soonDays = 90;
/** What was missed or lost is told for so many months after the one that settled it. */
export const lostMonths = 12;

export type PledgePart = { readonly key: 'due' | 'atRisk' | 'lost'; readonly rows: readonly PledgeRow[]; readonly jobs: number };
export type OrderPart = { readonly key: 'ordered' | 'late'; readonly rows: readonly OrderRow[] };
export type WeeklySheet = { readonly pledges: readonly PledgePart[]; readonly orders: readonly OrderPart[] };

const daysAfter = (day: string, days: number) => new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
const monthNumber = (month: string) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7));
const missing = ({ ladder, verdict }: PledgeRow) => ladder.promised - (verdict.judged ?? 0);
const shortfall = ({ ladder, verdict: { forecast } }: PledgeRow) => ladder.promised - (forecast?.expected ?? 0);
const byId = (a: PledgeRow, b: PledgeRow) => (a.pledgeId < b.pledgeId ? -1 : 1);

/**
 * What of a place's pledges and orders belongs on the sheet of a day (docs/weekly-sheet.md): not yet judged and due within
 * ninety days, the first due first; at risk by the forecast, and missed or lost within twelve months, the most jobs missing
 * first; open orders and those past their term, the oldest term first. A pledge may stand in two parts, an order in one.
 */
export function weeklySheet(pledges: readonly PledgeRow[], orders: readonly OrderRow[], { today, month }: { today: string; month: string }): WeeklySheet {
  const part = (key: PledgePart['key'], rows: readonly PledgeRow[], order: (a: PledgeRow, b: PledgeRow) => number): PledgePart =>
    ({ key, rows: rows.toSorted((a, b) => order(a, b) || byId(a, b)), jobs: rows.reduce((sum, { ladder }) => sum + ladder.promised, 0) });
  const byTerm = (rows: readonly OrderRow[]) => rows.toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : a.id - b.id));
  const notDue = pledges.filter(({ verdict: { verdict } }) => verdict === 'not-due');
  const open = orders.filter(({ state }) => state !== 'closed');
  return {
    pledges: [
      part('due', notDue.filter(({ dueOn }) => dueOn <= daysAfter(today, soonDays)), (a, b) => (a.dueOn < b.dueOn ? -1 : Number(a.dueOn > b.dueOn))),
      part('atRisk', notDue.filter(({ verdict: { forecast } }) => forecast?.outlook === 'at-risk'), (a, b) => shortfall(b) - shortfall(a)),
      part('lost', pledges.filter(({ verdict: { verdict, decided } }) => (verdict === 'missed' || verdict === 'lost') && decided !== null && monthNumber(month) - monthNumber(decided) < lostMonths),
        (a, b) => missing(b) - missing(a)),
    ],
    orders: [{ key: 'ordered', rows: byTerm(open.filter(({ overdue }) => !overdue)) }, { key: 'late', rows: byTerm(open.filter(({ overdue }) => overdue)) }],
  };
}
