import { monthText } from '#kernel/month.ts';
import { placeText } from '#kernel/place.ts';
import { closedMonths, closedThrough, countsOf, listCells, listDivisions, type Cell, type Division, type Table, type WholeCube } from './cell.ts';
import { passGate, type Sheet } from './gate.ts';
import type { Counted, Counts } from './measure.ts';
import { ditherOf, protect } from './rounding.ts';
import { stacksOf } from './stack.ts';
import type { Row } from './table-file.ts';
import { tellVerdicts, toldOf } from './told-verdict.ts';
import { meanWages } from './wages.ts';

/** All that a release publishes: the rows of its tables, and of each project those of the last year. `divisions` say how they should add up. */
export type ClosedCube = {
  readonly months: readonly number[];
  readonly tables: Readonly<Record<Table, readonly Row[]>>;
  readonly projectMonths: readonly Row[];
  readonly divisions: readonly Division[];
};

/** For how many months the figures of a project are published, in its OC4IDS file. */
const monthsOfProjects = 12;

/**
 * The closed cube of a computation: places, kinds and sections by month, projects and pledges in the latest. Every figure of
 * people is rounded, small ones are withheld, and the gate has passed each month. Months are all that are closed, or those through
 * a month. Refuses `no-closed-months`, `month-not-closed` and `release-unsafe`.
 */
export function closeCube(cube: WholeCube, secret: Uint8Array, today: string, through?: number): ClosedCube {
  const months = through === undefined ? closedMonths(cube, today) : closedThrough(cube, today, through);
  const cells = listCells(cube);
  const divisions = listDivisions(cube, cells);
  const dithers = dithersOf(secret, cells);
  const stacks = stacksOf(cube);
  const tables: Record<Table, Row[]> = { places: [], kinds: [], sections: [], projects: [], pledges: [] };
  const projectMonths: Row[] = [];
  const sheets = new Map<number, Sheet>();
  for (const month of months) {
    const counts = cells.map(({ members }) => countsOf(cube, members, month));
    // Projects and pledges pass the gate in every month, though only the latest are in this release: earlier releases told of the others.
    const sheet = passGate(cells, divisions, counts, counts.map((truth, at) => protect(truth, dithers[at]!)), toldBeside(cube, cells, stacks, counts, month));
    sheets.set(month, sheet);
    const wages = meanWages(cube, cells, sheet, month);
    const isLatest = month === months.at(-1);
    const verdicts = isLatest ? tellVerdicts(cube, cells, stacks, sheets, month) : [];
    for (const [at, cell] of cells.entries()) {
      const row = (): Row => rowOf(cube, cell, month, sheet[at]!, wages[at] ?? null);
      if (cell.table === 'pledges') { if (isLatest) tables.pledges.push({ ...row(), verdict: verdicts[cell.members[0]!]! }); }
      else if (cell.table !== 'projects' || isLatest) tables[cell.table].push(row());
      if (cell.table === 'projects' && month > months.at(-1)! - monthsOfProjects) projectMonths.push(row());
    }
  }
  return { months, tables, projectMonths, divisions };
}

/** What verdicts tell beside the figures of a month, of pledges that are judged alone. */
function toldBeside(cube: WholeCube, cells: readonly Cell[], stacks: readonly (readonly number[])[], counts: readonly Counts[], month: number) {
  const told = cells.map((cell, position) => {
    const [at = 0] = cell.members;
    const range = cell.table === 'pledges' && stacks[at]!.length === 1 ? toldOf(cube, at, month) : undefined;
    // A seasonal pledge is judged by another base than its figures have (rules 10 and 16).
    return range === undefined || counts[position]!.met < range.least || counts[position]!.met > range.most ? undefined : range;
  });
  return (position: number, measure: Counted) => (measure === 'met' ? told[position] : undefined);
}

/**
 * The dither of each cell. Cells of the same pledges (a district with one project, and that project) share one, so that one set of
 * people has one figure: that of the pledge, or else of the project or the smallest place.
 */
function dithersOf(secret: Uint8Array, cells: readonly Cell[]): number[] {
  const named = new Map<string, string>();
  for (const { members, name } of cells.toReversed()) {
    const set = members.join();
    if (!named.has(set)) named.set(set, name);
  }
  return cells.map(({ members }) => ditherOf(secret, named.get(members.join())!));
}

function rowOf(cube: WholeCube, cell: Cell, month: number, figures: Sheet[number], wageMean: number | null): Row {
  const begun = { month: monthText(month), ...figures };
  if (cell.table === 'sections') return { ...begun, section: cell.key, wage_mean: wageMean };
  if (cell.table === 'kinds') return { ...begun, place: placeText(cell.place), kind: cell.key };
  if (cell.table === 'places') {
    const place = cube.places.get(cell.place);
    return {
      ...begun, place: cell.key, level: place?.level ?? 0, name_kk: place?.nameKk ?? null, name_ru: place?.nameRu ?? null, name_en: place?.nameEn ?? null,
      wage_mean: wageMean,
    };
  }
  if (cell.table === 'pledges') {
    const pledge = cube.pledges[cell.members[0]!]!;
    return {
      ...begun, pledge: cell.key, project: pledge.projectId, employer: cube.employers.get(pledge.employer) ?? null, place: placeText(pledge.place), phase: pledge.phase,
      term: pledge.term, jobs: pledge.jobs, awarded_on: pledge.awardedOn, due_on: pledge.dueOn, hold_months: pledge.holdMonths,
    };
  }
  const project = cube.projects.get(cell.key)!;
  return {
    ...begun, project: cell.key, name_kk: project.nameKk, name_ru: project.nameRu, name_en: project.nameEn, kind: project.kind, section: project.section,
    place: placeText(project.place), stage: project.stage, owner: cube.employers.get(project.owner) ?? null, office: project.office, starts_on: project.startsOn, ends_on: project.endsOn, investment: Number(project.investment) / 100,
  };
}
