// One database is enough: what no call may reach lies before it.
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { nobody, operator, roles, type Actor } from '#kernel/actor.ts';
import { purposes } from '#kernel/purpose.ts';
import { asSystem } from '#platform/access.ts';
import { putSetting } from '#platform/settings.ts';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { asActor, openTestCountry, type TestCountry } from './country.ts';
import { makeAccount, sessionOf, tokenOf } from './hostile/people.ts';
import { hostileRequest, operationsOf, type HostileRequest, type Operation } from './hostile/requests.ts';
import { marker, type Known } from './hostile/values.ts';

/** JUMYS_FUZZ: how many calls; JUMYS_FUZZ_SEED: of which stream. */
const calls = Number(process.env['JUMYS_FUZZ'] ?? 3000);
const seed = Number(process.env['JUMYS_FUZZ_SEED'] ?? 20_261_122);

/** Where the contract keeps a name, a note or the name of a file that somebody gave, and shows it to whoever may see it. */
const showsNames = /^\/api\/(accounts|me\/tokens|alarms|imports|import-tasks|audit|link|drafts|reviews|projects\/[^/]+\/life)\b/;

/** Who asks: as an actor of the test's own, or through the front door with headers that are renewed when they have ended. */
type Asker = { readonly name: string; ask(request: HostileRequest): Promise<LightMyRequestResponse>; readonly program: boolean };

let country: TestCountry;
let front: FastifyInstance;
let operations: Operation[];
let known: Known;
let askers: Asker[];
const unhandled: unknown[] = [];
const note = (reason: unknown) => void unhandled.push(reason);

beforeAll(async () => {
  country = await openTestCountry(2000, { changes: { address: 'https://jumys.example' } });
  front = await country.openFront();
  await putSetting(country.app.db, 'people.budget', { personsADay: 1e9, personsAMinute: 1e9, identifiersADay: 1e9 });
  operations = operationsOf((await country.ask(nobody, 'GET', '/api/openapi.json')).json());
  known = await whatIsKnown();
  askers = await everybody();
  process.on('unhandledRejection', note);
}, 300_000);
afterAll(() => {
  process.off('unhandledRejection', note);
  return country.close();
});

async function whatIsKnown(): Promise<Known> {
  const { cube } = await country.app.views.current();
  const places = [...new Set(cube.pledges.flatMap((pledge) => pledge.places))].slice(0, 20).map((place) => String(place).padStart(9, '0'));
  const { rows } = await asSystem(country.app.db, (transaction) => sql<{ id: string; register: string }>`select id, register from registers.import`.execute(transaction));
  const { rows: held } = await asSystem(country.app.db, (transaction) => sql<{ person: number }>`select person from pledges.spell order by person limit 20`.execute(transaction));
  return {
    pledgeId: cube.pledges.slice(0, 20).map(({ pledgeId }) => pledgeId), projectId: cube.pledges.slice(0, 20).map(({ projectId }) => projectId), place: places,
    employer: cube.pledges.slice(0, 20).map(({ employer }) => employer), importId: rows.map(({ id }) => id), register: rows.map(({ register }) => register),
    accountId: [await makeAccount(country, 'victim', [{ role: 'region-staff', place: 110_000_000 }])], number: [1, ...held.map(({ person }) => person)], person: held.map(({ person }) => person), purpose: purposes,
    month: ['2025-03', '2025-06', '2026-01'], format: ['csv', 'xlsx', 'json', 'parquet'], product: ['overview', 'places', 'projects'],
  };
}

async function everybody(): Promise<Asker[]> {
  const [place = 0] = (await country.app.views.current()).cube.pledges[0]!.places.slice(-2);
  const directly = (name: string, actor: Actor): Asker => ({ name, program: false, ask: ({ method, url, headers, payload }) => country.ask(actor, method, url, { headers, ...(payload === undefined ? {} : { payload }) }) });
  const through = async (name: string, enter: () => Promise<Record<string, string>>, program = false): Promise<Asker> => {
    let own = await enter();
    // One after another: a request that ends its own sessions cuts what else they have open.
    let before: Promise<unknown> = Promise.resolve();
    const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
      const mine = before.then(work);
      before = mine.catch(() => undefined);
      return mine;
    };
    return {
      name, program, ask: ({ method, url, headers, payload }) => inTurn(async () => {
        const reply = await front.inject({ method: method as 'GET', url, headers: { host: 'jumys.example', ...own, ...headers }, ...(payload === undefined ? {} : { payload }) });
        if (reply.statusCode === 401 && !('cookie' in headers) && !('authorization' in headers)) own = await enter();
        return reply;
      }),
    };
  };
  const grants = roles.filter((role) => role !== 'employer').map((role) => ({ role, place: ['region-staff', 'district-staff', 'employment-centre'].includes(role) ? place : 0 }));
  const staff = await makeAccount(country, 'staff', grants.filter(({ role }) => role !== 'district-staff'));
  const desk = await makeAccount(country, 'desk', []);
  const feeder = await makeAccount(country, 'feeder', grants.filter(({ role }) => role !== 'district-staff'));
  const boss = await makeAccount(country, 'boss', [{ role: 'administrator', place: 0 }]);
  return [
    directly('nobody', nobody), directly('operator', operator('test')), directly('visitor', { ...asActor('auditor', { place: 0 }), kind: 'visitor', account: null, name: 'visitor' }),
    ...roles.map((role) => directly(role, { ...asActor(role, role === 'employer' ? { employer: Number(known['employer']![0]) } : { place: 0 }), account: desk })),
    directly('region-staff of one region', { ...asActor('region-staff', { place }), account: desk }),
    await through('nobody at the door', async () => ({})),
    await through('staff', () => sessionOf(country, staff)), await through('administrator', () => sessionOf(country, boss)),
    await through('program', () => tokenOf(country, feeder, ['read-figures', 'read-persons', 'read-imports', 'steward-registers', 'read-audit'], grants), true),
  ];
}

const code = /^[a-z]+(-[a-z]+)*$/;

/** What is wrong with a reply to a hostile request, whatever it asked for; undefined: nothing. */
function findWrong({ statusCode: status, headers, body }: LightMyRequestResponse, { method, url }: HostileRequest, { path }: Operation, { program }: Asker): string | undefined {
  if (status >= 500) return `a fault`;
  if (headers['x-injected'] !== undefined || Object.keys(headers).some((name) => /^(access-control-|server$|x-powered-by$)/.test(name))) return 'a header that is not ours';
  if (headers['content-security-policy'] === undefined || headers['x-content-type-options'] !== 'nosniff') return 'no headers of security';
  if (program && headers['set-cookie'] !== undefined) return 'a cookie for a program';
  const reflected = JSON.stringify(headers).toLowerCase().includes(marker) || body.toLowerCase().includes(marker);
  if (reflected && !(status === 200 && showsNames.test(path))) return 'what was given comes back';
  if (status < 400 || method === 'HEAD') return undefined;
  let told: { error?: { code?: unknown; facts?: unknown } };
  try {
    told = JSON.parse(body);
  } catch {
    return 'an error that is no JSON';
  }
  const { error, ...rest } = told;
  if (Object.keys(rest).length > 0 || typeof error?.code !== 'string' || !code.test(error.code) || typeof error.facts !== 'object') return 'an error of another shape';
  if (Object.values(error.facts ?? {}).some((fact) => fact !== null && typeof fact === 'object')) return 'facts that are no plain values';
  return url === '' ? 'no address' : undefined;
}

test(`no reply to a hostile request is a fault, repeats what was given, or is of another shape than refusals are`, async () => {
  console.log(`fuzz: ${calls} calls to ${operations.length} operations, JUMYS_FUZZ_SEED=${seed}`);
  const wrong: string[] = [];
  const statuses = new Map<number, number>();
  const reached = new Set<string>();
  let next = 0;
  await Promise.all(Array.from({ length: 8 }, async () => {
    for (let at = next++; at < calls && wrong.length < 30; at = next++) {
      const { request, operation, who } = hostileRequest(seed, at, operations, known);
      const asker = askers[who % askers.length]!;
      const reply = await asker.ask(request).catch((error: unknown) => String(error));
      const told = `call ${at} as ${asker.name}: ${request.method} ${request.url.slice(0, 200)} ${JSON.stringify(request.headers).slice(0, 200)} ${(request.payload ?? '').slice(0, 300)}`;
      if (typeof reply === 'string') {
        wrong.push(`${told}: ${reply}`);
        continue;
      }
      statuses.set(reply.statusCode, (statuses.get(reply.statusCode) ?? 0) + 1);
      if (reply.statusCode === 200) reached.add(`${operation.method} ${operation.path}`);
      const problem = findWrong(reply, request, operation, asker);
      if (problem !== undefined) wrong.push(`${problem}: ${told} -> ${reply.statusCode} ${reply.body.slice(0, 300)}`);
    }
  }));
  console.log(`fuzz: ${[...statuses].toSorted().map(([status, count]) => `${status}: ${count}`).join(', ')}; ${reached.size} operations answered 200, not ${operations.map(({ method, path }) => `${method} ${path}`).filter((one) => !reached.has(one)).join(', ')}`);
  expect(wrong).toEqual([]);
  expect(unhandled).toEqual([]);
  expect(country.logged.filter((line) => line.includes('"level":"error"'))).toEqual([]);
  // The requests are worth something only when they reach what lies behind the checks.
  if (calls >= 3000) expect(reached.size).toBeGreaterThan(operations.length / 2);
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
}, Math.max(120_000, calls * 30));
