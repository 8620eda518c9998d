import { chmodSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openTestGround, testFolder } from '#platform/testing.ts';
import { openKeys } from './key.ts';
import { rotateVault } from './rotate.ts';
import { openVault } from './vault.ts';

/** A ground whose vault's key a command prints, from a file that stands for the vault for secrets. */
async function open() {
  const ground = await openTestGround();
  const folder = testFolder();
  const [program, held] = [join(folder, 'print'), join(folder, 'held')];
  writeFileSync(program, `#!/bin/sh\nexec cat ${held}\n`);
  chmodSync(program, 0o700);
  const config = { ...ground.config, keyCommands: { vault: [program], audit: undefined, releases: undefined } };
  return { db: ground.db, config, put: (...lines: string[]) => writeFileSync(held, `${lines.join('\n')}\n`) };
}

const [one, two] = ['ab'.repeat(32), 'cd'.repeat(32)] as const;

test('without the command’s key, or with another one than before, the vault does not open', async () => {
  const ground = await open();
  await expect(openVault(ground)).rejects.toMatchObject({ code: 'key-command-failed' });
  ground.put('no key');
  await expect(openVault(ground)).rejects.toMatchObject({ code: 'key-broken', message: expect.not.stringContaining('no key') as string });
});

test('the master key comes from the command, and no file of it is made', async () => {
  const ground = await open();
  ground.put(one);
  await openVault(ground);
  expect((await openKeys(ground)).version).toBe(1);
  expect(existsSync(ground.config.keyFile)).toBe(false);
});

test('a rotation takes the key that the operator has put beside the old one, and asks for it when he has not', async () => {
  const ground = await open();
  ground.put(one);
  await openVault(ground);
  await expect(rotateVault(ground)).rejects.toMatchObject({ code: 'key-to-be-put', facts: { version: 2 } });
  expect((await openKeys(ground)).version).toBe(1);
  ground.put(one, `2 ${two}`);
  expect(await rotateVault(ground)).toEqual({ version: 2, files: 0 });
  const keys = await openKeys(ground);
  expect(keys.version).toBe(2);
  expect(JSON.stringify(keys)).not.toContain(two);
  expect(existsSync(ground.config.keyFile)).toBe(false);
});
