import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from '#kernel/refusal.ts';
import { findSetting, putSetting } from '#platform/settings.ts';
import type { HeldGround } from './kept.ts';
import { listImportIds } from './store.ts';

/** The folders of kept files, below the data folder. */
const keptFolders = ['rows', 'superseded', 'vault'] as const;
/** Data folder and database know each other by one name: a setting here, a file there. */
const setting = 'registers.folder';
const nameFile = 'database';

/**
 * Removes what imports left that were killed: scratch files, and kept files that no import in the ledger stands for. For
 * the owner of the data folder, before anything else. Refuses `folder-of-another-database` rather than remove rows that
 * belong to another database, and so keeps a database from working on a folder that is not its own.
 */
export async function sweepLeftovers(ground: HeldGround): Promise<void> {
  const { dataFolder } = ground.config;
  for (const folder of ['tmp', ...keptFolders]) await mkdir(join(dataFolder, folder), { recursive: true, mode: 0o700 });
  const ids = await listImportIds(ground.db);
  const files = (await Promise.all(keptFolders.map((folder) => listFiles(join(dataFolder, folder))))).flat();
  await mustBelong(ground, files.length > 0 || ids.size > 0);
  const stale = files.filter((file) => !ids.has(file.replace(/^.*\//, '').replace('.parquet', '')));
  const scratch = (await readdir(join(dataFolder, 'tmp'))).map((name) => join(dataFolder, 'tmp', name));
  for (const path of [...stale, ...scratch]) await rm(path, { recursive: true, force: true });
}

async function mustBelong({ db, config }: HeldGround, somethingIsHeld: boolean): Promise<void> {
  const file = join(config.dataFolder, nameFile);
  const named = await readFile(file, 'utf8').then((text) => text.trim()).catch(() => undefined);
  const known = await findSetting(db, setting);
  if (named !== undefined && named === known) return;
  if (somethingIsHeld) {
    throw new Refusal('folder-of-another-database', 409, {}, 'this data folder was not filled together with this database: JUMYS_DATA and DATABASE_URL must stay together');
  }
  const name = randomUUID();
  await putSetting(db, setting, name);
  await writeFile(file, `${name}\n`, { mode: 0o600 });
}

async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}
