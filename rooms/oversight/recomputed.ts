import type { Database } from '#platform/database.ts';
import { concerned } from './decision.ts';
import type { TellingGround } from './ground.ts';
import { tell } from './notice.ts';
import { followPledges, knowVerdicts, listNewlyBroken } from './verdict-store.ts';

/**
 * What follows on a computation, in its own transaction: whoever a pledge concerns is told that its verdict has become missed or
 * lost. The first computation of all tells nobody anything: nothing has changed.
 */
export async function tellVerdicts(transaction: Database, ground: TellingGround): Promise<void> {
  const at = ground.clock.now();
  for (const pledge of await listNewlyBroken(transaction)) {
    const { pledgeId, verdict } = pledge;
    await tell(transaction, ground, { what: verdict === 'missed' ? 'pledge-missed' : 'pledge-lost', subjectKind: 'pledge', subject: pledgeId, facts: { pledgeId }, to: concerned(pledge), at });
  }
  await knowVerdicts(transaction);
  await followPledges(transaction);
}
