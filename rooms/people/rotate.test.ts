import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { Identifier } from '#kernel/identifiers.ts';
import { openTestDatabase, openTestGround, testFolder } from '#platform/testing.ts';
import { openKeys } from './key.ts';
import { rotateVault } from './rotate.ts';
import { aigul, askar, bring, combine, linesOf, revealAll, versionsOf } from './testing.ts';
import { findNumber, openVault } from './vault.ts';
import { vaultFile } from './vault-files.ts';

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
