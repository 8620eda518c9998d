import { beforeAll, expect, test } from 'vitest';
import { permissions, type Permission } from '#kernel/actor.ts';
import { openTestGround } from '#platform/testing.ts';
import { setDisabled } from './account.ts';
import { takeGrant } from './grant.ts';
import { findIdentity, mustBeConfirmed, scopeThroughTime } from './identify.ts';
import { listGrants } from './store.ts';
import { openTestAccounts, steward, type TestAccounts } from './testing.ts';
import { endToken, issueToken } from './token.ts';

let accounts: TestAccounts;
let turn = 0;
beforeAll(async () => {
  accounts = await openTestAccounts(await openTestGround());
});

const ask = (token: string) => findIdentity(accounts.ground, { headers: { authorization: `Bearer ${token}` }, cookies: {} });
const wrong = { code: 'wrong-token', status: 401 };

/** Somebody with a role for the country, signed in by two factors. */
async function owner(role: 'auditor' | 'steward' | 'administrator' | 'ministry-analyst') {
  const name = `owner.${role}.${(turn += 1)}`;
  const id = await accounts.make(name, { role, place: 0 });
  const { actor } = await accounts.identify((await accounts.enrol(name)).token);
  const issue = (...wanted: Permission[]) => issueToken(accounts.ground, { ...actor, account: id }, { name: 'feed', permissions: wanted, days: 30, secondFactor: true });
  return { id, actor: { ...actor, account: id }, issue };
}

test('what no program may hold, and what its owner does not, is no scope of a token', async () => {
  const holders = { auditor: await owner('auditor'), administrator: await owner('administrator') };
  for (const permission of ['manage-accounts', 'reveal-identifiers', 'make-release', 'signed-in', 'anyone'] as const) {
    for (const { issue } of Object.values(holders)) await expect(issue(permission)).rejects.toMatchObject({ code: 'not-for-tokens', status: 422, facts: { permission } });
  }
  await expect(holders.auditor.issue('read-figures', 'steward-registers')).rejects.toMatchObject({ code: 'not-for-tokens', facts: { permission: 'steward-registers' } });
});

test('a token may what it was made for and nothing else, whatever its owner may', async () => {
  const { issue } = await owner('auditor');
  const { token, expiresAt } = await issue('read-imports');
  expect(token).toMatch(/^jms_[\w-]{43}$/);
  expect(expiresAt.getTime() - accounts.clock.now().getTime()).toBe(30 * 24 * 60 * 60_000);
  const { actor, session } = await ask(token);
  expect({ kind: actor.kind, session }).toEqual({ kind: 'token', session: undefined });
  expect(permissions.filter((permission) => scopeThroughTime(actor, permission) !== undefined)).toEqual(['anyone', 'read-imports']);
  await expect(mustBeConfirmed(accounts.ground, { headers: { authorization: `Bearer ${token}` }, cookies: {} })).rejects.toMatchObject({ code: 'confirm-who-you-are' });
});

test('a token in a cookie is nobody’s', async () => {
  const { issue } = await owner('auditor');
  expect((await accounts.identify((await issue('read-imports')).token)).actor.kind).toBe('nobody');
});

test('a token ends with its time, by its owner, and with the account; with the role it holds nothing', async () => {
  const { id, actor, issue } = await owner('steward');
  const [ended, expired, stripped, disabled] = [await issue('read-imports'), await issue('read-imports'), await issue('steward-registers'), await issue('read-imports')];
  await endToken(accounts.ground, actor, ended.id);
  await expect(ask(ended.token)).rejects.toMatchObject(wrong);
  const foreign = await owner('auditor');
  await expect(endToken(accounts.ground, foreign.actor, expired.id)).rejects.toMatchObject({ code: 'no-such-token', status: 404 });
  expect(scopeThroughTime((await ask(stripped.token)).actor, 'steward-registers')).toEqual({ places: [0], employers: [] });
  const [grant] = await listGrants(accounts.ground.db, id);
  await takeGrant(accounts.ground, steward, id, grant?.id ?? '');
  expect(scopeThroughTime((await ask(stripped.token)).actor, 'steward-registers')).toBeUndefined();
  await setDisabled(accounts.ground, steward, id, true);
  await expect(ask(disabled.token)).rejects.toMatchObject(wrong);
  await setDisabled(accounts.ground, steward, id, false);
  await expect(ask(disabled.token)).rejects.toMatchObject(wrong);
  const other = await owner('steward');
  const { token } = await other.issue('read-imports');
  accounts.clock.pass(30 * 24 * 60 - 1);
  expect((await ask(token)).actor.kind).toBe('token');
  accounts.clock.pass(1);
  await expect(ask(token)).rejects.toMatchObject(wrong);
});
