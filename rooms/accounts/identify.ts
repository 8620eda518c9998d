import type { FastifyRequest } from 'fastify';
import { nobody, type Actor, type Grant, type Permission, type Scope } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import { demonstration, findLook, visitor } from './demonstration.ts';
import { expandPlaces } from './place-through-time.ts';
import type { AccountGround } from './ground.ts';
import { tokenHash } from './id.ts';
import { policy, scopeOf } from './policy.ts';
import { confirmedUntil, minutesAfter } from './session.ts';
import { findSession, findToken, touchSession, touchToken, type StoredHolder, type StoredSession } from './session-store.ts';

/** The cookie of a session: only this host may set it, and no script reads it. */
export const sessionCookie = '__Host-jumys';

/** Who asks, with what is known of how. */
export type Identity = {
  readonly actor: Actor;
  readonly session?: StoredSession;
  readonly holder?: StoredHolder;
  /** Whether two factors were shown: in the session, or by whoever made the token. */
  readonly shownTwo?: boolean;
  /** As which role a visitor looks. */
  readonly looking?: Grant;
};

/** A request, as far as it tells who asks and from which network address. */
export type Asking = Pick<FastifyRequest, 'headers' | 'cookies'> & { readonly ip?: string };

const touchMilliseconds = 10_000;

/**
 * Who a request comes from, by the cookie of a session or the Bearer token of a program. Refuses `two-credentials` when it
 * carries both, and `wrong-token` when a token is not in force: it never falls back to who one might be without it.
 */
export async function findIdentity(ground: AccountGround, request: Asking): Promise<Identity> {
  const identity = await findAsker(ground, request);
  return { ...identity, actor: { ...identity.actor, from: request.ip } };
}

async function findAsker(ground: AccountGround, request: Asking): Promise<Identity> {
  const { authorization } = request.headers;
  const cookie = request.cookies[sessionCookie];
  if (authorization !== undefined) {
    if (cookie !== undefined) throw new Refusal('two-credentials', 400);
    return byToken(ground, authorization);
  }
  const found = cookie === undefined ? undefined : await bySession(ground, cookie);
  if (found !== undefined) return found;
  if (!(await demonstration(ground))) return { actor: nobody };
  const looking = findLook(request.cookies);
  return looking === undefined ? { actor: visitor() } : { actor: visitor(looking), looking };
}

async function bySession(ground: AccountGround, cookie: string): Promise<Identity | undefined> {
  const hash = tokenHash(cookie);
  const now = ground.clock.now();
  return ground.memory.get(`session ${hash}`, async () => {
    const found = await findSession(ground.db, hash, now);
    if (found === undefined) return undefined;
    const idleEndsAt = minutesAfter(now, found.idleMinutes);
    if (now.getTime() - found.lastSeenAt.getTime() >= touchMilliseconds) await touchSession(ground.db, found.id, now, idleEndsAt);
    const actor: Actor = { kind: 'account', account: found.account, name: found.signIn, grants: grantsThatHold(found, found.secondFactor) };
    return { actor, session: found, holder: found, shownTwo: found.secondFactor };
  });
}

async function byToken(ground: AccountGround, authorization: string): Promise<Identity> {
  const token = /^Bearer (jms_[\w-]{43})$/i.exec(authorization)?.[1];
  const hash = token === undefined ? undefined : tokenHash(token);
  const found = hash === undefined ? undefined : await ground.memory.get(`token ${hash}`, async () => {
    const now = ground.clock.now();
    const held = await findToken(ground.db, hash, now);
    if (held !== undefined && now.getTime() - (held.lastUsedAt?.getTime() ?? 0) >= touchMilliseconds) await touchToken(ground.db, held.id, now);
    return held;
  });
  if (found === undefined) throw new Refusal('wrong-token', 401);
  const actor: Actor = { kind: 'token', account: found.account, name: found.signIn, grants: grantsThatHold(found, found.secondFactor), only: found.permissions };
  return { actor, holder: found, shownTwo: found.secondFactor };
}

/** No role holds anything before two factors were shown: in the session, or by whoever made the token. */
function grantsThatHold(holder: StoredHolder, secondFactor: boolean): readonly Grant[] {
  if (!secondFactor) return [];
  // A role that this version does not know grants nothing.
  return holder.grants.filter(({ role }) => Object.hasOwn(policy, role));
}

/** Where an actor holds a permission, by the policy and through changes of boundaries; undefined when nowhere. */
export function scopeThroughTime(actor: Actor, permission: Permission): Scope | undefined {
  const scope = scopeOf(actor, permission);
  return scope && { ...scope, places: expandPlaces(scope.places) };
}

/**
 * Refuses `confirm-who-you-are` 403 unless the holder of the session showed who he is within the last ten minutes; `fully`, by all
 * that he signs in with and not by a code alone. Programs never can. Visitors of the made-up country and the operator of the machine
 * have nothing to show.
 */
export async function mustBeConfirmed(ground: AccountGround, request: Asking, { fully = false } = {}): Promise<void> {
  const { actor, session } = await findIdentity(ground, request);
  if (actor.kind === 'visitor' || actor.kind === 'operator') return;
  const confirmed = session !== undefined && confirmedUntil(session) > ground.clock.now() && (session.confirmedFully || !fully);
  if (!confirmed) throw new Refusal('confirm-who-you-are', 403, fully ? { fully } : {});
}
