import { country, placeText } from '#kernel/place.ts';
import { isProvisional, monthIndex, monthOfDay, monthText } from '#kernel/month.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Cube } from '#pledges';
import type { Counts } from './measure.ts';

/** What a release needs of the whole country's figures. */
export type WholeCube = Pick<Cube, 'computation' | 'firstMonth' | 'months' | 'pledges' | 'projects' | 'places' | 'employers' | 'figure' | 'verdict'>;

/** The tables of a release; there are no others. */
export const tables = ['places', 'kinds', 'sections', 'projects', 'pledges'] as const;
export type Table = (typeof tables)[number];

/**
 * A set of pledges of which figures are published. The name is for ever: the dither hangs on it.
 * `place` is the country, a region or a district; `members` are positions of pledges in the cube.
 */
export type Cell = {
  readonly name: string; readonly table: Table; readonly place: number; readonly key: string; readonly members: readonly number[];
};

/** A cell that other cells divide; `rest` is true when some of its pledges lie in none of them. */
export type Division = { readonly whole: Cell; readonly parts: readonly Cell[]; readonly rest: boolean };

/** The closed months of the cube, oldest first. Refuses `no-closed-months` when there is none: a provisional month is not published. */
export function closedMonths(cube: Pick<WholeCube, 'firstMonth' | 'months'>, today: string): number[] {
  const months = Array.from({ length: cube.months }, (_, at) => cube.firstMonth + at).filter((month) => !isProvisional(month, today));
  if (months.length === 0) throw new Refusal('no-closed-months', 409);
  return months;
}

/** Those of them through a month, which is the last of them. Refuses also `month-not-closed`. */
export function closedThrough(cube: Pick<WholeCube, 'firstMonth' | 'months'>, today: string, through: number): number[] {
  const months = closedMonths(cube, today).filter((month) => month <= through);
  if (months.at(-1) !== through) throw new Refusal('month-not-closed', 409, { month: monthText(through) });
  return months;
}

/** Country, regions (all that exist now) and districts that hold pledges; kinds of the country and of regions; sections; projects; pledges. */
export function listCells(cube: WholeCube): Cell[] {
  const all = cube.pledges.map((_, at) => at);
  const upTo = (level: number) => (at: number) => cube.pledges[at]!.places.filter((place) => levelOf(cube, place) <= level);
  const places = gather(all, upTo(2));
  for (const place of cube.places.values()) if (place.level === 1 && place.current && !places.has(place.kato)) places.set(place.kato, []);
  if (!places.has(country)) places.set(country, []);
  const cells: Cell[] = [...places].map(([place, members]) => ({ name: `place ${placeText(place)}`, table: 'places', place, key: placeText(place), members }));
  for (const [place, members] of gather(all, upTo(1))) {
    for (const [kind, ofKind] of gather(members, (at) => oneOf(cube.pledges[at]!.project?.kind))) {
      cells.push({ name: `kind ${placeText(place)} ${kind}`, table: 'kinds', place, key: kind, members: ofKind });
    }
  }
  for (const [section, members] of gather(all, (at) => oneOf(cube.pledges[at]!.project?.section))) {
    cells.push({ name: `section ${section}`, table: 'sections', place: country, key: section, members });
  }
  const ofProject = gather(all, (at) => [cube.pledges[at]!.projectId]);
  for (const { projectId, place } of cube.projects.values()) {
    cells.push({ name: `project ${projectId}`, table: 'projects', place, key: projectId, members: ofProject.get(projectId) ?? [] });
  }
  for (const [at, { pledgeId, place }] of cube.pledges.entries()) cells.push({ name: `pledge ${pledgeId}`, table: 'pledges', place, key: pledgeId, members: [at] });
  return cells.toSorted((a, b) => tables.indexOf(a.table) - tables.indexOf(b.table) || a.place - b.place || (a.key < b.key ? -1 : 1));
}

/** The pledges of each key, in order. */
function gather<Key>(pledges: readonly number[], keysOf: (at: number) => readonly Key[]): Map<Key, number[]> {
  const found = new Map<Key, number[]>();
  for (const at of pledges) {
    for (const key of keysOf(at)) {
      const members = found.get(key);
      if (members === undefined) found.set(key, [at]);
      else members.push(at);
    }
  }
  return found;
}

function oneOf(key: string | null | undefined): string[] {
  return key == null ? [] : [key];
}

function levelOf(cube: WholeCube, place: number): number {
  return place === country ? 0 : cube.places.get(place)?.level ?? 5;
}

/**
 * Every way in which published cells divide another: country by regions, kinds and sections, a region by districts and kinds,
 * each of them by the projects that lie within it, and everything by its pledges. Whoever subtracts parts from a whole uses one
 * of these.
 */
export function listDivisions(cube: WholeCube, cells: readonly Cell[]): Division[] {
  const of = (table: Table) => cells.filter((cell) => cell.table === table && cell.members.length > 0);
  const places = of('places');
  const level = ({ place }: Cell) => levelOf(cube, place);
  const divisions = places.filter((cell) => level(cell) <= 1).flatMap((whole) => [
    divide(whole, places.filter((part) => level(part) === level(whole) + 1 && cube.pledges[part.members[0]!]!.places.includes(whole.place))),
    divide(whole, of('kinds').filter((part) => part.place === whole.place)),
    ...(whole.place === country ? [divide(whole, of('sections'))] : []),
  ]);
  for (const whole of of('kinds').filter(({ place }) => place === country)) {
    divisions.push(divide(whole, of('kinds').filter((part) => part.key === whole.key && part.place !== country)));
  }
  const held = cells.filter(({ members }) => members.length > 0);
  const pledges = new Map(of('pledges').map((cell) => [cell.members[0]!, cell]));
  return [
    ...divisions,
    ...byProjects(held.filter(({ table }) => table !== 'projects' && table !== 'pledges'), of('projects')),
    ...held.filter(({ table }) => table !== 'pledges').map((whole) => divide(whole, whole.members.map((at) => pledges.get(at)!))),
  ].filter(({ parts }) => parts.length > 0);
}

function divide(whole: Cell, parts: readonly Cell[]): Division {
  return { whole, parts, rest: parts.reduce((sum, { members }) => sum + members.length, 0) < whole.members.length };
}

/** A cell and the projects whose pledges all lie in it. */
function byProjects(wholes: readonly Cell[], projects: readonly Cell[]): Division[] {
  const holders = new Map<number, Cell>(projects.flatMap((project) => project.members.map((at) => [at, project] as const)));
  return wholes.map((whole) => {
    const inside = new Map<Cell, number>();
    for (const at of whole.members) {
      const project = holders.get(at);
      if (project !== undefined) inside.set(project, (inside.get(project) ?? 0) + 1);
    }
    return divide(whole, [...inside].filter(([project, count]) => project.members.length === count).map(([project]) => project));
  });
}

/** The true figures of a cell in a month. */
export function countsOf(cube: WholeCube, members: readonly number[], month: number): Counts {
  const counts = { promised: 0, due: 0, contracted: 0, paid: 0, held3: 0, held6: 0, held12: 0, met: 0 };
  for (const at of members) {
    const { jobs, awardedOn } = cube.pledges[at]!;
    if (monthIndex(monthOfDay(awardedOn)) <= month) counts.promised += jobs;
    for (const measure of ['due', 'contracted', 'paid', 'held3', 'held6', 'held12'] as const) counts[measure] += cube.figure(measure, at, month) || 0;
    if (cube.figure('due', at, month) > 0) counts.met += Math.min(cube.figure('credited', at, month) || 0, jobs);
  }
  return counts;
}

