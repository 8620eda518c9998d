import type { Actor, Scope } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import { policy } from '#accounts';
import { coveredBy, placesAbove, type View } from '#pledges';
import type { z } from 'zod';
import type { giveOrder } from './contract.ts';
import type { NewOrder } from './order-store.ts';

export type Given = z.output<NonNullable<typeof giveOrder.body>>;

/**
 * From whom to whom an order goes. An office gives orders to akimats below its place and to employers that have a pledge or a
 * project within it; whatever else is asked for does not exist for it. The nearest of the giver's places above the addressee is
 * the one that gives. Offices between the two may answer as well; those above both see it.
 * Refuses `no-such-addressee`, `no-such-pledge`, `no-such-project` 404, and `subject-elsewhere` when the addressee may not see
 * what it is about.
 */
export function address({ cube }: View, actor: Actor, scope: Scope, { subject, to }: Pick<Given, 'subject' | 'to'>): Omit<NewOrder, 'wording' | 'dueOn'> {
  const chain = 'place' in to ? placesBelow(cube, Number(to.place)) : placesOf(cube, to.employer);
  const from = ('place' in to ? chain?.slice(1) : chain)?.find((place) => scope.places.includes(place));
  if (chain === undefined || from === undefined) throw new Refusal('no-such-addressee', 404);
  const employers = 'place' in to ? [] : numbersOf(cube, to.employer);
  mustExist(cube, subject);
  const addressee: Scope = { places: 'place' in to ? [Number(to.place)] : [], employers };
  if (subject !== null && !isSeen(cube, addressee, subject)) throw new Refusal('subject-elsewhere', 422);
  const codes = employers.map((number) => -number);
  return {
    subjectKind: subject?.kind ?? null, subject: subject?.id ?? null, fromPlace: from, role: roleOf(actor, from),
    toPlace: 'place' in to ? Number(to.place) : null, toEmployer: 'place' in to ? null : to.employer,
    answerers: 'place' in to ? chain.slice(0, chain.indexOf(from)) : codes,
    seenBy: [...new Set(['place' in to ? chain : placesAbove(cube.places, from), codes].flat())],
  };
}

type Cube = View['cube'];

/** A place that the classifier knows, with those above it. */
function placesBelow(cube: Cube, place: number): number[] | undefined {
  return cube.places.has(place) ? placesAbove(cube.places, place) : undefined;
}

/** The places of the first pledge, else of the first project, that an employer has within the view. */
function placesOf(cube: Cube, employer: number): readonly number[] | undefined {
  const pledge = cube.pledges.find((one) => one.employer === employer || one.one === employer);
  if (pledge !== undefined) return pledge.places;
  const project = [...cube.projects.values()].find(({ owner }) => owner === employer);
  return project && placesAbove(cube.places, project.place);
}

/** An employer as named and as one (rule 3). */
function numbersOf(cube: Cube, employer: number): number[] {
  return [...new Set([employer, ...cube.pledges.flatMap((pledge) => (pledge.employer === employer ? [pledge.one] : []))])];
}

function mustExist(cube: Cube, subject: Given['subject']): void {
  if (subject?.kind === 'pledge' && !cube.pledges.some(({ pledgeId }) => pledgeId === subject.id)) throw new Refusal('no-such-pledge', 404);
  if (subject?.kind === 'project' && !cube.projects.has(subject.id)) throw new Refusal('no-such-project', 404);
  if (subject?.kind === 'place' && (!/^\d{9}$/.test(subject.id) || !cube.places.has(Number(subject.id)))) throw new Refusal('subject-elsewhere', 422);
}

function isSeen(cube: Cube, addressee: Scope, { kind, id }: NonNullable<Given['subject']>): boolean {
  if (kind === 'place') return addressee.employers.length > 0 || placesAbove(cube.places, Number(id)).some((place) => addressee.places.includes(place));
  const seen = coveredBy(cube, addressee);
  return (kind === 'pledge' ? seen.pledges : seen.projects).has(id);
}

/** The role in which somebody gives orders at a place. */
function roleOf({ grants }: Actor, place: number): NewOrder['role'] {
  const giving = grants.filter(({ role }) => policy[role].includes('give-orders'));
  return (giving.find((grant) => grant.place === place) ?? giving[0])?.role ?? null;
}
