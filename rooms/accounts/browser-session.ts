import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { AccountGround } from './ground.ts';
import { findIdentity, mustBeConfirmed, sessionCookie, type Identity } from './identify.ts';
import { signOut, type Owner } from './own-account.ts';

/** Only over https or to this machine itself, to this host alone, to no script, and with no request that another site begins. */
export const cookieRules = { path: '/', secure: true, httpOnly: true, sameSite: 'strict' } as const;

export function giveCookie(reply: FastifyReply, token: string): void {
  reply.setCookie(sessionCookie, token, cookieRules);
}

/** The account of whoever asks, and its session. Refuses `no-account` to visitors and programs. */
export async function getOwner(ground: AccountGround, request: FastifyRequest): Promise<Owner> {
  const { actor, session } = await findIdentity(ground, request);
  if (actor.kind !== 'account' || actor.account === null || session === undefined) throw new Refusal('no-account', 403);
  return { ...actor, account: actor.account, session };
}

/** The same, for what changes by what one signs in: a code alone does not open it. */
export async function getConfirmedOwner(ground: AccountGround, request: FastifyRequest): Promise<Owner> {
  await mustBeConfirmed(ground, request, { fully: true });
  return getOwner(ground, request);
}

/** Ends the session that a browser had when it signed in anew. */
export async function endBefore(ground: AccountGround, { actor, session }: Identity): Promise<void> {
  if (session !== undefined) await signOut(ground, { ...actor, account: session.account, session });
}

export const userAgentOf = ({ headers }: FastifyRequest): string => headers['user-agent'] ?? '';

/** A program acts by its token alone: it never comes by a cookie, whatever it knows. Refuses `no-account`. */
export function mustBeBrowser({ kind }: Actor): void {
  if (kind === 'token') throw new Refusal('no-account', 403);
}

/** What other sessions have open is cut, once this reply is out: it is open for the account too. */
export function cutAfter(ground: AccountGround, reply: FastifyReply, whose: string): void {
  reply.raw.once('close', () => ground.onEnded(whose));
}
