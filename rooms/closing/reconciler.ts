import { Refusal } from '#kernel/refusal.ts';
import type { Actor } from '#kernel/actor.ts';
import { limitWaiting } from '#platform/waiting.ts';
import type { Duck } from '#platform/duck.ts';
import { computePart, isStale, openParts, type Cube, type View } from '#pledges';
import type { ClosingGround } from './ground.ts';
import { reasons, type Reason } from './reconciliation-contract.ts';
import { computeReconciliation, readBaseRows, readCounts, readFigures, readNearRows, type Figure, type StoredBase, type StoredNear } from './reconciliation-steps.ts';

export type ByReason = Record<Reason, number>;
/** A pledge in a month: its figure, and everybody near it by reason. */
export type Counted = { readonly figure: Figure; readonly byReason: ByReason };
/** The same with the rows of people. */
export type Reconciled = Counted & { readonly near: readonly StoredNear[]; readonly base: readonly StoredBase[] };

/**
 * Reconciles pledges when they are asked for, and keeps what was asked last as long as the figures it was held against: rows of a dozen
 * pledges, counts of all that were asked of two months. Refuses `figures-behind` when rows have come since the figures were computed,
 * `busy` and `too-many-waiting` when too many wait for sheets that are not kept.
 */
export type Reconciler = {
  rowsOf(view: View, actor: Actor, pledge: number, month: number): Promise<Reconciled>;
  countsOf(view: View, actor: Actor, pledges: readonly number[], month: number): Promise<Counts>;
};

const sheetsKept = 12;
const monthsKept = 2;

export function createReconciler(ground: ClosingGround): Reconciler {
  const sheets = new Map<string, Promise<Reconciled>>();
  const counts = new Map<string, Promise<Counts>>();
  // A table of a whole region takes longer than a sheet, which need not wait for it.
  const [sheetLine, tableLine] = [createLine(), createLine()];
  const [reconcile, reconcileMany] = [createReconcile(ground), createReconcile(ground)];
  return {
    rowsOf(view, actor, pledge, month) {
      const { cube } = view;
      const { pledgeId } = cube.pledges[pledge]!;
      return keep(sheets, `${cube.computation!.id} ${month} ${pledgeId}`, sheetsKept, () => sheetLine(actor, async () => {
        const found = await reconcile(cube.computation!.id, [pledgeId], month, async (duck, counted) => ({ ...counted.get(pledgeId)!, near: await readNearRows(duck), base: await readBaseRows(duck) }));
        mustAgree(cube, pledge, month, found.figure);
        return found;
      }));
    },
    async countsOf({ cube }, actor, pledges, month) {
      const key = `${cube.computation!.id} ${month}`;
      const before = await counts.get(key);
      const missing = pledges.filter((pledge) => !before?.has(cube.pledges[pledge]!.pledgeId));
      if (missing.length === 0) return before ?? new Map();
      return keep(counts, key, monthsKept, () => tableLine(actor, async () => {
        const found = await reconcileMany(cube.computation!.id, missing.map((pledge) => cube.pledges[pledge]!.pledgeId), month, async (_, counted) => counted);
        for (const pledge of missing) mustAgree(cube, pledge, month, found.get(cube.pledges[pledge]!.pledgeId)!.figure);
        return new Map([...before ?? [], ...found]);
      }), { anew: true });
    },
  };
}

type Counts = ReadonlyMap<string, Counted>;
type Reconcile = <Found>(computation: string, pledgeIds: readonly string[], month: number, read: (duck: Duck, counted: Counts) => Promise<Found>) => Promise<Found>;

/** So long a DuckDB with the registers stays open for the next question: to open one takes longer than the question. */
const idleSeconds = 60;

/** Answers one question after another, from a DuckDB with the rows of the computation that is asked about. */
function createReconcile(ground: ClosingGround): Reconcile {
  let opened: { readonly computation: string; readonly duck: Duck } | undefined;
  let idle: NodeJS.Timeout | undefined;
  const close = (): void => {
    opened?.duck.close();
    opened = undefined;
  };
  return async (computation, pledgeIds, month, read) => {
    clearTimeout(idle);
    try {
      if (await isStale(ground)) throw new Refusal('figures-behind', 409);
      if (opened?.computation !== computation) close();
      opened ??= { computation, duck: await openParts(ground) };
      const { duck } = opened;
      await computePart(duck, pledgeIds, month);
      await computeReconciliation(duck, pledgeIds, { rows: pledgeIds.length === 1 });
      return await read(duck, await countedIn(duck, pledgeIds));
    } catch (error) {
      close();
      throw error;
    } finally {
      idle = setTimeout(close, idleSeconds * 1000).unref();
    }
  };
}

async function countedIn(duck: Duck, pledgeIds: readonly string[]): Promise<Counts> {
  const figures = await readFigures(duck);
  if (figures.length !== pledgeIds.length) throw new Refusal('figures-behind', 409);
  const counted = new Map(figures.map((figure) => [figure.pledge_id, { figure, byReason: Object.fromEntries(reasons.map((reason) => [reason, 0])) as ByReason }]));
  for (const { pledge_id, reason, people } of await readCounts(duck)) counted.get(pledge_id)!.byReason[reason] = people;
  return counted;
}

/** The sheet explains the figures that are stored, or it is not shown. */
function mustAgree(cube: Cube, pledge: number, month: number, figure: Figure): void {
  const columns = ['contracted', 'paid', 'held3', 'headcount', 'base', 'net', 'credited', 'reported'] as const;
  const stored = (column: (typeof columns)[number]) => cube.figure(column, pledge, month);
  if (columns.some((column) => (figure[column] === null ? !Number.isNaN(stored(column)) : figure[column] !== stored(column)))) throw new Refusal('figures-behind', 409);
}

/** What was made under a key, or made now; the least recently asked makes room, and what failed is not kept. */
function keep<T>(made: Map<string, Promise<T>>, key: string, most: number, make: () => Promise<T>, { anew = false } = {}): Promise<T> {
  const found = (anew ? undefined : made.get(key)) ?? make();
  made.delete(key);
  made.set(key, found);
  found.catch(() => { if (made.get(key) === found) made.delete(key); });
  if (made.size > most) made.delete(made.keys().next().value!);
  return found;
}

/** More than so many do not wait, of them at most so many for one asker. */
const mostWaiting = 8;
const mostWaitingEach = 3;

/** One after another: two computations at once would only take each other's memory. */
function createLine(): <T>(actor: Actor, work: () => Promise<T>) => Promise<T> {
  const enter = limitWaiting(mostWaitingEach);
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  return (actor, work) => {
    if (waiting >= mostWaiting) return Promise.reject(new Refusal('busy', 503));
    const leave = enter(actor);
    waiting += 1;
    const asked = last.then(work).finally(() => {
      waiting -= 1;
      leave();
    });
    last = asked.catch(() => undefined);
    return asked;
  };
}
