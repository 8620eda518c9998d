import type { Actor, Scope } from '#kernel/actor.ts';
import { Identifier, isIin } from '#kernel/identifiers.ts';
import { placeText } from '#kernel/place.ts';
import type { Purpose } from '#kernel/purpose.ts';
import { Refusal } from '#kernel/refusal.ts';
import { asReader, asSystem } from '#platform/access.ts';
import { record } from '#platform/audit.ts';
import type { Clock } from '#platform/clock.ts';
import type { Database } from '#platform/database.ts';
import { enter, watched, type ReadingGround } from './reading.ts';
import * as store from './store.ts';
import { findNumber, revealNumbers, type VaultGround } from './vault.ts';

/** `maySee` tells, as a reader of some scope, whether a person stands on a row that this reader may see. */
export type PersonGround = ReadingGround & VaultGround & { maySee(transaction: Database, person: number): Promise<boolean> };

type Asked = { readonly actor: Actor; readonly purpose: Purpose; readonly request?: string | null };

/**
 * The identifier behind a number, masked until revealed, for whoever may see that person. Refuses `no-such-person` alike for numbers
 * that stand for nobody and for persons of elsewhere: either is written down, counts to the budget, and takes as long.
 */
export async function showIdentifier(ground: PersonGround, scope: Scope, number: number, asked: Asked): Promise<Identifier> {
  const identifier = (await revealNumbers(ground, [number])).get(number);
  const reading = { ...asked, what: 'identifier', subject: String(number) };
  const shown = await watched(ground, reading, () => asReader(ground.db, scope, async (transaction) => {
    const found = (await ground.maySee(transaction, number)) && identifier !== undefined;
    const told = { ...reading, audit: found ? 'identifier-shown' : 'identifier-not-shown' } as const;
    return { answer: found, raised: await enter(transaction, ground.clock.now(), told, found ? [number] : []) };
  }));
  if (!shown || identifier === undefined) throw new Refusal('no-such-person', 404);
  return identifier;
}

/** One look at a person as he may know of it: by whom is left out. Places in nine digits, employers by our own number. */
export type Look = { at: string; kind: string; roles: Role[]; purpose: Purpose; what: string };
type Role = { role: Actor['grants'][number]['role']; place: string | null; employer: number | null };

/** How many looks a person is told of, the newest. */
const mostLooks = 500;

/**
 * Who looked at the person of an identifier, newest first, for the person himself. Of somebody who is not held there is
 * nothing to tell, as of somebody at whom nobody looked. The asking is itself written down.
 */
export async function whoLooked(ground: ReadingGround & VaultGround, identifier: Identifier, asked: Asked): Promise<Look[]> {
  const person = await findPerson(ground, identifier);
  const reading = { ...asked, what: 'who-looked', subject: null, audit: 'who-looked-told' } as const;
  return watched(ground, reading, () => asSystem(ground.db, async (transaction) => {
    const { rows } = person === undefined ? { rows: [] } : await store.listReadingsOf(transaction, person, { page: 1, size: mostLooks });
    const answer = rows.map(({ at, kind, grants, purpose, what }) => ({ at: at.toISOString(), kind, roles: rolesOf(grants), purpose, what }));
    return { answer, raised: await enter(transaction, ground.clock.now(), reading, person === undefined ? [] : [person]) };
  }));
}

/** Grants as replies show them. */
export function rolesOf(grants: Actor['grants']): Role[] {
  return grants.map(({ role, place, employer }) => ({ role, place: place === null ? null : placeText(place), employer }));
}

/** Marks a person whom nobody has a reason to look at. Refuses `no-such-person` for whoever is not held. False: marked before. */
export async function markCanary(ground: VaultGround & { readonly clock: Clock }, identifier: Identifier, actor: Actor): Promise<boolean> {
  const person = await findPerson(ground, identifier);
  if (person === undefined) throw new Refusal('no-such-person', 404, {}, 'nobody of this number is held');
  return asSystem(ground.db, async (transaction) => {
    const at = ground.clock.now();
    const marked = await store.enterCanary(transaction, person, at, actor.name);
    // Not whom: whoever reads the audit would know whom to leave out.
    if (marked) await record(transaction, { actor, what: 'canary-marked', at });
    return marked;
  });
}

async function findPerson(ground: VaultGround, identifier: Identifier): Promise<number | undefined> {
  return isIin(identifier.reveal()) ? findNumber(ground, identifier) : undefined;
}
