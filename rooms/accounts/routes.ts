import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import { route, type Route } from '#platform/http.ts';
import * as account from './account.ts';
import * as contract from './contract.ts';
import { demonstration, lookCookie } from './demonstration.ts';
import { listIdentities, unlinkIdentity } from './external-identity.ts';
import { giveGrant, grantFault, takeGrant, type Wanted } from './grant.ts';
import type { AccountGround } from './ground.ts';
import { findIdentity, mustBeConfirmed, sessionCookie, type Identity } from './identify.ts';
import { makeToken } from './id.ts';
import { getLink, useLink } from './link.ts';
import { describeMe, sessionRow, tokenRow } from './me.ts';
import * as oidc from './oidc.ts';
import * as own from './own-account.ts';
import { ownSessions } from './session.ts';
import { listTokens } from './session-store.ts';
import * as signature from './signature.ts';
import { setUp } from './set-up.ts';
import { confirm, signIn } from './sign-in.ts';
import { endToken, issueToken } from './token.ts';

/** Only over https or to this machine itself, to this host alone, to no script, and with no request that another site begins. */
const cookieRules = { path: '/', secure: true, httpOnly: true, sameSite: 'strict' } as const;

/** Sign-in, what everybody does with the own account, and the accounts of others. */
export function accountRoutes(ground: AccountGround): Route[] {
  return [...signInRoutes(ground), ...otherWayRoutes(ground), ...ownRoutes(ground), ...ownWayRoutes(ground), ...managingRoutes(ground)];
}

/** The account of whoever asks, and its session. Refuses `no-account` to visitors and programs. */
async function getOwner(ground: AccountGround, request: FastifyRequest): Promise<own.Owner> {
  const { actor, session } = await findIdentity(ground, request);
  if (actor.kind !== 'account' || actor.account === null || session === undefined) throw new Refusal('no-account', 403);
  return { ...actor, account: actor.account, session };
}

/** The same, after a recent confirmation. */
async function getConfirmedOwner(ground: AccountGround, request: FastifyRequest): Promise<own.Owner> {
  await mustBeConfirmed(ground, request);
  return getOwner(ground, request);
}

function giveCookie(reply: FastifyReply, token: string): void {
  reply.setCookie(sessionCookie, token, cookieRules);
}

/** The session that a browser had when it signed in anew. */
async function endBefore(ground: AccountGround, { actor, session }: Identity): Promise<void> {
  if (session !== undefined) await own.signOut(ground, { ...actor, account: session.account, session });
}

const userAgentOf = ({ headers }: FastifyRequest): string => headers['user-agent'] ?? '';

/** A program acts by its token alone: it never comes by a cookie, whatever it knows. */
function mustBeBrowser({ kind }: Actor): void {
  if (kind === 'token') throw new Refusal('no-account', 403);
}

/** What other sessions have open is cut, once this reply is out: it is open for the account too. */
function cutAfter(ground: AccountGround, reply: FastifyReply, whose: string): void {
  reply.raw.once('close', () => ground.onEnded(whose));
}

function signInRoutes(ground: AccountGround): Route[] {
  return [
    route(contract.getMe, async ({ request, reply }) => {
      // The address is everybody's, the answer is not.
      reply.headers({ 'cache-control': 'no-store', vary: 'cookie, authorization' });
      return describeMe(ground, await findIdentity(ground, request));
    }),
    route(contract.signIn, async ({ body, request, reply }) => {
      const before = await findIdentity(ground, request);
      mustBeBrowser(before.actor);
      giveCookie(reply, await signIn(ground, { ...body, ip: request.ip }, userAgentOf(request)));
      await endBefore(ground, before);
      return {};
    }),
    route(contract.signOut, async ({ request, reply }) => {
      const { actor, session } = await findIdentity(ground, request);
      mustBeBrowser(actor);
      reply.clearCookie(sessionCookie, cookieRules);
      // Whatever a browser may have kept in spite of no-store goes with the session.
      reply.header('clear-site-data', '"cache"');
      if (session !== undefined) {
        await own.signOut(ground, { ...actor, account: session.account, session });
        cutAfter(ground, reply, session.account);
      }
      return {};
    }),
    route(contract.lookAtLink, async ({ body }) => {
      const { purpose, signIn: whose, name, expiresAt } = await getLink(ground, body.token);
      return { purpose, signIn: whose, name, expiresAt: expiresAt.toISOString() };
    }),
    route(contract.setUp, async ({ body }) => {
      await setUp(ground, body);
      return {};
    }),
    route(contract.useLink, async ({ body, reply }) => {
      cutAfter(ground, reply, await useLink(ground, body.token, body.password));
      return {};
    }),
    route(contract.look, async ({ body: { role, place, employer }, actor, reply }) => {
      mustBeBrowser(actor);
      if (!(await demonstration(ground))) throw new Refusal('not-in-demonstration', 403);
      if (role === null) {
        reply.clearCookie(lookCookie, cookieRules);
        return {};
      }
      const look = { role, place: place === null ? null : Number(place), employer };
      const why = grantFault(look);
      if (why !== undefined) throw new Refusal('wrong-grant', 422, { role, why });
      reply.setCookie(lookCookie, JSON.stringify(look), cookieRules);
      return {};
    }),
  ];
}

/** Comes along when the provider's page sends the browser back, which the cookie of a session does not. */
const oidcCookieRules = { ...cookieRules, sameSite: 'lax', maxAge: 10 * 60 } as const;

/** A browser that goes to a provider; the cookie that ties the answer to it is the one it has, so that two of its windows do not cross. */
function toProvider(request: FastifyRequest, reply: FastifyReply): oidc.AtBrowser {
  const held = request.cookies[oidc.oidcCookie];
  const browser = held !== undefined && /^[\w-]{43}$/.test(held) ? held : makeToken();
  reply.setCookie(oidc.oidcCookie, browser, oidcCookieRules);
  return { browser, ip: request.ip, userAgent: userAgentOf(request) };
}

/** Other ways to sign in: an OpenID provider, a national e-signature. */
function otherWayRoutes(ground: AccountGround): Route[] {
  return [
    route(contract.beginOidc, async ({ body, actor, request, reply }) => {
      mustBeBrowser(actor);
      return { address: await oidc.beginOidc(ground, toProvider(request, reply), body.link) };
    }),
    route(contract.takeOidcReturn, async ({ query, actor, request, reply }) => {
      mustBeBrowser(actor);
      const given = Object.entries(query).filter((field): field is [string, string] => field[1] !== undefined);
      const at = { browser: request.cookies[oidc.oidcCookie] ?? '', ip: request.ip, userAgent: userAgentOf(request) };
      const isPage = request.headers.accept?.includes('text/html') === true;
      const sendTo = (path: string) => void reply.code(303).headers({ location: path, 'cache-control': 'no-store' });
      const returned = await oidc.takeReturn(ground, at, new URLSearchParams(given)).catch((error: unknown) => {
        if (!isPage || !(error instanceof Refusal)) throw error;
        return sendTo(`/sign-in?refused=${error.code}`);
      });
      if (returned === undefined) return {};
      if ('token' in returned) giveCookie(reply, returned.token);
      if ('codeAsked' in returned) reply.setCookie(oidc.oidcCookie, returned.codeAsked, { ...oidcCookieRules, sameSite: 'strict' });
      // Only our own addresses, none of them from the request. The page there is everybody's; what it loads it asks for itself, with the cookie.
      sendTo('token' in returned ? '/' : 'linked' in returned ? '/account' : '/sign-in?code=asked');
      return {};
    }),
    route(contract.giveOidcCode, async ({ body, actor, request, reply }) => {
      mustBeBrowser(actor);
      giveCookie(reply, await oidc.giveOidcCode(ground, request.cookies[oidc.oidcCookie] ?? '', { ip: request.ip, userAgent: userAgentOf(request) }, body.code));
      reply.clearCookie(oidc.oidcCookie, oidcCookieRules);
      return {};
    }),
    route(contract.makeSignatureChallenge, async ({ request }) => ({ challenge: await signature.makeSignatureChallenge(ground, request.ip) })),
    route(contract.signInBySignature, async ({ body, request, reply }) => {
      const before = await findIdentity(ground, request);
      mustBeBrowser(before.actor);
      giveCookie(reply, await signature.signInBySignature(ground, { ...body, ip: request.ip }, userAgentOf(request)));
      await endBefore(ground, before);
      return {};
    }),
  ];
}

/** What an account links to itself; nobody links for another. */
function ownWayRoutes(ground: AccountGround): Route[] {
  return [
    route(contract.listIdentities, async ({ request }) => {
      const rows = await listIdentities(ground.db, (await getOwner(ground, request)).account);
      return { rows: rows.map(({ way, linkedAt }) => ({ way, linkedAt: linkedAt.toISOString() })) };
    }),
    route(contract.linkOidc, async ({ request, reply }) => {
      const owner = await getConfirmedOwner(ground, request);
      return { address: await oidc.beginOidcLinking(ground, toProvider(request, reply), owner) };
    }),
    route(contract.unlinkOidc, async ({ request }) => {
      await unlinkIdentity(ground, await getConfirmedOwner(ground, request), 'oidc');
      return {};
    }),
    route(contract.beginSignatureLink, async ({ request }) => {
      const owner = await getConfirmedOwner(ground, request);
      return { challenge: await signature.makeSignatureChallenge(ground, request.ip, owner) };
    }),
    route(contract.linkSignature, async ({ body, request }) => {
      await signature.linkSignature(ground, await getConfirmedOwner(ground, request), { ...body, ip: request.ip });
      return {};
    }),
    route(contract.unlinkSignature, async ({ request }) => {
      await unlinkIdentity(ground, await getConfirmedOwner(ground, request), 'signature');
      return {};
    }),
  ];
}

function ownRoutes(ground: AccountGround): Route[] {
  return [
    route(contract.confirmMe, async ({ body, request, reply }) => {
      const owner = await getOwner(ground, request);
      giveCookie(reply, await confirm(ground, { ...body, signIn: owner.name, ip: request.ip }, owner.session.id));
      return {};
    }),
    route(contract.setLanguage, async ({ body, request }) => {
      await own.setLanguage(ground, await getOwner(ground, request), body.language);
      return {};
    }),
    route(contract.setPassword, async ({ body: { password, newPassword }, request, reply }) => {
      const owner = await getConfirmedOwner(ground, request);
      giveCookie(reply, await own.setPassword(ground, owner, { password, ip: request.ip }, newPassword));
      cutAfter(ground, reply, owner.account);
      return {};
    }),
    route(contract.listSessions, async ({ request }) => {
      const { account: whose, session } = await getOwner(ground, request);
      return { rows: (await ownSessions(ground, whose)).map((row) => sessionRow(row, session.id)) };
    }),
    route(contract.endSession, async ({ params, request, reply }) => {
      const owner = await getOwner(ground, request);
      await own.endOwnSession(ground, owner, params.sessionId);
      cutAfter(ground, reply, owner.account);
      return {};
    }),
    route(contract.endOtherSessions, async ({ request, reply }) => {
      const owner = await getOwner(ground, request);
      const ended = await own.endOtherSessions(ground, owner);
      cutAfter(ground, reply, owner.account);
      return { ended };
    }),
    route(contract.beginSecondFactor, async ({ request }) => own.beginSecondFactor(ground, await getConfirmedOwner(ground, request))),
    route(contract.confirmSecondFactor, async ({ body, request, reply }) => {
      const owner = await getConfirmedOwner(ground, request);
      const { token, recoveryCodes } = await own.confirmSecondFactor(ground, owner, body.code);
      giveCookie(reply, token);
      cutAfter(ground, reply, owner.account);
      return { recoveryCodes };
    }),
    route(contract.renewRecoveryCodes, async ({ request }) => ({ recoveryCodes: await own.renewRecoveryCodes(ground, await getConfirmedOwner(ground, request)) })),
    route(contract.listTokens, async ({ request }) => {
      const { account: whose } = await getOwner(ground, request);
      return { rows: (await listTokens(ground.db, whose, ground.clock.now())).map(tokenRow) };
    }),
    route(contract.makeToken, async ({ body, actor, request }) => {
      const { account: whose, session } = await getConfirmedOwner(ground, request);
      const { token, ...row } = await issueToken(ground, { ...actor, account: whose }, { ...body, secondFactor: session.secondFactor });
      return { ...tokenRow(row), token };
    }),
    route(contract.endToken, async ({ params, request }) => {
      await endToken(ground, { ...(await getOwner(ground, request)), grants: [] }, params.tokenId);
      return {};
    }),
  ];
}

function managingRoutes(ground: AccountGround): Route[] {
  type Body = { readonly role: Wanted['role']; readonly place: string | null; readonly bin: string | null };
  const wanted = ({ role, place, bin }: Body): Wanted => ({ role, place: place === null ? null : Number(place), bin });
  const after = async (actor: Actor, id: string, work: Promise<unknown>) => {
    await work;
    return account.getAccount(ground, actor.account, id);
  };
  return [
    route(contract.listAccounts, ({ query, actor }) => account.listAccounts(ground, actor.account, query)),
    route(contract.getAccount, ({ params, actor }) => account.getAccount(ground, actor.account, params.accountId)),
    route(contract.invite, async ({ body, actor, request }) => {
      await mustBeConfirmed(ground, request);
      const { id, link } = await account.invite(ground, actor, { ...body, grants: body.grants.map(wanted) });
      return { account: await account.getAccount(ground, actor.account, id), link };
    }),
    route(contract.renameAccount, async ({ params, body, actor, request }) => {
      await mustBeConfirmed(ground, request);
      return after(actor, params.accountId, account.renameAccount(ground, actor, params.accountId, body.name));
    }),
    route(contract.setDisabled, async ({ params, body, actor, request }) => {
      await mustBeConfirmed(ground, request);
      return after(actor, params.accountId, account.setDisabled(ground, actor, params.accountId, body.disabled));
    }),
    route(contract.giveGrant, async ({ params, body, actor, request }) => {
      await mustBeConfirmed(ground, request);
      return after(actor, params.accountId, giveGrant(ground, actor, params.accountId, wanted(body)));
    }),
    route(contract.takeGrant, async ({ params, actor, request }) => {
      await mustBeConfirmed(ground, request);
      return after(actor, params.accountId, takeGrant(ground, actor, params.accountId, params.grantId));
    }),
    route(contract.makeLink, async ({ params, actor, request }) => {
      await mustBeConfirmed(ground, request);
      return { link: await account.makeAccountLink(ground, actor, params.accountId) };
    }),
    route(contract.resetSecondFactor, async ({ params, actor, request }) => {
      await mustBeConfirmed(ground, request);
      return after(actor, params.accountId, account.resetSecondFactor(ground, actor, params.accountId));
    }),
    route(contract.endAccountSessions, async ({ params, actor, request }) => {
      await mustBeConfirmed(ground, request);
      return after(actor, params.accountId, account.endAccountSessions(ground, actor, params.accountId));
    }),
    route(contract.endAccountTokens, async ({ params, actor, request }) => {
      await mustBeConfirmed(ground, request);
      return after(actor, params.accountId, account.endAccountTokens(ground, actor, params.accountId));
    }),
  ];
}
