import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import type { Actor, Scope } from '#kernel/actor.ts';
import { asSystem } from '#platform/access.ts';
import { listAuditLines } from '#platform/audit.ts';
import { openDuck } from '#platform/duck.ts';
import { buildServer } from '#platform/http.ts';
import { openLog } from '#platform/log.ts';
import { openTestGround } from '#platform/testing.ts';
import { Identifier } from '#kernel/identifiers.ts';
import { markCanary, type PersonGround } from './person.ts';
import { readPersons } from './reading.ts';
import { peopleRoutes } from './routes.ts';
import { enterNumbers, findNumber, loadVaultMacros, numberIdentifiers, openVault } from './vault.ts';
import { vaultFile } from './vault-files.ts';

const [aigul, askar, stranger] = ['900412401230', '850101300015', '900412401250'] as [string, string, string];
const clerk: Actor = { kind: 'account', account: 'a-1', name: 'clerk', grants: [{ role: 'employment-centre', place: 110_000_000, employer: null }] };
const now = new Date('2026-11-22T06:00:00Z');

let ground: PersonGround;
let server: FastifyInstance;
let actor: Actor;
let scope: Scope | undefined;
let lines: string;
const number = { aigul: 0, askar: 0 };

beforeAll(async () => {
  const opened = await openTestGround();
  lines = '';
  const log = openLog({ level: 'debug', to: { write: (text) => void (lines += text) } });
  // A person is seen here where the reader's transaction says so: Askar by the country only.
  ground = {
    ...opened, clock: { now: () => now }, log, freeze: async () => undefined,
    async maySee(transaction, person) {
      const { rows } = await sql<{ scope: string }>`select current_setting('jumys.scope', true) as scope from (select current_user as role) as r where role = 'jumys_reader'`.execute(transaction);
      return person === number.aigul || (person === number.askar && rows[0]?.scope === '0');
    },
  };
  await openVault(ground);
  const duck = await openDuck({ threads: 1 });
  await loadVaultMacros(duck, ground);
  const numbers = await numberIdentifiers(duck, ground, `select unnest([${Number(aigul)}, ${Number(askar)}]::bigint[])`, vaultFile(ground.config.dataFolder, 1, 'a'));
  await ground.db.transaction().execute((transaction) => enterNumbers(transaction, 'a', numbers));
  duck.close();
  number.aigul = (await findNumber(ground, new Identifier(aigul)))!;
  number.askar = (await findNumber(ground, new Identifier(askar)))!;
  server = await buildServer({
    routes: peopleRoutes(ground), log, webFolder: undefined, config: opened.config,
    gate: { identify: () => actor, scopeOf: () => scope },
  });
});
beforeEach(async () => {
  await sql`truncate people.reading, people.person_read, people.reader_day, people.canary, people.alarm`.execute(ground.db);
  actor = clerk;
  scope = { places: [110_000_000], employers: [] };
});

async function ask(method: 'GET' | 'POST', url: string, body?: object): Promise<{ status: number; text: string; json: never; cache: unknown }> {
  const reply = await server.inject({ method, url, headers: { host: 'localhost', ...(body ? { 'content-type': 'application/json' } : {}) }, ...(body ? { payload: JSON.stringify(body) } : {}) });
  return { status: reply.statusCode, text: reply.body, json: reply.json() as never, cache: reply.headers['cache-control'] };
}

const showIt = (of: number, purpose = 'placement') => ask('POST', `/api/persons/${of}/identifier`, { purpose });
const lastLine = async () => (await listAuditLines(ground.db, { limit: 1 }))[0];

test('a person of elsewhere and one who is nobody are answered alike, and both attempts are written down', async () => {
  const [foreign, nowhere] = [await showIt(number.askar), await showIt(999)];
  expect(foreign.status).toBe(404);
  expect(foreign.text).toBe('{"error":{"code":"no-such-person","facts":{}}}');
  expect([nowhere.status, nowhere.text]).toEqual([foreign.status, foreign.text]);
  expect(await lastLine()).toMatchObject({ what: 'identifier-not-shown', actor: 'clerk', subject: '999', facts: { persons: 0, purpose: 'placement' } });
  const { rows } = await asSystem(ground.db, (transaction) => sql`select what, subject, persons from people.reading order by id`.execute(transaction));
  expect(rows).toEqual([{ what: 'identifier', subject: String(number.askar), persons: 0 }, { what: 'identifier', subject: '999', persons: 0 }]);
});

test('no identifier is shown without a purpose, or for one that is not in the list', async () => {
  for (const body of [{}, { purpose: 'other' }, { purpose: null }, { purpose: 'audit', iin: aigul }]) {
    const reply = await ask('POST', `/api/persons/${number.aigul}/identifier`, body);
    expect(reply.status).toBe(400);
    expect(reply.text).not.toContain(aigul);
  }
});

test('the hundred and first identifier of a day is refused, attempts counted', async () => {
  await asSystem(ground.db, (transaction) => sql`
    insert into people.reading (at, day, reader, kind, name, grants, purpose, what, persons)
    select ${now}, '2026-11-22', 'a-1', 'account', 'clerk', '[]', 'audit', case when n % 2 = 0 then 'identifier' else 'who-looked' end, 0 from generate_series(1, 100) as n`.execute(transaction));
  const refused = await showIt(number.aigul);
  expect([refused.status, refused.json]).toEqual([429, { error: { code: 'budget-spent', facts: { persons: 101, most: 100 } } }]);
  expect((await ask('POST', '/api/who-looked', { identifier: aigul })).status).toBe(429);
});

test('an identifier is shown to whoever may see the person, kept by nobody on the way, and written down', async () => {
  const shown = await showIt(number.aigul);
  expect([shown.status, shown.json, shown.cache]).toEqual([200, { identifier: aigul }, 'no-store']);
  expect(await lastLine()).toMatchObject({ what: 'identifier-shown', subject: String(number.aigul), facts: { persons: 1 } });
  scope = { places: [0], employers: [] };
  expect((await showIt(number.askar)).json).toEqual({ identifier: askar });
});

test('somebody at whom nobody looked and somebody who is not held are told the same', async () => {
  const [held, notHeld] = [await ask('POST', '/api/who-looked', { identifier: askar }), await ask('POST', '/api/who-looked', { identifier: stranger })];
  expect([held.status, held.text]).toEqual([200, '{"rows":[]}']);
  expect([notHeld.status, notHeld.text]).toEqual([held.status, held.text]);
  for (const identifier of ['1', `${askar}1`, askar.replace('8', '８')]) {
    const refused = await ask('POST', '/api/who-looked', { identifier });
    expect(refused.status).toBe(400);
    expect(refused.text).not.toContain(identifier);
  }
});

test('a person is told when, in which role and place, and for what he was looked at, and not by whom', async () => {
  await readPersons(ground, { places: [0], employers: [] }, { actor, purpose: 'contest', what: 'spells', subject: 'P-1' }, async () => ({ persons: [number.aigul], answer: null }));
  const told = await ask('POST', '/api/who-looked', { identifier: aigul });
  expect(told.json).toEqual({ rows: [{
    at: now.toISOString(), kind: 'account', roles: [{ role: 'employment-centre', place: '110000000', employer: null }], purpose: 'contest', what: 'spells',
  }] });
  expect([told.text.includes('clerk'), told.cache]).toEqual([false, 'no-store']);
  expect(await lastLine()).toMatchObject({ what: 'who-looked-told', subject: null, facts: { persons: 1, purpose: 'person-request' } });
  // The asking is a look too.
  expect((await ask('POST', '/api/who-looked', { identifier: aigul })).json).toMatchObject({ rows: [{ what: 'who-looked' }, { what: 'spells' }] });
});

test('an auditor reads by whom a person was read, and that is written down', async () => {
  await readPersons(ground, { places: [0], employers: [] }, { actor, purpose: 'contest', what: 'spells', subject: 'P-1' }, async () => ({ persons: [number.aigul, number.askar], answer: null }));
  actor = { ...clerk, account: 'a-9', name: 'auditor' };
  expect((await ask('GET', `/api/readings?person=${number.aigul}`)).json).toMatchObject({ total: 1, rows: [{ name: 'clerk', purpose: 'contest', subject: 'P-1', persons: 2 }] });
  expect(await lastLine()).toMatchObject({ what: 'readings-read', actor: 'auditor', subject: String(number.aigul) });
});

test('an alarm is seen once, with a note that names nobody by number', async () => {
  expect(await markCanary(ground, new Identifier(askar), actor)).toBe(true);
  expect(await markCanary(ground, new Identifier(askar), actor)).toBe(false);
  await expect(markCanary(ground, new Identifier(stranger), actor)).rejects.toMatchObject({ code: 'no-such-person' });
  scope = { places: [0], employers: [] };
  await showIt(number.askar);
  const listed = (await ask('GET', '/api/alarms?seen=no')).json as { total: number; unseen: number; rows: { id: number }[] };
  expect(listed).toMatchObject({ total: 1, unseen: 1, rows: [{ kind: 'canary', name: 'clerk', reading: { what: 'identifier' }, seen: null }] });
  const at = `/api/alarms/${listed.rows[0]!.id}/seen`;
  expect((await ask('POST', at, { note: `asked about ${aigul}` })).status).toBe(400);
  expect((await ask('POST', at, { note: ' ' })).status).toBe(400);
  expect((await ask('POST', '/api/alarms/999999/seen', { note: 'x' })).json).toMatchObject({ error: { code: 'no-such-alarm' } });
  actor = { ...clerk, account: 'a-9', name: 'auditor' };
  expect((await ask('POST', at, { note: 'a drill' })).json).toMatchObject({ seen: { by: 'auditor', at: now.toISOString(), note: 'a drill' } });
  expect((await ask('POST', at, { note: 'again' })).json).toMatchObject({ error: { code: 'alarm-seen-already' } });
  expect((await ask('GET', '/api/alarms?seen=no')).json).toMatchObject({ total: 0, unseen: 0 });
  expect(await lastLine()).toMatchObject({ what: 'alarm-seen', actor: 'auditor' });
});

test('neither the log nor the audit nor a table of readings holds an identifier', async () => {
  expect(lines).toContain('alarm');
  const { rows } = await asSystem(ground.db, (transaction) => sql<{ text: string }>`
    select (select string_agg(record, ' ') from platform.audit_line) || (select coalesce(string_agg(r::text, ' '), '') from people.reading as r) as text`.execute(transaction));
  for (const identifier of [aigul, askar, stranger]) expect(`${lines} ${rows[0]?.text}`).not.toContain(identifier);
});
