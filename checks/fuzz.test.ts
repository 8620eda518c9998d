// One database is enough: what no call may reach lies before it.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { nobody, operator, roles, type Actor } from '#kernel/actor.ts';
import { putSetting } from '#platform/settings.ts';
import { stopTasks } from '#platform/tasks.ts';
import { scopeOf } from '#accounts';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { asActor, openTestCountry, type TestCountry } from './country.ts';
import { listKnown, listOfficers, uploadSomething } from './hostile/known.ts';
import { makeAccount, sessionOf, tokenOf } from './hostile/people.ts';
import { hostileRequest, operationsOf, type HostileRequest, type Operation } from './hostile/requests.ts';
import { marker, type Known } from './hostile/values.ts';

/** JUMYS_FUZZ: how many calls; JUMYS_FUZZ_SEED: of which stream. */
const calls = Number(process.env['JUMYS_FUZZ'] ?? 3000);
const seed = Number(process.env['JUMYS_FUZZ_SEED'] ?? 20_261_122);

/** Where the contract keeps a name, a reason, a note or the name of a file that somebody gave, and shows it to whoever may see it. */
const showsNames = /^\/api\/(accounts|me\/tokens|alarms|imports|import-tasks|audit|link|drafts|reviews|projects\/[^/]+\/(life|versions)|pledges\/[^/]+\/(decisions|versions)|orders|objections|findings|months)\b/;

/** Who asks: as an actor of the test's own, or through the front door with headers that are renewed when they have ended. */
type Asker = { readonly name: string; readonly as: Actor; readonly door: boolean; readonly program: boolean; ask(request: HostileRequest): Promise<LightMyRequestResponse> };

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
afterAll(async () => {
  process.off('unhandledRejection', note);
  await stopTasks();
  await country.close();
});

/** All that is there, but of accounts only such as nobody here asks with: whatever is done to them ends no asker. */
async function whatIsKnown(): Promise<Known> {
  const { everywhere, at } = await listKnown(country);
  const victims = [await makeAccount(country, 'victim', [{ role: 'region-staff', place: 110_000_000 }]), await makeAccount(country, 'bystander', [{ role: 'auditor', place: 0 }])];
  return { everywhere: { ...everywhere, accountId: victims, taskId: [await uploadSomething(country)] }, at };
}

async function everybody(): Promise<Asker[]> {
  const [place = 0] = (await country.app.views.current()).cube.pledges[0]!.places.slice(-2);
  const directly = (name: string, actor: Actor): Asker => ({ name, as: actor, door: false, program: false, ask: ({ method, url, headers, payload }) => country.ask(actor, method, url, { headers, ...(payload === undefined ? {} : { payload }) }) });
  const through = async (name: string, as: Actor, enter: () => Promise<Record<string, string>>, program = false): Promise<Asker> => {
    let own = await enter();
    // One after another: a request that ends its own sessions cuts what else they have open.
    let before: Promise<unknown> = Promise.resolve();
    const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
      const mine = before.then(work);
      before = mine.catch(() => undefined);
      return mine;
    };
    return {
      name, as, door: true, program, ask: ({ method, url, headers, payload }) => inTurn(async () => {
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
  const held = (account: string): Actor => ({ kind: 'account', account, name: account, grants: grants.map(({ role, place: at }) => ({ role, place: at, employer: null })) });
  const permissions = ['read-figures', 'read-persons', 'read-imports', 'steward-registers', 'read-audit'] as const;
  return [
    directly('nobody', nobody), directly('operator', operator('test')), directly('visitor', { ...asActor('auditor', { place: 0 }), kind: 'visitor', account: null, name: 'visitor' }),
    ...roles.map((role) => directly(role, { ...asActor(role, role === 'employer' ? { employer: Number(known.everywhere['employer']![0]) } : { place: 0 }), account: desk })),
    directly('region-staff of one region', { ...asActor('region-staff', { place }), account: desk }),
    ...(await listOfficers(country)).filter(({ name }) => !['staff', 'desk', 'feeder', 'boss', 'victim', 'bystander'].includes(name)).map((officer) => directly(officer.name, officer)),
    await through('nobody at the door', nobody, async () => ({})),
    await through('staff', held(staff), () => sessionOf(country, staff)), await through('administrator', { ...asActor('administrator', { place: 0 }), account: boss }, () => sessionOf(country, boss)),
    await through('program', { ...held(feeder), kind: 'token', only: permissions }, () => tokenOf(country, feeder, permissions, grants), true),
  ];
}

/** Those who may ask for an operation; where one shows anew who he is, only such as have come in by the door. */
function whoMay({ path, may }: Operation): Asker[] {
  const byDoor = /^\/api\/(me|accounts)\b/.test(path);
  return askers.filter((asker) => scopeOf(asker.as, may) !== undefined && (asker.door || !byDoor));
}

const code = /^[a-z]+(-[a-z]+)*$/;

/** What is wrong with a reply to a hostile request, whatever it asked for; undefined: nothing. */
function findWrong({ statusCode: status, headers, body }: LightMyRequestResponse, { method, url }: HostileRequest, { path }: Operation, { program }: Asker): string | undefined {
  // Where a few wait already, the next is told that it is busy; anything else from 500 is a fault.
  if (status >= 500 && !(status === 503 && body.includes('"busy"'))) return `a fault`;
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

/** Askers who are not let in any more, and things that are not found any more. */
async function stillThere(): Promise<string[]> {
  await stopTasks();
  const lost: string[] = [];
  for (const asker of askers.filter(({ door, as }) => door && as.kind !== 'nobody')) {
    // The first may find a session ended, and enters anew.
    const ask = async () => (await asker.ask({ method: 'GET', url: asker.program ? '/api/overview' : '/api/notices', headers: {} })).statusCode;
    if ((await ask()) !== 200 && (await ask()) !== 200) lost.push(asker.name);
  }
  for (const path of ['/api/overview', ...known.everywhere['orderId']!.map((id) => `/api/orders/${id}`), ...known.everywhere['findingId']!.map((id) => `/api/findings/${id}`)]) {
    if ((await country.ask(operator('test'), 'GET', path)).statusCode !== 200) lost.push(path);
  }
  return lost;
}

test(`no reply to a hostile request is a fault, repeats what was given, or is of another shape than refusals are`, async () => {
  console.log(`fuzz: ${calls} calls to ${operations.length} operations, JUMYS_FUZZ_SEED=${seed}`);
  const wrong: string[] = [];
  const statuses = new Map<number, number>();
  const reached = new Set<string>();
  let next = 0;
  await Promise.all(Array.from({ length: 8 }, async () => {
    for (let at = next++; at < calls && wrong.length < 30; at = next++) {
      const { request, operation, who, meant } = hostileRequest(seed, at, operations, known);
      const fit = meant ? whoMay(operation) : askers;
      const asker = fit[who % fit.length] ?? askers[0]!;
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
  expect(await stillThere()).toEqual([]);
}, Math.max(300_000, calls * 30));
