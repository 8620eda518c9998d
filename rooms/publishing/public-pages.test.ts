import type { FastifyInstance } from 'fastify';
import { beforeAll, expect, test } from 'vitest';
import { nobody, operator, type Permission } from '#kernel/actor.ts';
import { buildServer } from '#platform/http.ts';
import { openLog } from '#platform/log.ts';
import { openTestGround } from '#platform/testing.ts';
import type { PublicOverview, PublicPledgePage, PublicProjectPage, Release } from './contract.ts';
import { counted, promises } from './measure.ts';
import { Oc4idsPackage } from './oc4ids-shape.ts';
import type { WholeCube } from './cell.ts';
import { publishRelease } from './release.ts';
import type { StoredRelease } from './store.ts';
import { publishingRoutes } from './routes.ts';
import { createShelves } from './shelf.ts';
import type { Row } from './table-file.ts';
import { madeUpCube, today } from './testing.ts';

let server: FastifyInstance;
let publish: (cube: WholeCube) => Promise<StoredRelease>;
const cube = madeUpCube();

/** Asks as nobody in particular. */
const ask = (url: string, headers: Record<string, string> = {}, method: 'GET' | 'POST' = 'GET') => server.inject({ method, url, headers: { host: 'localhost', ...headers } });
const json = async <T>(url: string) => JSON.parse((await ask(url)).body) as T;

beforeAll(async () => {
  const opened = await openTestGround();
  const ground = { ...opened, clock: { now: () => new Date(`${today}T06:00:00Z`) } };
  const gate = { identify: () => nobody, scopeOf: (_: unknown, permission: Permission) => (permission === 'anyone' ? { places: [], employers: [] } : undefined) };
  const shelves = createShelves(ground.db);
  const routes = publishingRoutes(ground, shelves, { current: async () => ({ cube, madeUp: true }), of: async () => ({ cube, madeUp: true }) });
  server = await buildServer({ routes, config: ground.config, log: openLog({ level: 'error' }), webFolder: undefined, gate });
  expect((await ask('/api/public/overview')).json()).toMatchObject({ error: { code: 'no-release' } });
  publish = async (of) => {
    const made = await publishRelease(ground, of, { actor: operator('test'), madeUp: true });
    shelves.refresh();
    return made;
  };
  await publish(cube);
});

test('nobody in particular may read everything public, and nobody at all makes a release here: months are frozen', async () => {
  expect((await ask('/api/releases', {}, 'POST')).statusCode).toBe(404);
  for (const path of ['overview', 'projects', 'latest', 'releases', 'releases/1/places.csv']) expect((await ask(`/api/public/${path}`)).statusCode).toBe(200);
});

test('places, months, releases and tables that are not published are refused', async () => {
  const code = async (path: string) => (await json<{ error: { code: string } }>(`/api/public/${path}`)).error.code;
  expect(await code('overview?place=999999999')).toBe('no-such-place');
  expect(await code('overview?month=2026-07')).toBe('no-figures-for-month');
  expect(await code('releases/7/places.csv')).toBe('no-such-release');
  expect(await code('releases/1/persons.csv')).toBe('bad-request');
  expect(await code('releases/1/places.xlsx')).toBe('bad-request');
});

test('what is public may be kept by anybody for a minute, and the files of a release for ever', async () => {
  const overview = await ask('/api/public/overview');
  expect(overview.headers['cache-control']).toBe('public, max-age=60');
  expect((await ask('/api/public/overview', { 'if-none-match': String(overview.headers['etag']) })).statusCode).toBe(304);
  expect((await ask('/api/public/releases/1/kinds.parquet')).headers['cache-control']).toBe('public, max-age=31536000, immutable');
});

test('the page shows the figures of the files and no others', async () => {
  const figuresOf = (row: Row) => Object.fromEntries([...promises, ...counted].map((measure) => [measure, row[measure]]));
  const table = async (name: string) => (await json<{ rows: Row[] }>(`/api/public/releases/1/${name}.json`)).rows;
  const [places, kinds, sections] = [await table('places'), await table('kinds'), await table('sections')];
  const of = (rows: Row[], month: string, key: string, value: string, ...more: [string, string][]) =>
    figuresOf(rows.find((row) => row['month'] === month && row[key] === value && more.every(([name, text]) => row[name] === text))!);
  for (const place of ['000000000', '350000000', '350200000']) {
    for (const month of ['2026-01', '2026-03']) {
      const page = await json<PublicOverview>(`/api/public/overview?place=${place}&month=${month}`);
      expect(page.figures).toEqual(of(places, month, 'place', place));
      for (const part of page.parts) expect(part.figures).toEqual(of(places, month, 'place', part.place.kato));
      for (const { kind, figures } of page.kinds) expect(figures).toEqual(of(kinds, month, 'place', place, ['kind', kind]));
      for (const { section, figures } of page.sections) expect(figures).toEqual(of(sections, month, 'section', section));
      for (const { month: at, ...figures } of page.trend) expect(figures).toEqual(of(places, at, 'place', place));
    }
  }
});

test('projects are searched, filtered and ordered, and what is withheld orders as nothing', async () => {
  const list = (query: string) => json<{ total: number; rows: { projectId: string; kind: string; figures: { paid: number | null } }[] }>(`/api/public/projects?${query}`);
  expect((await list('size=500')).total).toBe(60);
  expect((await list('q=проект 17')).rows.map(({ projectId }) => projectId)).toEqual(['P017']);
  expect(new Set((await list('kind=social&size=500')).rows.map(({ kind }) => kind))).toEqual(new Set(['social']));
  const paid = (await list('sort=-paid&size=500')).rows.map(({ figures }) => figures.paid ?? 0);
  expect(paid).toEqual(paid.toSorted((a, b) => b - a));
  expect((await list('place=350200000&size=500')).total).toBeLessThan((await list('place=350000000&size=500')).total);
});

test('a project and a pledge that are not published are refused', async () => {
  expect((await ask('/api/public/projects/P999')).json()).toMatchObject({ error: { code: 'no-such-project' } });
  expect((await ask('/api/public/pledges/P001-9')).json()).toMatchObject({ error: { code: 'no-such-pledge' } });
  expect((await ask('/public/projects/P999.oc4ids.json')).json()).toMatchObject({ error: { code: 'no-such-project' } });
  expect((await ask('/public/oc4ids.json?release=9')).json()).toMatchObject({ error: { code: 'no-such-release' } });
});

test('every project and every pledge has an address of its own, with the figures of the files', async () => {
  const rows = (await json<{ rows: Row[] }>('/api/public/releases/1/pledges.json')).rows;
  for (const row of rows.slice(0, 12)) {
    const { pledge } = await json<PublicPledgePage>(`/api/public/pledges/${row['pledge']}`);
    expect(pledge).toMatchObject({ pledgeId: row['pledge'], jobs: row['jobs'], dueOn: row['due_on'], employer: row['employer'], verdict: row['verdict'], figures: { paid: row['paid'] } });
    const page = await json<PublicProjectPage>(`/api/public/projects/${row['project']}`);
    expect(page.pledges).toContainEqual(pledge);
    expect(page.pledges.map(({ pledgeId }) => pledgeId)).toEqual(rows.filter((one) => one['project'] === row['project']).map((one) => one['pledge']));
  }
});

test('a sole entrepreneur is not named', async () => {
  const sole = cube.pledges.find(({ employer }) => cube.employers.get(employer) === null)!;
  expect((await json<PublicPledgePage>(`/api/public/pledges/${sole.pledgeId}`)).pledge.employer).toBeNull();
  expect((await json<PublicProjectPage>(`/api/public/projects/${sole.projectId}`)).owner).toBeNull();
});

test('OC4IDS comes as one package and project by project, is not sent twice, and for ever where its release is named', async () => {
  const whole = await ask('/public/oc4ids.json?release=1');
  expect(whole.headers['cache-control']).toBe('public, max-age=31536000, immutable');
  expect(Oc4idsPackage.parse(whole.json()).projects).toHaveLength(60);
  const one = await ask('/public/projects/P017.oc4ids.json');
  expect(one.headers).toMatchObject({ 'cache-control': 'public, max-age=60', 'content-disposition': expect.stringContaining('jumys-1-P017.oc4ids.json') });
  expect(Oc4idsPackage.parse(one.json())).toMatchObject({ uri: 'http://localhost:3000/public/projects/P017.oc4ids.json?release=1', projects: [{ id: 'oc4ids-jumys0-P017' }] });
  const again = await ask('/public/projects/P017.oc4ids.json', { 'if-none-match': String(one.headers['etag']) });
  expect(again).toMatchObject({ statusCode: 304, body: '' });
});

test('a release whose figures contradict each other is refused with the relations that do, and nothing is published', async () => {
  const right = madeUpCube({ late: 0.5, computation: 'contradicting' });
  await expect(publish({ ...right, figure: (column, at, month) => (column === 'due' && at === 3 ? 1000 : right.figure(column, at, month)) })).rejects
    .toMatchObject({ code: 'release-contradicts', status: 409, facts: { relations: expect.stringContaining(': due at most promised') } });
  expect((await json<Release>('/api/public/latest')).number).toBe(1);
});

test('a release that is made is what everybody sees next', async () => {
  const { number } = await publish(madeUpCube({ late: 0.5, computation: 'corrected' }));
  expect(number).toBe(2);
  const made = await json<Release>('/api/public/latest');
  expect(made.number).toBe(2);
  expect((await json<PublicOverview>('/api/public/overview')).release).toEqual(made);
});
