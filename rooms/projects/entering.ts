import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { asSystem } from '#platform/access.ts';
import { isMadeUp } from '#platform/made-up.ts';
import { startTask } from '#platform/tasks.ts';
import { revealNumbers } from '#people';
import { getRegister, writtenFile, type ImportResult, type WrittenRow } from '#registers';
import { holdDraft, listApproved, takeStep, type Approved } from './draft-store.ts';
import type { ProjectGround } from './ground.ts';

/** The entering that was begun last, for each data folder: one at a time. */
const turns = new Map<string, Promise<void>>();

/**
 * Imports the rows of all approved drafts, each as a file of one record through the door that every file takes, and marks them
 * entered when the figures are computed. Killed anywhere it is run again at the next start: the same draft is the same bytes, so
 * what is in already is a duplicate, and the ledger of imports takes a draft once.
 */
export async function enterApproved(ground: ProjectGround): Promise<void> {
  const { dataFolder } = ground.config;
  const turn = (turns.get(dataFolder) ?? Promise.resolve()).catch(() => undefined).then(() => enter(ground));
  turns.set(dataFolder, turn);
  return turn;
}

/** The same behind the reply to whoever approved: long work, which the end of the server waits for. */
export function startEntering(ground: ProjectGround): void {
  startTask('enter-drafts', () => enterApproved(ground)).result.catch(() => undefined);
}

async function enter(ground: ProjectGround): Promise<void> {
  const waiting = await listApproved(ground.db);
  if (waiting.length === 0) return;
  const madeUp = await isMadeUp(ground.db);
  const folder = join(ground.config.dataFolder, 'tmp', `drafts-${crypto.randomUUID()}`);
  const results: ImportResult[] = [];
  try {
    const requests = [];
    for (const { draftId, register, row, by } of waiting) {
      const own = join(folder, draftId);
      await mkdir(own, { recursive: true, mode: 0o700 });
      const file = join(own, 'by-hand.csv');
      await writeFile(file, writtenFile(getRegister(register), await withIdentifiers(ground, row)), { mode: 0o600 });
      requests.push({ register, file, by, madeUp, draft: draftId });
    }
    await ground.importFiles(requests, (result) => results.push(result));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  for (const [at, one] of waiting.entries()) await markEntered(ground, one, results[at]);
}

/** Employers by their identifiers again: for the file alone, which is gone after its import. */
async function withIdentifiers(ground: ProjectGround, row: Approved['row']): Promise<WrittenRow> {
  const identifiers = await revealNumbers(ground, Object.values(row).filter((value) => typeof value === 'number'));
  return Object.fromEntries(Object.entries(row).map(([column, value]) => [column, typeof value === 'number' ? identifiers.get(value)!.reveal() : value]));
}

async function markEntered(ground: ProjectGround, { draftId, by }: Approved, result: ImportResult | undefined): Promise<void> {
  if (result === undefined || result.accepted + result.duplicates !== 1) {
    throw new Error(`the row of draft ${draftId} did not pass the door: ${result?.refused?.code ?? 'rejected'}`);
  }
  await asSystem(ground.db, async (trx) => {
    const held = await holdDraft(trx, draftId);
    if (held.state === 'approved') await takeStep(trx, held, { state: 'entered' }, { what: 'entered', actor: by, at: ground.clock.now(), importId: result.id });
  });
}
