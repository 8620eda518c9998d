import { createHash, randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { testFolder } from '#platform/testing.ts';
import { openBreached } from './breached.ts';

const folder = testFolder();
const hashOf = (password: string) => createHash('sha1').update(password).digest('hex').toUpperCase();

/** A file as the public list is handed out: sorted hashes with how often each was found. */
function listOf(passwords: readonly string[], { others = 0, end = '\r\n' } = {}): string {
  const hashes = [...passwords.map(hashOf), ...Array.from({ length: others }, () => randomBytes(20).toString('hex').toUpperCase())].toSorted();
  const path = join(folder, `${randomBytes(6).toString('hex')}.txt`);
  writeFileSync(path, hashes.map((hash, at) => `${hash}:${10 ** (at % 8)}${end}`).join(''));
  return path;
}

test('a file that is missing, empty or something else is refused by its setting', async () => {
  const plain = join(folder, 'plain.txt');
  writeFileSync(plain, 'password\n123456\n');
  const empty = join(folder, 'empty.txt');
  writeFileSync(empty, '');
  for (const path of [join(folder, 'missing.txt'), folder, plain, empty]) {
    await expect(openBreached(path)).rejects.toMatchObject({ code: 'wrong-setting', facts: { setting: 'JUMYS_BREACHED' } });
  }
});

test('each password of the list is found and no other, in the first line and the last, whatever ends the lines', async () => {
  const known = Array.from({ length: 300 }, (_, at) => `known password ${at}`);
  for (const end of ['\r\n', '\n']) {
    const { has } = await openBreached(listOf(known, { others: 2000, end }));
    for (const [at, password] of known.entries()) {
      expect(await has(password), password).toBe(true);
      expect(await has(`unknown password ${at}`)).toBe(false);
    }
  }
  for (const few of [1, 2, 3]) {
    const { has } = await openBreached(listOf(known.slice(0, few)));
    for (const password of known.slice(0, few)) expect(await has(password)).toBe(true);
    expect(await has('unknown password')).toBe(false);
  }
});

test('a list without counts, in small letters or without an end to its last line is read as well', async () => {
  const path = join(folder, 'bare.txt');
  writeFileSync(path, ['a', 'b', 'c'].map((password) => hashOf(password).toLowerCase()).toSorted().join('\n'));
  const { has } = await openBreached(path);
  expect(await Promise.all(['a', 'b', 'c', 'd'].map(has))).toEqual([true, true, true, false]);
});

test('a list that was exchanged counts at the next search, and a spoilt line lets no password through', async () => {
  const path = listOf(['first'], { others: 50 });
  const { has } = await openBreached(path);
  writeFileSync(path, `${hashOf('second')}:1\r\n`);
  expect([await has('first'), await has('second')]).toEqual([false, true]);
  writeFileSync(path, 'no hash at all\r\n'.repeat(20));
  await expect(has('second')).rejects.toThrow('no hash');
});
