import type { FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '#kernel/refusal.ts';
import { route, type Route } from '#platform/http.ts';
import { cookieRules, endBefore, getConfirmedOwner, getOwner, giveCookie, mustBeBrowser, userAgentOf } from './browser-session.ts';
import { unlinkIdentity } from './external-identity.ts';
import { listIdentities } from './identity-store.ts';
import type { AccountGround } from './ground.ts';
import { findIdentity } from './identify.ts';
import { makeToken } from './id.ts';
import * as oidc from './oidc.ts';
import { confirm, confirmByCode } from './sign-in.ts';
import * as signature from './signature.ts';
import * as contract from './way-contract.ts';

/** Ways to sign in besides the password, what an account links to itself, and all ways to show anew who one is. */
export function wayRoutes(ground: AccountGround): Route[] {
  return [...signInWayRoutes(ground), ...confirmationRoutes(ground), ...ownWayRoutes(ground)];
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

/** Where the page goes after a return: our own addresses only, none of them from the request. The page there is everybody's; what it loads it asks for itself, with the cookie. */
function pageAfter(returned: oidc.Returned): string {
  if ('codeAsked' in returned) return '/sign-in?code=asked';
  return 'linked' in returned || 'confirmed' in returned ? '/account' : '/';
}

function signInWayRoutes(ground: AccountGround): Route[] {
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
      sendTo(pageAfter(returned));
      return {};
    }),
    route(contract.giveOidcCode, async ({ body, actor, request, reply }) => {
      mustBeBrowser(actor);
      giveCookie(reply, await oidc.giveOidcCode(ground, request.cookies[oidc.oidcCookie] ?? '', { ip: request.ip, userAgent: userAgentOf(request) }, body.code));
      reply.clearCookie(oidc.oidcCookie, oidcCookieRules);
      return {};
    }),
    route(contract.makeSignatureChallenge, async ({ body, request }) => ({ challenge: await signature.makeSignatureChallenge(ground, request.ip, body) })),
    route(contract.signInBySignature, async ({ body, request, reply }) => {
      const before = await findIdentity(ground, request);
      mustBeBrowser(before.actor);
      giveCookie(reply, await signature.signInBySignature(ground, { ...body, ip: request.ip }, userAgentOf(request)));
      await endBefore(ground, before);
      return {};
    }),
  ];
}

function confirmationRoutes(ground: AccountGround): Route[] {
  return [
    route(contract.confirmMe, async ({ body: { password, code }, request, reply }) => {
      const owner = await getOwner(ground, request);
      const typed = { code, signIn: owner.name, ip: request.ip };
      giveCookie(reply, password === undefined ? await confirmByCode(ground, typed, owner.session) : await confirm(ground, { ...typed, password }, owner.session));
      return {};
    }),
    route(contract.confirmByOidc, async ({ body, request, reply }) => {
      const owner = await getOwner(ground, request);
      return { address: await oidc.beginOidcConfirmation(ground, toProvider(request, reply), owner, body.code) };
    }),
    route(contract.beginSignatureConfirmation, async ({ request }) =>
      ({ challenge: await signature.makeSignatureChallenge(ground, request.ip, { owner: await getOwner(ground, request), way: 'signature-confirm' }) })),
    route(contract.confirmBySignature, async ({ body, request, reply }) => {
      giveCookie(reply, await signature.confirmBySignature(ground, await getOwner(ground, request), { ...body, ip: request.ip }));
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
    route(contract.beginSignatureLink, async ({ request }) =>
      ({ challenge: await signature.makeSignatureChallenge(ground, request.ip, { owner: await getConfirmedOwner(ground, request), way: 'signature' }) })),
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
