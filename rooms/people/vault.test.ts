import { copyFileSync, existsSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Identifier } from '#kernel/identifiers.ts';
import { openDuck, type Duck } from '#platform/duck.ts';
import { openTestDatabase, testFolder } from '#platform/testing.ts';
import { enterNumbers, findNumber, loadVaultMacros, numberIdentifiers, openVault, personNumbers, revealNumbers, type VaultGround } from './vault.ts';
import { vaultFile } from './vault-files.ts';

let close: () => Promise<void>;
let ground: VaultGround;
let duck: Duck;
const aigul = '900412401235';
const combine = '200140000014';

beforeAll(async () => {
  const folder = testFolder();
  const database = await openTestDatabase();
  close = database.close;
  ground = { db: database.db, config: { dataFolder: folder, keyFile: join(testFolder(), 'keys', 'key'), memoryLimit: '500MB' } };
  await openVault(ground);
  duck = await openDuck({ threads: 1 });
  await loadVaultMacros(duck, ground);
});
afterAll(async () => {
  duck.close();
  await close();
});

test('a key that is not the one the database was filled under is refused', async () => {
  const keyFile = join(testFolder(), 'other');
  writeFileSync(keyFile, `${'ab'.repeat(32)}\n`);
  await expect(openVault({ ...ground, config: { ...ground.config, keyFile } })).rejects.toMatchObject({ code: 'key-wrong' });
});

test('a key that is gone is refused by name, and no other is made in its place', async () => {
  const keyFile = join(testFolder(), 'gone');
  await expect(openVault({ ...ground, config: { ...ground.config, keyFile } })).rejects.toMatchObject({ code: 'key-missing' });
  expect(existsSync(keyFile)).toBe(false);
});

test('a key file of another shape is refused without repeating it', async () => {
  const keyFile = join(testFolder(), 'broken');
  writeFileSync(keyFile, 'secret');
  await expect(openVault({ ...ground, config: { ...ground.config, keyFile } })).rejects.toMatchObject({ code: 'key-broken', message: expect.not.stringContaining('secret') });
});

test('the key is readable by its user only', () => {
  expect(statSync(ground.config.keyFile).mode & 0o777).toBe(0o600);
});

test('numbers are dense, stay with their identifier, and do not count before the import does', async () => {
  const number = async (id: string, ...identifiers: string[]) => {
    const query = `select unnest([${identifiers.map(Number).join(', ')}]::bigint[])`;
    const found = await numberIdentifiers(duck, ground, query, vaultFile(ground.config.dataFolder, 1, id));
    const rows = await duck.rows<{ identifier: string; number: number }>(`select lpad(identifier::varchar, 12, '0') as identifier, number from vault.number`);
    return { found, numbers: new Map(rows.map((row) => [row.identifier, row.number])) };
  };
  const lost = await number('a', aigul);
  expect(lost.numbers.get(aigul)).toBe(1);
  const first = await number('b', combine, combine);
  expect(first).toEqual({ found: { firstNumber: 1, lastNumber: 1, version: 1, mac: expect.stringMatching(/^[0-9a-f]{64}$/) }, numbers: new Map([[combine, 1]]) });
  await enterNumbers(ground.db, 'b', first.found);
  const second = await number('c', aigul, combine);
  expect(second.numbers).toEqual(new Map([[combine, 1], [aigul, 2]]));
  await enterNumbers(ground.db, 'c', second.found);
  expect((await number('d', combine, aigul)).found).toBeUndefined();
});

test('numbers that two imports gave out at once are entered once', async () => {
  await expect(enterNumbers(ground.db, 'z', { firstNumber: 2, lastNumber: 5, version: 1, mac: '' })).rejects.toMatchObject({ code: '23505' });
});

test('a number reveals its identifier to the holder of the key, and prints as stars', async () => {
  const revealed = await revealNumbers(ground, [1, 2, 99]);
  expect(revealed.size).toBe(2);
  expect(revealed.get(2)?.reveal()).toBe(aigul);
  expect(JSON.stringify([...revealed])).not.toContain(aigul);
});

test('an identifier is found by its keyed hash, and one that never came in is not', async () => {
  expect(await findNumber(ground, new Identifier(combine))).toBe(1);
  expect(await findNumber(ground, new Identifier(aigul))).toBe(2);
  expect(await findNumber(ground, new Identifier('850101300017'))).toBeUndefined();
});

test('persons are told from organisations', async () => {
  expect(await duck.rows(await personNumbers(ground))).toEqual([{ number: 2 }]);
});

test('no file of the vault holds an identifier in clear', async () => {
  const bytes = readFileSync(join(ground.config.dataFolder, 'vault', '1', 'c.parquet'), 'latin1');
  expect(bytes).not.toContain(aigul);
  const [row] = await duck.rows<{ block: string }>(`select hex(block) as block from '${join(ground.config.dataFolder, 'vault', '1', 'c.parquet')}'`);
  expect(row?.block).toMatch(/^01/);
  expect(row?.block).not.toContain(Number(aigul).toString(16).toUpperCase());
});

test('a file of the vault in which one byte was changed is refused, even when its time was set back', async () => {
  const file = vaultFile(ground.config.dataFolder, 1, 'c');
  copyFileSync(file, join(ground.config.dataFolder, 'copy'));
  const { atime, mtime } = statSync(file);
  const bytes = readFileSync(file);
  bytes[Math.floor(bytes.length / 2)]! ^= 1;
  writeFileSync(file, bytes);
  utimesSync(file, atime, mtime);
  await expect(findNumber(ground, new Identifier(aigul))).rejects.toMatchObject({ code: 'vault-damaged', facts: { file: 'c' } });
  await expect(revealNumbers(ground, [2])).rejects.toMatchObject({ code: 'vault-damaged' });
  // One file put in the place of another is as wrong: each stands for its own numbers.
  copyFileSync(vaultFile(ground.config.dataFolder, 1, 'b'), file);
  await expect(personNumbers(ground)).rejects.toMatchObject({ code: 'vault-damaged' });
  copyFileSync(join(ground.config.dataFolder, 'copy'), file);
  expect(await findNumber(ground, new Identifier(aigul))).toBe(2);
});
