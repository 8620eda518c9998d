import type { Actor, Grant, Role } from '#kernel/actor.ts';
import { Identifier, isBin, isIin } from '#kernel/identifiers.ts';
import { placeLevel } from '#kernel/place.ts';
import { Refusal } from '#kernel/refusal.ts';
import { builtInPlaces } from '#reference';
import { change, type AccountGround, type Change, type Changer } from './ground.ts';
import { makeId } from './id.ts';
import { reach } from './policy.ts';
import { endSessions } from './session.ts';
import { addGrant, findAccount, holdGrants, isImportedPlace, listAdministrators, listGrants, markTaken } from './store.ts';

/** A role to be given for a place, or for the employer of a BIN. */
export type Wanted = { readonly role: Role; readonly place: number | null; readonly bin: string | null };

/**
 * Why a role cannot be held there, by rooms/accounts/policy.ts; undefined when it can. `employer-needed`, `place-needed`,
 * `country-only`, `too-wide` (a region for a district's staff), `too-narrow`.
 */
export function grantFault({ role, place, employer }: Grant): string | undefined {
  const where = reach[role];
  if (where === 'employer') return employer === null || place !== null ? 'employer-needed' : undefined;
  if (place === null || employer !== null) return 'place-needed';
  const level = placeLevel(place);
  if (level < where.from) return 'too-wide';
  if (level > where.to) return where.to === 0 ? 'country-only' : 'too-narrow';
  return undefined;
}

/** The grant that is wanted. Refuses `wrong-grant` {why} and `unknown-employer`. */
export async function resolveGrant(ground: AccountGround, { role, place, bin }: Wanted): Promise<Grant> {
  const fault = grantFault({ role, place, employer: bin === null ? null : 1 });
  if (fault !== undefined) throw new Refusal('wrong-grant', 422, { role, why: fault });
  if (place !== null && !(await isKnownPlace(ground, place))) throw new Refusal('wrong-grant', 422, { role, why: 'unknown-place' });
  if (bin === null) return { role, place, employer: null };
  const employer = isBin(bin) || isIin(bin) ? await ground.findEmployer(new Identifier(bin)) : undefined;
  if (employer === undefined) throw new Refusal('unknown-employer', 422);
  return { role, place, employer };
}

async function isKnownPlace({ db }: AccountGround, place: number): Promise<boolean> {
  return builtInPlaces().some(({ kato }) => kato === place) || isImportedPlace(db, place);
}

/**
 * Gives an account a role; its sessions end, so that none outlives what it was begun with. Refuses `own-grants`,
 * `no-such-account`, `grant-held`, and what `resolveGrant` refuses.
 */
export async function giveGrant(ground: AccountGround, actor: Changer, account: string, wanted: Wanted): Promise<void> {
  mustBeAnothers(actor, account);
  const grant = await resolveGrant(ground, wanted);
  await change(ground, actor, async (step) => {
    await holdGrants(step.transaction);
    if ((await findAccount(step.transaction, account)) === undefined) throw new Refusal('no-such-account', 404);
    await enterGrant(step, actor, account, grant);
    await endSessions(step, account, 'grants');
  });
}

/** Enters a grant within a change. Refuses `grant-held`. */
export async function enterGrant({ transaction, at, note }: Change, actor: Changer, account: string, grant: Grant): Promise<void> {
  if (!(await addGrant(transaction, account, { id: makeId(at), ...grant }, actor.name, at))) throw new Refusal('grant-held', 409);
  note('grant-given', account, { ...grant });
}

/** Takes a role away; the account's sessions end. Refuses `own-grants`, `no-such-grant`, and to strip the last administrator. */
export async function takeGrant(ground: AccountGround, actor: Changer, account: string, id: string): Promise<void> {
  mustBeAnothers(actor, account);
  await change(ground, actor, async (step) => {
    const { transaction, at, note } = step;
    await holdGrants(transaction);
    const held = (await listGrants(transaction, account)).find((grant) => grant.id === id);
    if (held === undefined) throw new Refusal('no-such-grant', 404);
    if (held.role === 'administrator') await mustNotBeLast(transaction, account);
    await markTaken(transaction, account, id, actor.name, at);
    const { role, place, employer } = held;
    note('grant-taken', account, { role, place, employer });
    await endSessions(step, account, 'grants');
  });
}

/** Refuses `last-administrator` when nobody else could administer. Needs `holdGrants`, or two could leave together. */
export async function mustNotBeLast(transaction: Change['transaction'], id: string): Promise<void> {
  const administrators = await listAdministrators(transaction);
  if (administrators.length === 1 && administrators[0] === id) throw new Refusal('last-administrator', 409, {}, 'this is the last account that can administer');
}

function mustBeAnothers(actor: Pick<Actor, 'account'>, account: string): void {
  if (actor.account === account) throw new Refusal('own-grants', 403);
}
