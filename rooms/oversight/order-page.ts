import type { Actor, Scope } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import { asReader, scopeCodes } from '#platform/access.ts';
import { employerName, placeName, projectNames, type View } from '#pledges';
import type { OrderPage, OrderRow } from './contract.ts';
import { actOf, scopeOfAny, today, type OversightGround } from './ground.ts';
import { mayFollow } from './order.ts';
import { listFiles } from './order-file-store.ts';
import { findOrder, listSteps, listStoredOrders, type Asker, type OrderFilter, type StoredOrder } from './order-store.ts';

function askerOf({ clock }: OversightGround, actor: Actor, scope: Scope): Asker {
  return { seen: scopeCodes(scope), answers: scopeCodes(scopeOfAny(actor, ['answer-orders'])), gives: scopeOfAny(actor, ['give-orders']).places, today: today(clock) };
}

const shared = (some: readonly number[], others: readonly number[]) => some.some((one) => others.includes(one));
const isOpen = ({ state }: StoredOrder) => state === 'given' || state === 'read' || state === 'returned';

/** Names come from the whole country: an order may be about what its reader does not see, and its id stands in it anyway. */
function rowOf({ cube }: View, asker: Asker, order: StoredOrder): OrderRow {
  const { id, wording, dueOn, state, subjectKind, subject } = order;
  const project = subjectKind === 'project' ? cube.projects.get(subject ?? '') : undefined;
  const names = project !== undefined ? projectNames(project) : subjectKind === 'place' ? placeName(cube, Number(subject)).names : null;
  return {
    id, wording, dueOn, state,
    subject: subjectKind === null || subject === null ? null : { kind: subjectKind, id: subject, names },
    overdue: isOpen(order) && dueOn < asker.today,
    from: { place: placeName(cube, order.fromPlace), role: order.role },
    to: { place: order.toPlace === null ? null : placeName(cube, order.toPlace), employer: order.toEmployer === null ? null : employerName(cube, order.toEmployer) },
    act: actOf(order),
    awaits: isOpen(order) ? shared(order.answerers, asker.answers) : (state === 'answered' || state === 'accepted') && asker.gives.includes(order.fromPlace),
  };
}

/** Orders that an actor may see, with what awaits him. */
export async function listOrders(ground: OversightGround, actor: Actor, scope: Scope, filter: OrderFilter, paging: { page: number; size: number }): Promise<{ total: number; awaiting: number; overdue: number; rows: OrderRow[] }> {
  const asker = askerOf(ground, actor, scope);
  const view = await ground.views.current();
  const { rows, ...counts } = await asReader(ground.db, scope, (transaction) => listStoredOrders(transaction, asker, filter, paging));
  return { ...counts, rows: rows.map((row) => rowOf(view, asker, row)) };
}

/** One order with everything that became of it. Refuses `no-such-order`. */
export async function getOrder(ground: OversightGround, actor: Actor, scope: Scope, id: number): Promise<OrderPage> {
  const asker = askerOf(ground, actor, scope);
  const view = await ground.views.current();
  return asReader(ground.db, scope, async (transaction) => {
    const order = await findOrder(transaction, id, asker.seen);
    if (order === undefined) throw new Refusal('no-such-order', 404);
    const steps = await listSteps(transaction, id);
    const files = await listFiles(transaction, id);
    const [answers, gives] = [shared(order.answerers, asker.answers), asker.gives.includes(order.fromPlace)];
    return {
      order: rowOf(view, asker, order),
      steps: steps.map(({ what, note, dueOn, pledges, imports, ...act }) => ({ what, note, dueOn, pledges, imports, act: actOf(act) })),
      files: files.map((file) => ({ ...file, at: file.at.toISOString() })),
      may: {
        read: answers && mayFollow('read', order.state), answer: answers && mayFollow('answered', order.state),
        judge: gives && mayFollow('returned', order.state), close: gives && mayFollow('closed', order.state),
      },
    };
  });
}
