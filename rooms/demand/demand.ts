import type { Direction } from './contract.ts';

/** People of an occupation (two digits) in a region, as registers know them. */
export type People = { readonly region: number; readonly occupation: string; readonly free: number; readonly working: number; readonly hired: number };

/** Posts that a pledge has still to fill. `region` 0 stands for the whole country; an occupation has one or two digits, or none is named. */
export type Open = { readonly pledgeId: string; readonly region: number; readonly occupation: string | null; readonly dueOn: string; readonly open: number };

export type Share = Open & { readonly people: number; readonly short: number };

/** Fewer are not told and count as none, so that no figure here stands for a handful of people. */
export const least = 10;

/** The cells of people that may fill a post: of its region, and of the occupations that begin as it does. */
function fits({ region, occupation }: Pick<Open, 'region' | 'occupation'>) {
  return (cell: Pick<People, 'region' | 'occupation'>) => (region === 0 || cell.region === region) && cell.occupation.startsWith(occupation ?? '');
}

/** Sums over the cells that fit; each cell of fewer than ten counts as none, and null stands for a sum of none. */
export function peopleFor(people: readonly People[], whose: Pick<Open, 'region' | 'occupation'>): { free: number | null; working: number | null; hired: number | null } {
  const cells = people.filter(fits(whose));
  const sum = (of: 'free' | 'working' | 'hired') => cells.reduce((total, cell) => total + told(cell[of]), 0) || null;
  return { free: sum('free'), working: sum('working'), hired: sum('hired') };
}

const told = (persons: number) => (persons < least ? 0 : persons);

/**
 * Gives free people to open posts (docs/demand.md): pledges that name an occupation first, then the others; among them the
 * earlier due day, then the smaller pledge_id. A pledge takes from the largest cells that fit. What is left open is `short`.
 * Nobody is given twice. The order of the given lists does not matter.
 */
export function share(posts: readonly Open[], people: readonly People[]): Share[] {
  const cells = people.map((cell) => ({ ...cell, left: told(cell.free) }));
  const order = (a: Open, b: Open) => Number(a.occupation === null) - Number(b.occupation === null) || compare(a.dueOn, b.dueOn) || compare(a.pledgeId, b.pledgeId);
  return posts.toSorted(order).map((post) => {
    const fitting = cells.filter(fits(post)).toSorted((a, b) => b.left - a.left || a.region - b.region || compare(a.occupation, b.occupation));
    const available = fitting.reduce((sum, cell) => sum + cell.left, 0);
    let wanted = post.open;
    for (const cell of fitting) {
      const taken = Math.min(wanted, cell.left);
      cell.left -= taken;
      wanted -= taken;
    }
    return { ...post, people: available, short: wanted };
  });
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** More posts than people; more than one post for two of them; fewer. */
export function directionOf(posts: number, free: number | null): Direction {
  if (posts > (free ?? 0)) return 'short';
  return 2 * posts > (free ?? 0) ? 'tight' : 'ample';
}

/** `YYYY-Qn` of a day. */
export function quarterOf(day: string): string {
  return `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;
}
