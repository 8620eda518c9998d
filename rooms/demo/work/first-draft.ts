import { everywhere } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import { approve, begin, enterApproved, listOwn, save, submit } from '#projects';
import { importFile } from '#registers';
import type { WorkGround } from './desk.ts';
import { seatPlanners } from './officer.ts';
import { daysBefore } from './step.ts';
import { papers } from './wording.ts';

/**
 * One change of a project that two people of the ministry have brought through its review, entered while the register files are in
 * and nothing is computed yet: another computation would take as long as the first. Once written it is only entered, if it waits.
 */
export async function writeFirstDraft(ground: Omit<WorkGround, 'views'>, projectId: string): Promise<void> {
  const { db, config, clock } = ground;
  const now = clock.now();
  const officers = await seatPlanners(ground);
  const [planner, reviewer] = [officers.get('planner')!, officers.get('reviewer')!];
  const importFiles: Parameters<typeof enterApproved>[0]['importFiles'] = async (requests, onResult) => {
    for (const request of requests) onResult(await importFile({ db, config, clock, ...request }));
  };
  const asking = (actor: typeof planner, days: number, hour: number) => ({ ground: { db, config, clock: { now: () => daysBefore(now, days, hour) }, importFiles }, actor, scope: everywhere });
  if ((await listOwn(db, planner.account ?? '', { page: 1, size: 1 })).total === 0) {
    const { submitted, approved } = papers.draft.entered;
    try {
      const { draftId, fields } = await begin(asking(planner, 12, 10), { register: 'projects', intent: 'change', key: { projectId } });
      const day = fields['ends_on'] ?? fields['starts_on'];
      const year = Number(String(day).slice(0, 4)) + 1;
      await save(asking(planner, 12, 10), draftId, { ends_on: `${year}${String(day).slice(4)}`.replace('-02-29', '-02-28') });
      await submit(asking(planner, 12, 11), draftId, submitted);
      await approve(asking(reviewer, 11, 16), draftId, approved);
    } catch (error) {
      // A clock before the country’s registers: their rows are newer than any approval.
      if (!(error instanceof Refusal)) throw error;
    }
  }
  await enterApproved({ db, config, clock, importFiles });
}
