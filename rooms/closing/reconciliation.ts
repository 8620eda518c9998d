import type { Actor, Scope } from '#kernel/actor.ts';
import { holdsIdentifier, maskIdentifiers } from '#kernel/identifiers.ts';
import { monthText } from '#kernel/month.ts';
import { Refusal } from '#kernel/refusal.ts';
import { chosenMonth, employerName, placeName, projectNames, stampOf, type Cube, type View } from '#pledges';
import { parts, type BaseRow, type NearRow, type Part, type Reason, type Reconciliation, type Sheet } from './reconciliation-contract.ts';
import type { Counted, Reconciled, Reconciler } from './reconciler.ts';
import type { StoredBase, StoredNear } from './reconciliation-steps.ts';

/** Who asks, and what lies before him. */
export type Asker = { readonly actor: Actor; readonly scope: Scope; readonly view: View };
type Paged = { readonly page: number; readonly size: number };

/** Position of a pledge within what the asker sees. Refuses `no-such-pledge`. */
export function positionOf({ cube }: View, pledgeId: string): number {
  const at = cube.pledges.findIndex((pledge) => pledge.pledgeId === pledgeId);
  if (at < 0) throw new Refusal('no-such-pledge', 404);
  return at;
}

/** A pledge with its rungs and everybody near it by reason. */
export function sheetOf(cube: Cube, at: number, { figure, byReason }: Counted): Sheet {
  const { pledgeId, project, employer, place, jobs, awardedOn } = cube.pledges[at]!;
  const near = Object.values(byReason).reduce((sum, people) => sum + people, 0);
  const { reported, contracted, paid, held3, headcount, base, net, credited } = figure;
  return {
    pledgeId, project: project === null ? null : projectNames(project), employer: employerName(cube, employer), place: placeName(cube, place), jobs, awardedOn,
    reported, contracted, paid, held3, headcount, base, net, credited, near, byReason, notFound: reported === null ? null : reported - near,
  };
}

/** The sheet of one pledge: the bridge, and base and net by their people. Refuses what `chosenMonth` and the reconciler refuse. */
export async function reconciliationOf(reconciler: Reconciler, { actor, view }: Asker, pledgeId: string, asked: string | undefined): Promise<Reconciliation> {
  const at = positionOf(view, pledgeId);
  const month = chosenMonth(view, asked);
  const found = await reconciler.rowsOf(view, actor, at, month);
  const baseMonth = found.figure.base === null ? null : monthText(found.figure.base_month);
  const people = (part: Part, rows: readonly StoredBase[]) => rows.filter((row) => row.part === part);
  return {
    stamp: stampOf(view, month), sheet: sheetOf(view.cube, at, found), dueDay: `${monthText(month + 1)}-25`, baseMonth,
    parts: parts.map((part) => ({ part, people: people(part, found.base).length, onOtherPledge: people(part, found.base).filter((row) => row.other_pledge !== null).length })),
  };
}

/** The people near a pledge that the asker may see, of one reason or of all, a page of them. */
export async function nearOf(reconciler: Reconciler, asker: Asker, pledgeId: string, { month: asked, reason, ...paged }: Paged & { month?: string | undefined; reason?: Reason | undefined }) {
  const { view } = asker;
  const at = positionOf(view, pledgeId);
  const month = chosenMonth(view, asked);
  const found = await reconciler.rowsOf(view, asker.actor, at, month);
  return pageOf(view, month, found.near.filter((row) => reason === undefined || row.reason === reason), (row) => isShown(asker, at, row), (row) => nearRow(view.cube, row), paged);
}

/** The same of those who make up base and net. */
export async function basePeopleOf(reconciler: Reconciler, asker: Asker, pledgeId: string, { month: asked, part, ...paged }: Paged & { month?: string | undefined; part?: Part | undefined }) {
  const { view, scope, actor } = asker;
  const at = positionOf(view, pledgeId);
  const month = chosenMonth(view, asked);
  const found: Reconciled = await reconciler.rowsOf(view, actor, at, month);
  const employers = new Map(found.near.map(({ person, employer }) => [person, employer]));
  const own = view.cube.pledges[at]!.one;
  const shown = (row: StoredBase) => isOfficeOver(scope, view.cube, at) || isEmployer(scope, view.cube, at, row.part === 'participant' ? employers.get(row.person) ?? own : own);
  return pageOf(view, month, found.base.filter((row) => part === undefined || row.part === part), shown, baseRow, paged);
}

function pageOf<Stored extends { person: number }, Row>(view: View, month: number, all: readonly Stored[], shown: (row: Stored) => boolean, rowOf: (row: Stored) => Row, { page, size }: Paged) {
  const rows = all.filter(shown);
  const onPage = rows.slice((page - 1) * size, page * size);
  return { persons: onPage.map(({ person }) => person), answer: { stamp: stampOf(view, month), total: rows.length, withheld: all.length - rows.length, rows: onPage.map(rowOf) } };
}

const isOfficeOver = ({ places }: Scope, cube: Cube, at: number) => places.some((place) => cube.pledges[at]!.places.includes(place));

/** An employer sees its own people; a branch those of the employer that it is one with. */
function isEmployer({ employers }: Scope, cube: Cube, at: number, employer: number): boolean {
  const { one, employer: named } = cube.pledges[at]!;
  return employers.includes(employer) || (employer === one && employers.includes(named));
}

/** As the spells behind a pledge are (pledges.spell), but not at a workplace outside of an office's territory. */
function isShown({ scope, view }: Asker, at: number, { employer, reason, contracts }: StoredNear): boolean {
  if (isEmployer(scope, view.cube, at, employer)) return true;
  return isOfficeOver(scope, view.cube, at) && (reason !== 'workplace' || contracts.some(({ workplace }) => view.covers(workplace)));
}

/** Numbers of contracts and payments are other systems' texts: one that passes as an identifier is masked. */
const shownText = (reference: string) => (holdsIdentifier(reference) ? maskIdentifiers(reference) : reference);

function nearRow(cube: Cube, { person, reason, employer, participant, other_pledge, contracts, payments }: StoredNear): NearRow {
  return {
    person, reason, employer: employerName(cube, employer), participant, otherPledge: other_pledge,
    contracts: contracts.map(({ reference, starts_on, ends_on, workplace }) => ({ reference: shownText(reference), startsOn: starts_on, endsOn: ends_on, workplace: placeName(cube, workplace) })),
    payments: payments.map(({ reference, period, paid_on, days_late }) => ({ reference: shownText(reference), period: monthText(period), paidOn: paid_on, daysLate: days_late })),
  };
}

function baseRow({ person, part, other_pledge, contracts, payments }: StoredBase): BaseRow {
  return { person, part, otherPledge: other_pledge, contracts: contracts.map(shownText), payments: payments.map(shownText) };
}
