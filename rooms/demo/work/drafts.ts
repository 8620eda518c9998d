import type { Actor } from '#kernel/actor.ts';
import { placeText } from '#kernel/place.ts';
import { revealNumbers } from '#people';
import { begin, giveBack, save, submit, tell, withdraw } from '#projects';
import { akimatOf, steps, type Desk } from './desk.ts';
import { mayWhere } from './officer.ts';
import { pledgeAt, regionAt } from './scene.ts';
import { dayBefore, type Thread } from './step.ts';
import { papers } from './wording.ts';

type Asking = Parameters<typeof begin>[0];
type When = readonly [number, number];

/** Nothing of these threads comes to the figures: what is approved is written before they are computed (first-draft.ts). */
function askingAt({ ground: { db, config } }: Desk, actor: Actor, permission: 'draft-projects' | 'review-projects'): (clock: Asking['ground']['clock']) => Asking {
  const importFiles = (): Promise<void> => Promise.reject(new Error('a draft of this country is not imported'));
  return (clock) => ({ ground: { db, config, clock, importFiles }, actor, scope: mayWhere(actor, permission) });
}

/** Rows written by hand: one only begun, one that waits for its review, one given back, one taken back. */
export async function drafts(desk: Desk): Promise<Thread[]> {
  const { scene, officers, ground } = desk;
  const [specialist, akimat] = [officers.get('first-specialist'), officers.get('first-akimat')];
  if (specialist === undefined || akimat === undefined) return [];
  const at = steps(desk);
  const [write, review] = [askingAt(desk, specialist, 'draft-projects'), askingAt(desk, akimat, 'review-projects')];
  const { employer, pledgeId, projectId, places, project, dueOn } = pledgeAt(scene, 0, 0);
  const bin = (await revealNumbers(ground, [employer])).get(employer)?.reveal() ?? '';
  const begun = (when: When, body: Parameters<typeof begin>[1], fields: Readonly<Record<string, string>>) => at(specialist, when, 'draft-begun', async (clock) => {
    const { draftId } = await begin(write(clock), body);
    await save(write(clock), draftId, fields);
    return draftId;
  });
  const handedOver = (when: When, reason: string) => at(specialist, when, 'draft-submitted', (clock, id) => submit(write(clock), id, reason));
  const { submitted, returned, withdrawn, begun: only } = papers.draft;
  const place = placeText(places[0] ?? regionAt(scene, 0).place);
  const named = ({ kk, ru }: { kk: string; ru: string }) => ({ name_kk: `${kk}, ${project?.nameKk.split(', ').slice(1).join(', ')}`, name_ru: `${ru}, ${project?.nameRu.split(', ').slice(1).join(', ')}` });
  const whole = {
    ...named(returned), kind: 'business', funding: 'credit', sector: 'C', owner: bin, place, stage: 'appraisal', starts_on: dayBefore(desk.now, -40), ends_on: dayBefore(desk.now, -400),
    investment: '48500000.00', office: akimatOf(scene, regionAt(scene, 0).place),
  };
  const [later] = [`${Number(dueOn.slice(0, 4)) + 1}${dueOn.slice(4)}`.replace('-02-29', '-02-28')];
  return [
    [begun([2, 15], { register: 'projects', intent: 'new', key: {} }, { ...named(only), kind: 'investment', place })],
    [begun([3, 10], { register: 'pledges', intent: 'change', key: { pledgeId } }, { due_on: later }), handedOver([3, 11], submitted)],
    [begun([7, 9], { register: 'projects', intent: 'new', key: {} }, whole), handedOver([7, 10], returned.submitted),
      at(akimat, [5, 17], 'draft-returned', (clock, id) => giveBack(review(clock), id, returned.returned))],
    [begun([10, 12], { register: 'projects', intent: 'change', key: { projectId } }, { ends_on: dayBefore(desk.now, -300) }), handedOver([10, 13], withdrawn),
      at(specialist, [10, 17], 'draft-withdrawn', (clock, id) => withdraw(write(clock), id))],
  ];
}

/** What offices told of two projects: one appraised and approved before it began, one under appraisal. */
export function lives(desk: Desk): Thread[] {
  const { scene, officers } = desk;
  const [specialist, akimat] = [officers.get('first-specialist'), officers.get('first-akimat')];
  if (specialist === undefined || akimat === undefined) return [];
  const at = steps(desk);
  const { life } = papers;
  const told = (by: Actor, when: When, projectId: string, what: 'technical' | 'financial' | 'economic' | 'decision', outcome: string, on: string, office: string) =>
    at(by, when, 'life-event-told', (clock) => tell(askingAt(desk, by, what === 'decision' ? 'review-projects' : 'draft-projects')(clock), projectId, { what, outcome, on, office, reason: life[what] }));
  const { projectId, project, places } = pledgeAt(scene, 0, 0);
  const idea = [...scene.view.cube.projects.values()].find(({ stage, place }) => (stage === 'idea' || stage === 'appraisal') && String(place).slice(0, -7) === String(regionAt(scene, 0).place).slice(0, -7));
  const before = (days: number) => new Date(Date.parse(project?.startsOn ?? '2024-01-01') - days * 86_400_000).toISOString().slice(0, 10);
  const akimatText = akimatOf(scene, places.at(-2) ?? 0);
  return [
    ...(project === null || !isIn(places, project.place) ? [] : [[
      told(specialist, [40, 10], projectId, 'technical', 'positive', before(90), life.office), told(specialist, [40, 11], projectId, 'financial', 'conditional', before(70), life.bank),
      told(specialist, [40, 12], projectId, 'economic', 'positive', before(60), life.office), told(akimat, [40, 15], projectId, 'decision', 'approved', before(30), akimatText),
    ]]),
    ...(idea === undefined ? [] : [[
      told(specialist, [11, 10], idea.projectId, 'technical', 'positive', dayBefore(desk.now, 12), life.office), told(specialist, [4, 14], idea.projectId, 'financial', 'conditional', dayBefore(desk.now, 5), life.bank),
    ]]),
  ];
}

function isIn(places: readonly number[], place: number): boolean {
  return String(places.at(-2)).slice(0, 2) === String(place).slice(0, 2);
}
