import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Actor } from '#kernel/actor.ts';
import { maskIdentifiers } from '#kernel/identifiers.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Config } from '#platform/config.ts';
import type { Database } from '#platform/database.ts';
import { route, type Route } from '#platform/http.ts';
import { cancelTask, findTask, listTasks, startTask } from '#platform/tasks.ts';
import { limitWaiting } from '#platform/waiting.ts';
import * as contract from './contract.ts';
import type { ImportRequest } from './import-ground.ts';
import type { ImportResult } from './import.ts';
import { isDay } from './manifest.ts';
import { getImport, listImports, listRejects, rejectsCsv, summariseRegisters } from './store.ts';
import { findUnresolved } from './unresolved.ts';

/** What the endpoints need of the application: an import ends with the figures it touches computed. */
export type ImportGround = {
  readonly db: Database;
  readonly config: Config;
  importFiles(requests: readonly ImportRequest[], onResult: (result: ImportResult) => void, onStep: (name: string, done: number) => void): Promise<void>;
};

type ImportTask = z.input<typeof contract.ImportTask>;
type Upload = { register: contract.RegisterName; file: string; importId: string | null };

/** What is known of an import under way beside its task. */
const uploads = new Map<string, Upload>();

function findImportTask(id: string): ImportTask | undefined {
  const task = findTask(id);
  const upload = uploads.get(id);
  return task && upload && { ...task, ...upload };
}

function getImportTask(id: string): ImportTask {
  const found = findImportTask(id);
  if (found === undefined) throw new Refusal('no-such-task', 404);
  return found;
}

/** Imports, rejects, uploads and what is unresolved. */
export function registerRoutes(ground: ImportGround): Route[] {
  const { db } = ground;
  return [
    route(contract.listImports, async ({ query }) => ({
      ...(await listImports(db, query)),
      registers: await summariseRegisters(db),
      tasks: listTasks().flatMap((task) => findImportTask(task.id) ?? []).slice(0, 20),
    })),
    route(contract.getImport, ({ params }) => getImport(db, params.importId)),
    route(contract.listRejects, async ({ params, query }) => {
      await getImport(db, params.importId);
      return listRejects(db, params.importId, query);
    }),
    route(contract.exportRejects, async ({ params }) => {
      await getImport(db, params.importId);
      const text = await Array.fromAsync(rejectsCsv(db, params.importId));
      return { name: `rejects-${params.importId}.csv`, type: 'text/csv; charset=utf-8', body: text.join('') };
    }),
    route(contract.uploadImport, ({ request, actor }) => takeUpload(ground, request, actor)),
    route(contract.getImportTask, ({ params }) => getImportTask(params.taskId)),
    route(contract.cancelImportTask, ({ params }) => {
      const { state, importId } = getImportTask(params.taskId);
      // What is in stays in, and its figures are being computed: nobody is to believe that nothing of the file is kept.
      if (state === 'running' && importId !== null) throw new Refusal('too-late', 409, { importId });
      cancelTask(params.taskId);
      return getImportTask(params.taskId);
    }),
    route(contract.listUnresolved, async () => ({ rows: await findUnresolved(db) })),
  ];
}

/** Imports take turns, and each waits with its file on the disk: one account may have so many under way, received, waiting or running. */
const mostUploads = 20;
const enter = limitWaiting(mostUploads);

/**
 * Receives the file into a folder of its own, starts the import, and replies while it runs. The upload is removed after it. Refuses
 * `too-many-waiting` before anything of the file is read.
 */
async function takeUpload(ground: ImportGround, request: FastifyRequest, by: Actor): Promise<ImportTask> {
  const leave = enter(by);
  const folder = join(ground.config.dataFolder, 'tmp', `upload-${crypto.randomUUID()}`);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const { id, result } = startImport(ground, folder, await receive(request, folder), by);
    result.catch(() => undefined).finally(leave);
    return getImportTask(id);
  } catch (error) {
    leave();
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

type Received = { register: contract.RegisterName; asOf: string | undefined; file: string };

async function receive(request: FastifyRequest, folder: string): Promise<Received> {
  const fields = new Map<string, string>();
  let file: string | undefined;
  for await (const part of request.parts()) {
    if (part.type === 'field') {
      fields.set(part.fieldname, String(part.value));
      continue;
    }
    if (file !== undefined) throw new Refusal('one-file', 400);
    // Only the name's last part, and of it only the ending matters to the import: the rest is shown, masked.
    file = join(folder, basename(part.filename.replaceAll('\\', '/')).replace(/[^\p{L}\p{N} ._()-]/gu, '_').slice(-120) || 'file');
    await pipeline(part.file, createWriteStream(file, { mode: 0o600 }));
    if (part.file.truncated) throw new Refusal('too-large', 413);
  }
  const register = contract.RegisterName.safeParse(fields.get('register'));
  if (!register.success) throw new Refusal('unknown-register', 400);
  if (file === undefined) throw new Refusal('no-files', 400);
  const asOf = fields.get('asOf') || undefined;
  if (asOf !== undefined && !isDay(asOf)) throw new Refusal('wrong-date', 400);
  return { register: register.data, asOf, file };
}

function startImport(ground: ImportGround, folder: string, { register, asOf, file }: Received, by: Actor): { id: string; result: Promise<void> } {
  const upload: Upload = { register, file: maskIdentifiers(basename(file)), importId: null };
  const started = startTask('import', async (report, signal) => {
    let refusal: Refusal | undefined;
    try {
      await ground.importFiles([{
        register, file, by, signal, ...(asOf === undefined ? {} : { asOf }),
        onProgress: report,
      }], (done) => {
        upload.importId = done.id;
        if (done.refused) refusal = new Refusal(done.refused.code, 422, done.refused.facts);
      }, (name, done) => report({ stage: `compute:${name}`, done, total: null, unit: 'step' }));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
    if (refusal !== undefined) throw refusal;
  });
  uploads.set(started.id, upload);
  return started;
}
