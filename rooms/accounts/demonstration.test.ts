// One database is enough: a look is judged before it is asked.
import { beforeEach, expect, test } from 'vitest';
import { permissions } from '#kernel/actor.ts';
import { putSetting } from '#platform/settings.ts';
import { openTestGround } from '#platform/testing.ts';
import { demonstration, lookCookie, visitor } from './demonstration.ts';
import { findIdentity, scopeThroughTime, sessionCookie } from './identify.ts';
import { openTestAccounts, type TestAccounts } from './testing.ts';

let accounts: TestAccounts;
beforeEach(async () => {
  accounts = await openTestAccounts(await openTestGround());
});

/** The second within which an answer may be remembered. */
const later = () => accounts.clock.pass(0.1);
const look = (text: string) => findIdentity(accounts.ground, { headers: {}, cookies: { [lookCookie]: text } });

test.each([
  ['nothing says what the data is', undefined, true],
  ['the data is real', false, true],
  ['the mark is anything but true', 'true', true],
  ['others reach the server', true, false],
])('there is no demonstration when %s, and a visitor is nobody', async (_, madeUp, onThisMachine) => {
  const ground = { ...accounts.ground, onThisMachine };
  if (madeUp !== undefined) await putSetting(ground.db, 'made-up', madeUp);
  expect(await demonstration(ground)).toBe(false);
  expect((await findIdentity(ground, { headers: {}, cookies: { [lookCookie]: '{"role":"auditor","place":0,"employer":null}' } })).actor.kind).toBe('nobody');
});

test('a mark that is no longer true ends the demonstration within a second', async () => {
  await putSetting(accounts.ground.db, 'made-up', true);
  expect(await demonstration(accounts.ground)).toBe(true);
  await putSetting(accounts.ground.db, 'made-up', false);
  later();
  expect(await demonstration(accounts.ground)).toBe(false);
});

test('a visitor may everything everywhere, and has no account', async () => {
  await putSetting(accounts.ground.db, 'made-up', true);
  const { actor } = await findIdentity(accounts.ground, { headers: {}, cookies: {} });
  expect([actor.kind, actor.account]).toEqual(['visitor', null]);
  for (const permission of permissions.slice(2)) expect(scopeThroughTime(actor, permission)).toEqual({ places: [0], employers: [] });
});

test('a visitor looks as one role in one place, or at one employer, and sees no more than that', async () => {
  await putSetting(accounts.ground.db, 'made-up', true);
  const district = await look('{"role":"district-staff","place":101000000,"employer":null}');
  expect(scopeThroughTime(district.actor, 'read-figures')).toEqual({ places: [101_000_000], employers: [] });
  expect(scopeThroughTime(district.actor, 'manage-accounts')).toBeUndefined();
  const employer = await look('{"role":"employer","place":null,"employer":7}');
  expect(scopeThroughTime(employer.actor, 'read-figures')).toEqual({ places: [], employers: [7] });
});

test.each(['', '{', 'null', '[]', '{"role":"king","place":0,"employer":null}', '{"role":"auditor","place":0}', '{"role":"region-staff","place":0,"employer":null}',
  '{"role":"auditor","place":0,"employer":null,"only":[]}', '{"__proto__":{},"role":"auditor"}', `{"role":"auditor","place":0,"employer":null}${' '.repeat(300)}`,
])('a look of %s is none', async (text) => {
  await putSetting(accounts.ground.db, 'made-up', true);
  expect((await look(text)).actor).toEqual(visitor());
});

test('who signs in within the demonstration is who he is', async () => {
  await putSetting(accounts.ground.db, 'made-up', true);
  const account = await accounts.make('real', { place: 750_000_000 });
  const cookies = { [sessionCookie]: await accounts.enterByTwo(account), [lookCookie]: '{"role":"auditor","place":0,"employer":null}' };
  const { actor } = await findIdentity(accounts.ground, { headers: {}, cookies });
  expect([actor.kind, actor.grants]).toEqual(['account', [{ role: 'region-staff', place: 750_000_000, employer: null }]]);
});
