import { operator } from '#kernel/actor.ts';
import { monthText } from '#kernel/month.ts';
import { asSystem } from '#platform/access.ts';
import { tell, today } from '#oversight';
import { daysAfter, type ClosingGround } from './ground.ts';
import { listSilent } from './party-store.ts';
import { enterStep, findStanding, takeTurn, type StoredDraft } from './store.ts';

/** On the day before the last one of a draft, tells those who have not answered, once; returns how many they were. */
export async function remindSilent(ground: ClosingGround): Promise<number> {
  const tomorrow = daysAfter(today(ground.clock), 1);
  const isDue = (draft: StoredDraft | undefined): draft is StoredDraft => draft?.until === tomorrow && !draft.reminded;
  if (!isDue(await findStanding(ground.db))) return 0;
  const at = ground.clock.now();
  return asSystem(ground.db, async (transaction) => {
    await takeTurn(transaction);
    const draft = await findStanding(transaction);
    if (!isDue(draft)) return 0;
    const month = monthText(draft.through);
    const to = await listSilent(transaction, draft.id);
    await enterStep(transaction, draft.id, { what: 'reminded' }, operator('of the clock'), at);
    if (to.length > 0) await tell(transaction, ground, { what: 'draft-ends', subjectKind: 'month', subject: month, facts: { month, until: draft.until }, to, at });
    return to.length;
  });
}
