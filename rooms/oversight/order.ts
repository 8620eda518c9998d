import { operator, type Actor, type Scope } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import { asSystem } from '#platform/access.ts';
import { record } from '#platform/audit.ts';
import type { Database } from '#platform/database.ts';
import { placesAbove } from '#pledges';
import { getImport } from '#registers';
import { address, type Given } from './addressee.ts';
import type { NoticeKind } from './contract.ts';
import { positionOf } from './decision.ts';
import { mustHoldNoIdentifier, today, type OversightGround } from './ground.ts';
import { tell } from './notice.ts';
import { enterOrder, enterStep, hasOverdue, holdOrder, markOverdue, type NewStep, type OrderState, type StoredOrder } from './order-store.ts';

/** Gives an order and returns its number. Refuses what `address` refuses, `term-passed` and `identifier-in-text`. */
export async function giveOrder(ground: OversightGround, actor: Actor, scope: Scope, { wording, dueOn, ...whom }: Given): Promise<number> {
  mustHoldNoIdentifier(wording);
  if (dueOn < today(ground.clock)) throw new Refusal('term-passed', 422);
  const order = address(await ground.views.of(scope), actor, scope, whom);
  const at = ground.clock.now();
  return asSystem(ground.db, async (transaction) => {
    const id = await enterOrder(transaction, { ...order, wording, dueOn }, actor, at);
    await enterStep(transaction, id, { what: 'given', dueOn }, undefined, actor, at);
    await tell(transaction, ground, { what: 'order-given', subjectKind: 'order', subject: String(id), facts: { order: id, dueOn }, to: addresseeOf(order), by: actor, at });
    await record(transaction, { actor, what: 'order-given', subject: String(id), facts: { from: order.fromPlace, toPlace: order.toPlace, toEmployer: order.toEmployer, dueOn }, at });
    return id;
  });
}

/** Who is told what concerns the addressee: its own office, or the employer. */
function addresseeOf({ toPlace, answerers }: Pick<StoredOrder, 'toPlace' | 'answerers'>): readonly number[] {
  return toPlace === null ? answerers : [toPlace];
}

type Move = { readonly from: readonly OrderState[]; readonly to: OrderState; readonly whose: 'answerer' | 'giver'; readonly tells: NoticeKind | undefined };

/** The life of an order: which step may follow on which state, whose it is, and who is told. */
const moves = {
  read: { from: ['given'], to: 'read', whose: 'answerer', tells: undefined },
  answered: { from: ['given', 'read', 'returned'], to: 'answered', whose: 'answerer', tells: 'order-answered' },
  returned: { from: ['answered'], to: 'returned', whose: 'giver', tells: 'order-returned' },
  accepted: { from: ['answered'], to: 'accepted', whose: 'giver', tells: 'order-accepted' },
  closed: { from: ['given', 'read', 'answered', 'returned', 'accepted'], to: 'closed', whose: 'giver', tells: 'order-closed' },
} as const satisfies Record<string, Move>;
export type MoveName = keyof typeof moves;

/** Whether a step may follow on a state. */
export function mayFollow(move: MoveName, state: OrderState): boolean {
  return (moves[move].from as readonly OrderState[]).includes(state);
}

/** An order of which somebody may take a step, held. Refuses `no-such-order`, also to those who only see it. */
export async function holdHis(transaction: Database, id: number, scope: Scope, whose: Move['whose']): Promise<StoredOrder> {
  const order = await holdOrder(transaction, id, scope, whose);
  if (order === undefined) throw new Refusal('no-such-order', 404);
  return order;
}

/** Takes a step of an order. Refuses `no-such-order`, `wrong-step` {state}, `reason-needed`, `term-passed`, `no-such-pledge`, `no-such-import` and `identifier-in-text`. */
export async function takeStep(ground: OversightGround, actor: Actor, scope: Scope, id: number, step: NewStep & { readonly what: MoveName }): Promise<void> {
  const { to, whose, tells }: Move = moves[step.what];
  mustHoldNoIdentifier(step.note);
  if (step.dueOn !== undefined && step.dueOn < today(ground.clock)) throw new Refusal('term-passed', 422);
  const view = await ground.views.of(scope);
  step.pledges?.forEach((pledgeId) => positionOf(view, pledgeId));
  const at = ground.clock.now();
  await asSystem(ground.db, async (transaction) => {
    const order = await holdHis(transaction, id, scope, whose);
    // Reading twice is no mistake: the first time counts.
    if (step.what === 'read' && order.state !== 'given') return;
    if (!mayFollow(step.what, order.state)) throw new Refusal('wrong-step', 409, { state: order.state });
    if (step.what === 'closed' && order.state !== 'accepted' && step.note === undefined) throw new Refusal('reason-needed', 422);
    for (const one of step.imports ?? []) await getImport(transaction, one);
    await enterStep(transaction, id, step, to, actor, at);
    const dueOn = step.dueOn ?? order.dueOn;
    if (tells !== undefined) {
      const receivers = whose === 'answerer' ? [order.fromPlace] : addresseeOf(order);
      await tell(transaction, ground, { what: tells, subjectKind: 'order', subject: String(id), facts: { order: id, dueOn }, to: receivers, by: actor, at });
    }
    await record(transaction, { actor, what: `order-${step.what}`, subject: String(id), facts: { dueOn }, at });
  });
}

/**
 * Tells the giver, the office above him and the addressee of every order whose term has passed without an answer. Each is told
 * of once a term: run it as often as one likes. Returns how many there were.
 */
export async function escalateOverdue(ground: OversightGround): Promise<number> {
  if (!(await hasOverdue(ground.db, today(ground.clock)))) return 0;
  const at = ground.clock.now();
  const actor = operator('of the clock');
  const { cube } = await ground.views.current();
  return asSystem(ground.db, async (transaction) => {
    const overdue = await markOverdue(transaction, today(ground.clock), at);
    for (const order of overdue) {
      await enterStep(transaction, order.id, { what: 'overdue', dueOn: order.dueOn }, undefined, actor, at);
      const office = placesAbove(cube.places, order.fromPlace).slice(0, 2);
      await tell(transaction, ground, {
        what: 'order-overdue', subjectKind: 'order', subject: String(order.id), facts: { order: order.id, dueOn: order.dueOn }, to: [...new Set([...office, ...addresseeOf(order)])], at,
      });
    }
    for (const { id, dueOn } of overdue) await record(transaction, { actor, what: 'order-overdue', subject: String(id), facts: { dueOn }, at });
    return overdue.length;
  });
}
