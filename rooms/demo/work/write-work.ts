import type { Refusal } from '#kernel/refusal.ts';
import { escalateOverdue } from '#oversight';
import { decisions, objections } from './claims.ts';
import { oversightAt, type Desk, type WorkGround } from './desk.ts';
import { drafts, lives } from './drafts.ts';
import { seatOfficers } from './officer.ts';
import { findContributions, ordersToAkimats, ordersToEmployers } from './orders.ts';
import { findScene } from './scene.ts';
import { takeSteps } from './step.ts';
import { certificates, judgements } from './verdicts.ts';

/**
 * Lets made-up people do in a made-up country what offices and employers do: orders in each state, cures and a waiver, objections,
 * drafts, judgements of findings, a certificate. All of it goes through what the rooms’ endpoints call, as accounts that nobody signs in
 * to, on days before today. Run it after the figures are computed, as often as it was interrupted: what is written is not written again.
 * Returns what was refused, because a visitor had been there first.
 */
export async function writeWork(ground: WorkGround): Promise<Refusal[]> {
  const now = ground.clock.now();
  const scene = findScene(await ground.views.current());
  if (scene === undefined) return [];
  const desk: Desk = { ground, scene, now, officers: await seatOfficers(ground, scene) };
  const importId = await findContributions(desk);
  const refused = await takeSteps(ground.db, [
    ...ordersToAkimats(desk), ...ordersToEmployers(desk, importId), ...decisions(desk), ...objections(desk, importId),
    ...await drafts(desk), ...lives(desk), ...await judgements(desk), ...certificates(desk),
  ]);
  await escalateOverdue(oversightAt(desk, ground.clock));
  return refused;
}
