import { readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

const root = new URL('../', import.meta.url).pathname;

/** The newest change below a folder, in milliseconds; 0 when there is none. */
async function newest(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const times = await Promise.all(entries.filter((entry) => entry.isFile()).map(async (entry) => (await stat(join(entry.parentPath, entry.name))).mtimeMs));
  return Math.max(0, ...times);
}

/**
 * The folder of the built pages. They are built when they are missing or older than their sources, so that a checkout that
 * was changed or installed without scripts serves what it holds.
 */
export async function buildPages(say: (text: string) => void): Promise<string> {
  const built = await newest(join(root, 'dist'));
  const sources = await Promise.all(['web', 'rooms', 'kernel'].map((folder) => newest(join(root, folder))));
  if (built < Math.max(...sources)) {
    say('building the pages\n');
    const { build } = await import('vite');
    // Beside, and then swapped: a server that serves them meanwhile always finds a whole set.
    const beside = join(root, `dist.${process.pid}`);
    await build({ configFile: join(root, 'vite.config.ts'), logLevel: 'error', build: { outDir: beside } });
    await rm(join(root, 'dist'), { recursive: true, force: true });
    await rename(beside, join(root, 'dist'));
  }
  return join(root, 'dist');
}
