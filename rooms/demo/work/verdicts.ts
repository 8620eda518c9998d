import { everywhere } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import { judge, listFindings } from '#findings';
import { certify, issueCertificate } from '#publishing';
import { steps, type Desk } from './desk.ts';
import { mayWhere } from './officer.ts';
import type { Thread } from './step.ts';
import { papers } from './wording.ts';

/** So many findings are judged at most; the others wait. */
const most = 5;

/** What an analyst made of some findings, two confirmed and the others dismissed; of each rule there is more than one only where there are few. */
export async function judgements(desk: Desk): Promise<Thread[]> {
  const { officers, ground: { db, views } } = desk;
  const analyst = officers.get('analyst');
  if (analyst === undefined) return [];
  const { rows } = await listFindings({ db, views }, everywhere, { page: 1, size: 200, sort: '-jobs' });
  const firsts = rows.filter((row, at) => rows.findIndex(({ rule }) => rule === row.rule) === at);
  const chosen = [...firsts, ...rows.filter((row) => !firsts.includes(row))].slice(0, Math.min(most, Math.ceil(rows.length / 2)));
  const at = steps(desk);
  return chosen.map(({ id, rule }, position) => {
    const verdict = position < 2 ? 'confirmed' as const : 'dismissed' as const;
    return [at(analyst, [16 - 3 * position, 9 + position], 'finding-judged', (now) =>
      judge({ db, clock: now }, analyst, mayWhere(analyst, 'judge-findings'), id, { verdict, reason: papers.finding[verdict][rule] }))];
  });
}

/** A certificate of a kept promise, asked for by an analyst; none where nothing may be certified. */
export function certificates(desk: Desk): Thread[] {
  const { scene, officers, ground: { db, config, views } } = desk;
  const by = officers.get('analyst');
  const pledge = scene.good.find((one) => mayCertify(desk, one.pledgeId));
  if (by === undefined || pledge === undefined) return [];
  return [[steps(desk)(by, [6, 15], 'certificate-issued', (clock) =>
    issueCertificate({ db, config, clock }, views, { actor: by, scope: mayWhere(by, 'read-figures'), pledgeId: pledge.pledgeId, language: 'kk' }))]];
}

function mayCertify({ scene: { view } }: Desk, pledgeId: string): boolean {
  try {
    certify(view.cube, view.cube.pledges.findIndex((one) => one.pledgeId === pledgeId), view.today);
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}
