import { Refusal } from '#kernel/refusal.ts';
import { route, type Route } from '#platform/http.ts';
import { managingRoutes } from './account-routes.ts';
import { cookieRules, cutAfter, endBefore, giveCookie, mustBeBrowser, userAgentOf } from './browser-session.ts';
import * as contract from './contract.ts';
import { demonstration, lookCookie } from './demonstration.ts';
import { grantFault } from './grant.ts';
import type { AccountGround } from './ground.ts';
import { findIdentity, sessionCookie } from './identify.ts';
import { getLink, useLink } from './link.ts';
import { describeMe } from './me.ts';
import * as own from './own-account.ts';
import { ownRoutes } from './own-routes.ts';
import { setUp } from './set-up.ts';
import { signIn } from './sign-in.ts';
import { wayRoutes } from './way-routes.ts';

/** Sign-in, what everybody does with the own account, and the accounts of others. */
export function accountRoutes(ground: AccountGround): Route[] {
  return [...signInRoutes(ground), ...wayRoutes(ground), ...ownRoutes(ground), ...managingRoutes(ground)];
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
    route(contract.setUp, async ({ body, request }) => {
      await setUp(ground, body, request.ip);
      return {};
    }),
    route(contract.useLink, async ({ body, request, reply }) => {
      cutAfter(ground, reply, await useLink(ground, body.token, body.password, request.ip));
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
