import type { Cell, WholeCube } from './cell.ts';
import type { Sheet } from './gate.ts';

/** Tenge to which a published mean wage is rounded. */
export const wageStep = 1000;
/** A mean wage needs at least so many employers. */
export const leastEmployers = 3;
/** What the others pay together must be at least this share of what the largest pays, or the second could work it out (the p % rule). */
export const leastOthers = 0.1;

/**
 * Mean monthly wage of the paid persons of country, regions and sections, tenge; null elsewhere and where it would tell what one
 * employer pays. Where it is withheld from one region or section only, the smallest other is withheld too.
 */
export function meanWages(cube: WholeCube, cells: readonly Cell[], sheet: Sheet, month: number): (number | null)[] {
  const wages = cells.map((cell, at) => (isWaged(cube, cell) && (sheet[at]!.paid ?? 0) > 0 ? meanWage(cube, cell.members, month) : null));
  for (const table of ['places', 'sections'] as const) {
    const parts = cells.map((cell, at) => ({ cell, at })).filter(({ cell, at }) => cell.table === table && cell.name !== whole && isWaged(cube, cell) && (sheet[at]!.paid ?? 0) > 0);
    if (parts.filter(({ at }) => wages[at] === null).length !== 1) continue;
    const smallest = parts.filter(({ at }) => wages[at] !== null).toSorted((a, b) => sheet[a.at]!.paid! - sheet[b.at]!.paid!)[0];
    if (smallest !== undefined) wages[smallest.at] = null;
  }
  return wages;
}

const whole = 'place 000000000';

function isWaged(cube: WholeCube, { table, place }: Cell): boolean {
  return table === 'sections' || (table === 'places' && (place === 0 || cube.places.get(place)?.level === 1));
}

function meanWage(cube: WholeCube, members: readonly number[], month: number): number | null {
  const byEmployer = new Map<number, number>();
  let persons = 0;
  for (const at of members) {
    const sum = cube.figure('wage_sum', at, month) || 0;
    if (sum <= 0) continue;
    persons += cube.figure('wage_count', at, month) || 0;
    const { one } = cube.pledges[at]!;
    byEmployer.set(one, (byEmployer.get(one) ?? 0) + sum);
  }
  const sums = [...byEmployer.values()].toSorted((a, b) => b - a);
  const total = sums.reduce((sum, one) => sum + one, 0);
  if (sums.length < leastEmployers || persons === 0 || total - sums[0]! - sums[1]! < leastOthers * sums[0]!) return null;
  return wageStep * Math.round(total / 100 / persons / wageStep);
}
