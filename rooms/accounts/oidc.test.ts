// One database is enough: what is tried stands before it, a provider and its answers.
import { createHmac, createSign } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { listAuditLines } from '#platform/audit.ts';
import { buildServer } from '#platform/http.ts';
import { openLog } from '#platform/log.ts';
import { openTestGround } from '#platform/testing.ts';
import { invite, setDisabled } from './account.ts';
import type { Me } from './contract.ts';
import { findByIdentity } from './identity-store.ts';
import { sessionCookie } from './identify.ts';
import { oidcCookie } from './oidc.ts';
import { openProvider } from './oidc-provider.ts';
import { startProvider, testClient, type TestProvider } from './oidc-testing.ts';
import { openGate } from './open.ts';
import { endOtherSessions } from './own-account.ts';
import { accountRoutes } from './routes.ts';
import { codeAt, openTestAccounts, steward, testPassword, type TestAccounts } from './testing.ts';

const address = 'http://localhost:3000';
let provider: TestProvider;
let accounts: TestAccounts;
let server: FastifyInstance;
const logged: string[] = [];

beforeAll(async () => {
  provider = await startProvider(`${address}/api/sign-in/oidc/return`);
  const ground = await openTestGround();
  const secretFile = join(ground.files, 'oidc-secret');
  writeFileSync(secretFile, `${testClient.secret}\n`);
  const config = { ...ground.config, oidc: { issuer: provider.issuer, client: testClient.id, secretFile, name: 'Ministry', secondFactor: ['urn:kz:two', 'hwk'] } };
  accounts = await openTestAccounts({ db: ground.db, config });
  server = await buildServer({
    routes: accountRoutes(accounts.ground), config, webFolder: undefined, gate: openGate(accounts.ground),
    log: openLog({ level: 'debug', to: { write: (line) => void logged.push(line) } }),
  });
});
afterAll(async () => {
  await server.close();
  await provider.close();
});
beforeEach(() => {
  provider.tamper = undefined;
  provider.fault = undefined;
});

let networks = 0;

/** A browser that keeps cookies, from a network of its own. */
class Browser {
  readonly cookies = new Map<string, string>();
  readonly ip = `10.${(networks += 1) >> 8}.${networks & 255}.1`;

  async ask(method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, body?: object, headers: Record<string, string> = {}): Promise<LightMyRequestResponse> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const reply = await server.inject({
      method, url, remoteAddress: this.ip,
      headers: { host: 'localhost', ...(cookie === '' ? {} : { cookie }), ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
    });
    for (const { name, value } of reply.cookies) {
      if (value === '') this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return reply;
  }

  /** Goes to the provider, as somebody, and returns the address that it sends the browser back to, not followed yet. */
  async visit(who: TestProvider['who'], by: { url?: string; body?: object } = {}): Promise<URL> {
    provider.who = who;
    const { url = '/api/sign-in/oidc', body = url.endsWith('/sign-in/oidc') ? {} : undefined } = by;
    const reply = await this.ask('POST', url, body);
    expect(reply.statusCode, reply.body).toBe(200);
    return provider.visit(reply.json<{ address: string }>().address);
  }

  /** Follows a return; what came of it as `status code` or `303 where`. */
  async follow(returned: URL, headers: Record<string, string> = {}): Promise<string> {
    const reply = await this.ask('GET', returned.pathname + returned.search, undefined, headers);
    return `${reply.statusCode} ${reply.statusCode === 303 ? String(reply.headers.location) : reply.json<{ error: { code: string } }>().error.code}`;
  }

  async signIn(who: TestProvider['who']): Promise<string> {
    return this.follow(await this.visit(who));
  }

  async me(): Promise<Me> {
    return (await this.ask('GET', '/api/me')).json<Me>();
  }
}

const withAddress = (returned: URL, change: (query: URLSearchParams) => void): URL => {
  const changed = new URL(returned);
  change(changed.searchParams);
  return changed;
};

/** An account linked to a subject, by its own holder, as the pages do it. */
async function makeLinked(name: string, subject: string, ...grants: Parameters<TestAccounts['make']>[1][]): Promise<string> {
  const id = await accounts.make(name, ...grants);
  const browser = new Browser();
  await browser.ask('POST', '/api/sign-in', { signIn: name, password: testPassword });
  expect(await browser.follow(await browser.visit({ subject }, { url: '/api/me/oidc' }))).toBe('303 /account');
  return id;
}

const count = async (table: string) => (await sql<{ n: number }>`select count(*)::integer as n from ${sql.table(`accounts.${table}`)}`.execute(accounts.ground.db)).rows[0]?.n;
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const claimsOf = (token: unknown) => JSON.parse(Buffer.from(String(token).split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>;
/** An id token of the provider's claims, changed and signed by its own key. */
const resigned = (token: unknown, changes: object) => {
  const signed = `${part({ alg: 'RS256', kid: provider.key.kid, typ: 'JWT' })}.${part({ ...claimsOf(token), ...changes })}`;
  return `${signed}.${createSign('sha256').update(signed).sign(provider.key.privateKey, 'base64url')}`;
};

test('somebody whom no account knows is refused, and nothing is made of him', async () => {
  const before = await Promise.all(['account', 'session', 'external_identity'].map(count));
  const browser = new Browser();
  expect(await browser.signIn({ subject: 'stranger' })).toBe('403 no-account-for-this-identity');
  expect(await Promise.all(['account', 'session', 'external_identity'].map(count))).toEqual(before);
  expect(browser.cookies.has(sessionCookie)).toBe(false);
});

test('a linked account signs in by the provider, under a session that says so', async () => {
  await makeLinked('linked', 'sub-linked');
  const browser = new Browser();
  expect(await browser.signIn({ subject: 'sub-linked' })).toBe('303 /');
  expect(await browser.me()).toMatchObject({ kind: 'account', signIn: 'linked', session: { how: 'oidc' }, ways: ['password', 'oidc'], provider: 'Ministry' });
  const lines = await listAuditLines(accounts.ground.db, { actor: 'linked', limit: 10 });
  expect(lines.map(({ what, facts }) => [what, facts])).toEqual(expect.arrayContaining([['identity-linked', { way: 'oidc' }], ['signed-in', { how: 'oidc' }]]));
  expect(logged.join('')).not.toMatch(/code=|state=|sub-linked/);
});

test('the request to the provider has PKCE by S256, a state, a nonce and our exact return, and the secret stays here', async () => {
  const reply = await new Browser().ask('POST', '/api/sign-in/oidc', {});
  const to = new URL(reply.json<{ address: string }>().address);
  expect(to.origin).toBe(provider.issuer);
  expect(Object.fromEntries(to.searchParams)).toEqual({
    client_id: 'jumys', redirect_uri: `${address}/api/sign-in/oidc/return`, response_type: 'code', scope: 'openid', code_challenge_method: 'S256', acr_values: 'urn:kz:two hwk',
    code_challenge: expect.stringMatching(/^[\w-]{43}$/), state: expect.stringMatching(/^[\w-]{43}$/), nonce: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  const cookie = reply.cookies.find(({ name }) => name === oidcCookie);
  expect(cookie).toMatchObject({ secure: true, httpOnly: true, sameSite: 'Lax', path: '/', maxAge: 600 });
  const held = await sql<{ row: string }>`select t::text as row from accounts.challenge as t`.execute(accounts.ground.db);
  const text = held.rows.map(({ row }) => row).join('\n');
  for (const secret of [to.searchParams.get('state'), to.searchParams.get('nonce'), cookie?.value]) expect(text).not.toContain(secret);
});

test('a return is taken once', async () => {
  await makeLinked('once', 'sub-once');
  const browser = new Browser();
  const returned = await browser.visit({ subject: 'sub-once' });
  expect(await browser.follow(returned)).toBe('303 /');
  expect(await browser.follow(returned)).toBe('400 wrong-return');
  const again = await browser.visit({ subject: 'sub-once' });
  const both = await Promise.all([browser.follow(again), browser.follow(again)]);
  expect(both.toSorted()).toEqual(['303 /', '400 wrong-return']);
});

test('a code that was spent is refused under a state of its own', async () => {
  await makeLinked('spent', 'sub-spent');
  const browser = new Browser();
  const first = await browser.visit({ subject: 'sub-spent' });
  await browser.follow(first);
  const second = await browser.visit({ subject: 'sub-spent' });
  expect(await browser.follow(withAddress(second, (query) => query.set('code', first.searchParams.get('code') ?? '')))).toBe('400 wrong-return');
});

test('a return in another browser is refused, and is still good in its own', async () => {
  await makeLinked('bound', 'sub-bound');
  const mine = new Browser();
  const other = new Browser();
  const returned = await mine.visit({ subject: 'sub-bound' });
  expect(await other.follow(returned)).toBe('400 wrong-return');
  await other.visit({ subject: 'sub-bound' });
  expect(await other.follow(returned)).toBe('400 wrong-return');
  expect(await mine.follow(returned)).toBe('303 /');
});

test('a state that is unknown, missing or older than ten minutes is refused alike', async () => {
  await makeLinked('late', 'sub-late');
  const browser = new Browser();
  const returned = await browser.visit({ subject: 'sub-late' });
  expect(await browser.follow(withAddress(returned, (query) => query.set('state', 'A'.repeat(43))))).toBe('400 wrong-return');
  expect(await browser.follow(withAddress(returned, (query) => query.delete('state')))).toBe('400 wrong-return');
  accounts.clock.pass(10);
  expect(await browser.follow(returned)).toBe('400 wrong-return');
});

test('an answer under another issuer’s name, or under none, is refused', async () => {
  await makeLinked('mixed', 'sub-mixed');
  for (const change of [(query: URLSearchParams) => query.set('iss', 'https://elsewhere.example'), (query: URLSearchParams) => query.delete('iss')]) {
    const browser = new Browser();
    expect(await browser.follow(withAddress(await browser.visit({ subject: 'sub-mixed' }), change))).toBe('400 wrong-return');
  }
});

test('an error that the provider sends back is a wrong return', async () => {
  const browser = new Browser();
  const returned = withAddress(await browser.visit({ subject: 'sub-linked' }), (query) => {
    query.delete('code');
    query.set('error', 'access_denied');
  });
  expect(await browser.follow(returned)).toBe('400 wrong-return');
});

test('an id token with another nonce, issuer, audience or an old date is refused, by the right key too', async () => {
  await makeLinked('claims', 'sub-claims');
  const now = Math.floor(Date.now() / 1000);
  const cases: readonly object[] = [{ nonce: 'another' }, { nonce: undefined }, { iss: 'https://elsewhere.example' }, { aud: 'somebody-else' }, { aud: ['jumys', 'other'], azp: 'other' }, { exp: now - 600 }, { sub: undefined }];
  for (const changes of cases) {
    provider.tamper = (body) => ({ ...body, id_token: resigned(body['id_token'], changes) });
    expect(await new Browser().signIn({ subject: 'sub-claims' }), JSON.stringify(changes)).toBe('400 wrong-return');
  }
  provider.tamper = (body) => ({ ...body, id_token: resigned(body['id_token'], {}) });
  expect(await new Browser().signIn({ subject: 'sub-claims' })).toBe('303 /');
});

test('an id token without a signature, signed by our secret or by the public key as one, or by a foreign key is refused', async () => {
  await makeLinked('forged', 'sub-forged');
  const hmac = (key: string, kid: object) => (token: unknown) => {
    const signed = `${part({ alg: 'HS256', ...kid })}.${part(claimsOf(token))}`;
    return `${signed}.${createHmac('sha256', key).update(signed).digest('base64url')}`;
  };
  const { kid } = provider.key;
  const forgeries: Readonly<Record<string, (token: unknown) => string>> = {
    none: (token) => `${part({ alg: 'none' })}.${part(claimsOf(token))}.`,
    None: (token) => `${part({ alg: 'None', kid })}.${part(claimsOf(token))}.`,
    stripped: (token) => `${String(token).split('.').slice(0, 2).join('.')}.`,
    publicKeyAsSecret: hmac(provider.key.publicPem, { kid }),
    clientSecret: hmac(testClient.secret, {}),
    changed: (token) => [String(token).split('.')[0], part({ ...claimsOf(token), sub: 'sub-claims' }), String(token).split('.')[2]].join('.'),
  };
  for (const [name, forge] of Object.entries(forgeries)) {
    provider.tamper = (body) => ({ ...body, id_token: forge(body['id_token']) });
    expect(await new Browser().signIn({ subject: 'sub-forged' }), name).toBe('400 wrong-return');
  }
  provider.tamper = (body) => ({ ...body, id_token: undefined });
  expect(await new Browser().signIn({ subject: 'sub-forged' })).toBe('400 wrong-return');
});

test('after the provider has changed its key the new one counts at once and the old one no more', async () => {
  await makeLinked('rotated', 'sub-rotated');
  const old = provider.key;
  provider.rotate();
  expect(await new Browser().signIn({ subject: 'sub-rotated' })).toBe('303 /');
  provider.tamper = (body) => {
    const signed = `${part({ alg: 'RS256', kid: old.kid })}.${part(claimsOf(body['id_token']))}`;
    return { ...body, id_token: `${signed}.${createSign('sha256').update(signed).sign(old.privateKey, 'base64url')}` };
  };
  expect(await new Browser().signIn({ subject: 'sub-rotated' })).toBe('400 wrong-return');
});

test('a provider that is down or faulty is said to be unreachable, before and after', async () => {
  const browser = new Browser();
  const returned = await browser.visit({ subject: 'sub-linked' });
  provider.fault = 502;
  const reply = await browser.ask('POST', '/api/sign-in/oidc', {});
  expect([reply.statusCode, reply.json<{ error: { code: string } }>().error.code]).toEqual([503, 'provider-unreachable']);
  expect(await browser.follow(returned)).toBe('503 provider-unreachable');
});

test('a provider that calls itself by another name, or sends our questions elsewhere, is asked nothing more', async () => {
  const asked: (string | undefined)[] = [];
  const elsewhere = createServer((request, reply) => {
    asked.push(request.url);
    if (request.url?.startsWith('/moved/')) reply.writeHead(302, { location: `${provider.issuer}/.well-known/openid-configuration` }).end();
    else reply.setHeader('content-type', 'application/json').end(JSON.stringify({ issuer: provider.issuer, authorization_endpoint: `${provider.issuer}/auth`, token_endpoint: `${provider.issuer}/token` }));
  });
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
  const { port } = elsewhere.address() as AddressInfo;
  for (const path of ['', '/moved']) {
    const named = await openProvider({ issuer: `http://127.0.0.1:${port}${path}`, client: 'jumys', secretFile: undefined, name: 'Elsewhere', secondFactor: [] }, address);
    await expect(named.addressFor({ state: 's', nonce: 'n', verifier: 'v'.repeat(43) })).rejects.toMatchObject({ code: 'provider-unreachable', status: 503 });
  }
  expect(asked).toEqual(['/.well-known/openid-configuration', '/moved/.well-known/openid-configuration']);
  elsewhere.close();
});

test('a disabled account is refused as one that nobody knows', async () => {
  const id = await makeLinked('gone', 'sub-gone');
  await setDisabled(accounts.ground, steward, id, true);
  expect(await new Browser().signIn({ subject: 'sub-gone' })).toBe('403 no-account-for-this-identity');
});

test('a return leads to our own pages only, whatever its address says', async () => {
  await makeLinked('open', 'sub-open');
  const browser = new Browser();
  const returned = await browser.visit({ subject: 'sub-open' });
  for (const extra of ['next=https://evil.example', 'redirect_uri=https://evil.example', 'return=//evil.example']) {
    expect((await browser.ask('GET', `${returned.pathname}${returned.search}&${extra}`)).statusCode).toBe(400);
  }
  const refused = await new Browser().follow(withAddress(returned, (query) => query.set('error', 'https://evil.example')), { accept: 'text/html' });
  expect(refused).toBe('303 /sign-in?refused=wrong-return');
  const twice = await browser.ask('GET', `${returned.pathname}${returned.search}&state=other`);
  expect(twice.statusCode).toBe(400);
  expect((await new Browser().ask('POST', '/api/sign-in/oidc', { next: 'https://evil.example' })).statusCode).toBe(400);
});

test('with the second factor on our code is asked unless the provider says that one was shown', async () => {
  await makeLinked('careful', 'sub-careful', { role: 'steward', place: 0 });
  const { secret } = await accounts.enrol('careful');
  const browser = new Browser();
  expect(await browser.signIn({ subject: 'sub-careful' })).toBe('303 /sign-in?code=asked');
  expect((await browser.me()).kind).toBe('nobody');
  const give = async (from: Browser, code: string) => (await from.ask('POST', '/api/sign-in/oidc/code', { code })).statusCode;
  expect(await give(new Browser(), codeAt(secret, accounts.clock.now()))).toBe(400);
  expect(await give(browser, '000000')).toBe(401);
  expect(await give(browser, codeAt(secret, accounts.clock.now()))).toBe(200);
  const { grants, session } = await browser.me();
  expect([grants.length, session?.how]).toEqual([1, 'oidc']);
  accounts.clock.pass(1);
  expect(await give(browser, codeAt(secret, accounts.clock.now()))).toBe(400);
  const slow = new Browser();
  await slow.signIn({ subject: 'sub-careful' });
  accounts.clock.pass(5);
  expect(await give(slow, codeAt(secret, accounts.clock.now()))).toBe(400);
  const vouched = new Browser();
  expect(await vouched.signIn({ subject: 'sub-careful', acr: 'urn:kz:two' })).toBe('303 /');
  expect((await vouched.me()).grants).toHaveLength(1);
  expect(await new Browser().signIn({ subject: 'sub-careful', acr: 'urn:kz:one' })).toBe('303 /sign-in?code=asked');
  for (const [amr, where] of [[['pwd', 'hwk'], '303 /'], [['pwd'], '303 /sign-in?code=asked']] as const) {
    provider.tamper = (body) => ({ ...body, id_token: resigned(body['id_token'], { amr }) });
    expect(await new Browser().signIn({ subject: 'sub-careful' })).toBe(where);
  }
});

test('a role that needs two factors holds nothing when neither the provider nor we have seen a second', async () => {
  await makeLinked('single', 'sub-single', { role: 'steward', place: 0 });
  const browser = new Browser();
  expect(await browser.signIn({ subject: 'sub-single' })).toBe('303 /');
  expect((await browser.me()).grants).toEqual([]);
});

test('an invitation is followed by the provider, once, and by no reset link', async () => {
  const made = await invite(accounts.ground, steward, { signIn: 'invited', name: 'Invited', language: 'kk', grants: [] });
  const link = made.link.address.split('#')[1];
  const browser = new Browser();
  const [first, second] = [await browser.visit({ subject: 'sub-invited' }, { body: { link } }), await browser.visit({ subject: 'sub-other' }, { body: { link } })];
  expect(await browser.follow(first)).toBe('303 /');
  expect((await browser.me()).signIn).toBe('invited');
  expect(await browser.follow(second)).toBe('404 wrong-link');
  expect(await findByIdentity(accounts.ground.db, { issuer: provider.issuer, subject: 'sub-other' })).toBeUndefined();
  for (const wrong of [link, 'A'.repeat(43)]) expect((await browser.ask('POST', '/api/sign-in/oidc', { link: wrong })).statusCode).toBe(404);
  expect(await new Browser().signIn({ subject: 'sub-invited' })).toBe('303 /');
});

test('an identity belongs to one account, and linking wants its holder, lately confirmed, in a session that goes on', async () => {
  await makeLinked('first', 'sub-first');
  const id = await accounts.make('second');
  const browser = new Browser();
  expect((await browser.ask('POST', '/api/me/oidc')).statusCode).toBe(401);
  await browser.ask('POST', '/api/sign-in', { signIn: 'second', password: testPassword });
  expect(await browser.follow(await browser.visit({ subject: 'sub-first' }, { url: '/api/me/oidc' }))).toBe('409 identity-taken');
  const begun = await browser.visit({ subject: 'sub-second' }, { url: '/api/me/oidc' });
  const fresh = await accounts.identify(await accounts.enter('second'));
  await endOtherSessions(accounts.ground, { ...fresh.actor, account: id, session: fresh.session! });
  expect(await browser.follow(begun)).toBe('400 wrong-return');
  await browser.ask('POST', '/api/sign-in', { signIn: 'second', password: testPassword });
  accounts.clock.pass(10);
  const late = await browser.ask('POST', '/api/me/oidc');
  expect([late.statusCode, late.json<{ error: { code: string } }>().error.code]).toEqual([403, 'confirm-who-you-are']);
});

test('without a password one confirms by a code what is not about signing in, and by the provider after a code all of it', async () => {
  await makeLinked('wordless', 'sub-wordless', { role: 'steward', place: 0 });
  const { secret } = await accounts.enrol('wordless');
  await sql`update accounts.account set password_hash = null where sign_in = 'wordless'`.execute(accounts.ground.db);
  const codeNow = () => { accounts.clock.pass(0.5); return codeAt(secret, accounts.clock.now()); };
  const browser = new Browser();
  const refusal = async (method: 'POST' | 'DELETE', url: string, body?: object) => {
    const reply = await browser.ask(method, url, body);
    const { error } = reply.json<{ error?: { code: string; facts: object } }>();
    return error === undefined ? reply.statusCode : [reply.statusCode, error.code, error.facts];
  };
  await browser.signIn({ subject: 'sub-wordless', acr: 'urn:kz:two' });
  expect((await browser.me()).session?.confirmBy).toEqual(['code', 'oidc']);
  accounts.clock.pass(10);
  expect(await refusal('DELETE', '/api/me/sessions')).toEqual([403, 'confirm-who-you-are', {}]);
  expect(await refusal('POST', '/api/me/confirmation', {})).toEqual([401, 'second-factor-needed', {}]);
  expect(await refusal('POST', '/api/me/confirmation', { code: '000000' })).toEqual([401, 'wrong-code', {}]);
  expect(await refusal('POST', '/api/me/confirmation', { password: testPassword, code: codeNow() })).toEqual([401, 'wrong-sign-in', {}]);
  expect(await refusal('POST', '/api/me/confirmation', { code: codeNow() })).toBe(200);
  expect(await refusal('DELETE', '/api/me/sessions')).toBe(200);
  expect(await refusal('POST', '/api/me/second-factor')).toEqual([403, 'confirm-who-you-are', { fully: true }]);
  expect(await refusal('POST', '/api/me/confirmation/oidc', {})).toEqual([401, 'second-factor-needed', {}]);
  const returned = await browser.visit({ subject: 'sub-wordless' }, { url: '/api/me/confirmation/oidc', body: { code: codeNow() } });
  // The session’s own cookie does not come along from the provider’s page.
  const [name, value] = [sessionCookie, browser.cookies.get(sessionCookie) ?? ''];
  browser.cookies.delete(name);
  expect(await browser.follow(returned)).toBe('303 /account');
  expect(browser.cookies.get(name)).not.toBe(value);
  expect(await refusal('POST', '/api/me/second-factor')).toBe(200);
  expect(await browser.me()).toMatchObject({ signIn: 'wordless', grants: [{ role: 'steward' }], session: { how: 'oidc' } });
});

test('somebody else’s identity, or a session that has ended, confirms nothing', async () => {
  await makeLinked('owner.one', 'sub-owner-one');
  await makeLinked('owner.two', 'sub-owner-two');
  const browser = new Browser();
  await browser.signIn({ subject: 'sub-owner-one' });
  const confirmation = { url: '/api/me/confirmation/oidc', body: {} };
  expect(await browser.follow(await browser.visit({ subject: 'sub-owner-two' }, confirmation))).toBe('400 wrong-return');
  expect(await browser.follow(await browser.visit({ subject: 'nobody-knows' }, confirmation))).toBe('400 wrong-return');
  const begun = await browser.visit({ subject: 'sub-owner-one' }, confirmation);
  await browser.ask('POST', '/api/sign-out');
  expect(await browser.follow(begun)).toBe('400 wrong-return');
  expect(browser.cookies.has(sessionCookie)).toBe(false);
});

test('a password is not left out by whoever has one', async () => {
  await makeLinked('worded', 'sub-worded', { role: 'steward', place: 0 });
  const { secret } = await accounts.enrol('worded');
  const browser = new Browser();
  await browser.signIn({ subject: 'sub-worded', acr: 'urn:kz:two' });
  expect((await browser.me()).session?.confirmBy).toEqual(['password', 'oidc']);
  const reply = await browser.ask('POST', '/api/me/confirmation', { code: codeAt(secret, accounts.clock.now()) });
  expect([reply.statusCode, reply.json<{ error: { code: string } }>().error.code]).toEqual([401, 'wrong-sign-in']);
});

test('a linked identity is listed and taken off again, but not the last way in', async () => {
  await makeLinked('owner', 'sub-owner');
  const browser = new Browser();
  await browser.signIn({ subject: 'sub-owner' });
  expect((await browser.ask('GET', '/api/me/identities')).json()).toEqual({ rows: [{ way: 'oidc', linkedAt: expect.any(String) }] });
  await sql`update accounts.account set password_hash = null where sign_in = 'owner'`.execute(accounts.ground.db);
  expect((await browser.ask('DELETE', '/api/me/oidc')).statusCode).toBe(409);
  await sql`update accounts.account set password_hash = 'x' where sign_in = 'owner'`.execute(accounts.ground.db);
  expect((await browser.ask('DELETE', '/api/me/oidc')).statusCode).toBe(200);
  expect((await browser.ask('DELETE', '/api/me/oidc')).statusCode).toBe(404);
  expect(await new Browser().signIn({ subject: 'sub-owner' })).toBe('403 no-account-for-this-identity');
});

test('false returns from a network are slowed and locked as wrong passwords are, and right ones are not counted', async () => {
  await makeLinked('steady', 'sub-steady');
  const good = new Browser();
  for (let turn = 0; turn < 60; turn += 1) expect(await good.signIn({ subject: 'sub-steady' })).toBe('303 /');
  const bad = new Browser();
  let refused = '';
  for (let turn = 0; turn < 22; turn += 1) refused = await bad.follow(new URL(`${address}/api/sign-in/oidc/return?state=x&code=y`));
  expect(refused).toBe('429 too-many-tries');
});

test('a network has only so many sign-ins open at once', async () => {
  const browser = new Browser();
  const statuses: number[] = [];
  for (let turn = 0; turn < 301; turn += 1) statuses.push((await browser.ask('POST', '/api/sign-in/oidc', {})).statusCode);
  expect([statuses.filter((status) => status === 200).length, statuses.at(-1)]).toEqual([300, 429]);
  accounts.clock.pass(10);
  expect((await browser.ask('POST', '/api/sign-in/oidc', {})).statusCode).toBe(200);
});
