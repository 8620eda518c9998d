import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { testFolder } from '#platform/testing.ts';
import { findIdentifiers, findInFolder, seek } from './find-identifiers.ts';

const [known, other] = ['900412401230', '850101300015'] as [string, string];
const sought = seek([known]);
const kinds = (bytes: string | Uint8Array) => findIdentifiers('here', bytes, sought).map(({ kind }) => kind);

test('an identifier that is sought is found wherever and however its digits stand', () => {
  const full = [...known].map((digit) => String.fromCodePoint(0xff10 + Number(digit))).join('');
  for (const text of [known, `a${known}b`, `id-${known}.csv`, `99${known}1`, '900412 401230', '900412-401230', full, `"${known}"`, `%20${known}`]) {
    expect([text, kinds(text)]).toEqual([text, ['known']]);
  }
  expect(kinds(Buffer.from(`\0\u00ff${known}`, 'latin1'))).toEqual(['known']);
});

test('an identifier is found as a whole number in binary', () => {
  const bytes = Buffer.alloc(29, 7);
  bytes.writeBigInt64LE(BigInt(known), 13);
  expect(findIdentifiers('here', bytes, sought)).toMatchObject([{ at: 13, kind: 'known' }]);
  bytes.writeBigInt64LE(BigInt(known) + 1n, 13);
  expect(kinds(bytes)).toEqual([]);
});

test('twelve digits on their own that pass the check are found, and others are not', () => {
  expect(kinds(`a ${other}, b`)).toEqual(['likely']);
  expect(kinds(`${other}.`)).toEqual(['likely']);
  for (const text of ['850101300016', `1${other}`, `x${other}`, `0.${other}`, `${other}.5`, '1-2-3-4-5-6-7-8-9-0-1-2', '************']) expect([text, kinds(text)]).toEqual([text, []]);
});

test('what is found is not shown', () => {
  expect(JSON.stringify(findIdentifiers('here', `${other} and ${known}`, sought))).not.toMatch(/\d{11}/);
});

test('a folder is looked through: names of files, their bytes, and what is packed in them', async () => {
  const folder = testFolder();
  mkdirSync(join(folder, 'deep'));
  writeFileSync(join(folder, 'deep', `${known}.txt`), 'nothing');
  writeFileSync(join(folder, 'plain'), `x ${known}`);
  writeFileSync(join(folder, 'packed'), 'zzz');
  const found = await findInFolder(folder, sought, (path) => (path.endsWith('packed') ? Promise.resolve(known) : undefined));
  expect(found.map(({ where }) => where).toSorted()).toEqual(['packed, unpacked', 'plain', 'the name of a file']);
});
