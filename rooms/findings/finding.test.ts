import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import type { Actor, Role } from '#kernel/actor.ts';
import { checkDigit } from '#kernel/identifiers.ts';
import { monthText } from '#kernel/month.ts';
import { asReader, asSystem } from '#platform/access.ts';
import { listAuditLines } from '#platform/audit.ts';
import type { Database } from '#platform/database.ts';
import { buildServer } from '#platform/http.ts';
import { openLog } from '#platform/log.ts';
import { openTestGround } from '#platform/testing.ts';
import { scopeOf } from '#accounts';
import { openVault } from '#people';
import { createViews, recompute, type Computed } from '#pledges';
import { importFile, type RegisterName } from '#registers';
import { operator } from '#kernel/actor.ts';
import { followFindings } from './follow.ts';
import { findingRoutes } from './routes.ts';

const [almaty, akmola] = [750_000_000, 110_000_000];
const january = 2024 * 12;
const recorded = '2025-06-01T09:00:00+05:00';
const clock = { now: () => new Date('2025-08-15T06:00:00Z') };

/** The first number from a serial on that has a check digit. */
function numberFrom(front: string, serial: number): string {
  for (let at = serial; ; at += 1) {
    const eleven = front + String(at).padStart(11 - front.length, '0');
    const check = checkDigit(eleven);
    if (check !== undefined) return eleven + check;
  }
}
const iin = (at: number) => numberFrom('9001013', 1000 + at * 10);
const bin = (at: number) => numberFrom('200340', 100 + at * 10);

type Worker = { employer: number; person: number; from: number; to: number | null };

/** Two employers with a pledge each, in two regions, due in September 2024. Most of the first one's people come in August and are gone in October; the second one's stay. */
const workers: Worker[] = [
  ...Array.from({ length: 6 }, (_, at) => ({ employer: 0, person: at, from: january + 7, to: january + 8 })),
  ...Array.from({ length: 2 }, (_, at) => ({ employer: 0, person: 10 + at, from: january + 3, to: null })),
  ...Array.from({ length: 6 }, (_, at) => ({ employer: 1, person: 20 + at, from: january + 7, to: null })),
];

const day = (month: number, at = '01') => `${monthText(month)}-${at}`;
const lines: Record<string, string[]> = {
  employers: ['employer,name,sector,place,registered_on,recorded_at', ...[0, 1].map((at) => `${bin(at)},ЖШС ${at},C,${at === 0 ? almaty : akmola},2020-03-01,${recorded}`)],
  pledges: ['pledge_id,project_id,employer,place,phase,jobs,awarded_on,due_on,hold_months,term,status,recorded_at',
    ...[0, 1].map((at) => `P${at},Q${at},${bin(at)},${at === 0 ? almaty : akmola},operation,8,2024-03-10,2024-09-30,12,any,active,${recorded}`)],
  contracts: ['employer,contract_no,iin,term,starts_on,terminated_on,occupation,workplace,rate,wage,status,recorded_at',
    ...workers.map(({ employer, person, from, to }, at) => `${bin(employer)},${at},${iin(person)},indefinite,${day(from)},${to === null ? '' : day(to, '28')},7212,${employer === 0 ? almaty : akmola},1,200000,active,${recorded}`)],
};
const payment = ({ employer, person }: Worker, month: number) => `${employer}-${person}-${month},${iin(person)},OPV,${monthText(month)},${bin(employer)},20000,${day(month + 1, '20')},active,${recorded}`;
const head = 'payment_ref,iin,kind,period,payer,amount,paid_on,status,recorded_at';
const payments = workers.flatMap((one) => Array.from({ length: 18 }, (_, at) => january + at).filter((month) => month >= one.from && (one.to === null || month <= one.to)).map((month) => payment(one, month)));

let db: Database;
let server: FastifyInstance;
let bring: (register: RegisterName, rows: readonly string[]) => Promise<void>;
let compute: () => Promise<void>;
const actorOf = (role: Role, where: { place?: number; employer?: number }): Actor => ({ kind: 'account', account: `${role} ${where.place ?? where.employer}`, name: role, grants: [{ role, place: where.place ?? null, employer: where.employer ?? null }] });
const [ministry, here, elsewhere] = [actorOf('ministry-analyst', { place: 0 }), actorOf('region-staff', { place: almaty }), actorOf('region-staff', { place: akmola })];

beforeAll(async () => {
  const { files, ...opened } = await openTestGround();
  ({ db } = opened);
  const ground = { ...opened, clock, log: openLog({ level: 'silent' }), followers: [(computed: Computed) => followFindings(computed, clock)] };
  mkdirSync(join(opened.config.dataFolder, 'tmp'), { recursive: true });
  await openVault(ground);
  let file = 0;
  bring = async (register, rows) => {
    const path = join(files, `${register}-${(file += 1)}.csv`);
    writeFileSync(path, `${rows.join('\n')}\n`);
    await importFile({ ...ground, register, file: path, by: operator('test') });
  };
  const views = createViews(db, clock);
  compute = async () => {
    await recompute(ground);
    views.refresh();
  };
  for (const [register, rows] of Object.entries(lines)) await bring(register as RegisterName, rows);
  await bring('contributions', [head, ...payments]);
  await compute();
  const reading = { ...ground, freeze: () => Promise.resolve() };
  server = await buildServer({ routes: findingRoutes({ db, clock, views, reading }), config: opened.config, log: ground.log, webFolder: undefined, gate: { identify: ({ headers }) => JSON.parse(String(headers['x-actor'])) as Actor, scopeOf } });
}, 120_000);

async function ask(actor: Actor, path: string, body?: object): Promise<{ status: number; json: Record<string, unknown> & { rows: Record<string, unknown>[] } }> {
  const reply = await server.inject({
    method: body === undefined ? 'GET' : 'POST', url: path, headers: { 'x-actor': JSON.stringify(actor), host: 'localhost', ...(body === undefined ? {} : { 'content-type': 'application/json' }) }, ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
  });
  return { status: reply.statusCode, json: reply.headers['content-type']?.includes('json') ? reply.json() : {} as never };
}
const code = ({ status, json }: Awaited<ReturnType<typeof ask>>) => `${status} ${(json['error'] as { code: string } | undefined)?.code ?? ''}`;
const spike = async () => String((await ask(ministry, '/api/findings?rule=spike-before-due-day')).json.rows[0]?.['id']);

test('a finding of another territory is one that does not exist, to read, to open and to judge', async () => {
  const id = await spike();
  const nowhere = '0123456789abcdef';
  for (const path of [`/api/findings/${id}`, `/api/findings/${nowhere}`]) {
    expect(code(await ask(elsewhere, path))).toBe('404 no-such-finding');
    expect(code(await ask(elsewhere, `${path}/rows?purpose=audit`))).toBe('404 no-such-finding');
    expect(code(await ask(elsewhere, `${path}/judgements`, { verdict: 'confirmed', reason: 'x' }))).toBe('404 no-such-finding');
  }
  expect((await ask(elsewhere, '/api/findings')).json).toMatchObject({ total: 0, states: { open: 0 }, openJobs: 0 });
});

test('an employer reads no finding, not about itself either, nor through the wall of the database', async () => {
  const [{ employer } = { employer: 0 }] = (await sql<{ employer: number }>`select employer from employers.employer`.execute(db)).rows;
  const self = actorOf('employer', { employer });
  const id = await spike();
  for (const path of ['/api/findings', `/api/findings/${id}`, '/api/findings/rules']) expect(code(await ask(self, path))).toBe('403 not-permitted');
  expect(code(await ask(self, `/api/findings/${id}/rows?purpose=audit`))).toBe('404 no-such-finding');
  const rows = await asReader(db, { places: [], employers: [employer] }, (transaction) => sql`select id from findings.finding`.execute(transaction));
  expect(rows.rows).toEqual([]);
});

test('whoever reads persons and no findings sees nobody behind one', async () => {
  expect(code(await ask(actorOf('employment-centre', { place: almaty }), `/api/findings/${await spike()}/rows?purpose=audit`))).toBe('404 no-such-finding');
});

test('a judgement needs a reason without identifiers, and whoever may not judge gives none', async () => {
  const path = `/api/findings/${await spike()}/judgements`;
  expect(code(await ask(here, path, { verdict: 'confirmed', reason: ' ' }))).toBe('400 bad-request');
  expect(code(await ask(here, path, { verdict: 'confirmed', reason: `Қараңыз: ${iin(1)}` }))).toBe('422 identifier-in-text');
  expect(code(await ask(actorOf('district-staff', { place: almaty }), path, { verdict: 'confirmed', reason: 'x' }))).toBe('403 not-permitted');
});

test('what the rules find lies where the pledge does, with what was measured; the honest wave beside it is not found', async () => {
  const { json } = await ask(here, '/api/findings');
  expect(json).toMatchObject({ total: 1, states: { open: 1, confirmed: 0, dismissed: 0, gone: 0 }, openJobs: 6 });
  expect(json.rows[0]).toMatchObject({ rule: 'spike-before-due-day', state: 'open', pledge: { pledgeId: 'P0', dueOn: '2024-09-30' }, measured: 75, threshold: 40, persons: 6, jobs: 6, first: '2024-07', last: '2024-12', employer: { name: 'ЖШС 0' } });
  const { json: page } = await ask(here, `/api/findings/${await spike()}`);
  expect(page['picture']).toContainEqual({ along: '2024-09', whole: 8, marked: 6 });
  expect((page['rule'] as { parameters: unknown[] }).parameters).toContainEqual(expect.objectContaining({ name: 'spike.share', value: 40, unit: 'percent' }));
});

test('filters narrow by place, employer, pledge, rule, state and month, and files hold the same rows', async () => {
  const { employer } = (await ask(here, '/api/findings')).json.rows[0] as { employer: { number: number } };
  for (const [query, total] of [[`place=${almaty}`, 1], [`place=${akmola}`, 0], [`employer=${employer.number}`, 1], ['employer=999999', 0], ['pledge=P0', 1], ['pledge=P1', 0], ['rule=one-month-chain', 0], ['state=open', 1], ['state=gone', 0], ['month=2024-10', 1], ['month=2025-01', 0]] as const) {
    expect([query, (await ask(ministry, `/api/findings?${query}`)).json['total']]).toEqual([query, total]);
  }
  const csv = await server.inject({ url: '/api/findings.csv?language=en', headers: { 'x-actor': JSON.stringify(ministry), host: 'localhost' } });
  expect(csv.body.trim().split('\r\n')).toHaveLength(2);
  expect(csv.body).toContain('Spike before the due day,not judged,P0');
});

test('the people behind a finding come for a purpose, which is written down', async () => {
  const { json } = await ask(here, `/api/findings/${await spike()}/rows?purpose=follow-up`);
  expect(json['total']).toBe(6);
  expect(json.rows[0]).toMatchObject({ first: '2024-08', last: '2024-09', months: 2, other: null });
  const [reading] = (await asSystem(db, (transaction) => sql<object>`select what, subject, purpose, persons from people.reading order by id desc limit 1`.execute(transaction))).rows;
  expect(reading).toEqual({ what: 'finding', subject: 'P0', purpose: 'follow-up', persons: 6 });
});

test('a later judgement supersedes the one before, which stays; both leave a line in the audit and no figure changes', async () => {
  const id = await spike();
  const figures = () => asSystem(db, async (transaction) => (await sql`select pledge_id, month, paid, credited, verdict from pledges.figure order by 1, 2`.execute(transaction)).rows);
  const before = await figures();
  expect(await ask(here, `/api/findings/${id}/judgements`, { verdict: 'confirmed', reason: 'Никто не работал' })).toMatchObject({ status: 200, json: { verdict: 'confirmed', measured: 75, persons: 6, by: 'region-staff' } });
  await ask(ministry, `/api/findings/${id}/judgements`, { verdict: 'dismissed', reason: 'Сезон' });
  const { json } = await ask(here, `/api/findings/${id}`);
  expect(json['finding']).toMatchObject({ state: 'dismissed', judgement: { reason: 'Сезон', by: 'ministry-analyst' } });
  expect((json['judgements'] as { verdict: string }[]).map(({ verdict }) => verdict)).toEqual(['dismissed', 'confirmed']);
  const written = await listAuditLines(db, { what: 'finding-judged', limit: 5 });
  expect(written.map(({ subject, facts }) => [subject, facts['verdict'], facts['pledge']])).toEqual([[id, 'dismissed', 'P0'], [id, 'confirmed', 'P0']]);
  expect(await figures()).toEqual(before);
});

test('a computation marks what it finds no more, and takes it up with its judgement when it is back', async () => {
  const id = await spike();
  // The contracts go on and the people are paid through the winter after all.
  const kept = (at: number) => lines['contracts']![at + 1]!.replace(/,2024-09-28,/, ',,').replace(recorded, '2025-07-01T09:00:00+05:00');
  await bring('contracts', [lines['contracts']![0]!, ...[0, 1, 2, 3, 4].map(kept)]);
  await bring('contributions', [head, ...workers.slice(0, 5).flatMap((one) => Array.from({ length: 9 }, (_, at) => payment(one, january + 9 + at)))]);
  await compute();
  const { json } = await ask(here, `/api/findings/${id}`);
  expect(json['finding']).toMatchObject({ state: 'gone', gone: '2025-08', judgement: { verdict: 'dismissed' } });
  expect(code(await ask(here, `/api/findings/${id}/judgements`, { verdict: 'confirmed', reason: 'x' }))).toBe('409 finding-gone');
  expect((await ask(here, `/api/findings/${id}/rows?purpose=audit`)).json['total']).toBe(0);
  await bring('contracts', [lines['contracts']![0]!, ...[0, 1, 2, 3, 4].map((at) => lines['contracts']![at + 1]!.replace(recorded, '2025-08-01T09:00:00+05:00'))]);
  await compute();
  expect((await ask(here, `/api/findings/${id}`)).json['finding']).toMatchObject({ state: 'dismissed', gone: null, persons: 6 });
});
