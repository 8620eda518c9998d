import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { operator } from '#kernel/actor.ts';
import { checkWall } from '#platform/access.ts';
import { startSealing } from '#platform/audit-seal.ts';
import { buildServer, closeServer, listen } from '#platform/http.ts';
import { startClockwork } from '#platform/clockwork.ts';
import { startKeeping } from '#platform/keeping.ts';
import { markMadeUp } from '#platform/made-up.ts';
import { openMailer } from '#platform/mail.ts';
import { startMailing } from '#platform/mail-outbox.ts';
import { findSetting, putSetting } from '#platform/settings.ts';
import { watchTls } from '#platform/tls.ts';
import { onTaskFault, startTask, stopTasks, type TaskProgress } from '#platform/tasks.ts';
import { buildPages } from '#platform/pages.ts';
import { writeFirstDraft, writeMadeUpCountry, writeWork } from '#demo';
import { openSetUp } from '#accounts';
import { isStale } from '#pledges';
import { startEntering } from '#projects';
import { countImports, type RegisterName } from '#registers';
import type { App } from '../app.ts';
import type { Output } from './command.ts';

/** Rows that a first start prepares for each made-up resident, roughly: what its progress is measured against. */
const rowsForEachPerson = 14.5;
/** What computing the figures weighs beside reading rows, in rows for each resident. */
const computingForEachPerson = 4;

/** Starts the server; returns when it listens. What must be prepared is prepared behind it, with progress on every page. */
export async function serve(app: App, output: Output): Promise<{ address: string; ready: Promise<void>; close(): Promise<void> }> {
  const { config, log } = app;
  if (config.databaseUrl !== undefined && (await checkWall(app.db)).ownsTables) {
    log.warn({}, 'the role that serves owns its tables or passes by their policies: docs/running.md tells how to part the two');
  }
  const webFolder = await buildPages(output.err);
  onTaskFault((what, error) => log.error({ what, err: error }, 'task failed'));
  const server = await buildServer({ routes: app.routes(), config, log, webFolder, gate: app.gate });
  const address = await listen(server, config.port, config.listen);
  output.out(`listening on ${address}\n`);
  const stopTls = config.tls && watchTls(server.server, config.tls, { log });
  const stopSealing = startSealing({ db: app.db, config, clock: app.clock, log });
  const stopClockwork = startClockwork(app.turns, log);
  const stopMailing = config.mail && startMailing(app, await openMailer(config.mail), log);
  const setUp = await openSetUp(app.accounts);
  if (setUp !== undefined) output.out(`nobody administers yet: make the first account at ${setUp.address}\n`);
  let stopKeeping: (() => Promise<void>) | undefined;
  const ready = prepare(app, output).then(() => {
    stopKeeping = startKeeping(() => app.keep({ actor: operator('of the schedule') }), log);
    // Drafts that were approved just before the last end of the server.
    startEntering(app);
    output.out(`ready ${address}\n`);
  });
  return {
    address, ready,
    async close() {
      // An upload may still be computing figures: the database must not be closed beneath it.
      await Promise.all([stopTasks(), closeServer(server), ready.catch(() => undefined)]);
      await stopKeeping?.();
      stopTls?.();
      await stopMailing?.();
      await stopClockwork();
      await stopSealing();
    },
  };
}

/** Set while the made-up country is being prepared, with its size: a first start that was killed goes on at the next. */
const unfinished = 'unfinished-made-up-country';

/** The made-up country on a first start; figures that an interrupted import left stale on any other. */
async function prepare(app: App, output: Output): Promise<void> {
  const begun = await findSetting(app.db, unfinished);
  const empty = (await countImports(app.db)) === 0;
  if (app.config.demo && (empty || typeof begun === 'number')) {
    const people = typeof begun === 'number' ? begun : app.config.demoPeople;
    output.out(`preparing a made-up country of ${people} people\n`);
    await putSetting(app.db, unfinished, people);
    // Before the first row is in, so that a visitor may watch it being prepared.
    await markMadeUp(app.db, true);
    await startTask('prepare', (report, signal) => prepareMadeUpCountry(app, people, report, signal)).result;
    await putSetting(app.db, unfinished, null);
  } else if (!empty && (await isStale(app))) {
    await startTask('prepare', async (report) => {
      await app.recompute((name, done) => report({ stage: `compute:${name}`, done, total: null, unit: 'step' }));
    }).result;
  }
}

type Report = (progress: TaskProgress) => void;

/** Writes the files, imports them through the door that real files take, computes, removes the files, and lets made-up people work with the figures. */
async function prepareMadeUpCountry(app: App, people: number, report: Report, signal: AbortSignal): Promise<void> {
  const folder = join(app.config.dataFolder, 'tmp', 'made-up');
  const total = people * (2 * rowsForEachPerson + computingForEachPerson);
  await rm(folder, { recursive: true, force: true });
  let done = 0;
  const { files, largest } = await writeMadeUpCountry({
    people, seed: 1, folder, signal,
    onProgress: ({ what, rows }) => report({ stage: `write:${what}`, done: Math.min(rows, people * rowsForEachPerson), total, unit: 'row' }),
  });
  const written = files.reduce((sum, file) => sum + file.records, 0);
  done = written;
  const whole = written * 2 + people * computingForEachPerson;
  const requests = files.map(({ register, path, records }) => ({
    register: register as RegisterName, file: path, by: operator('of the first start'), signal, madeUp: true,
    onProgress: ({ stage }: { stage: string }) => report({ stage: `import:${register}`, done: done + records * (stage === 'reading' ? 0 : 0.5), total: whole, unit: 'row' }),
  }));
  const onStep = (name: string, step: number) => report({ stage: `compute:${name}`, done: written * 2 + Math.min(step / 24, 1) * people * computingForEachPerson, total: whole, unit: 'row' });
  await app.importFiles(requests, (result) => { done += result.records; }, onStep, () => writeFirstDraft(app, largest));
  // A first start that was killed after the last import finds all files in already.
  if (await isStale(app)) await app.recompute(onStep);
  await rm(folder, { recursive: true, force: true });
  const refused = await writeWork(app);
  if (refused.length > 0) app.log.warn({ codes: refused.map(({ code }) => code) }, 'some of the work of made-up people could not be written');
}
