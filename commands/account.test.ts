import { userInfo } from 'node:os';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { operator } from '#kernel/actor.ts';
import { listAuditLines } from '#platform/audit.ts';
import { systemClock } from '#platform/clock.ts';
import { openTestGround } from '#platform/testing.ts';
import { buildServer } from '#platform/http.ts';
import { openLog } from '#platform/log.ts';
import { putSetting } from '#platform/settings.ts';
import { accountRoutes, findAccountByName, openAccounts, openGate, setDisabled, type AccountGround } from '#accounts';
import { runAccount } from './account.ts';
import type { Run } from './command.ts';

let ground: Awaited<ReturnType<typeof openTestGround>>;
let accounts: AccountGround;
let server: FastifyInstance;
let told: string;
const password = 'twelve wooden spoons';

beforeAll(async () => {
  ground = await openTestGround();
  accounts = await openAccounts({ ...ground, clock: systemClock, findEmployer: async () => undefined, onEnded: () => undefined });
  server = await buildServer({ routes: accountRoutes(accounts), config: ground.config, log: openLog(), webFolder: undefined, gate: openGate(accounts) });
  // A visitor of the made-up country may invite.
  await putSetting(ground.db, 'made-up', true);
  for (const signIn of ['boss', 'second']) await ask('POST', '/api/accounts', { signIn, name: signIn, grants: [{ role: 'administrator', place: '000000000' }] });
});
afterAll(() => server.close());

async function ask(method: 'POST' | 'PUT', url: string, payload: object): Promise<void> {
  const reply = await server.inject({ method, url, payload, headers: { host: 'localhost' } });
  expect(reply.statusCode, reply.body).toBe(200);
}

/** Runs the command as `main.ts` does. */
async function run(...args: string[]): Promise<number> {
  told = '';
  const output = { out: (text: string) => void (told += text), err: (text: string) => void (told += text) };
  const given = { args, input: undefined, output, cwd: '/', signal: new AbortController().signal, config: ground.config, clock: systemClock } satisfies Run;
  return runAccount({ accounts }, given);
}

test('an unknown word and an unknown name are refused', async () => {
  for (const [args, code] of [[[], 'unknown-command'], [['enable', 'boss'], 'unknown-command'], [['link'], 'no-account'], [['link', 'bos'], 'no-such-account'], [['end', '%'], 'no-such-account']] as const) {
    await expect(run(...args)).rejects.toMatchObject({ code });
  }
});

test('when everybody is locked out a link lets one in again, and the audit names who made it', async () => {
  await run('link', 'Boss');
  expect(told).toMatch(/^http:\/\/localhost:3000\/invitation#[\w-]{43}\nholds until \d{4}-.*Z, once\n$/);
  await ask('PUT', '/api/link', { token: told.split('\n')[0]?.split('#')[1], password });
  await ask('POST', '/api/sign-in', { signIn: 'boss', password });
  await expect(run('link', 'boss', '--second-factor', 'voice')).rejects.toMatchObject({ code: 'wrong-proof' });
  await run('link', 'boss', '--second-factor', 'document');
  const lines = await listAuditLines(ground.db, { actor: `operator ${userInfo().username}`, limit: 10 });
  expect(lines.map(({ kind, what, facts }) => [kind, what, facts['proof']])).toEqual([['operator', 'link-made', undefined], ['operator', 'second-factor-reset', 'document'], ['operator', 'link-made', undefined]]);
});

test('sessions are ended, an account is disabled, and the list tells', async () => {
  await ask('POST', '/api/sign-in', { signIn: 'boss', password });
  await run('list');
  expect(told).toMatch(/^boss +administrator 000000000 \(no second factor, 1 sessions\)\nsecond +administrator 000000000 \(no second factor, 0 sessions\)\n$/);
  await run('end', 'boss');
  expect(told).toBe('1 sessions ended\n');
  await run('disable', 'second');
  await run('list');
  expect(told).toMatch(/^second .*\(disabled, no second factor, 0 sessions\)$/m);
});

test('the last account that can administer is not disabled, by the operator neither', async () => {
  await expect(run('disable', 'boss')).rejects.toMatchObject({ code: 'last-administrator' });
  const second = await findAccountByName(ground.db, 'second');
  await setDisabled(accounts, operator('test'), second?.id ?? '', false);
  await expect(run('disable', 'boss')).rejects.toMatchObject({ code: 'last-administrator' });
});
