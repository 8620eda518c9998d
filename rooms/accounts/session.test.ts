import { beforeAll, expect, test } from 'vitest';
import { permissions, roles, type Role } from '#kernel/actor.ts';
import { listAuditLines } from '#platform/audit.ts';
import { openTestGround } from '#platform/testing.ts';
import { endAccountSessions, resetSecondFactor, setDisabled } from './account.ts';
import { giveGrant } from './grant.ts';
import { findIdentity, mustBeConfirmed, scopeThroughTime, sessionCookie } from './identify.ts';
import { endOtherSessions, endOwnSession, setPassword, signOut, type Owner } from './own-account.ts';
import { policy } from './policy.ts';
import { browserOf } from './session.ts';
import { confirm } from './sign-in.ts';
import { openTestAccounts, steward, testPassword, withCookie, type TestAccounts } from './testing.ts';

/** Where a role is given that is not given for the country. */
const placeOf: Readonly<Partial<Record<Role, number>>> = { 'region-staff': 750_000_000, 'district-staff': 101_000_000, 'employment-centre': 100_000_000 };

let accounts: TestAccounts;
beforeAll(async () => {
  accounts = await openTestAccounts(await openTestGround());
});

const kindOf = async (token: string) => (await accounts.identify(token)).actor.kind;
async function ownerOf(token: string): Promise<Owner> {
  const { actor, session } = await accounts.identify(token);
  if (session === undefined) throw new Error('no session');
  return { ...actor, account: session.account, session };
}

test('a request with a cookie and a token is refused, and a token that is none is never nobody', async () => {
  await accounts.make('both');
  const cookies = { [sessionCookie]: await accounts.enter('both') };
  await expect(findIdentity(accounts.ground, { headers: { authorization: 'Bearer x' }, cookies })).rejects.toMatchObject({ code: 'two-credentials', status: 400 });
  for (const authorization of ['', 'Bearer ', 'Basic YTpi', `Bearer jms_${'a'.repeat(43)}`, `Bearer ${cookies[sessionCookie]}`]) {
    await expect(findIdentity(accounts.ground, { headers: { authorization }, cookies: {} })).rejects.toMatchObject({ code: 'wrong-token', status: 401 });
  }
});

test('a made-up, an empty and an odd cookie are nobody’s', async () => {
  for (const token of ['', 'a'.repeat(43), '%00', '__proto__', 'x'.repeat(5000)]) expect(await kindOf(token)).toBe('nobody');
});

test('a session of staff ends a quarter of an hour after its last use, an employer’s after half an hour', async () => {
  await accounts.make('idle.staff', { place: 750_000_000 });
  await accounts.make('idle.employer', { role: 'employer', bin: '050140000011' });
  for (const [name, minutes] of [['idle.staff', 15], ['idle.employer', 30]] as const) {
    const token = await accounts.enter(name);
    for (let use = 0; use < 3; use += 1) {
      accounts.clock.pass(minutes - 0.5);
      expect(await kindOf(token)).toBe('account');
    }
    accounts.clock.pass(minutes);
    expect(await kindOf(token)).toBe('nobody');
    accounts.clock.pass(-minutes / 2);
    expect(await kindOf(token)).toBe('account');
    accounts.clock.pass(minutes / 2);
  }
});

test('no use keeps a session of staff beyond eight hours, nor an employer’s beyond twelve', async () => {
  await accounts.make('long.staff', { place: 750_000_000 });
  await accounts.make('long.employer', { role: 'employer', bin: '050140000011' });
  for (const [name, hours] of [['long.staff', 8], ['long.employer', 12]] as const) {
    const token = await accounts.enter(name);
    for (let minute = 10; minute < hours * 60; minute += 10) {
      accounts.clock.pass(10);
      if ((await kindOf(token)) !== 'account') throw new Error(`${name} ended after ${minute} minutes`);
    }
    accounts.clock.pass(10);
    expect(await kindOf(token)).toBe('nobody');
  }
});

test('whatever ends a session ends it for the very next request', async () => {
  const id = await accounts.make('ended', { place: 750_000_000 });
  const endings: ((token: string) => Promise<unknown>)[] = [
    async (token) => signOut(accounts.ground, await ownerOf(token)),
    async (token) => endOwnSession(accounts.ground, await ownerOf(token), (await ownerOf(token)).session.id),
    async () => endAccountSessions(accounts.ground, steward, id),
    async () => giveGrant(accounts.ground, steward, id, { role: 'region-staff', place: 100_000_000, bin: null }),
    async () => resetSecondFactor(accounts.ground, steward, id, 'document'),
    async () => setDisabled(accounts.ground, steward, id, true),
  ];
  for (const end of endings) {
    const token = await accounts.enter('ended');
    expect(await kindOf(token)).toBe('account');
    await end(token);
    expect(await kindOf(token)).toBe('nobody');
  }
  expect(accounts.ended.filter((one) => one === id).length).toBe(4);
  await setDisabled(accounts.ground, steward, id, false);
  expect(await kindOf(await accounts.enter('ended'))).toBe('account');
});

test('another’s session cannot be ended, and is told apart from none by nothing', async () => {
  await accounts.make('mine');
  await accounts.make('yours');
  const [mine, yours] = [await accounts.enter('mine'), await accounts.enter('yours')];
  const foreign = await endOwnSession(accounts.ground, await ownerOf(mine), (await ownerOf(yours)).session.id).catch((error: unknown) => error);
  const missing = await endOwnSession(accounts.ground, await ownerOf(mine), 'no-such-thing').catch((error: unknown) => error);
  expect(foreign).toMatchObject({ code: 'no-such-session', status: 404 });
  expect({ ...(foreign as object) }).toEqual({ ...(missing as object) });
  expect(await kindOf(yours)).toBe('account');
});

test('all others can be ended at once; the one that asks stays', async () => {
  await accounts.make('several');
  const [one, two, three] = [await accounts.enter('several'), await accounts.enter('several'), await accounts.enter('several')];
  expect(await endOtherSessions(accounts.ground, await ownerOf(two))).toBe(2);
  expect([await kindOf(one), await kindOf(two), await kindOf(three)]).toEqual(['nobody', 'account', 'nobody']);
});

test('a new password ends all other sessions, and the one that asks goes on under a new token', async () => {
  await accounts.make('renewed');
  const [one, other] = [await accounts.enter('renewed'), await accounts.enter('renewed')];
  const owner = await ownerOf(one);
  await expect(setPassword(accounts.ground, owner, { password: 'twelve wooden forks', ip: '127.0.0.1' }, 'thirteen wooden spoons')).rejects.toMatchObject({ code: 'wrong-sign-in' });
  await expect(setPassword(accounts.ground, owner, { password: testPassword, ip: '127.0.0.1' }, 'qwertyuiop12')).rejects.toMatchObject({ code: 'weak-password' });
  const token = await setPassword(accounts.ground, owner, { password: testPassword, ip: '127.0.0.1' }, 'thirteen wooden spoons');
  expect([await kindOf(one), await kindOf(other), await kindOf(token)]).toEqual(['nobody', 'nobody', 'account']);
});

test.each(roles)('the role %s holds nothing until two factors were shown', async (role) => {
  const id = await accounts.make(`one.${role}`, role === 'employer' ? { role, bin: '050140000011' } : { role, place: placeOf[role] ?? 0 });
  const { actor } = await accounts.identify(await accounts.enter(`one.${role}`));
  expect(permissions.filter((permission) => scopeThroughTime(actor, permission) !== undefined)).toEqual(['anyone', 'signed-in']);
  const two = await accounts.identify(await accounts.enterByTwo(id));
  expect(permissions.filter((permission) => scopeThroughTime(two.actor, permission) !== undefined)).toEqual(permissions.filter((one) => one === 'anyone' || one === 'signed-in' || policy[role].includes(one)));
});

test('all roles of an account hold once its second factor is on, and at each sign-in with its code', async () => {
  await accounts.make('needing', { role: 'ministry-analyst', place: 0 }, { role: 'region-staff', place: 750_000_000 });
  const { actor } = await accounts.identify(await accounts.enter('needing'));
  expect(actor.grants).toEqual([]);
  expect([scopeThroughTime(actor, 'read-figures'), scopeThroughTime(actor, 'signed-in')]).toEqual([undefined, { places: [], employers: [] }]);
  const { token, secret } = await accounts.enrol('needing');
  expect((await accounts.identify(token)).actor.grants).toHaveLength(2);
  expect((await accounts.identify(await accounts.enter('needing', secret))).actor.grants).toHaveLength(2);
});

test('a second factor ends all other sessions and gives this one a new token', async () => {
  await accounts.make('enrolling');
  const before = await accounts.enter('enrolling');
  const { token } = await accounts.enrol('enrolling');
  expect([await kindOf(before), await kindOf(token)]).toEqual(['nobody', 'account']);
});

test('ten minutes after the password was given a change that matters wants it again', async () => {
  await accounts.make('confirming');
  const token = await accounts.enter('confirming');
  accounts.clock.pass(9.9);
  await mustBeConfirmed(accounts.ground, withCookie(token));
  accounts.clock.pass(0.1);
  await expect(mustBeConfirmed(accounts.ground, withCookie(token))).rejects.toMatchObject({ code: 'confirm-who-you-are', status: 403 });
  await expect(mustBeConfirmed(accounts.ground, { headers: {}, cookies: {} })).rejects.toMatchObject({ code: 'confirm-who-you-are' });
  const { session } = await ownerOf(token);
  await expect(confirm(accounts.ground, { signIn: 'confirming', password: 'twelve wooden forks', ip: '127.0.0.1' }, session)).rejects.toMatchObject({ code: 'wrong-sign-in' });
  const renewed = await confirm(accounts.ground, { signIn: 'confirming', password: testPassword, ip: '127.0.0.1' }, session);
  await mustBeConfirmed(accounts.ground, withCookie(renewed));
  expect(await kindOf(token)).toBe('nobody');
});

test('a reset of the second factor says in the audit how its holder showed who he is', async () => {
  const id = await accounts.make('lost', { place: 750_000_000 });
  await accounts.enrol('lost');
  await resetSecondFactor(accounts.ground, steward, id, 'signature');
  const [line] = await listAuditLines(accounts.ground.db, { what: 'second-factor-reset', limit: 1 });
  expect(line).toMatchObject({ subject: id, facts: { proof: 'signature' } });
  expect((await accounts.identify(await accounts.enter('lost'))).actor.grants).toEqual([]);
});

test('of a User-Agent no more than browser and system is kept', () => {
  expect(browserOf('Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.1')).toBe('Edge 140, Windows');
  expect(browserOf('Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Version/19.0 Mobile/15E148 Safari/604.1')).toBe('Safari 604, iPhone');
  expect(browserOf('<script>900101300123</script>')).toBe('');
});
