import type { Scope } from '#kernel/actor.ts';
import { monthIndex, monthOfDay, monthText } from '#kernel/month.ts';
import { placeText } from '#kernel/place.ts';
import { Refusal } from '#kernel/refusal.ts';
import { asSystem } from '#platform/access.ts';
import { isDay, makeImportId } from '#registers';
import { opinions, stages, type Life, type LifeEvent } from './contract.ts';
import { classesOf } from './classes.ts';
import { coverOf, reaches } from './draft.ts';
import type { Asking } from './draft-page.ts';
import type { ProjectGround } from './ground.ts';
import { holdEvents, insertEvent, readEvents, type StoredEvent } from './life-store.ts';
import { budgetLimit, timeLimit, type Investments } from './limits.ts';
import { findProject, readInvestments, readPlaces, type StoredProject } from './store.ts';

/** A project through its life. Refuses `no-such-project` to those who do not see it. */
export async function lifePage(ground: ProjectGround, scope: Scope, projectId: string): Promise<Life> {
  const { db, clock } = ground;
  const project = await findProject(db, scope, projectId);
  if (project === undefined) throw new Refusal('no-such-project', 404);
  const [events, investments] = [await readEvents(db, scope, projectId), await readInvestments(db, projectId)];
  const today = clock.now().toISOString().slice(0, 10);
  const told = events.findLast(({ what }) => what === 'stage')?.outcome as Life['stage'] | undefined;
  // The day on which it was built, else closed: the first that an office told of either.
  const done = events.find(({ what, outcome }) => what === 'stage' && (outcome === 'operation' || outcome === 'closed'))?.on ?? null;
  const { watchedUntil } = project;
  const akimats = await readPlaces(db, coverOf(project.place));
  return {
    projectId, stage: project.stage as Life['stage'], events: events.map((event) => ({ ...event, recordedAt: event.recordedAt.toISOString() })),
    toldStage: told === undefined || told === project.stage ? null : told,
    spentBefore: spentBefore(investments, events), investedMonths: investments.map(({ month }) => monthText(month)),
    watchedUntil: watchedUntil === null ? null : monthText(watchedUntil),
    maintenance: project.stage === 'closed' && watchedUntil !== null && watchedUntil >= monthIndex(monthOfDay(today)),
    time: timeLimit(project, investments, done, today), budget: budgetLimit(project, investments, done !== null, today),
    classes: classesOf(project), counterObligation: isStateSupport(project),
    offices: { office: project.office, akimats: akimats.map(({ kato, names }) => ({ kato: placeText(kato), names })) },
  };
}

/** A credit or grant that demands jobs makes its pledges counter-obligations. */
function isStateSupport({ funding }: Pick<StoredProject, 'funding'>): boolean {
  return funding === 'credit' || funding === 'grant';
}

/** Money that came in months before that of the approving decision; all of it when there is none. */
export function spentBefore(investments: Investments, events: readonly Pick<StoredEvent, 'what' | 'outcome' | 'on'>[]): Life['spentBefore'] {
  const decided = events.find(({ what, outcome }) => what === 'decision' && outcome === 'approved')?.on ?? null;
  const before = investments.filter(({ month, amount }) => amount > 0 && (decided === null || month < monthIndex(monthOfDay(decided))));
  if (before.length === 0) return null;
  return { tenge: before.reduce((sum, { amount }) => sum + amount, 0) / 100, first: monthText(before[0]!.month), decided };
}

type Told = Pick<LifeEvent, 'what' | 'outcome' | 'on' | 'office' | 'reason'> & { readonly replaces?: string | undefined };

/**
 * Enters what an office tells of a project within its places, or what corrects an earlier event of the same kind. Refuses
 * `no-such-project`, `outside-your-places`, `no-such-event`, `future-day`, `wrong-outcome`; of a decision `decided-already` when there is one that is not
 * corrected by this, and `appraisal-incomplete` when it approves without a technical, a financial and an economic opinion.
 */
export async function tell({ ground, scope, actor }: Asking, projectId: string, { replaces, ...told }: Told): Promise<{ eventId: string }> {
  const at = ground.clock.now();
  const project = await findProject(ground.db, scope, projectId);
  if (project === undefined) throw new Refusal('no-such-project', 404);
  // Seen for a pledge in one's own place, it still lies in another's.
  if (!reaches(scope, coverOf(project.place))) throw new Refusal('outside-your-places', 409);
  if (!isDay(told.on) || told.on > at.toISOString().slice(0, 10)) throw new Refusal('future-day', 422);
  const isStage = (stages as readonly string[]).includes(told.outcome);
  if (told.what !== 'decision' && isStage !== (told.what === 'stage')) throw new Refusal('wrong-outcome', 422);
  const eventId = makeImportId(ground.clock);
  await asSystem(ground.db, async (transaction) => {
    const events = await holdEvents(transaction, projectId);
    if (replaces !== undefined && !events.some((event) => event.eventId === replaces && event.what === told.what)) throw new Refusal('no-such-event', 404);
    if (told.what === 'decision') mustBeDecidable(events, told.outcome, replaces);
    await insertEvent(transaction, { ...told, eventId, projectId, replaces: replaces ?? null, actor, at });
  });
  return { eventId };
}

function mustBeDecidable(events: readonly StoredEvent[], outcome: string, replaces: string | undefined): void {
  if (replaces === undefined && events.some(({ what }) => what === 'decision')) throw new Refusal('decided-already', 409);
  const missing = opinions.filter((opinion) => !events.some(({ what }) => what === opinion));
  if (outcome === 'approved' && missing.length > 0) throw new Refusal('appraisal-incomplete', 409, { missing: missing.join(', ') });
}
