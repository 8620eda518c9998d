import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listAuditLines } from '#platform/audit.ts';
import { buildServer } from '#platform/http.ts';
import { openLog } from '#platform/log.ts';
import { putSetting } from '#platform/settings.ts';
import { openTestGround } from '#platform/testing.ts';
import { accountRoutes, openGate, openSetUp } from '#accounts';
import type { AccountRow } from './account-contract.ts';
import type { Me } from './contract.ts';
import { codeAt, openTestAccounts, testPassword, type TestAccounts } from './testing.ts';

let accounts: TestAccounts;
let server: FastifyInstance;
let first: { visitor: Browser; secret: string };
const logged: string[] = [];
beforeAll(async () => {
  const ground = await openTestGround();
  accounts = await openTestAccounts(ground);
  const log = openLog({ level: 'debug', to: { write: (line) => void logged.push(line) } });
  server = await buildServer({ routes: accountRoutes(accounts.ground), config: ground.config, log, webFolder: undefined, gate: openGate(accounts.ground) });
  first = await setUpFirst();
});
afterAll(() => server.close());

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** Somebody with a browser: cookies are kept as a browser keeps them. */
class Browser {
  readonly cookies = new Map<string, string>();
  #last: LightMyRequestResponse | undefined;

  async ask(method: Method, url: string, body?: object, headers: Record<string, string> = {}): Promise<LightMyRequestResponse> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const reply = await server.inject({
      method, url, headers: { host: 'localhost', ...(cookie === '' ? {} : { cookie }), ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
    });
    for (const { name, value } of reply.cookies) {
      if (value === '') this.cookies.delete(name);
      else this.cookies.set(name, encodeURIComponent(value));
    }
    this.#last = reply;
    return reply;
  }

  /** The reply of a request that must succeed. */
  async get<Reply>(method: Method, url: string, body?: object): Promise<Reply> {
    const reply = await this.ask(method, url, body);
    expect(reply.statusCode, `${method} ${url}: ${reply.body}`).toBe(200);
    return reply.json<Reply>();
  }

  /** Status and code of a request that must be refused. */
  async refusal(method: Method, url: string, body?: object, headers?: Record<string, string>): Promise<string> {
    const reply = await this.ask(method, url, body, headers);
    expect(reply.statusCode, `${method} ${url}: ${reply.body}`).toBeGreaterThanOrEqual(400);
    return `${reply.statusCode} ${reply.json<{ error: { code: string } }>().error.code}`;
  }

  me(): Promise<Me> {
    return this.get('GET', '/api/me');
  }

  get last(): LightMyRequestResponse {
    return this.#last!;
  }
}

/** The first administrator, signed in by two factors. */
async function setUpFirst(): Promise<{ visitor: Browser; secret: string }> {
  const visitor = new Browser();
  const token = (await openSetUp(accounts.ground))?.address.split('#')[1];
  await visitor.get('POST', '/api/set-up', { token, signIn: 'Boss', name: 'Бас әкімші', password: testPassword });
  await visitor.get('POST', '/api/sign-in', { signIn: 'boss', password: testPassword });
  return { visitor, secret: (await enrol(visitor)).secret };
}

/** Switches the second factor of somebody who has signed in on, and returns what it brings. */
async function enrol(visitor: Browser): Promise<{ secret: string; recoveryCodes: string[] }> {
  const { secret } = await visitor.get<{ secret: string }>('POST', '/api/me/second-factor');
  const { recoveryCodes } = await visitor.get<{ recoveryCodes: string[] }>('PUT', '/api/me/second-factor', { code: codeAt(secret, accounts.clock.now()) });
  accounts.clock.pass(0.5);
  return { secret, recoveryCodes };
}

/** An administrator whose password was given within ten minutes. */
async function confirmed(): Promise<Browser> {
  const { visitor, secret } = first;
  accounts.clock.pass(1);
  await visitor.get('POST', '/api/me/confirmation', { password: testPassword, code: codeAt(secret, accounts.clock.now()) });
  return visitor;
}

async function invited(signIn: string, ...grants: object[]): Promise<{ visitor: Browser; account: AccountRow }> {
  const { account, link } = await (await confirmed()).get<{ account: AccountRow; link: { address: string } }>('POST', '/api/accounts', { signIn, name: `Holder of ${signIn}`, grants });
  const visitor = new Browser();
  const token = link.address.split('#')[1];
  expect(await visitor.get('POST', '/api/link', { token })).toMatchObject({ purpose: 'invitation', signIn });
  await visitor.get('PUT', '/api/link', { token, password: testPassword });
  await visitor.get('POST', '/api/sign-in', { signIn, password: testPassword });
  return { visitor, account };
}

test('nobody is told that he is nobody, and is refused everything else', async () => {
  const nobody = new Browser();
  expect(await nobody.me()).toMatchObject({ kind: 'nobody', name: null, grants: [], permissions: [{ permission: 'anyone', places: [], employers: [] }], demonstration: false, session: null });
  expect(nobody.last.headers['cache-control']).toBe('no-store');
  for (const { endpoint: { method, path, may } } of accountRoutes(accounts.ground)) {
    if (may !== 'anyone') expect(await nobody.refusal(method, path.replace(/:\w+/g, 'x'))).toBe('401 sign-in-needed');
  }
});

test('before the second factor an administrator may enrol and nothing more', async () => {
  const visitor = new Browser();
  await accounts.make('half', { role: 'administrator', place: 0 });
  await visitor.get('POST', '/api/sign-in', { signIn: 'half', password: testPassword });
  expect(await visitor.me()).toMatchObject({ grants: [], secondFactor: { on: false, needed: true } });
  expect(await visitor.refusal('GET', '/api/accounts')).toBe('403 not-permitted');
  const { recoveryCodes } = await enrol(visitor);
  expect(recoveryCodes[0]).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){5}$/);
  expect(new Set(recoveryCodes).size).toBe(10);
  expect(await visitor.me()).toMatchObject({ grants: [{ role: 'administrator', place: '000000000' }], secondFactor: { on: true, needed: false, recoveryCodesLeft: 10 }, session: { how: 'totp' } });
  await visitor.get('GET', '/api/accounts');
});

test('the cookie of a session is for this host, encrypted ways, and no script', async () => {
  const { visitor } = await invited('cookie');
  await visitor.ask('POST', '/api/sign-in', { signIn: 'cookie', password: testPassword });
  expect(visitor.last.headers['set-cookie']).toMatch(/^__Host-jumys=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Strict$/);
  const before = visitor.cookies.get('__Host-jumys');
  await visitor.get('POST', '/api/me/confirmation', { password: testPassword });
  expect(visitor.cookies.get('__Host-jumys')).not.toBe(before);
  await visitor.get('POST', '/api/sign-out');
  expect(visitor.cookies.has('__Host-jumys')).toBe(false);
  expect(visitor.last.headers['clear-site-data']).toBe('"cache"');
});

test('a sign-in ends the session that the browser had before', async () => {
  const { visitor } = await invited('again');
  const before = new Browser();
  before.cookies.set('__Host-jumys', visitor.cookies.get('__Host-jumys') ?? '');
  await visitor.get('POST', '/api/sign-in', { signIn: 'again', password: testPassword });
  expect((await before.me()).kind).toBe('nobody');
  expect(await visitor.get('GET', '/api/me/sessions')).toMatchObject({ rows: [{ own: true }] });
});

test('a role that was taken away is refused at the next request, and given ones show after the next sign-in', async () => {
  const boss = await confirmed();
  const { visitor, account } = await invited('changing', { role: 'region-staff', place: '750000000' });
  expect((await visitor.me()).grants).toEqual([]);
  const { secret } = await enrol(visitor);
  expect((await visitor.me()).permissions).toContainEqual({ permission: 'read-figures', places: ['750000000'], employers: [] });
  await boss.get('DELETE', `/api/accounts/${account.id}/grants/${account.grants[0]?.id}`);
  expect((await visitor.me()).kind).toBe('nobody');
  expect(await visitor.refusal('GET', '/api/me/sessions')).toBe('401 sign-in-needed');
  const after = await boss.get<AccountRow>('POST', `/api/accounts/${account.id}/grants`, { role: 'employer', bin: '050140000011' });
  expect(after.grants).toMatchObject([{ role: 'employer', place: null, employer: 501, givenBy: 'boss' }]);
  await visitor.get('POST', '/api/sign-in', { signIn: 'changing', password: testPassword, code: codeAt(secret, accounts.clock.now()) });
  expect((await visitor.me()).permissions).toContainEqual({ permission: 'read-persons', places: [], employers: [501] });
});

test('what an account has open is cut when an administrator ends it', async () => {
  const { account } = await invited('cut');
  const boss = await confirmed();
  accounts.ended.length = 0;
  await boss.get('PUT', `/api/accounts/${account.id}/disabled`, { disabled: true });
  expect(accounts.ended).toEqual([account.id]);
});

test('ten minutes after the last confirmation no account is changed', async () => {
  const boss = await confirmed();
  const { account } = await invited('unconfirmed');
  accounts.clock.pass(10);
  const of = `/api/accounts/${account.id}`;
  const changes: [Method, string, object?][] = [
    ['POST', '/api/accounts', { signIn: 'late', name: 'Late', grants: [] }], ['PUT', of, { name: 'x' }], ['PUT', `${of}/disabled`, { disabled: true }],
    ['POST', `${of}/grants`, { role: 'steward', place: '000000000' }], ['DELETE', `${of}/grants/x`], ['POST', `${of}/link`], ['DELETE', `${of}/second-factor?proof=document`],
    ['DELETE', `${of}/sessions`], ['DELETE', `${of}/tokens`], ['PUT', '/api/me/password', { password: testPassword, newPassword: 'another good password' }],
    ['POST', '/api/me/second-factor'], ['POST', '/api/me/recovery-codes'], ['DELETE', '/api/me/sessions'], ['DELETE', '/api/me/sessions/x'], ['POST', '/api/me/tokens', { name: 'x', permissions: ['read-imports'], days: 1 }],
  ];
  for (const [method, url, body] of changes) expect(await boss.refusal(method, url, body), `${method} ${url}`).toBe('403 confirm-who-you-are');
});

test('every change that needs an account answers alike for one that is not there', async () => {
  const boss = await confirmed();
  for (const { endpoint: { method, path, may, body } } of accountRoutes(accounts.ground)) {
    if (may !== 'manage-accounts' || !path.includes(':accountId') || path.includes(':grantId')) continue;
    const bodies: Record<string, object> = { PUT: path.endsWith('disabled') ? { disabled: true } : { name: 'x' }, POST: { role: 'region-staff', place: '750000000' } };
    const url = path.replace(':accountId', '01980000-0000-7000-8000-000000000000') + (path.endsWith('second-factor') ? '?proof=document' : '');
    expect(await boss.refusal(method, url, body === undefined ? undefined : bodies[method])).toBe('404 no-such-account');
  }
});

test('a second factor is not switched off without saying how its holder showed who he is, and a voice is no such way', async () => {
  const boss = await confirmed();
  const { account } = await invited('voiceless');
  for (const query of ['', '?proof=', '?proof=voice', '?proof=colleague', '?proof=document&proof=signature']) {
    expect(await boss.refusal('DELETE', `/api/accounts/${account.id}/second-factor${query}`), query).toBe('400 bad-request');
  }
  await boss.get('DELETE', `/api/accounts/${account.id}/second-factor?proof=document`);
});

test('each line of the audit says from which network address it came, and so does what nobody signed in for', async () => {
  const far = { 'x-forwarded-for': '203.0.113.7' };
  const visitor = new Browser();
  await accounts.make('somewhere');
  await visitor.ask('POST', '/api/sign-in', { signIn: 'somewhere', password: testPassword }, far);
  await visitor.ask('PUT', '/api/me/language', { language: 'ru' });
  const lines = await listAuditLines(accounts.ground.db, { actor: 'somewhere', limit: 2 });
  // Nobody named a proxy: its word is not taken.
  expect(lines.map(({ what, from }) => [what, from])).toEqual([['language-set', '127.0.0.1'], ['signed-in', '127.0.0.1']]);
  const [made] = await listAuditLines(accounts.ground.db, { what: 'account-made', actor: 'operator test', limit: 1 });
  expect(made?.from).toBeNull();
});

test('a body may not carry what the contract does not name', async () => {
  const boss = await confirmed();
  for (const more of [{ id: 'x' }, { passwordHash: 'x' }, { createdBy: 'x' }, { grants: [{ role: 'region-staff', place: '750000000', employer: 501 }] }, { grants: [{ role: 'region-staff', place: '750000000', givenBy: 'x' }] }]) {
    expect(await boss.refusal('POST', '/api/accounts', { signIn: 'mass', name: 'Mass', grants: [], ...more })).toBe('400 bad-request');
  }
  for (const signIn of ['ab', 'Ñandú', 'with space', '900101300123', 'a-9001-0130-0123', '-x-x', "o'neil", '<b>x</b>']) {
    expect(await boss.refusal('POST', '/api/accounts', { signIn, name: 'Name', grants: [] }), signIn).toBe('400 bad-request');
  }
  expect(await boss.refusal('POST', '/api/accounts', { signIn: 'named', name: 'Aigerim 900101 300123', grants: [] })).toBe('400 bad-request');
});

test('a token makes no session, sets no cookie and reaches no account, its own neither', async () => {
  const { visitor } = first;
  await confirmed();
  const { token } = await visitor.get<{ token: string }>('POST', '/api/me/tokens', { name: 'feed', permissions: ['read-imports'], days: 30 });
  const program = new Browser();
  const bearer = { authorization: `Bearer ${token}` };
  for (const { endpoint: { method, path, may } } of accountRoutes(accounts.ground)) {
    const reply = await program.ask(method, path.replace(/:\w+/g, 'x'), undefined, bearer);
    expect(reply.headers['set-cookie'], path).toBeUndefined();
    if (may !== 'anyone') expect(reply.statusCode, `${method} ${path}`).toBe(403);
  }
  expect(await program.refusal('POST', '/api/sign-in', { signIn: 'boss', password: testPassword }, bearer)).toBe('403 no-account');
  const reply = await program.ask('GET', '/api/me', undefined, bearer);
  expect(reply.json()).toMatchObject({ kind: 'token', permissions: [{ permission: 'anyone' }, { permission: 'read-imports', places: ['000000000'] }], session: null });
  expect(await visitor.refusal('GET', '/api/me', undefined, bearer)).toBe('400 two-credentials');
  expect(await program.refusal('GET', '/api/me', undefined, { authorization: 'Bearer jms_none' })).toBe('401 wrong-token');
});

test('who looks at the demonstration looks as whom he says, and outside of it a look is refused', async () => {
  const visitor = new Browser();
  const as = { role: 'district-staff', place: '101000000', employer: null };
  expect(await visitor.refusal('POST', '/api/demonstration', as)).toBe('403 not-in-demonstration');
  await putSetting(accounts.ground.db, 'made-up', true);
  accounts.clock.pass(0.1);
  expect(await visitor.me()).toMatchObject({ kind: 'visitor', demonstration: true, looking: null, secondFactor: null });
  await visitor.get('GET', '/api/accounts');
  await visitor.get('POST', '/api/demonstration', as);
  expect(await visitor.me()).toMatchObject({ kind: 'visitor', looking: as, grants: [as] });
  expect(await visitor.refusal('GET', '/api/accounts')).toBe('403 not-permitted');
  expect(await visitor.refusal('GET', '/api/me/sessions')).toBe('403 no-account');
  expect(await visitor.refusal('POST', '/api/demonstration', { ...as, place: '000000000' })).toBe('422 wrong-grant');
  await visitor.get('POST', '/api/demonstration', { role: null, place: null, employer: null });
  expect(await visitor.me()).toMatchObject({ looking: null });
  await putSetting(accounts.ground.db, 'made-up', false);
  accounts.clock.pass(0.1);
  visitor.cookies.set('__Host-jumys-look', encodeURIComponent('{"role":"administrator","place":0,"employer":null}'));
  expect(await visitor.me()).toMatchObject({ kind: 'nobody' });
});

test('accounts are found by a part of a name, and a pattern is no pattern', async () => {
  const boss = await confirmed();
  await invited('percent', { role: 'region-staff', place: '750000000' });
  type List = { total: number; rows: AccountRow[] };
  expect((await boss.get<List>('GET', '/api/accounts?search=ERCEN')).rows.map(({ signIn }) => signIn)).toEqual(['percent']);
  for (const search of ['%25', '_', '%5C']) expect((await boss.get<List>('GET', `/api/accounts?search=${search}`)).total).toBe(0);
  expect((await boss.get<List>('GET', '/api/accounts?role=administrator')).rows.map(({ signIn }) => signIn)).toContain('boss');
});

test('passwords, tokens, codes and BINs stand in no log line, and every change in the audit', async () => {
  const { visitor, secret } = first;
  const all = logged.join('');
  expect(all).toContain('/api/sign-in');
  for (const one of [testPassword, visitor.cookies.get('__Host-jumys') ?? '', secret, '050140000011', 'jms_']) expect(all).not.toContain(one);
  const words = new Set((await listAuditLines(accounts.ground.db, { limit: 1000 })).map(({ what }) => what));
  for (const word of ['link-made', 'account-made', 'grant-given', 'grant-taken', 'signed-in', 'signed-out', 'confirmed', 'second-factor-on', 'recovery-codes-made', 'token-made', 'account-disabled', 'password-set']) {
    expect(words).toContain(word);
  }
});
