import { route, type Route } from '#platform/http.ts';
import { cutAfter, getConfirmedOwner, getOwner, giveCookie } from './browser-session.ts';
import { confirmEmail, ownEmail, setEmail } from './email.ts';
import type { AccountGround } from './ground.ts';
import { mustBeConfirmed } from './identify.ts';
import { sessionRow, tokenRow } from './me.ts';
import * as own from './own-account.ts';
import * as contract from './own-contract.ts';
import { ownSessions } from './session.ts';
import { listTokens } from './session-store.ts';
import { endToken, issueToken } from './token.ts';

/** What everybody does with the own account. */
export function ownRoutes(ground: AccountGround): Route[] {
  return [
    route(contract.setLanguage, async ({ body, request }) => {
      await own.setLanguage(ground, await getOwner(ground, request), body.language);
      return {};
    }),
    route(contract.getEmail, async ({ request }) => ownEmail(ground, await getOwner(ground, request))),
    route(contract.setEmail, async ({ body, request }) => {
      await setEmail(ground, await getConfirmedOwner(ground, request), body.email);
      return {};
    }),
    route(contract.confirmEmail, async ({ body }) => {
      await confirmEmail(ground, body.token);
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
      await mustBeConfirmed(ground, request);
      await own.endOwnSession(ground, owner, params.sessionId);
      cutAfter(ground, reply, owner.account);
      return {};
    }),
    route(contract.endOtherSessions, async ({ request, reply }) => {
      const owner = await getOwner(ground, request);
      await mustBeConfirmed(ground, request);
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
