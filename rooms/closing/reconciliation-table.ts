import { chosenMonth, employerName, membersOf, placeName, stampOf } from '#pledges';
import type { Asker } from './reconciliation.ts';
import { sheetOf } from './reconciliation.ts';
import { reasons, type ReconciliationTable, type Reason, type Sheet } from './reconciliation-contract.ts';
import type { Reconciler } from './reconciler.ts';

type Asked = { readonly month?: string | undefined; readonly employer?: number | undefined; readonly place?: string | undefined; readonly sort: string };

/** The sheets of all pledges of an employer or a place, sorted, with the sum of the bridge over those with a report. */
export async function tableOf(reconciler: Reconciler, { actor, view }: Asker, asked: Asked): Promise<Omit<ReconciliationTable, 'total'>> {
  const { cube } = view;
  const month = chosenMonth(view, asked.month);
  const place = asked.place === undefined ? view.home : Number(asked.place);
  const members = membersOf(cube, { employer: asked.employer, place: String(place) });
  const counted = await reconciler.countsOf(view, actor, members, month);
  const rows = members.map((at) => sheetOf(cube, at, counted.get(cube.pledges[at]!.pledgeId)!));
  return {
    stamp: stampOf(view, month), place: placeName(cube, place), employer: asked.employer === undefined ? null : employerName(cube, asked.employer),
    rows: sorted(rows, asked.sort), sum: sumOf(rows),
  };
}

function sumOf(rows: readonly Sheet[]): ReconciliationTable['sum'] {
  const reporting = rows.filter(({ reported }) => reported !== null);
  const sum = (value: (row: Sheet) => number) => reporting.reduce((total, row) => total + value(row), 0);
  return {
    pledges: rows.length, unreported: rows.length - reporting.length, reported: sum((row) => row.reported ?? 0), paid: sum((row) => row.paid), near: sum((row) => row.near),
    notFound: sum((row) => row.notFound ?? 0), byReason: Object.fromEntries(reasons.map((reason) => [reason, sum((row) => row.byReason[reason])])) as Record<Reason, number>,
  };
}

/** Absent values last either way, equal ones by id. */
function sorted(rows: readonly Sheet[], sort: string): Sheet[] {
  const key = sort.replace(/^-/, '');
  const sign = sort.startsWith('-') ? -1 : 1;
  const byId = (a: Sheet, b: Sheet) => (a.pledgeId < b.pledgeId ? -1 : 1);
  if (key === 'pledgeId') return rows.toSorted((a, b) => sign * byId(a, b));
  const value = (row: Sheet) => (key === 'gap' ? row.reported === null ? null : row.reported - row.paid : row[key as 'paid']);
  return rows.toSorted((a, b) => {
    const [left, right] = [value(a), value(b)];
    if (left === null || right === null) return left === right ? byId(a, b) : left === null ? 1 : -1;
    return sign * (left - right) || byId(a, b);
  });
}
