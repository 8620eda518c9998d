import type { z } from 'zod';
import type { ListedPledges, ListedProjects } from './contract.ts';
import { PledgeQuery, ProjectQuery, type Ladder, type ListedProject, type PledgeRow, type ProjectRow } from './contract.ts';
import { placesAbove, type Cube } from './cube.ts';
import { chosenMonth, membersOf, ofProject, pledgeRow, projectRow, stampOf, type View } from './view.ts';
import { reaches, rounded, type Share } from './wage-clock.ts';

type Sortable = string | number | null;

/** Sorts by a key that may begin with a minus; absent values come last either way, equal ones by id. */
function sorted<T>(rows: readonly T[], sort: string, valueOf: (row: T, key: string) => Sortable, idOf: (row: T) => string): T[] {
  const descending = sort.startsWith('-');
  const key = descending ? sort.slice(1) : sort;
  const compare = (a: Sortable, b: Sortable) => (typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b)));
  return rows.map((row) => ({ row, value: valueOf(row, key) })).toSorted((a, b) => {
    if (a.value === null || b.value === null) return a.value === b.value ? 0 : a.value === null ? 1 : -1;
    return (descending ? compare(b.value, a.value) : compare(a.value, b.value)) || (idOf(a.row) < idOf(b.row) ? -1 : 1);
  }).map(({ row }) => row);
}

function ofLadder(ladder: Ladder, key: string): Sortable {
  if (key === 'gap') return ladder.due - (ladder.credited ?? 0);
  if (key === 'fulfilment') return ladder.due === 0 ? null : ladder.met / ladder.due;
  return (ladder[key as keyof Ladder] as number | null | undefined) ?? null;
}

const namesOf = (names: ProjectRow['names'] | null) => Object.values(names ?? {}).filter((name) => name !== null);

function holds(q: string | undefined, texts: readonly (string | null)[]): boolean {
  if (q === undefined || q.trim() === '') return true;
  const wanted = q.trim().toLowerCase();
  return texts.some((text) => text?.toLowerCase().includes(wanted));
}

function page<T>(rows: readonly T[], asked: { page: number; size: number }): T[] {
  return rows.slice((asked.page - 1) * asked.size, asked.page * asked.size);
}

/** Projects that pass the filters, sorted; those without a pledge too, with an empty ladder. */
async function chosenProjects(view: View, asked: z.infer<typeof ProjectQuery>, month: number): Promise<ListedProject[]> {
  const { cube } = view;
  const jobs = await view.paidJobs(month);
  const pledges = pledgesByProject(cube);
  const kato = Number(asked.place ?? 0);
  const shares = await view.wageShares(month);
  const isBelow = (share: Share | undefined) => share !== undefined && reaches(share) === false;
  const rows = [...cube.projects.values()]
    .filter((project) => (asked.wageShare === undefined || isBelow(shares.get(project.projectId))) && ofProject(project, asked) && (asked.stage === undefined || project.stage === asked.stage)
      && placesAbove(cube.places, project.place).includes(kato)
      && (asked.employer === undefined || project.owner === asked.employer)
      && holds(asked.q, [project.projectId, project.nameKk, project.nameRu, project.nameEn, cube.employers.get(project.owner) ?? null]))
    .map((project): ListedProject => {
      const share = shares.get(project.projectId);
      return { ...projectRow(cube, project, pledges.get(project.projectId) ?? [], month, jobs), wageShare: share === undefined ? null : Number(rounded(share, 1_000_000n)) / 1_000_000 };
    });
  return sorted(rows, asked.sort, (row, key) => {
    if (key === 'name') return row.names.kk;
    if (key === 'investment' || key === 'startsOn' || key === 'wageShare') return row[key];
    return ofLadder(row.ladder, key);
  }, (row) => row.projectId);
}

/** Positions of pledges by project. */
export function pledgesByProject(cube: Cube): Map<string, number[]> {
  return Map.groupBy(cube.pledges.map((_, at) => at), (at) => cube.pledges[at]!.projectId);
}

/** Whether a pledge is called on track or at risk, or is not due and nothing can be told of it; undefined when it is due. */
function outlookOf({ cube, forecasts }: View, at: number, month: number) {
  const forecast = forecasts(month).get(cube.pledges[at]!.pledgeId);
  return forecast === undefined ? undefined : forecast.outlook ?? 'untold';
}

async function chosenPledges(view: View, asked: z.infer<typeof PledgeQuery>, month: number): Promise<PledgeRow[]> {
  const { cube } = view;
  const jobs = await view.paidJobs(month);
  const rows = membersOf(cube, asked)
    .filter((at) => (asked.projectId === undefined || cube.pledges[at]!.projectId === asked.projectId) && (asked.verdict === undefined || cube.verdict(at, month) === asked.verdict)
      && (asked.outlook === undefined || outlookOf(view, at, month) === asked.outlook))
    .map((at) => pledgeRow(view, at, month, jobs))
    .filter((row) => holds(asked.q, [row.pledgeId, row.employer.name, ...namesOf(row.project)]));
  return sorted(rows, asked.sort, (row, key) => {
    if (key === 'pledgeId' || key === 'awardedOn' || key === 'dueOn') return row[key];
    const { forecast } = row.verdict;
    if (key === 'expected') return forecast?.expected ?? null;
    if (key === 'shortfall') return forecast?.expected == null ? null : row.ladder.promised - forecast.expected;
    return ofLadder(row.ladder, key);
  }, (row) => row.pledgeId);
}

export async function listProjects(view: View, asked: z.infer<typeof ProjectQuery>): Promise<ListedProjects> {
  const month = chosenMonth(view, asked.month);
  const rows = await chosenProjects(view, asked, month);
  return { stamp: stampOf(view, month), total: rows.length, rows: page(rows, asked) };
}

export async function listPledges(view: View, asked: z.infer<typeof PledgeQuery>): Promise<ListedPledges> {
  const month = chosenMonth(view, asked.month);
  const rows = await chosenPledges(view, asked, month);
  return { stamp: stampOf(view, month), total: rows.length, rows: page(rows, asked) };
}

/** All rows of a list, for files. */
export async function allProjects(view: View, asked: z.infer<typeof ProjectQuery>): Promise<ListedProject[]> {
  return chosenProjects(view, asked, chosenMonth(view, asked.month));
}

export async function allPledges(view: View, asked: z.infer<typeof PledgeQuery>): Promise<PledgeRow[]> {
  return chosenPledges(view, asked, chosenMonth(view, asked.month));
}
