import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { Identifier } from '#kernel/identifiers.ts';
import { openDatabase } from '#platform/database.ts';
import { openDuck } from '#platform/duck.ts';
import { migrate } from '#platform/migrations.ts';
import { openTestDatabase, openTestGround, testFolder } from '#platform/testing.ts';
import { openKeys } from './key.ts';
import { rotateVault } from './rotate.ts';
import { enterNumbers, findNumber, loadVaultMacros, numberIdentifiers, openVault, revealNumbers, type VaultGround } from './vault.ts';
import { vaultFile } from './vault-files.ts';

const [aigul, combine, askar] = ['900412401235', '200140000014', '850101300017'] as [string, string, string];

/** Brings identifiers into the vault as an import does; with `between` something happens after they were numbered. */
async function bring(ground: VaultGround, id: string, identifiers: readonly string[], between: () => Promise<unknown> = async () => undefined): Promise<void> {
  const duck = await openDuck({ threads: 1 });
  try {
    await loadVaultMacros(duck, ground);
    const { version } = await openKeys(ground);
    const file = vaultFile(ground.config.dataFolder, version, id);
    const numbers = await numberIdentifiers(duck, ground, `select unnest([${identifiers.map(Number).join(', ')}]::bigint[])`, file);
    await between();
    await ground.db.transaction().execute((transaction) => enterNumbers(transaction, id, numbers));
  } finally {
    duck.close();
  }
}

async function revealAll(ground: VaultGround): Promise<Record<number, string>> {
  return Object.fromEntries([...(await revealNumbers(ground, [1, 2, 3]))].map(([number, identifier]) => [number, identifier.reveal()]));
}

const linesOf = (ground: VaultGround): string[] => readFileSync(ground.config.keyFile, 'utf8').trim().split('\n');
const versionsOf = (ground: VaultGround): string[] => readdirSync(join(ground.config.dataFolder, 'vault')).toSorted();

test('a rotation whose transaction fails leaves everything under the old key', async () => {
  const ground = await openTestGround();
  await openVault(ground);
  await bring(ground, 'a', [aigul, combine]);
  const before = await revealAll(ground);
  await expect(rotateVault(ground, { tell: () => Promise.reject(new Error('no audit')) })).rejects.toThrow('no audit');
  expect(await revealAll(ground)).toEqual(before);
  expect((await openKeys(ground)).version).toBe(1);
  await openVault(ground);
  expect([linesOf(ground).length, versionsOf(ground)]).toEqual([1, ['1']]);
  await ground.close();
});

test('an import that has begun under the old key cannot end under the new one', async () => {
  const ground = await openTestGround();
  await openVault(ground);
  await bring(ground, 'a', [aigul]);
  await expect(bring(ground, 'b', [combine], () => rotateVault(ground))).rejects.toMatchObject({ code: 'vault-rotated' });
  await bring(ground, 'b', [combine]);
  expect(await revealAll(ground)).toEqual({ 1: aigul, 2: combine });
  await ground.close();
});

test('a damaged file is not sealed anew', async () => {
  const ground = await openTestGround();
  await openVault(ground);
  await bring(ground, 'a', [aigul]);
  writeFileSync(vaultFile(ground.config.dataFolder, 1, 'a'), 'PAR1');
  await expect(rotateVault(ground)).rejects.toMatchObject({ code: 'vault-damaged' });
  await ground.close();
});

test('a rotation changes key and files, and neither numbers nor who they are', async () => {
  const ground = await openTestGround();
  await openVault(ground);
  await bring(ground, 'a', [aigul, combine]);
  await bring(ground, 'b', [askar]);
  const [before, [line]] = [await revealAll(ground), linesOf(ground)];
  const oldBytes = readFileSync(vaultFile(ground.config.dataFolder, 1, 'a'));
  expect(await rotateVault(ground)).toEqual({ version: 2, files: 2 });
  expect(await revealAll(ground)).toEqual(before);
  expect(await findNumber(ground, new Identifier(askar))).toBe(3);
  expect(linesOf(ground)).toEqual([expect.stringMatching(/^2 /)]);
  expect(linesOf(ground)).not.toContain(line);
  expect(versionsOf(ground)).toEqual(['2']);
  expect(readFileSync(vaultFile(ground.config.dataFolder, 2, 'a')).equals(oldBytes)).toBe(false);
  await bring(ground, 'c', [askar, aigul]);
  expect((await rotateVault(ground)).version).toBe(3);
  expect(await revealAll(ground)).toEqual(before);
  await ground.close();
});

test('what other rooms keep under derived keys is brought along, in the same transaction', async () => {
  const ground = await openTestGround();
  await openVault(ground);
  const under = (await openKeys(ground)).derive('second factor');
  await rotateVault(ground, {
    reseal: [async (transaction, from, to) => {
      expect([from.derive('second factor'), to.derive('second factor') === under]).toEqual([under, false]);
      await sql`create table public.resealed (at integer)`.execute(transaction);
    }],
  });
  await sql`select at from public.resealed`.execute(ground.db);
  await ground.close();
});

test('databases that share a key file have keys of their own, and rotating one leaves the other', async () => {
  const one = await openTestGround();
  const other = await openTestDatabase();
  const second = { db: other.db, config: { ...one.config, dataFolder: join(testFolder(), 'data') } };
  await openVault(one);
  await openVault(second);
  await bring(second, 'a', [askar]);
  await rotateVault(one);
  expect(await revealAll(second)).toEqual({ 1: askar });
  expect(linesOf(one).map((line) => line[0])).toEqual(['1', '2']);
  await one.close();
  await other.close();
});

test('a key that was put there by hand as 64 digits alone is used, rotated away from, and left to whoever put it there', async () => {
  const ground = await openTestGround();
  mkdirSync(join(ground.config.keyFile, '..'), { recursive: true });
  writeFileSync(ground.config.keyFile, 'ab'.repeat(32), { mode: 0o600 });
  await openVault(ground);
  await bring(ground, 'a', [aigul]);
  expect(linesOf(ground)).toEqual(['ab'.repeat(32)]);
  await rotateVault(ground);
  expect(linesOf(ground)).toEqual(['ab'.repeat(32), expect.stringMatching(/^2 [0-9a-f]{64} [0-9a-f]{16}$/)]);
  expect(await revealAll(ground)).toEqual({ 1: aigul });
  await ground.close();
});

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
