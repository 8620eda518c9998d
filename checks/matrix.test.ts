// One database is enough: who may what is decided before it is asked; its walls are tried on both by rooms/pledges/territory.test.ts.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { nobody, operator, roles, type Actor, type Permission, type Role } from '#kernel/actor.ts';
import type { Route } from '#platform/http.ts';
import { policy, national } from '../rooms/accounts/policy.ts';
import type { Cube, PledgeFacts } from '../rooms/pledges/cube.ts';
import { asActor, openTestCountry, type TestCountry } from './country.ts';
import { repository } from './sources.ts';

let country: TestCountry;
let cube: Cube;
beforeAll(async () => {
  country = await openTestCountry();
  ({ cube } = await country.app.views.current());
}, 300_000);
afterAll(() => country.close());

/** A pledge in a district of one region, and one of another region, another employer and another project. */
function twoPledges(): { mine: PledgeFacts; foreign: PledgeFacts } {
  const districtOf = (pledge: PledgeFacts) => pledge.places.length >= 3;
  for (const mine of cube.pledges.filter(districtOf)) {
    const foreign = cube.pledges.find((other) => other.places.at(-2) !== mine.places.at(-2) && other.one !== mine.one && other.employer !== mine.employer
      && other.project !== null && other.projectId !== mine.projectId && other.project.owner !== mine.employer && !mine.places.includes(other.project.place)
      && !cube.pledges.some(({ projectId, places, one, employer }) => projectId === other.projectId && (places.at(-2) === mine.places.at(-2) || one === mine.one || employer === mine.employer)));
    if (mine.project !== null && foreign !== undefined) return { mine, foreign };
  }
  throw new Error('the country has no two pledges that nobody but the ministry sees both of');
}

/** Where a grant may hold, seen from `mine`: does it cover the pledge? */
const scopes = ['nation', 'region', 'district', 'other-region', 'employer', 'other-employer'] as const;

function where(scope: (typeof scopes)[number], mine: PledgeFacts, foreign: PledgeFacts): { place?: number; employer?: number; covers: 'both' | 'mine' | 'foreign' } {
  switch (scope) {
    case 'nation': return { place: 0, covers: 'both' };
    case 'region': return { place: mine.places.at(-2)!, covers: 'mine' };
    case 'district': return { place: mine.places.at(-3)!, covers: 'mine' };
    case 'other-region': return { place: foreign.places.at(-2)!, covers: 'foreign' };
    case 'employer': return { employer: mine.employer, covers: 'mine' };
    case 'other-employer': return { employer: foreign.employer, covers: 'foreign' };
  }
}

/** What the policy says of a role and a scope, read off its table by hand: not by the function under test. */
function allowed(role: Role, permission: Permission, scope: (typeof scopes)[number]): boolean {
  if (permission === 'anyone' || permission === 'signed-in') return true;
  return policy[role].includes(permission) && (scope === 'nation' || !national.has(permission));
}

/** An address of the route about an object, or about none when the route names none. */
function addressOf({ endpoint: { path } }: Route, of: { pledge: string; project: string }): string {
  return path.replace(':pledgeId', encodeURIComponent(of.pledge)).replace(':projectId', encodeURIComponent(of.project))
    .replace(':format', 'csv').replace(/:(\w+)/g, 'no-such-thing');
}

const names = ({ endpoint: { path } }: Route) => (path.includes(':pledgeId') ? 'pledge' : path.includes(':projectId') ? 'project' : 'none');
const isRefusedAtTheGate = (status: number) => status === 401 || status === 403;

/** Endpoints of the account that asks and of sign-in answer by their own rules, which their own tests hold. */
const gateOnly = ({ endpoint: { path } }: Route) => path.startsWith('/api/me') || /^\/api\/(sign-in(\/.*)?|sign-out|set-up|link|demonstration)$/.test(path);

/** What must be told beyond the address for the handler to be reached. */
const demanded: Readonly<Record<string, string>> = { '/api/rollups': '?by=place', '/api/evidence.:format': '?month=2025-06', '/api/places': '?q=a', '/api/pledges/:pledgeId/spells': '?purpose=audit', '/api/pledges/:pledgeId/reconciliation/people': '?purpose=audit', '/api/pledges/:pledgeId/reconciliation/base': '?purpose=audit' };

/** What must be sent to endpoints about a project or a pledge: an object that is seen then answers 200, or 409 where it cannot be so any more. */
const sent: Readonly<Record<string, object>> = {
  '/api/pledges/:pledgeId/decisions': { kind: 'waiver', office: 'office', reason: 'flood', decidedOn: '2025-01-01', jobs: 1 },
  '/api/pledges/:pledgeId/objections': { month: '2025-06', figure: 'paid', reason: 'paid', rows: [{ register: 'contributions', reference: 'PAY-1', wrong: 'missing' }] },
  '/api/projects/:projectId/events': { what: 'technical', outcome: 'positive', on: '2025-01-01', office: 'office', reason: 'paper' },
  '/api/projects/:projectId/decision': { outcome: 'rejected', on: '2025-01-01', office: 'office', reason: 'paper' },
};

/** Of a pledge that was not kept there is none, which is told to whoever sees the pledge. */
const certificate = '/api/pledges/:pledgeId/certificate.pdf';

test('every cell of role, scope, route and method is as the policy has it, and foreign objects answer as those that do not exist', async () => {
  const { mine, foreign } = twoPledges();
  const objects = { mine: { pledge: mine.pledgeId, project: mine.projectId }, foreign: { pledge: foreign.pledgeId, project: foreign.projectId }, none: { pledge: 'no such', project: 'no such' } };
  let cells = 0;
  const wrong: string[] = [];
  const tell = (cell: string, right: boolean) => {
    cells += 1;
    if (!right) wrong.push(cell);
  };
  for (const route of country.routes.filter((one) => !gateOnly(one))) {
    const { method, may, path } = route.endpoint;
    const query = demanded[path] ?? '';
    const body = method === 'GET' ? undefined : sent[path];
    const more = body === undefined ? {} : { payload: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
    const seen = (status: number) => status === 200 || ((body !== undefined || path === certificate) && status === 409);
    for (const role of roles) {
      for (const scope of scopes) {
        const { covers: within, ...at } = where(scope, mine, foreign);
        // What anyone may see is the same for all, wherever they may look.
        const covers = may === 'anyone' ? 'both' : within;
        const actor = asActor(role, at);
        const admitted = allowed(role, may, scope);
        const answers = new Map<string, { status: number; body: string }>();
        for (const object of names(route) === 'none' ? (['none'] as const) : (['mine', 'foreign', 'none'] as const)) {
          const { statusCode: status, body: told } = await country.ask(actor, method, addressOf(route, objects[object]) + query, more);
          const cell = `${method} ${path} as ${role} of ${scope} about ${object}: ${status} ${told.slice(0, 80)}`;
          answers.set(object, { status, body: told });
          if (!admitted) tell(cell, status === 403 && told.includes('not-permitted'));
          else if (isRefusedAtTheGate(status) && !told.includes('confirm-who-you-are')) tell(cell, false);
          else if (object === 'none') tell(cell, status < 500);
          else tell(cell, covers === 'both' || covers === object ? seen(status) : status === 404);
        }
        const none = answers.get('none')!;
        for (const object of ['mine', 'foreign'] as const) {
          if (!admitted || covers === 'both' || covers === object || !answers.has(object)) continue;
          tell(`${method} ${path} as ${role} of ${scope}: ${object} differs from none`, answers.get(object)!.status === none.status && answers.get(object)!.body === none.body);
        }
      }
    }
    for (const actor of [nobody, { ...nobody, kind: 'account', account: 'without grants' } as Actor]) {
      const { statusCode: status, body: told } = await country.ask(actor, method, addressOf(route, objects.mine) + query);
      const expected = may === 'anyone' ? status < 500 : may === 'signed-in' && actor.kind === 'account' ? !isRefusedAtTheGate(status) : status === (actor.kind === 'nobody' ? 401 : 403);
      tell(`${method} ${path} as ${actor.kind}: ${status} ${told.slice(0, 80)}`, expected);
    }
    const limited: Actor = { ...asActor('auditor', { place: 0 }), kind: 'token', only: ['read-figures'] };
    const { statusCode: status } = await country.ask(limited, method, addressOf(route, objects.mine) + query);
    tell(`${method} ${path} by a token for figures: ${status}`, may === 'anyone' || may === 'read-figures' ? !isRefusedAtTheGate(status) : status === 403);
  }
  console.log(`${cells} cells of the matrix, ${wrong.length} wrong`);
  expect(wrong).toEqual([]);
  expect(cells).toBeGreaterThan(2000);
}, 600_000);

test('methods that a route does not have are answered by nothing, whatever they call themselves', async () => {
  const someone = operator('test');
  for (const { endpoint: { method, path } } of country.routes) {
    const url = path.replace(/:\w+/g, 'x');
    for (const other of ['PUT', 'PATCH', 'DELETE', 'POST', 'TRACE', 'OPTIONS'].filter((one) => !country.routes.some(({ endpoint }) => endpoint.method === one && endpoint.path === path) && one !== method)) {
      const { statusCode } = await country.ask(someone, other, url);
      expect([404, 405], `${other} ${path}`).toContain(statusCode);
    }
    const overridden = await country.ask(nobody, 'GET', url, { headers: { 'x-http-method-override': 'DELETE', 'x-original-url': '/api/state', 'x-rewrite-url': '/api/state' } });
    if (method === 'GET') expect(overridden.statusCode === 200, path).toBe((await country.ask(nobody, 'GET', url)).statusCode === 200);
  }
});

/** The matrix as docs/access.md prints it: of each route, where each role may call it. */
function matrixTable(): string {
  const may = (role: Role, permission: Permission) =>
    permission === 'anyone' || permission === 'signed-in' ? 'yes' : !policy[role].includes(permission) ? '–' : national.has(permission) ? 'country' : 'granted';
  const rows = country.routes
    .map(({ endpoint }) => [`${endpoint.path} ${endpoint.method}`, [endpoint.method, `\`${endpoint.path}\``, endpoint.may, ...roles.map((role) => may(role, endpoint.may))]] as const)
    .toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
  const head = ['method', 'path', 'asks for', ...roles];
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

test('the matrix in docs/access.md is the one that the router and the policy give', () => {
  const file = join(repository, 'docs/access.md');
  const text = readFileSync(file, 'utf8');
  const before = text.slice(0, text.indexOf('| method |'));
  const right = `${before}${matrixTable()}\n`;
  // JUMYS_WRITE_TABLES=1 writes it anew after a change of routes or policy; the difference is then read before it is committed.
  if (process.env['JUMYS_WRITE_TABLES']) writeFileSync(file, right);
  else expect(text).toBe(right);
});
