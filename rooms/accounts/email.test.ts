import { sql } from 'kysely';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { openTestGround } from '#platform/testing.ts';
import { setDisabled } from './account.ts';
import { confirmEmail, ownEmail, setEmail } from './email.ts';
import { listReceivers } from './email-store.ts';
import { openTestAccounts, steward, type TestAccounts } from './testing.ts';

let opened: Awaited<ReturnType<typeof openTestGround>>;
let accounts: TestAccounts;
let made = 0;
let id: string;
let owner: Parameters<typeof setEmail>[1];
beforeAll(async () => {
  opened = await openTestGround({ mail: { smtp: 'smtp://127.0.0.1:1', from: 'notices@jumys.example' } });
  accounts = await openTestAccounts(opened);
});
beforeEach(async () => {
  await sql`truncate platform.mail`.execute(opened.db);
  const name = `holder-${(made += 1)}`;
  id = await accounts.make(name, { role: 'region-staff', place: 110_000_000 });
  owner = { kind: 'account', account: id, name, session: { id: 's', how: 'password', secondFactor: false } } as typeof owner;
});

const mails = async () => (await sql<{ receiver: string; body: string }>`select receiver, body from platform.mail order by at, id`.execute(opened.db)).rows;
const tokenOf = (body: string) => /#([\w-]+)/.exec(body)?.[1] ?? '';

test('where no mails are sent no address is taken', async () => {
  await expect(setEmail({ ...accounts.ground, mails: false }, owner, 'a@b.example')).rejects.toMatchObject({ code: 'mails-off' });
  expect(await ownEmail({ ...accounts.ground, mails: false }, owner)).toEqual({ on: false, email: null, waiting: null });
});

test('an address counts once the link that was sent there has been followed, once and in time', async () => {
  await setEmail(accounts.ground, owner, 'first@akimat.example');
  expect(await ownEmail(accounts.ground, owner)).toEqual({ on: true, email: null, waiting: 'first@akimat.example' });
  accounts.clock.pass(1);
  await setEmail(accounts.ground, owner, 'second@akimat.example');
  const [first, second] = await mails();
  expect([first?.receiver, second?.receiver]).toEqual(['first@akimat.example', 'second@akimat.example']);
  await expect(confirmEmail(accounts.ground, tokenOf(first!.body))).rejects.toMatchObject({ code: 'wrong-link', status: 404 });
  await confirmEmail(accounts.ground, tokenOf(second!.body));
  expect(await ownEmail(accounts.ground, owner)).toEqual({ on: true, email: 'second@akimat.example', waiting: null });
  await expect(confirmEmail(accounts.ground, tokenOf(second!.body))).rejects.toMatchObject({ code: 'wrong-link' });
  accounts.clock.pass(1);
  await setEmail(accounts.ground, owner, 'third@akimat.example');
  accounts.clock.pass(24 * 60 + 1);
  await expect(confirmEmail(accounts.ground, tokenOf((await mails())[2]!.body))).rejects.toMatchObject({ code: 'wrong-link' });
  await setEmail(accounts.ground, owner, null);
  expect((await ownEmail(accounts.ground, owner)).email).toBeNull();
});

test('nobody is flooded through us', async () => {
  for (let turn = 0; turn < 5; turn += 1) await setEmail(accounts.ground, owner, 'somebody@else.example');
  await expect(setEmail(accounts.ground, owner, 'somebody@else.example')).rejects.toMatchObject({ code: 'too-many-mails', status: 429 });
  accounts.clock.pass(61);
  await setEmail(accounts.ground, owner, 'somebody@else.example');
});

test('receivers are those in force with a confirmed address and the role at that very place', async () => {
  const receivers = (codes: number[]) => listReceivers(opened.db, ['region-staff'], codes);
  await setEmail(accounts.ground, owner, `${id}@akimat.example`);
  expect(await receivers([110_000_000])).toEqual([]);
  await confirmEmail(accounts.ground, tokenOf((await mails())[0]!.body));
  expect(await receivers([110_000_000, -501])).toEqual([{ account: id, email: `${id}@akimat.example`, language: 'kk' }]);
  expect(await receivers([0, 110_100_000])).toEqual([]);
  expect(await listReceivers(opened.db, ['district-staff'], [110_000_000])).toEqual([]);
  await setDisabled(accounts.ground, steward, id, true);
  expect(await receivers([110_000_000])).toEqual([]);
});
