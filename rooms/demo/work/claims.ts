import { monthText } from '#kernel/month.ts';
import { answer, contest, enterCureOrWaiver } from '#oversight';
import { factsOf, oversightAt, steps, type Desk } from './desk.ts';
import { mayWhere } from './officer.ts';
import { pledgeAt } from './scene.ts';
import { dayBefore, type Step, type Thread } from './step.ts';
import { fill, papers } from './wording.ts';

type Decided = Parameters<typeof enterCureOrWaiver>[4];
type Contested = Parameters<typeof contest>[4];
type Answered = Parameters<typeof answer>[4];

/** Two cures, one of them past its day, and a waiver. */
export function decisions(desk: Desk): Thread[] {
  const { scene, officers, now } = desk;
  const at = steps(desk);
  const decide = (by: string, region: number, pledge: number, [days, hour]: readonly [number, number], made: (facts: ReturnType<typeof factsOf>, promised: Pick<ReturnType<typeof pledgeAt>, 'jobs' | 'dueOn'>) => Decided): Thread[] => {
    const officer = officers.get(by);
    if (officer === undefined) return [];
    const about = pledgeAt(scene, region, pledge);
    const decided = made(factsOf(desk, about), about);
    return [[at(officer, [days, hour], decided.kind === 'cure' ? 'pledge-cured' : 'pledge-waived', (clock) =>
      enterCureOrWaiver(oversightAt(desk, clock), officer, mayWhere(officer, 'decide-pledges'), about.pledgeId, decided))]];
  };
  const { cure, past, waiver } = papers.decision;
  const passed = `${monthText(scene.month)}-28`;
  return [
    ...decide('second-akimat', 1, 0, [8, 16], (facts) => ({ kind: 'cure', office: fill(cure.office, facts), reason: cure.reason, decidedOn: dayBefore(now, 9), until: dayBefore(now, -120) })),
    ...decide('approver', 2, 0, [21, 12], (_, { dueOn }) => ({ kind: 'cure', office: past.office, reason: past.reason, decidedOn: dayBefore(now, 190), until: dueOn < passed ? passed : dayBefore(now, -60) })),
    ...decide('first-akimat', 0, 0, [14, 11], (facts, { jobs }) => ({ kind: 'waiver', office: fill(waiver.office, facts), reason: waiver.reason, decidedOn: dayBefore(now, 15), jobs: Math.max(1, Math.round(jobs / 8)) })),
  ];
}

/** Objections: two that wait, and one of each answer. `importId` is what corrected one. */
export function objections(desk: Desk, importId: string | undefined): Thread[] {
  const { scene, officers } = desk;
  const at = steps(desk);
  const month = monthText(scene.month);
  const object = (
    by: string, region: number, pledge: number, [days, hour]: readonly [number, number], asked: Omit<Contested, 'month'>, answered?: { readonly by: string; readonly when: readonly [number, number]; readonly said: Answered },
  ): Thread[] => {
    const [objector, judge] = [officers.get(by), officers.get(answered?.by ?? '')];
    if (objector === undefined) return [];
    const { pledgeId } = pledgeAt(scene, region, pledge);
    const opened: Step = at(objector, [days, hour], 'objection-opened', (clock) => contest(oversightAt(desk, clock), objector, mayWhere(objector, 'contest-figures'), pledgeId, { month, ...asked }));
    if (answered === undefined || judge === undefined) return [[opened]];
    return [[opened, at(judge, answered.when, 'objection-answered', (clock, id) => answer(oversightAt(desk, clock), judge, mayWhere(judge, 'decide-pledges'), Number(id), answered.said))]];
  };
  const rowsOf = (register: Contested['rows'][number]['register'], wrong: Contested['rows'][number]['wrong'], references: readonly string[]) => references.map((reference) => ({ register, reference, wrong }));
  const { open, upheld, corrected, refused, dates } = papers.objection;
  return [
    ...object('works', 0, 0, [4, 10], { figure: 'paid', reason: open.reason, rows: rowsOf('contributions', 'missing', open.rows) }),
    ...object('plant', 0, 1, [25, 15], { figure: 'paid', reason: upheld.reason, rows: rowsOf('contributions', 'workplace', upheld.rows) },
      { by: 'first-akimat', when: [19, 11], said: { outcome: 'upheld', text: upheld.answer } }),
    ...object('builder', 1, 0, [30, 9], { figure: 'held3', reason: corrected.reason, rows: rowsOf('contributions', 'amount', corrected.rows) },
      { by: 'second-akimat', when: [1, 10], said: importId === undefined ? { outcome: 'upheld', text: upheld.answer } : { outcome: 'corrected', text: corrected.answer, importId } }),
    ...object(scene.district === undefined ? 'first-specialist' : 'district', 0, firstOf(desk), [18, 12], { figure: 'contracted', reason: refused.reason, rows: rowsOf('contracts', 'workplace', refused.rows) },
      { by: 'first-akimat', when: [10, 16], said: { outcome: 'refused', text: refused.answer } }),
    ...object('farm', 2, 0, [1, 9], { figure: 'contracted', reason: dates.reason, rows: rowsOf('contracts', 'dates', dates.rows) }),
  ];
}

/** Where among the pledges of the first region one lies in the district. */
function firstOf({ scene }: Desk): number {
  return Math.max(0, scene.regions[0]!.pledges.findIndex(({ places }) => scene.district === undefined || places.includes(scene.district)));
}

