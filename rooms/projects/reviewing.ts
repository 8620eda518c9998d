import type { z } from 'zod';
import { Refusal } from '#kernel/refusal.ts';
import { asSystem } from '#platform/access.ts';
import type { Database } from '#platform/database.ts';
import { getRegister } from '#registers';
import type { Draft } from './contract.ts';
import { mustBe, mustBeAnother, reaches, type StoredDraft, type StoredFields } from './draft.ts';
import { findFaults } from './draft-faults.ts';
import { draftPage, findCurrent, type Asking } from './draft-page.ts';
import { getSubmitted, holdDraft, takeStep } from './draft-store.ts';

type Page = z.input<typeof Draft>;

/** The draft under review, held until the transaction ends; by another person, within his scope. Refuses `no-such-draft`, `own-draft`, `wrong-state`. */
async function holdForReview(trx: Database, { actor, scope }: Asking, draftId: string): Promise<StoredDraft> {
  const held = await holdDraft(trx, draftId);
  if (!reaches(scope, held.seenBy)) throw new Refusal('no-such-draft', 404);
  mustBeAnother(held, actor);
  mustBe(held, 'submitted');
  return held;
}

/** Gives a draft back to its author. */
export async function giveBack(asking: Asking, draftId: string, reason: string): Promise<Page> {
  const { ground, scope, actor } = asking;
  const draft = await getSubmitted(ground.db, scope, draftId);
  await asSystem(ground.db, async (trx) => {
    const held = await holdForReview(trx, asking, draftId);
    await takeStep(trx, held, { state: 'returned' }, { what: 'returned', actor, at: ground.clock.now(), reason });
  });
  return draftPage(ground, scope, { ...draft, state: 'returned' });
}

/**
 * Approves a draft: its row, with the instant of the approval as `recorded_at`, now waits to be imported (entering.ts). Refuses
 * `row-changed` when a file has brought another version since the submission, and `row-is-newer` when the version held states a
 * later instant, for then the approved row would not become the current one (rule 2).
 */
export async function approve(asking: Asking, draftId: string, reason: string | undefined): Promise<Page> {
  const { ground, scope, actor } = asking;
  const draft = await getSubmitted(ground.db, scope, draftId);
  mustBeAnother(draft, actor);
  mustBe(draft, 'submitted');
  const current = await findCurrent(ground, draft);
  if ((current?.version ?? null) !== draft.base) throw new Refusal('row-changed', 409);
  const faults = await findFaults(draft.register, draft.fields, []);
  if (faults.length > 0) throw new Refusal('draft-has-faults', 422, { columns: faults.map(({ column }) => column).join(', ') });
  const at = ground.clock.now();
  if (current !== undefined && current.recordedAt >= at.getTime() * 1000) throw new Refusal('row-is-newer', 409);
  await asSystem(ground.db, async (trx) => {
    const held = await holdForReview(trx, asking, draftId);
    if (held.base !== draft.base || JSON.stringify(held.fields) !== JSON.stringify(draft.fields)) throw new Refusal('draft-changed', 409);
    await takeStep(trx, held, { state: 'approved' }, { what: 'approved', actor, at, reason, fields: rowOf(held, at) });
  });
  return draftPage(ground, scope, { ...draft, state: 'approved' });
}

/** The row that is imported: what was submitted, in force or annulled, as of the approval. */
function rowOf({ register, intent, fields }: StoredDraft, at: Date): StoredFields {
  const has = getRegister(register).columns.some(({ name }) => name === 'status');
  return { ...fields, ...(has ? { status: intent === 'annulment' ? 'annulled' : 'active' } : {}), recorded_at: at.toISOString() };
}
