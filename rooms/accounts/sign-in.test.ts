import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { listAuditLines } from '#platform/audit.ts';
import { openTestGround } from '#platform/testing.ts';
import { setDisabled } from './account.ts';
import { tokenHash } from './id.ts';
import { hashPassword } from './password.ts';
import { signIn } from './sign-in.ts';
import { changeAccount } from './store.ts';
import { codeAt, openTestAccounts, steward, testPassword, type TestAccounts } from './testing.ts';

let accounts: TestAccounts;
beforeAll(async () => {
  accounts = await openTestAccounts(await openTestGround());
});

let turn = 0;
/** Types a password from a network of its own, so that tries do not slow each other. */
const type = (name: string, password: string, code?: string) =>
  signIn(accounts.ground, { signIn: name, password, code, ip: `10.${(turn += 1) >> 8}.${turn & 255}.1` }, '');
const refusal = (work: Promise<unknown>) => work.then(() => ['taken'], (error: { code: string; status: number; facts: object; message: string }) => [error.code, error.status, error.facts, error.message]);

test('a name that does not exist, a wrong password, an unused invitation and a disabled account are refused alike', async () => {
  await accounts.make('refused.known');
  const disabled = await accounts.make('refused.disabled');
  await setDisabled(accounts.ground, steward, disabled, true);
  const without = await accounts.make('refused.without');
  await changeAccount(accounts.ground.db, without, { passwordHash: null });
  const refusals = await Promise.all([
    refusal(type('refused.unknown', testPassword)), refusal(type('refused.known', 'twelve wooden forks')),
    refusal(type('refused.disabled', testPassword)), refusal(type('refused.without', testPassword)), refusal(type('', '')),
  ]);
  expect(new Set(refusals.map((one) => JSON.stringify(one)))).toEqual(new Set([JSON.stringify(['wrong-sign-in', 401, {}, 'wrong-sign-in'])]));
});

test('ten wrong passwords lock a name for a quarter of an hour, for the right one too, whether it exists or not', async () => {
  await accounts.make('locked');
  for (const name of ['locked', 'locked.unknown']) {
    const codes: unknown[] = [];
    for (let tries = 0; tries < 11; tries += 1) {
      accounts.clock.pass(1.1);
      codes.push((await refusal(type(name, 'twelve wooden forks')))[0]);
    }
    expect(codes).toEqual([...Array.from({ length: 10 }, () => 'wrong-sign-in'), 'too-many-tries']);
  }
  expect((await refusal(type('locked', testPassword)))[0]).toBe('too-many-tries');
  const lines = await listAuditLines(accounts.ground.db, { what: 'sign-in-locked', limit: 10 });
  expect(lines.map(({ actor, subject, facts }) => [actor, subject, facts])).toEqual(Array.from({ length: 2 }, () => ['nobody', null, { kind: 'name' }]));
  accounts.clock.pass(15);
  expect(await type('locked', testPassword)).toMatch(/^[\w-]{43}$/);
});

test('fifty guesses at once are judged three at most, and the right one among them does not slip through', async () => {
  await accounts.make('guessed');
  const guesses = Array.from({ length: 50 }, (_, at) => refusal(type('guessed', at === 49 ? testPassword : `twelve wooden forks ${at}`)));
  const codes = (await Promise.all(guesses)).map((one) => one[0]);
  expect(codes.filter((code) => code === 'too-many-tries').length).toBe(47);
});

test('with the second factor on the password is not enough, and a wrong code is no code', async () => {
  await accounts.make('careful', { role: 'steward', place: 0 });
  const { secret } = await accounts.enrol('careful');
  expect((await refusal(type('careful', testPassword)))[0]).toBe('second-factor-needed');
  const wrong = String((Number(codeAt(secret, accounts.clock.now())) + 1) % 1_000_000).padStart(6, '0');
  expect((await refusal(type('careful', testPassword, wrong)))[0]).toBe('wrong-code');
  expect((await refusal(type('careful', 'twelve wooden forks', codeAt(secret, accounts.clock.now()))))[0]).toBe('wrong-sign-in');
});

test('of two sign-ins with one code, at once or in turn, one succeeds', async () => {
  await accounts.make('twice', { role: 'steward', place: 0 });
  const { secret, recoveryCodes } = await accounts.enrol('twice');
  const code = codeAt(secret, accounts.clock.now());
  const both = await Promise.all([refusal(type('twice', testPassword, code)), refusal(type('twice', testPassword, code))]);
  expect(both.filter((one) => one[0] === 'taken')).toHaveLength(1);
  expect((await refusal(type('twice', testPassword, code)))[0]).toBe('wrong-code');
  const recovery = recoveryCodes[3]!;
  const recovered = await Promise.all([refusal(type('twice', testPassword, recovery.toUpperCase())), refusal(type('twice', testPassword, recovery.replace('-', ' ')))]);
  expect(recovered.filter((one) => one[0] === 'taken')).toHaveLength(1);
});

test('a recovery code of another account is no code', async () => {
  await accounts.make('one', { role: 'steward', place: 0 });
  await accounts.make('other', { role: 'steward', place: 0 });
  await accounts.enrol('one');
  const { recoveryCodes } = await accounts.enrol('other');
  expect((await refusal(type('one', testPassword, recoveryCodes[0])))[0]).toBe('wrong-code');
});

test('neither password, session token, second factor nor recovery code is in the database as it is', async () => {
  await accounts.make('secretive', { role: 'steward', place: 0 });
  const { token, secret, recoveryCodes } = await accounts.enrol('secretive');
  const held: string[] = [];
  const tables = await sql<{ name: string }>`select table_name as name from information_schema.tables where table_schema in ('accounts', 'platform')`.execute(accounts.ground.db);
  for (const { name } of tables.rows) {
    for (const schema of ['accounts', 'platform']) {
      const { rows } = await sql<{ row: string }>`select t::text as row from ${sql.table(`${schema}.${name}`)} as t`.execute(accounts.ground.db).catch(() => ({ rows: [] }));
      held.push(...rows.map(({ row }) => row));
    }
  }
  const all = held.join('\n');
  expect(all).toContain('secretive');
  expect(all).toContain(tokenHash(token));
  for (const one of [testPassword, token, secret, ...recoveryCodes, recoveryCodes[0]!.replace('-', '')]) expect(all).not.toContain(one);
});

test('a password that was hashed at less cost is hashed anew at the next sign-in', async () => {
  const id = await accounts.make('outdated');
  const old = await hashPassword(testPassword, { memory: 8192, passes: 1, lanes: 1 });
  await changeAccount(accounts.ground.db, id, { passwordHash: old });
  await type('outdated', testPassword);
  const { rows } = await sql<{ hash: string }>`select password_hash as hash from accounts.account where id = ${id}`.execute(accounts.ground.db);
  expect(rows[0]?.hash).toMatch(/m=19456,t=2/);
});

test('whether a name exists cannot be told from the time of a refusal', async () => {
  await accounts.make('timed');
  const times = { known: [] as number[], unknown: [] as number[] };
  for (let round = 0; round < 60; round += 1) {
    // In pairs and in turning order, so that whatever else the machine does weighs on both.
    for (const kind of round % 2 === 0 ? (['known', 'unknown'] as const) : (['unknown', 'known'] as const)) {
      accounts.clock.pass(20);
      const begun = process.hrtime.bigint();
      await refusal(type(kind === 'known' ? 'timed' : 'timed.unknown', 'twelve wooden forks'));
      times[kind].push(Number(process.hrtime.bigint() - begun) / 1e6);
    }
  }
  const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
  const differences = times.known.map((known, at) => known - (times.unknown[at] ?? 0));
  const typical = median(times.known);
  // Verifying takes tens of milliseconds: a name that skipped it would stand out many times over.
  expect(typical).toBeGreaterThan(10);
  expect(Math.abs(median(differences))).toBeLessThan(Math.max(5, typical / 5));
});
