import type { Actor } from '#kernel/actor.ts';
import { route, type Route } from '#platform/http.ts';
import * as account from './account.ts';
import * as contract from './account-contract.ts';
import { giveGrant, takeGrant, type Wanted } from './grant.ts';
import type { AccountGround } from './ground.ts';
import { mustBeConfirmed } from './identify.ts';

/** What administrators do with the accounts of others. */
export function managingRoutes(ground: AccountGround): Route[] {
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
    route(contract.resetSecondFactor, async ({ params, query, actor, request }) => {
      await mustBeConfirmed(ground, request);
      return after(actor, params.accountId, account.resetSecondFactor(ground, actor, params.accountId, query.proof));
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
