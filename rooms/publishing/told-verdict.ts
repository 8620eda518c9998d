import { monthIndex, monthOfDay } from '#kernel/month.ts';
import type { Cell, WholeCube } from './cell.ts';
import type { Sheet } from './gate.ts';
import { leastDue, leastShown, step } from './rounding.ts';

/** Verdicts as they are published, in the order of a pledge's life; how it stands before its due day is nobody's but the parties'. */
export const publicVerdicts = ['not-due', 'kept', 'substantially-kept', 'missed', 'holding', 'held', 'lost'] as const;
export type PublicVerdict = (typeof publicVerdicts)[number];

/** What leaves a published figure of paid people open: at least so many values besides the least. */
const leastOpen = 5;
/** Cells of more pledges than this are not looked at: what a verdict says of one of them is lost in such a sum. */
const mostMembers = 50;

/** The fewest jobs that substantially keep a promise, and that hold it: nine tenths. */
export function nineTenths(jobs: number): number {
  return Math.ceil((9 * jobs) / 10);
}

/** What a verdict of a pledge that is judged alone tells of the month: the least and the most of its jobs that are met; undefined where it tells nothing of that month. */
export function toldOf(cube: WholeCube, at: number, month: number): { least: number; most: number } | undefined {
  const { jobs, dueOn, holdMonths } = cube.pledges[at]!;
  if (jobs < leastDue) return undefined;
  const due = monthIndex(monthOfDay(dueOn));
  switch (cube.verdict(at, month)) {
    case 'kept': return { least: jobs, most: jobs };
    case 'substantially-kept': return { least: nineTenths(jobs), most: jobs - 1 };
    case 'missed': return month === due ? { least: 0, most: nineTenths(jobs) - 1 } : undefined;
    case 'holding': case 'held': return month <= due + holdMonths ? { least: nineTenths(jobs), most: jobs } : undefined;
    case 'lost': return cube.verdict(at, month - 1) === 'lost' ? undefined : { least: 0, most: nineTenths(jobs) - 1 };
    default: return undefined;
  }
}

/** The published figures of the closed months, by month. */
export type Sheets = ReadonlyMap<number, Sheet>;

/**
 * The verdicts of a month as they are published, by the position of the pledge; null where one is not told. From 30 jobs on it is told,
 * unless a good verdict, if that is what it is, would narrow a published figure of paid people to fewer than six values:
 * a kept promise says that at least so many are paid. Whether it would hangs on promises and published figures alone, so
 * that a verdict which is not told says nothing either.
 */
export function tellVerdicts(cube: WholeCube, cells: readonly Cell[], stacks: readonly (readonly number[])[], sheets: Sheets, month: number): (PublicVerdict | null)[] {
  const around = cellsAround(cells);
  return cube.pledges.map(({ jobs, dueOn, holdMonths }, at) => {
    const verdict = publicVerdicts.find((one) => one === cube.verdict(at, month));
    const due = monthIndex(monthOfDay(dueOn));
    if (month < due) return 'not-due';
    if (verdict === undefined || jobs < leastDue) return null;
    const stack = stacks[at]!;
    const older = stack.slice(0, stack.indexOf(at)).reduce((sum, other) => sum + cube.pledges[other]!.jobs, 0);
    const holding = around.get(stack[0]!)!.filter(({ cell }) => stack.every((other) => cell.members.includes(other)));
    for (let then = due; then <= Math.min(month, due + holdMonths); then += 1) {
      const sheet = sheets.get(then);
      if (sheet === undefined) return null;
      for (const atLeast of then === due && then === month ? [nineTenths(jobs), jobs] : [nineTenths(jobs)]) {
        const most = stack.reduce((sum, other) => sum + mostPaid(ownCell(around, other).position, sheet), 0);
        if (isNarrow(older + atLeast, most)) return null;
        if (holding.some(({ cell, position }) => isNarrow(older + atLeast + leastBeside(cell, stack, around, sheet), mostPaid(position, sheet)))) return null;
      }
    }
    return verdict;
  });
}

type Placed = { readonly cell: Cell; readonly position: number };

/** For each pledge the cells of few pledges that hold it; its own is among them. */
function cellsAround(cells: readonly Cell[]): Map<number, Placed[]> {
  const found = new Map<number, Placed[]>();
  for (const [position, cell] of cells.entries()) {
    if (cell.members.length > mostMembers) continue;
    for (const at of cell.members) {
      const all = found.get(at);
      if (all === undefined) found.set(at, [{ cell, position }]);
      else all.push({ cell, position });
    }
  }
  return found;
}

function ownCell(around: ReadonlyMap<number, Placed[]>, at: number): Placed {
  return around.get(at)!.find(({ cell }) => cell.table === 'pledges')!;
}

/** The most paid people that a published figure stands for. */
function mostPaid(position: number, sheet: Sheet): number {
  const shown = sheet[position]!.paid;
  return shown === null ? leastShown - 1 : shown + step - 1;
}

/** The fewest paid people of the other pledges of a cell, as their figures tell. */
function leastBeside({ members }: Cell, stack: readonly number[], around: ReadonlyMap<number, Placed[]>, sheet: Sheet): number {
  return members.filter((at) => !stack.includes(at)).reduce((sum, at) => sum + Math.max(0, (sheet[ownCell(around, at).position]!.paid ?? 0) - step + 1), 0);
}

/** Whether `least` people, if it is they, would leave fewer than six values up to `most`. */
function isNarrow(least: number, most: number): boolean {
  return least <= most && least > most - leastOpen;
}
