import { operator, type Permission, type Role } from '#kernel/actor.ts';
import { change } from '#accounts';
import { invite } from '../../rooms/accounts/account.ts';
import { sessionCookie } from '../../rooms/accounts/identify.ts';
import { signInAs } from '../../rooms/accounts/session.ts';
import { findAccount } from '../../rooms/accounts/store.ts';
import { issueToken } from '../../rooms/accounts/token.ts';
import type { TestCountry } from '../country.ts';

export const steward = operator('test');

/** Makes an account with roles, as an administrator would; returns its id. An employer is entered by our own number. */
export async function makeAccount({ app: { accounts } }: TestCountry, signIn: string, grants: readonly { role: Role; place?: number }[]): Promise<string> {
  const { id } = await invite(accounts, steward, {
    signIn, name: `Holder of ${signIn}`, language: 'en', grants: grants.map(({ role, place = null }) => ({ role, place, bin: null })),
  });
  return id;
}

/** Headers of a session of an account, begun as after a sign-in by two factors. */
export async function sessionOf({ app: { accounts } }: TestCountry, account: string): Promise<Record<string, string>> {
  const token = await change(accounts, steward, (step) => signInAs(step, account, { how: 'totp', secondFactor: true, browser: '' }));
  return { cookie: `${sessionCookie}=${token}` };
}

/** Headers of an API token of an account. */
export async function tokenOf({ app: { accounts } }: TestCountry, account: string, permissions: readonly Permission[], grants: readonly { role: Role; place?: number }[]): Promise<Record<string, string>> {
  const holder = await findAccount(accounts.db, account);
  const actor = { kind: 'account', account, name: holder?.signIn ?? '', grants: grants.map(({ role, place = null }) => ({ role, place, employer: null })) } as const;
  const { token } = await issueToken(accounts, actor, { name: 'feed', permissions, days: 30, secondFactor: true });
  return { authorization: `Bearer ${token}` };
}
