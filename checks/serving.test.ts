import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { everywhere, operator } from '#kernel/actor.ts';
import { asReader, checkWall } from '#platform/access.ts';
import { changeAuditKey } from '#platform/audit-key.ts';
import { sealNow } from '#platform/audit-seal.ts';
import { systemClock } from '#platform/clock.ts';
import { readConfig, type Config } from '#platform/config.ts';
import { openDatabase, type OpenDatabase } from '#platform/database.ts';
import { buildServer } from '#platform/http.ts';
import { openLog } from '#platform/log.ts';
import { testFolder } from '#platform/testing.ts';
import { openSetUp, rotateSecrets } from '#accounts';
import { writeMadeUpCountry } from '#demo';
import { rotateVault } from '#people';
import { changeReleaseKey } from '#publishing';
import type { RegisterName } from '#registers';
import { openApp, type App } from '../app.ts';

/*
 * On a PostgreSQL server the role that serves owns nothing (docs/running.md): the program's main paths, as that role. The embedded database has
 * one user, who owns all.
 */
const server = process.env['JUMYS_TEST_SERVER'] ?? '';
const onServer = test.runIf(server !== '');
const name = randomUUID().replaceAll('-', '');
const [database, role, password] = [`jumys_test_${name}`, `jumys_serving_${name}`, randomUUID()];
const folder = testFolder();
let steward: OpenDatabase;
let config: Config;
let app: App;
let front: FastifyInstance;

const at = (user?: string): string => {
  const url = new URL(server);
  url.pathname = `/${database}`;
  if (user !== undefined) [url.username, url.password] = [user, password];
  return url.href;
};
const codeOf = (work: Promise<unknown>): Promise<string> => work.then(() => 'done', (error: { code?: string }) => error.code ?? String(error));

beforeAll(async () => {
  if (server === '') return;
  steward = await openDatabase({ dataFolder: '', databaseUrl: server });
  await sql`create database ${sql.id(database)}`.execute(steward.db);
  await sql`create role ${sql.id(role)} login password ${sql.lit(password)}`.execute(steward.db);
  // So that what is still open for it can be ended with the database.
  await sql`grant ${sql.id(role)} to current_user`.execute(steward.db);
  config = { ...readConfig({ JUMYS_DATA: join(folder, 'data'), JUMYS_KEY: join(folder, 'key'), JUMYS_MEMORY: '500MB', DATABASE_URL: at(role), JUMYS_MIGRATE_URL: at() }) };
}, 60_000);
afterAll(async () => {
  if (server === '') return;
  await front?.close();
  await app?.close();
  await sql`drop database if exists ${sql.id(database)} with (force)`.execute(steward.db);
  await sql`drop role if exists ${sql.id(role)}`.execute(steward.db);
  await steward.close();
});

onServer('a role that owns nothing is refused before the owner has migrated, and so is one that is the owner', async () => {
  expect(await codeOf(openApp({ ...config, migrateUrl: undefined }, systemClock))).toBe('migration-not-owner');
  expect(await codeOf(openApp({ ...config, databaseUrl: at() }, systemClock))).toBe('serving-role-owns');
}, 60_000);

onServer('the owner migrates at the start, and the role that serves imports, computes, publishes and reads', async () => {
  app = await openApp(config, systemClock, { log: openLog({ to: { write: () => undefined } }) });
  expect(await checkWall(app.db)).toEqual({ ownsTables: false });
  const { files } = await writeMadeUpCountry({ people: 1000, seed: 3, folder: join(folder, 'country') });
  await app.importFiles(files.map(({ register, path }) => ({ register: register as RegisterName, file: path, by: operator('test'), madeUp: true })), () => undefined);
  rmSync(join(folder, 'country'), { recursive: true });
  const { cube } = await app.views.current();
  expect(cube.pledges.length).toBeGreaterThan(0);
  const seen = await asReader(app.db, everywhere, (transaction) => sql<{ rows: number }>`select count(*)::integer as rows from pledges.spell`.execute(transaction));
  expect(seen.rows[0]!.rows).toBeGreaterThan(0);
}, 240_000);

onServer('without the owner’s address it starts all the same, now that everything is there', async () => {
  await app.close();
  app = await openApp({ ...config, migrateUrl: undefined }, systemClock, { log: openLog({ to: { write: () => undefined } }) });
  expect(await checkWall(app.db)).toEqual({ ownsTables: false });
}, 60_000);

onServer('every page of the program answers under it, readings of persons among them', async () => {
  front = await buildServer({ routes: app.routes(), config, log: openLog({ to: { write: () => undefined } }), webFolder: undefined, gate: { identify: () => operator('test'), scopeOf: () => everywhere } });
  const { cube } = await app.views.current();
  const { pledgeId, projectId } = cube.pledges.find(({ project }) => project !== null)!;
  const value: Record<string, string> = { pledgeId, projectId, format: 'csv', number: '1', product: 'places', importId: (await sql<{ id: string }>`select id from registers.import limit 1`.execute(app.db)).rows[0]!.id };
  const query: Record<string, string> = { '/api/rollups': '?by=place', '/api/places': '?q=a', '/api/evidence.:format': `?month=2025-06`, '/api/readings': '?person=1&purpose=audit', '/api/pledges/:pledgeId/spells': '?purpose=audit' };
  const answers = await Promise.all(app.routes().filter(({ endpoint: { method } }) => method === 'GET').map(async ({ endpoint: { path } }) => {
    const url = path.replace(/:(\w+)/g, (_, part: string) => encodeURIComponent(value[part] ?? 'none')) + (query[path] ?? '');
    return { path, status: (await front.inject({ method: 'GET', url, headers: { host: 'localhost' } })).statusCode };
  }));
  expect(answers.length).toBeGreaterThan(20);
  expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
  expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThan(15);
  const { rows } = await sql<{ readings: number }>`select count(*)::integer as readings from platform.audit_line where what = 'persons-read'`.execute(app.db);
  expect(rows[0]!.readings).toBeGreaterThan(0);
}, 120_000);

onServer('the first administrator is made and signs in, the audit is sealed, keys are changed and old rows deleted', async () => {
  const real = await buildServer({ routes: app.routes(), config, log: openLog({ to: { write: () => undefined } }), webFolder: undefined, gate: app.gate });
  const link = await openSetUp(app.accounts);
  const token = link!.address.split('#')[1]!;
  const secret = 'a river of seven apples 41';
  const post = (url: string, payload: object) => real.inject({ method: 'POST', url, headers: { host: 'localhost', 'content-type': 'application/json' }, payload });
  expect((await post('/api/set-up', { token, signIn: 'chief', name: 'Chief', password: secret, language: 'kk' })).statusCode).toBe(200);
  expect((await post('/api/sign-in', { signIn: 'chief', password: 'not that one' })).statusCode).toBe(401);
  const signed = await post('/api/sign-in', { signIn: 'chief', password: secret });
  expect(signed.statusCode, signed.body).toBe(200);
  await real.close();
  expect(await sealNow(app)).toMatchObject({ added: true, alarm: undefined });
  const change = { actor: operator('test'), at: new Date() };
  await changeAuditKey(app, change);
  expect(await sealNow(app)).toMatchObject({ added: true, alarm: undefined });
  await changeReleaseKey(app, change);
  expect((await rotateVault(app, { reseal: [rotateSecrets] })).version).toBe(2);
  expect((await app.keep({ actor: operator('test'), dryRun: true })).length).toBeGreaterThan(5);
  await app.keep({ actor: operator('test') });
}, 120_000);

onServer('what stands in ledgers it can neither alter nor delete, no table can it make or change, and policies hold it', async () => {
  for (const statement of [
    'update platform.audit_line set record = record', 'delete from platform.audit_line', 'truncate platform.audit_line', 'delete from registers.import', 'update publishing.release set sums = sums',
    'delete from accounts.account', 'delete from platform.migration', 'drop table pledges.pledge', 'alter table pledges.spell disable row level security', 'create table platform.mine (a integer)',
    'drop policy system_work on pledges.spell', 'call platform.wall(\'pledges.month\')', 'grant jumys_server to jumys_reader',
  ]) expect(await codeOf(sql.raw(statement).execute(app.db)), statement).toBe('42501');
  // Without saying that it is the system, or whose reader, it sees no row.
  expect((await sql`select person from pledges.spell`.execute(app.db)).rows).toEqual([]);
}, 60_000);
