import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from '#kernel/refusal.ts';
import type { Facts } from '#kernel/refusal.ts';
import { systemClock } from '#platform/clock.ts';
import { openDuck } from '#platform/duck.ts';
import type { Duck } from '#platform/duck.ts';
import { mustNotMix } from '#platform/made-up.ts';
import type { RegisterName } from './contract.ts';
import { getRegister } from './definition.ts';
import type { Import, ImportGround, ImportRequest } from './import-ground.ts';
import { makeImportId } from './import-id.ts';
import { keepRows } from './keep.ts';
import type { Entry } from './keep.ts';
import { isDay, readManifest } from './manifest.ts';
import { receive } from './receive.ts';
import { findManifest, hashOf, lookAt, mustBeUnchanged, shownName } from './source.ts';
import type { Source } from './source.ts';
import { enterImport, findNextOrdinal } from './store.ts';
import type { LedgerRow } from './store.ts';

/** What became of a file; records = accepted + rejected + duplicates, all 0 of a file that was refused whole. */
export type ImportResult = {
  readonly id: string;
  readonly register: RegisterName;
  readonly file: string;
  readonly records: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly duplicates: number;
  readonly seconds: number;
  readonly refused?: { readonly code: string; readonly message: string; readonly facts: Facts };
};

/** The import that was asked for last, for each data folder: one at a time. */
const turns = new Map<string, Promise<unknown>>();

/**
 * Imports one register file: all of it, with its rejected records set aside, or nothing. A file that is refused whole is
 * a result with `refused`, recorded like any other. Imports of one data folder take turns. Rejects with a Refusal
 * `cancelled` when the signal aborts, `import-conflict` when another process has imported meanwhile, or one of the vault's.
 */
export async function importFile(options: ImportGround & ImportRequest): Promise<ImportResult> {
  if (options.asOf !== undefined && !isDay(options.asOf)) throw new Refusal('wrong-date', 400, {}, 'the day of an extract is a day, YYYY-MM-DD');
  const before = turns.get(options.config.dataFolder) ?? Promise.resolve();
  const turn = before.catch(() => undefined).then(() => importInTurn(options));
  turns.set(options.config.dataFolder, turn);
  return turn;
}

async function importInTurn(options: ImportGround & ImportRequest): Promise<ImportResult> {
  const clock = options.clock ?? systemClock;
  const id = makeImportId(clock);
  const one: Import = { ...options, clock, id, startedAt: clock.now(), began: performance.now(), scratch: join(options.config.dataFolder, 'tmp', `import-${id}`) };
  let duck: Duck | undefined;
  const interrupt = (): void => duck?.interrupt();
  try {
    options.signal?.throwIfAborted();
    await mkdir(one.scratch, { recursive: true, mode: 0o700 });
    duck = await openDuck({ memoryLimit: options.config.memoryLimit, tempFolder: one.scratch });
    // A record carries its line, so the order in which rows lie in tables tells nothing and need not be kept.
    await duck.run('set preserve_insertion_order = false');
    options.signal?.addEventListener('abort', interrupt);
    return await importWith(duck, one);
  } catch (error) {
    if (options.signal?.aborted) throw new Refusal('cancelled', 409, {}, 'the import was cancelled; nothing of the file is kept');
    throw error;
  } finally {
    options.signal?.removeEventListener('abort', interrupt);
    duck?.close();
    await rm(one.scratch, { recursive: true, force: true });
  }
}

async function importWith(duck: Duck, one: Import): Promise<ImportResult> {
  const register = getRegister(one.register);
  const entry = {
    id: one.id, register: one.register, file: shownName(one.file), sha256: null, bytes: null, asOf: one.asOf ?? null, by: one.by,
    startedAt: one.startedAt, records: 0, madeUp: one.madeUp ?? false, draft: one.draft ?? null,
  };
  let source: Source | undefined;
  let came: Entry;
  try {
    source = await lookAt(one.file);
    const stated = await findManifest(source.path);
    const manifest = stated === undefined ? {} : readManifest(stated);
    const madeUp = one.madeUp ?? manifest.madeUp ?? false;
    await mustNotMix(one.db, madeUp);
    const records = await receive(duck, {
      register, source, manifest, scratch: one.scratch, maxUnpackedBytes: one.config.maxUnpackedBytes,
      asOf: one.asOf, report: one.onProgress ?? (() => undefined), signal: one.signal,
    });
    came = { ...entry, records, madeUp, asOf: entry.asOf ?? manifest.asOf ?? null, bytes: source.size, sha256: await hashOf(source) };
    await mustBeUnchanged(source);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return refuse(one, entry, source, error);
  }
  const row = await keepRows(duck, one, register, came);
  return resultOf(row);
}

/** Enters a refused file in the ledger, with its hash if it is a file at all. */
async function refuse(one: Import, entry: Entry, source: Source | undefined, refusal: Refusal): Promise<ImportResult> {
  const { code, facts, message } = refusal;
  const sha256 = source === undefined ? null : await hashOf(source).catch(() => null);
  const row: LedgerRow = {
    ...entry, sha256, bytes: source?.size ?? null, records: 0, accepted: 0, rejected: 0, duplicates: 0, superseded: 0,
    ordinal: 0, refused: { code, facts }, finishedAt: one.clock.now(), seconds: (performance.now() - one.began) / 1000,
  };
  await one.db.transaction().execute(async (trx) => enterImport(trx, { ...row, ordinal: await findNextOrdinal(trx) }));
  return { ...resultOf(row), refused: { code, message, facts } };
}

function resultOf({ id, register, file, records, accepted, rejected, duplicates, seconds }: LedgerRow): ImportResult {
  return { id, register, file, records, accepted, rejected, duplicates, seconds: Math.round(seconds * 1000) / 1000 };
}
