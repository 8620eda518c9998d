import { expect, test } from 'vitest';
import { listAuditLines } from '#platform/audit.ts';
import { openTestGround } from '#platform/testing.ts';
import { makeAccountLink, setDisabled } from './account.ts';
import { getLink, useLink } from './link.ts';
import { openSetUp, setUp } from './set-up.ts';
import { listGrants, findAccountByName } from './store.ts';
import { openTestAccounts, steward, testPassword, type TestAccounts } from './testing.ts';

const open = async () => openTestAccounts(await openTestGround());
const tokenOf = (link: { address: string } | undefined) => link?.address.split('#')[1] ?? '';
const first = { signIn: 'first', name: 'Айгерім', password: testPassword, language: 'kk' as const };
const wrong = { code: 'wrong-link', status: 404, facts: {} };
const follow = ({ ground }: TestAccounts, token: string, signIn = 'first') => setUp(ground, { ...first, signIn, token });

test('a link that was made up, replaced by a later start, or is a day old makes nobody', async () => {
  const accounts = await open();
  await expect(follow(accounts, 'a'.repeat(43))).rejects.toMatchObject(wrong);
  const before = tokenOf(await openSetUp(accounts.ground));
  const token = tokenOf(await openSetUp(accounts.ground));
  await expect(follow(accounts, before)).rejects.toMatchObject(wrong);
  accounts.clock.pass(24 * 60);
  await expect(follow(accounts, token)).rejects.toMatchObject(wrong);
  await expect(accounts.enter('first')).rejects.toMatchObject({ code: 'wrong-sign-in' });
});

test('a weak password leaves the link as it was', async () => {
  const accounts = await open();
  const token = tokenOf(await openSetUp(accounts.ground));
  await expect(setUp(accounts.ground, { ...first, token, password: 'first12345678' })).rejects.toMatchObject({ code: 'weak-password' });
  await follow(accounts, token);
});

test('of two who follow the link at once one becomes the administrator, and then there is no link any more', async () => {
  const accounts = await open();
  const link = await openSetUp(accounts.ground);
  expect(link?.address).toMatch(/^http:\/\/localhost:3000\/set-up#[\w-]{43}$/);
  const outcomes = await Promise.allSettled([follow(accounts, tokenOf(link), 'one'), follow(accounts, tokenOf(link), 'other')]);
  expect(outcomes.filter(({ status }) => status === 'rejected')).toMatchObject([{ reason: wrong }]);
  expect(await openSetUp(accounts.ground)).toBeUndefined();
  const winner = outcomes[0]?.status === 'fulfilled' ? 'one' : 'other';
  const { id } = (await findAccountByName(accounts.ground.db, winner))!;
  expect(await listGrants(accounts.ground.db, id)).toMatchObject([{ role: 'administrator', place: 0 }]);
  const lines = await listAuditLines(accounts.ground.db, { limit: 3 });
  expect(lines.map(({ actor, what }) => [actor, what])).toEqual([[winner, 'grant-given'], [winner, 'account-made'], ['operator start', 'link-made']]);
});

test('the first administrator may nothing before a second factor is on', async () => {
  const accounts = await open();
  await follow(accounts, tokenOf(await openSetUp(accounts.ground)));
  expect((await accounts.identify(await accounts.enter('first'))).actor.grants).toEqual([]);
  expect((await accounts.identify((await accounts.enrol('first')).token)).actor.grants).toEqual([{ role: 'administrator', place: 0, employer: null }]);
});

test('an invitation and a reset are taken once, in their time, and never after the account was disabled', async () => {
  const accounts = await open();
  const { ground, clock } = accounts;
  const id = await accounts.make('somebody', { place: 750_000_000 });
  const reset = tokenOf(await makeAccountLink(ground, steward, id));
  expect(await getLink(ground, reset)).toMatchObject({ purpose: 'reset', signIn: 'somebody' });
  await expect(follow(accounts, reset)).rejects.toMatchObject(wrong);
  const later = tokenOf(await makeAccountLink(ground, steward, id));
  await expect(useLink(ground, reset, testPassword)).rejects.toMatchObject(wrong);
  const session = await accounts.enter('somebody');
  const both = await Promise.allSettled([useLink(ground, later, 'another good password'), useLink(ground, later, 'another good password')]);
  expect(both.filter(({ status }) => status === 'rejected')).toMatchObject([{ reason: wrong }]);
  expect((await accounts.identify(session)).actor.kind).toBe('nobody');
  await expect(accounts.enter('somebody')).rejects.toMatchObject({ code: 'wrong-sign-in' });
  const last = tokenOf(await makeAccountLink(ground, steward, id));
  await setDisabled(ground, steward, id, true);
  await setDisabled(ground, steward, id, false);
  await expect(useLink(ground, last, testPassword)).rejects.toMatchObject(wrong);
  const old = tokenOf(await makeAccountLink(ground, steward, id));
  clock.pass(24 * 60);
  await expect(getLink(ground, old)).rejects.toMatchObject(wrong);
});

test('a set-up link makes no password for anybody, and an invitation no administrator', async () => {
  const accounts = await open();
  await expect(useLink(accounts.ground, tokenOf(await openSetUp(accounts.ground)), testPassword)).rejects.toMatchObject(wrong);
});

test('a reset frees a name that guesses have locked', async () => {
  const accounts = await open();
  const id = await accounts.make('locked.out');
  for (let tries = 0; tries < 12; tries += 1) {
    accounts.clock.pass(1.1);
    await accounts.enter('locked.out', 'JBSWY3DPEHPK3PXP').catch(() => undefined);
  }
  await useLink(accounts.ground, tokenOf(await makeAccountLink(accounts.ground, steward, id)), testPassword);
  expect(await accounts.enter('locked.out')).toMatch(/^[\w-]{43}$/);
});
