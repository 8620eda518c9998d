import type { Actor } from '#kernel/actor.ts';
import { placeText } from '#kernel/place.ts';
import { attach, giveOrder, takeStep } from '#oversight';
import { listImports } from '#registers';
import { factsOf, oversightAt, steps, type Desk } from './desk.ts';
import { mayWhere } from './officer.ts';
import { pledgeAt, regionAt } from './scene.ts';
import { dayBefore, type Step, type Thread } from './step.ts';
import { fill, papers } from './wording.ts';

type Given = Parameters<typeof giveOrder>[3];
type Taken = Parameters<typeof takeStep>[4];
/** Days before today and the hour. */
type When = readonly [number, number];

/** An order: who gives it to whom about what, and what became of it. `due` is in days before today, negative when it is to come. */
type Told = {
  readonly from: Actor; readonly to: Actor; readonly address: Given['to']; readonly subject: Given['subject'];
  readonly wording: string; readonly given: When; readonly due: number; readonly after: readonly (readonly [When, Taken | { readonly file: string; readonly name: string }])[];
};

function threadOf(desk: Desk, { from, to, address, subject, wording, given, due, after }: Told): Thread {
  const at = steps(desk);
  const first = at(from, given, 'order-given', (clock) =>
    giveOrder(oversightAt(desk, clock), from, mayWhere(from, 'give-orders'), { subject, wording, dueOn: dayBefore(desk.now, due), to: address }));
  return [first, ...after.map(([when, what]): Step => {
    if ('file' in what) {
      return at(to, when, 'order-file-attached', (clock, id) => attach(oversightAt(desk, clock), to, mayWhere(to, 'answer-orders'), Number(id), { name: what.name, content: Buffer.from(what.file) }));
    }
    const [by, may] = what.what === 'read' || what.what === 'answered' ? [to, 'answer-orders' as const] : [from, 'give-orders' as const];
    return at(by, when, `order-${what.what}`, (clock, id) => takeStep(oversightAt(desk, clock), by, mayWhere(by, may), Number(id), what));
  })];
}

/** Orders from the ministry to akimats, in each state. */
export function ordersToAkimats(desk: Desk): Thread[] {
  const { scene, officers } = desk;
  const papersOf = papers.order.region;
  const order = (region: number, to: string, pledge: number | undefined, wording: string, given: When, due: number, ...after: Told['after'][number][]): Thread[] => {
    const [from, addressee] = [officers.get('approver'), officers.get(to)];
    if (from === undefined || addressee === undefined) return [];
    const { place } = regionAt(scene, region);
    const about = pledge === undefined ? undefined : pledgeAt(scene, region, pledge);
    const subject = about === undefined ? { kind: 'place' as const, id: placeText(place) } : { kind: 'pledge' as const, id: about.pledgeId };
    return [threadOf(desk, { from, to: addressee, address: { place: placeText(place) }, subject, wording: about === undefined ? wording : fill(wording, factsOf(desk, about)), given, due, after })];
  };
  const [read, said, more] = [{ what: 'read' } as const, papersOf.closed, papersOf.returned];
  return [
    ...order(0, 'first-akimat', 0, said.wording, [38, 10], 24, [[37, 9], read], [[30, 16], { what: 'answered', note: said.answered, pledges: [pledgeAt(scene, 0, 0).pledgeId] }],
      [[28, 11], { what: 'accepted', note: said.accepted }], [[27, 17], { what: 'closed', note: said.closed }]),
    ...order(1, 'second-akimat', 0, papersOf.overdue.wording, [24, 12], 9, [[23, 15], read]),
    ...order(0, 'first-akimat', undefined, papersOf.given.wording, [1, 17], -13),
    ...order(2, 'third-akimat', 0, papersOf.read.wording, [6, 11], -8, [[5, 9], read]),
    ...order(1, 'second-akimat', undefined, papersOf.answered.wording, [15, 10], -3, [[14, 14], read], [[2, 18], { what: 'answered', note: papersOf.answered.answered }]),
    ...order(0, 'first-akimat', 1, more.wording, [20, 9], -5, [[19, 10], read], [[12, 17], { what: 'answered', note: more.answered }], [[9, 12], { what: 'returned', note: more.returned, dueOn: dayBefore(desk.now, -12) }]),
  ];
}

/** Orders from akimats to employers and to a district; one with the import that its answer rests on. */
export function ordersToEmployers(desk: Desk, importId: string | undefined): Thread[] {
  const { scene, officers } = desk;
  const papersOf = papers.order.employer;
  const order = (region: number, by: string, pledge: number, to: string, wording: string, given: When, due: number, ...after: Told['after'][number][]): Thread[] => {
    const [from, addressee] = [officers.get(by), officers.get(to)];
    if (from === undefined || addressee === undefined) return [];
    const { pledgeId, employer } = pledgeAt(scene, region, pledge);
    const address = to === 'district' ? { place: placeText(scene.district!) } : { employer };
    const subject = to === 'district' ? { kind: 'place' as const, id: placeText(scene.district!) } : { kind: 'pledge' as const, id: pledgeId };
    return [threadOf(desk, { from, to: addressee, address, subject, wording: fill(wording, factsOf(desk, pledgeAt(scene, region, pledge))), given, due, after })];
  };
  const [read, said, told] = [{ what: 'read' } as const, papersOf.answered, papersOf.accepted];
  return [
    ...order(0, 'first-specialist', 0, 'works', said.wording, [12, 10], -4, [[11, 9], read], [[3, 15], { file: said.file, name: said.fileName }],
      [[3, 16], { what: 'answered', note: said.answered, pledges: [pledgeAt(scene, 0, 0).pledgeId], imports: importId === undefined ? [] : [importId] }]),
    ...order(0, 'first-akimat', 1, 'plant', told.wording, [33, 11], 12, [[31, 10], read], [[16, 14], { file: told.file, name: told.fileName }],
      [[16, 15], { what: 'answered', note: told.answered }], [[13, 12], { what: 'accepted', note: told.accepted }]),
    ...order(1, 'second-akimat', 0, 'builder', papersOf.overdue.wording, [17, 9], 3),
    ...order(2, 'third-akimat', 0, 'farm', papersOf.read.wording, [5, 16], -9, [[3, 11], read]),
    ...order(0, 'first-specialist', 0, 'district', papersOf.district.wording, [9, 10], -5, [[8, 9], read]),
  ];
}

/** The latest import of contributions that brought rows: what an employer's answer points to. One that was begun anew brings none. */
export async function findContributions({ ground: { db } }: Pick<Desk, 'ground'>): Promise<string | undefined> {
  return (await listImports(db, { register: 'contributions', page: 1, size: 200 })).rows.find(({ accepted }) => accepted > 0)?.id;
}
