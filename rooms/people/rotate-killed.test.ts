// No server is asked: a program that is killed leaves its embedded database behind.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDatabase } from '#platform/database.ts';
import { migrate } from '#platform/migrations.ts';
import { testFolder } from '#platform/testing.ts';
import { openKeys } from './key.ts';
import { rotateVault } from './rotate.ts';
import { aigul, askar, bring, combine, linesOf, revealAll, versionsOf } from './testing.ts';
import { openVault, type VaultGround } from './vault.ts';
import { vaultFile } from './vault-files.ts';

const script = `
  import { openDatabase } from '#platform/database.ts';
  import { readConfig } from '#platform/config.ts';
  import { rotateVault } from '#people';
  const config = readConfig(process.env);
  const { db } = await openDatabase(config);
  await rotateVault({ db, config }, {
    onStep(step) {
      if (step !== process.argv[1]) return;
      process.stdout.write('waiting');
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
    },
  });
  process.exit(0);`;

/** Runs a rotation in a process of its own, which is killed where it stands still at that step. */
async function killAt(step: string, env: Record<string, string>): Promise<void> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, step], {
    cwd: join(import.meta.dirname, '..', '..'), env: { ...process.env, ...env, DATABASE_URL: '' }, stdio: ['ignore', 'pipe', 'inherit'],
  });
  let waited = false;
  child.stdout.on('data', () => {
    waited = true;
    child.kill('SIGKILL');
  });
  await new Promise((resolve) => child.once('close', resolve));
  expect(waited).toBe(true);
}

test('killed at any step, the vault is all under the old key or all under the new one', { timeout: 600_000 }, async () => {
  const folder = testFolder();
  const config = { dataFolder: join(folder, 'data'), keyFile: join(folder, 'key'), memoryLimit: '500MB', databaseUrl: undefined };
  const env = { JUMYS_DATA: config.dataFolder, JUMYS_KEY: config.keyFile };
  mkdirSync(config.dataFolder);
  const opened = async <Result>(work: (ground: VaultGround) => Promise<Result>): Promise<Result> => {
    const { db, close } = await openDatabase(config);
    return work({ db, config }).finally(close);
  };
  const before = await opened(async (ground) => {
    await migrate(ground.db);
    await openVault(ground);
    await bring(ground, 'a', [aigul, combine]);
    await bring(ground, 'b', [askar]);
    return revealAll(ground);
  });
  let version = 1;
  for (const step of ['key added', 'files sealed', 'about to swap', 'swapped']) {
    await killAt(step, env);
    if (step === 'swapped') version += 1;
    await opened(async (ground) => {
      await openVault(ground);
      expect({ step, version: (await openKeys(ground)).version, people: await revealAll(ground) }).toEqual({ step, version, people: before });
      expect([linesOf(ground).map((line) => line.split(' ')[0]), versionsOf(ground)]).toEqual([[String(version)], [String(version)]]);
      expect(existsSync(vaultFile(config.dataFolder, version, 'b'))).toBe(true);
    });
  }
  await opened(async (ground) => {
    expect(await rotateVault(ground)).toEqual({ version: 3, files: 2 });
    expect(await revealAll(ground)).toEqual(before);
  });
});
