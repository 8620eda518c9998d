import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { operator } from '#kernel/actor.ts';
import type { ErrorReply } from '#kernel/contract.ts';
import { buildServer, closeServer, listen } from '#platform/http.ts';
import { openLog } from '#platform/log.ts';
import { openGate, openTestGround } from '#platform/testing.ts';
import type { ImportTask } from './contract.ts';
import { importFile } from './import.ts';
import { company, csv, header, row } from './naive/sample.ts';
import { registerRoutes } from './routes.ts';
import { listImports } from './store.ts';

let ground: Awaited<ReturnType<typeof openTestGround>>;
let server: Awaited<ReturnType<typeof buildServer>>;
let address: string;
/** What stands for the computation of figures: it ends when the test says so, and says whether it was begun. */
let computation: { before?: Promise<void>; begun: boolean; end(): void; fail(): void; ended: Promise<void> };

beforeAll(async () => {
  ground = await openTestGround();
  const routes = registerRoutes({
    ...ground,
    async importFiles(requests, onResult, onStep) {
      await computation.before;
      for (const request of requests) onResult(await importFile({ ...ground, ...request }));
      onStep('current-rows', 1);
      computation.begun = true;
      await computation.ended;
    },
  });
  server = await buildServer({ routes, config: ground.config, log: openLog(), webFolder: undefined, gate: openGate });
  address = (await listen(server, 0)).replace('localhost', '127.0.0.1');
});
afterAll(() => closeServer(server));
beforeEach(() => {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  promise.catch(() => undefined);
  computation = { begun: false, end: resolve, fail: () => reject(new Error('no computation')), ended: promise };
});

let files = 0;
function employers(count: number): string {
  files += 1;
  return csv([header('employers'), ...Array.from({ length: count }, (_, at) => row('employers', { employer: company(at % 9999), name: `${files} ${at}` }))]);
}

async function upload(text: string): Promise<ImportTask> {
  const body = new FormData();
  body.append('register', 'employers');
  body.append('file', new Blob([text]), 'employers.csv');
  // The length of a form that is sent from memory is known.
  const response = await fetch(`${address}/api/imports`, { method: 'POST', body: await new Response(body).blob() });
  expect(response.status, await response.clone().text()).toBe(200);
  return response.json() as Promise<ImportTask>;
}

async function ask(task: ImportTask, method = 'GET'): Promise<ImportTask> {
  return (await fetch(`${address}/api/import-tasks/${task.id}`, { method })).json() as Promise<ImportTask>;
}

async function until(task: ImportTask, is: (task: ImportTask) => boolean): Promise<ImportTask> {
  for (;;) {
    const found = await ask(task);
    if (is(found)) return found;
    await pause(10);
  }
}

const leftovers = () => readdirSync(join(ground.config.dataFolder, 'tmp'));
const countImports = async () => (await listImports(ground.db, { page: 1, size: 1 })).total;

test('an upload that waits for its turn can be cancelled, and nothing of it is kept', async () => {
  const file = join(ground.files, 'large.csv');
  writeFileSync(file, employers(200_000));
  const before = await countImports();
  const running = importFile({ ...ground, register: 'employers', file, by: operator('test') });
  const task = await upload(employers(5));
  expect(await ask(task, 'DELETE')).toMatchObject({ importId: null });
  expect(await until(task, ({ state }) => state !== 'running')).toMatchObject({ state: 'cancelled', importId: null });
  expect(await running).toMatchObject({ records: 200_000 });
  expect(await countImports()).toBe(before + 1);
  expect(computation.begun).toBe(false);
  expect(leftovers()).toEqual([]);
});

test('whoever cancels while the figures are computed is told that the file is in', async () => {
  const before = await countImports();
  const task = await upload(employers(5));
  const { importId } = await until(task, ({ stage }) => stage.startsWith('compute:'));
  const refused = await fetch(`${address}/api/import-tasks/${task.id}`, { method: 'DELETE' });
  expect(refused.status).toBe(409);
  expect(((await refused.json()) as ErrorReply).error).toMatchObject({ code: 'too-late', facts: { importId } });
  expect(await ask(task)).toMatchObject({ state: 'running', importId });
  computation.end();
  expect(await until(task, ({ state }) => state !== 'running')).toMatchObject({ state: 'done', importId });
  // An upload that has ended is as it is, however often one asks to cancel it.
  expect(await ask(task, 'DELETE')).toMatchObject({ state: 'done', importId });
  expect(await countImports()).toBe(before + 1);
  expect(leftovers()).toEqual([]);
});

test('a computation that fails is a failure of the upload, whose file is in', async () => {
  const task = await upload(employers(5));
  await until(task, ({ stage }) => stage.startsWith('compute:'));
  computation.fail();
  const { importId } = await until(task, ({ state }) => state === 'failed');
  expect((await listImports(ground.db, { page: 1, size: 1 })).rows[0]).toMatchObject({ id: importId, accepted: 5 });
});

test('uploads and a command that import at once take turns, and each is told its own import', async () => {
  computation.end();
  const before = await countImports();
  const text = employers(50);
  const file = join(ground.files, 'command.csv');
  writeFileSync(file, text);
  const [one, other, command] = await Promise.all([upload(text), upload(text), importFile({ ...ground, register: 'employers', file, by: operator('operator') })]);
  const ended = await Promise.all([one, other].map((task) => until(task, ({ state }) => state !== 'running')));
  expect(ended.map(({ state }) => state)).toEqual(['done', 'done']);
  const { rows } = await listImports(ground.db, { page: 1, size: 3 });
  expect(await countImports()).toBe(before + 3);
  expect(rows.map(({ id }) => id).toSorted()).toEqual([command.id, ...ended.map(({ importId }) => importId)].toSorted());
  expect(rows.map(({ accepted, duplicates }) => [accepted, duplicates])).toEqual([[0, 50], [0, 50], [50, 0]]);
  expect(leftovers()).toEqual([]);
});

test('one account may have twenty files waiting: what comes then is refused before it is received, until one has ended', async () => {
  const held = Promise.withResolvers<void>();
  computation = { ...computation, before: held.promise };
  computation.end();
  const tasks = await Promise.all(Array.from({ length: 20 }, () => upload(employers(1))));
  const body = new FormData();
  body.append('register', 'employers');
  body.append('file', new Blob([employers(1)]), 'employers.csv');
  const refused = await fetch(`${address}/api/imports`, { method: 'POST', body: await new Response(body).blob() });
  expect(refused.status).toBe(429);
  expect(((await refused.json()) as ErrorReply).error).toMatchObject({ code: 'too-many-waiting', facts: { most: 20 } });
  expect(leftovers().length).toBeLessThanOrEqual(21);
  await Promise.all(tasks.map((task) => ask(task, 'DELETE')));
  held.resolve();
  await Promise.all(tasks.map((task) => until(task, ({ state }) => state !== 'running')));
  expect(await until(await upload(employers(1)), ({ state }) => state !== 'running')).toMatchObject({ state: 'done' });
});
