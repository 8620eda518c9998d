import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkDigit } from '#kernel/identifiers.ts';
import { listAuditLines } from '#platform/audit.ts';
import { buildServer } from '#platform/http.ts';
import { openLog } from '#platform/log.ts';
import { openTestGround } from '#platform/testing.ts';
import { invite, makeAccountLink, setDisabled } from './account.ts';
import type { Me } from './contract.ts';
import { sessionCookie } from './identify.ts';
import { openGate } from './open.ts';
import { accountRoutes } from './routes.ts';
import { makeCertificate, makeList, makePerson, pem, signCms, type TestCertificate } from './signature-testing.ts';
import { findAccountByName } from './store.ts';
import { openTestAccounts, steward, type TestAccounts } from './testing.ts';

/** Born in the 1850s: nobody's. */
const iinOf = (serial: number) => `5510101${String(serial).padStart(4, '0')}${checkDigit(`5510101${String(serial).padStart(4, '0')}`)}`;
const iins = Array.from({ length: 30 }, (_, at) => iinOf(at)).filter((iin) => !iin.includes('undefined'));

let accounts: TestAccounts;
let server: FastifyInstance;
let authority: TestCertificate;
const said: string[] = [];
beforeAll(async () => {
  const ground = await openTestGround();
  const [roots, crls] = [join(ground.files, 'roots'), join(ground.files, 'crls')];
  for (const folder of [roots, crls]) mkdirSync(folder);
  authority = makeCertificate({ subject: [['2.5.4.3', 'Authority']], authority: true, usage: 0x06 });
  writeFileSync(join(roots, 'root.pem'), pem('CERTIFICATE', authority.bytes));
  writeFileSync(join(crls, 'list.crl'), makeList(authority, []));
  const config = { ...ground.config, signatures: { roots, crls, ncanode: undefined } };
  accounts = await openTestAccounts({ db: ground.db, config });
  server = await buildServer({ routes: accountRoutes(accounts.ground), config, webFolder: undefined, gate: openGate(accounts.ground), log: openLog({ level: 'debug', to: { write: (line) => void said.push(line) } }) });
});
afterAll(() => server.close());

let networks = 0;

async function ask(method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, { token, body, ip = `10.1.${(networks += 1)}.1` }: { token?: string | undefined; body?: object; ip?: string } = {}) {
  const reply = await server.inject({
    method, url, remoteAddress: ip,
    headers: { host: 'localhost', ...(token === undefined ? {} : { cookie: `${sessionCookie}=${token}` }), ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
  });
  said.push(reply.body);
  const { error, ...rest } = reply.json<{ error?: { code: string; facts: { why?: string } }; challenge?: string }>();
  return { token: reply.cookies.find(({ name }) => name === sessionCookie)?.value, is: `${reply.statusCode}${error === undefined ? '' : ` ${error.facts.why ?? error.code}`}`, ...rest };
}

const challenge = async (token?: string) => String((await ask('POST', token === undefined ? '/api/sign-in/signature/challenge' : '/api/me/signature', token === undefined ? { body: {} } : { token })).challenge);
const signed = (text: string, by: TestCertificate, what = text) => ({ challenge: text, cms: signCms(Buffer.from(what, 'base64'), by).toString('base64') });
const signIn = async (by: TestCertificate) => ask('POST', '/api/sign-in/signature', { body: signed(await challenge(), by) });

async function makeLinked(name: string, by: TestCertificate, ...grants: Parameters<TestAccounts['make']>[1][]): Promise<string> {
  const id = await accounts.make(name, ...grants);
  const token = await accounts.enter(name);
  expect((await ask('PUT', '/api/me/signature', { token, body: signed(await challenge(token), by) })).is).toBe('200');
  return id;
}

test('a signature that no account has linked is refused, and nothing is made', async () => {
  expect((await signIn(makePerson(authority, `IIN${iins[0]}`))).is).toBe('403 no-account-for-this-identity');
  expect((await sql`select from accounts.session`.execute(accounts.ground.db)).rows).toHaveLength(0);
});

test('a linked signature signs in, counts as two factors, and a new certificate of the same person does too', async () => {
  const first = makePerson(authority, `IIN${iins[1]}`);
  await makeLinked('signer', first, { role: 'steward', place: 0 });
  const { is, token } = await signIn(makePerson(authority, `IIN${iins[1]}`));
  expect(is).toBe('200');
  const me = (await ask('GET', '/api/me', { token })) as unknown as Me;
  expect([me.signIn, me.session?.how, me.grants.length, me.ways]).toEqual(['signer', 'signature', 1, ['password', 'signature']]);
});

test('a challenge is good once, for five minutes, and for what it was made', async () => {
  const person = makePerson(authority, `IIN${iins[2]}`);
  await makeLinked('once', person);
  const text = await challenge();
  expect(Buffer.from(text, 'base64').toString()).toMatch(/^Jumys, http:\/\/localhost:\d+: sign in\. [\w-]{43}$/);
  expect((await ask('POST', '/api/sign-in/signature', { body: signed(text, person) })).is).toBe('200');
  expect((await ask('POST', '/api/sign-in/signature', { body: signed(text, person) })).is).toBe('400 wrong-challenge');
  const [first, second] = [await challenge(), await challenge()];
  expect((await ask('POST', '/api/sign-in/signature', { body: signed(first, person, second) })).is).toBe('401 content');
  const late = await challenge();
  accounts.clock.pass(5);
  expect((await ask('POST', '/api/sign-in/signature', { body: signed(late, person) })).is).toBe('400 wrong-challenge');
  const made = Buffer.from('Jumys, http://localhost:3000: sign in. of my own').toString('base64');
  expect((await ask('POST', '/api/sign-in/signature', { body: signed(made, person) })).is).toBe('400 wrong-challenge');
  const token = await accounts.enter('once');
  expect((await ask('POST', '/api/sign-in/signature', { body: signed(await challenge(token), person) })).is).toBe('400 wrong-challenge');
  expect((await ask('PUT', '/api/me/signature', { token, body: signed(await challenge(), person) })).is).toBe('400 wrong-challenge');
});

test('a signature is linked by its holder alone, lately confirmed, and to one account', async () => {
  const person = makePerson(authority, `IIN${iins[3]}`);
  await makeLinked('mine', person);
  await accounts.make('thief');
  const token = await accounts.enter('thief');
  expect((await ask('PUT', '/api/me/signature', { token, body: signed(await challenge(token), person) })).is).toBe('409 identity-taken');
  const mine = await accounts.enter('mine');
  const other = makePerson(authority, `IIN${iins[4]}`);
  expect((await ask('PUT', '/api/me/signature', { token, body: signed(await challenge(mine), other) })).is).toBe('400 wrong-challenge');
  expect((await ask('POST', '/api/me/signature')).is).toBe('401 sign-in-needed');
  const text = await challenge(token);
  accounts.clock.pass(10);
  expect((await ask('PUT', '/api/me/signature', { token, body: signed(text, other) })).is).toBe('403 confirm-who-you-are');
  expect((await ask('DELETE', '/api/me/signature', { token: await accounts.enter('mine') })).is).toBe('200');
  expect((await signIn(person)).is).toBe('403 no-account-for-this-identity');
});

test('an invitation is followed by a signature, once, binds it, and opens two factors’ worth; a reset is not', async () => {
  const person = makePerson(authority, `IIN${iins[9]}`);
  const { id, link } = await invite(accounts.ground, steward, { signIn: 'guest', name: 'Guest', language: 'kk', grants: [{ role: 'auditor', place: 0, bin: null }] });
  const body = { link: link.address.split('#')[1] };
  const ofInvitation = async () => String((await ask('POST', '/api/sign-in/signature/challenge', { body })).challenge);
  const [first, second] = [await ofInvitation(), await ofInvitation()];
  expect(Buffer.from(first, 'base64').toString()).toContain(': follow an invitation. ');
  const { is, token } = await ask('POST', '/api/sign-in/signature', { body: signed(first, person) });
  expect(is).toBe('200');
  expect((await ask('GET', '/api/me', { token })) as unknown as Me).toMatchObject({ signIn: 'guest', grants: [{ role: 'auditor' }], secondFactor: { on: false, needed: false }, session: { how: 'signature', confirmBy: ['signature'] } });
  expect((await ask('POST', '/api/sign-in/signature', { body: signed(second, makePerson(authority, `IIN${iins[10]}`)) })).is).toBe('404 wrong-link');
  expect((await ask('POST', '/api/sign-in/signature/challenge', { body })).is).toBe('404 wrong-link');
  expect((await signIn(person)).is).toBe('200');
  await accounts.make('has.password');
  const reset = (await makeAccountLink(accounts.ground, steward, (await findAccountByName(accounts.ground.db, 'has.password'))?.id ?? '')).address.split('#')[1];
  expect((await ask('POST', '/api/sign-in/signature/challenge', { body: { link: reset } })).is).toBe('404 wrong-link');
  const lines = await listAuditLines(accounts.ground.db, { actor: 'guest', limit: 5 });
  expect(lines.filter(({ account }) => account === id).map(({ what, facts }) => [what, facts])).toEqual(expect.arrayContaining([['identity-linked', { way: 'signature' }]]));
});

test('without a password one confirms who one is by the linked signature, within one’s own session, and a foreign one shows nothing', async () => {
  const [person, other] = [makePerson(authority, `IIN${iins[11]}`), makePerson(authority, `IIN${iins[12]}`)];
  await makeLinked('wordless', person, { role: 'steward', place: 0 });
  await makeLinked('stranger', other);
  await sql`update accounts.account set password_hash = null where sign_in = 'wordless'`.execute(accounts.ground.db);
  const { token } = await signIn(person);
  accounts.clock.pass(10);
  expect((await ask('DELETE', '/api/me/sessions', { token })).is).toBe('403 confirm-who-you-are');
  const asked = async () => String((await ask('POST', '/api/me/confirmation/signature', { token })).challenge);
  expect(Buffer.from(await asked(), 'base64').toString()).toContain(': confirm that I am wordless. ');
  expect((await ask('PUT', '/api/me/confirmation/signature', { token, body: signed(await asked(), other) })).is).toBe('403 no-account-for-this-identity');
  expect((await ask('PUT', '/api/me/confirmation/signature', { token, body: signed(await challenge(), person) })).is).toBe('400 wrong-challenge');
  const stray = await asked();
  expect((await ask('PUT', '/api/me/confirmation/signature', { token: (await signIn(other)).token, body: signed(stray, other) })).is).toBe('400 wrong-challenge');
  const confirmed = await ask('PUT', '/api/me/confirmation/signature', { token, body: signed(await asked(), person) });
  expect(confirmed.is).toBe('200');
  const me = (await ask('GET', '/api/me', { token: confirmed.token })) as unknown as Me;
  expect([me.session?.how, me.grants.length]).toEqual(['signature', 1]);
  expect((await ask('DELETE', '/api/me/sessions', { token: confirmed.token })).is).toBe('200');
  expect((await ask('GET', '/api/me/sessions', { token })).is).toBe('401 sign-in-needed');
});

test('a disabled account is refused as one that does not exist', async () => {
  const person = makePerson(authority, `IIN${iins[5]}`);
  await setDisabled(accounts.ground, steward, await makeLinked('gone', person), true);
  expect((await signIn(person)).is).toBe('403 no-account-for-this-identity');
});

test('a CMS of ten megabytes is refused by its size before it is read', async () => {
  const reply = await server.inject({ method: 'POST', url: '/api/sign-in/signature', headers: { host: 'localhost', 'content-type': 'application/json' }, payload: JSON.stringify({ challenge: 'x', cms: 'A'.repeat(10_000_000) }) });
  expect(reply.statusCode).toBe(413);
  expect((await ask('POST', '/api/sign-in/signature', { body: { challenge: 'eA==', cms: 'A'.repeat(60_004) } })).is).toBe('400 too_big');
});

test('false signatures from a network are slowed as wrong passwords are, right ones are not counted', async () => {
  const person = makePerson(authority, `IIN${iins[6]}`);
  await makeLinked('steady', person);
  const ip = '10.2.0.1';
  for (let turn = 0; turn < 30; turn += 1) expect((await ask('POST', '/api/sign-in/signature', { ip, body: signed(await challenge(), person) })).is).toBe('200');
  let last = '';
  for (let turn = 0; turn < 22; turn += 1) last = (await ask('POST', '/api/sign-in/signature', { ip, body: { challenge: 'eA==', cms: 'eA==' } })).is;
  expect(last).toBe('429 too-many-tries');
});

test('no IIN is kept, logged or answered, nor a hash that could be made without our secret', async () => {
  const tables = await sql<{ name: string; schema: string }>`select table_name as name, table_schema as schema from information_schema.tables where table_schema in ('accounts', 'platform')`.execute(accounts.ground.db);
  for (const { name, schema } of tables.rows) {
    const { rows } = await sql<{ row: string }>`select t::text as row from ${sql.table(`${schema}.${name}`)} as t`.execute(accounts.ground.db);
    said.push(...rows.map(({ row }) => row));
  }
  const all = said.join('\n');
  expect(all).toContain('identity-linked');
  for (const iin of iins.slice(0, 7)) expect(all).not.toContain(iin);
});
