import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { buildServer, closeServer, listen } from '#platform/http.ts';
import { openLog } from '#platform/log.ts';
import { onTaskFault, startTask, type TaskProgress } from '#platform/tasks.ts';
import { buildPages } from '#platform/pages.ts';
import { writeMadeUpCountry } from '#demo';
import { isStale } from '#pledges';
import { countImports, type RegisterName } from '#registers';
import type { App } from '../app.ts';
import type { Output } from './command.ts';

/** Rows that a first start prepares for each made-up resident, roughly: what its progress is measured against. */
const rowsForEachPerson = 13;
/** What computing the figures weighs beside reading rows, in rows for each resident. */
const computingForEachPerson = 4;

/** Starts the server; returns when it listens. What must be prepared is prepared behind it, with progress on every page. */
export async function serve(app: App, output: Output): Promise<{ address: string; ready: Promise<void>; close(): Promise<void> }> {
  const { config } = app;
  const webFolder = await buildPages(output.err);
  const log = openLog();
  onTaskFault((what, error) => log.error({ what, err: error }, 'task failed'));
  const server = await buildServer({ routes: app.routes(), config, log, webFolder });
  const address = await listen(server, config.port);
  output.out(`listening on ${address}\n`);
  const ready = prepare(app, output).then(() => output.out(`ready ${address}\n`));
  return { address, ready, close: () => closeServer(server) };
}

/** The made-up country on a first start; figures that an interrupted import left stale on any other. */
async function prepare(app: App, output: Output): Promise<void> {
  const empty = (await countImports(app.db)) === 0;
  if (empty && app.config.demo) {
    output.out(`preparing a made-up country of ${app.config.demoPeople} people\n`);
    await startTask('prepare', (report, signal) => prepareMadeUpCountry(app, report, signal)).result;
  } else if (!empty && (await isStale(app))) {
    await startTask('prepare', async (report) => {
      await app.recompute((name, done) => report({ stage: name, done, total: null, unit: 'step' }));
    }).result;
  }
}

type Report = (progress: { stage: string; done: number; total: number | null; unit: string }) => void;

/** Writes the files, imports them through the door that real files take, computes, and removes the files. */
async function prepareMadeUpCountry(app: App, report: Report, signal: AbortSignal): Promise<void> {
  const { dataFolder, demoPeople: people } = app.config;
  const folder = join(dataFolder, 'tmp', 'made-up');
  const total = people * (2 * rowsForEachPerson + computingForEachPerson);
  await rm(folder, { recursive: true, force: true });
  let done = 0;
  const { files } = await writeMadeUpCountry({
    people, seed: 1, folder, signal,
    onProgress: ({ what, rows }) => report({ stage: `write:${what}`, done: Math.min(rows, people * rowsForEachPerson), total, unit: 'row' }),
  });
  const written = files.reduce((sum, file) => sum + file.records, 0);
  done = written;
  const whole = written * 2 + people * computingForEachPerson;
  const requests = files.map(({ register, path, records }) => ({
    register: register as RegisterName, file: path, by: 'first start', signal, madeUp: true,
    onProgress: ({ stage }: { stage: string }) => report({ stage: `import:${register}`, done: done + records * (stage === 'reading' ? 0 : 0.5), total: whole, unit: 'row' }),
  }));
  await app.importFiles(requests, (result) => { done += result.records; },
    (name, step) => report({ stage: `compute:${name}`, done: written * 2 + Math.min(step / 24, 1) * people * computingForEachPerson, total: whole, unit: 'row' }));
  await rm(folder, { recursive: true, force: true });
}
