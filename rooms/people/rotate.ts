import { mkdir, open, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { sql } from 'kysely';
import type { Database } from '#platform/database.ts';
import { openDuck, textLiteral, type Duck } from '#platform/duck.ts';
import { addKeyLine, syncFolder } from './key-file.ts';
import { changeKeys, openKeys, VaultKeys } from './key.ts';
import { loadMacros, sweepVersions, writeVaultFile, type VaultGround } from './vault.ts';
import { loadRuns, openBlocks } from './vault-block.ts';
import { listVaultFiles, macOf, vaultFile, vaultRows, type VaultFile } from './vault-files.ts';

/** Brings what another room keeps under `VaultKeys.derive` from the old keys under the new ones, in the transaction that swaps them. */
export type Reseal = (transaction: Database, from: VaultKeys, to: VaultKeys) => Promise<void>;

export type Rotation = { readonly version: number; readonly files: number };

type Options = {
  readonly reseal?: readonly Reseal[];
  /** Writes to the audit, in the transaction of the swap. */
  tell?(transaction: Database, rotation: Rotation): Promise<void>;
  onStep?(done: 'key added' | 'files sealed' | 'about to swap' | 'swapped'): void;
};

/**
 * Brings the vault under new keys: every file is sealed anew beside the old ones and forced to the disk, then one transaction
 * makes the new files count and the old ones not, with `reseal` and `tell`; then the old files and the old
 * key are removed. Numbers do not change, so nothing computed does. Killed before the commit everything is as it was, after
 * it everything is new, and the next `openVault` removes what is left of the other. Imports that end meanwhile are sealed
 * too; one that has begun under the old keys is refused (`vault-rotated`) when it ends.
 */
export async function rotateVault(ground: VaultGround, options: Options = {}): Promise<Rotation> {
  const { onStep = () => undefined } = options;
  const from = await openKeys(ground);
  await sweepVersions(ground, from);
  const to = new VaultKeys(await addKeyLine(ground.config, from.version + 1, from.owner || undefined));
  onStep('key added');
  const sealed = new Map<string, string>();
  let rotation: Rotation | undefined;
  while (rotation === undefined) {
    await sealFiles(ground, from, to, sealed);
    onStep('files sealed');
    rotation = await ground.db.transaction().execute(async (transaction) => {
      await changeKeys(transaction, from.version, to);
      const files = await listVaultFiles(transaction);
      if (files.some(({ id }) => !sealed.has(id))) return undoAll();
      for (const { id } of files) await sql`update people.vault_file set mac = ${sealed.get(id)} where id = ${id}`.execute(transaction);
      for (const reseal of options.reseal ?? []) await reseal(transaction, from, to);
      const swapped = { version: to.version, files: files.length };
      await options.tell?.(transaction, swapped);
      onStep('about to swap');
      return swapped;
    }).catch(unlessUndone);
  }
  onStep('swapped');
  await sweepVersions(ground, to);
  return rotation;
}

const undone = new Error('files came in meanwhile');

function undoAll(): never {
  throw undone;
}

function unlessUndone(error: unknown): undefined {
  if (error !== undone) throw error;
}

/** Seals the files that are not in `sealed` yet, and enters them there with their MAC. */
async function sealFiles(ground: VaultGround, from: VaultKeys, to: VaultKeys, sealed: Map<string, string>): Promise<void> {
  const { dataFolder, memoryLimit } = ground.config;
  const files = (await listVaultFiles(ground.db)).filter(({ id }) => !sealed.has(id));
  if (files.length === 0) return;
  await vaultRows(ground.db, dataFolder, from);
  const folder = join(dataFolder, 'vault', String(to.version));
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await syncFolder(dirname(folder));
  const duck = await openDuck({ memoryLimit });
  try {
    await loadMacros(duck, to);
    for (const file of files) sealed.set(file.id, await sealFile(duck, dataFolder, from, to, file));
  } finally {
    duck.close();
  }
  await syncFolder(folder);
}

async function sealFile(duck: Duck, dataFolder: string, from: VaultKeys, to: VaultKeys, file: VaultFile): Promise<string> {
  const [before, after] = [vaultFile(dataFolder, from.version, file.id), vaultFile(dataFolder, to.version, file.id)];
  const blocks = (path: string): string => `select number, block from read_parquet(${textLiteral(path)}) where block is not null`;
  await rm(after, { force: true });
  await loadRuns(duck, 'vault.former', await openBlocks(duck, from, blocks(before)));
  await duck.run(`create or replace table vault.anew as select number, identifier, keyed_hash(lpad(identifier::varchar, 12, '0')) as hash from vault.former`);
  await writeVaultFile(duck, to, 'vault.anew', file.firstNumber, after);
  // The old key will be gone: the new file is opened and held against the old one before that.
  await loadRuns(duck, 'vault.later', await openBlocks(duck, to, blocks(after)));
  const [held] = await duck.rows<{ rows: number; same: number }>(`
    select (select count(*) from read_parquet(${textLiteral(before)})) as rows, count(*) as same
    from read_parquet(${textLiteral(before)}) as b join vault.former as f using (number) join vault.later as l using (number, identifier)
    join read_parquet(${textLiteral(after)}) as a using (number)
    where a.person = b.person and a.hash = keyed_hash(lpad(identifier::varchar, 12, '0'))`);
  await duck.run('drop table vault.former; drop table vault.later; drop table vault.anew');
  if (held === undefined || held.rows !== held.same || held.rows !== file.lastNumber - file.firstNumber + 1) {
    throw new Error(`the file of the vault ${file.id} was not sealed right: ${held?.same} of ${held?.rows} rows`);
  }
  const written = await open(after, 'r');
  await written.sync().finally(() => written.close());
  return macOf(to, after, file);
}
