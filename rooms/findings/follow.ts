import { isProvisional, monthIndex, monthOfDay } from '#kernel/month.ts';
import type { Clock } from '#platform/clock.ts';
import type { Computed } from '#pledges';
import { computeFindings } from './compute.ts';
import { storeFindings } from './store.ts';

/** Goes on from a computation of the evidence: lets the rules look over what its steps left, and publishes what they find with it. */
export async function followFindings({ duck, transaction, months, step }: Computed, clock: Clock): Promise<void> {
  const at = clock.now();
  const day = at.toISOString().slice(0, 10);
  step('findings');
  // Without one complete month there is nothing to look at, and nothing that could be gone.
  if (!months.some((month) => !isProvisional(month, day))) return;
  await computeFindings(duck, months, day);
  await storeFindings(duck, transaction, { at, month: monthIndex(monthOfDay(day)) });
}
