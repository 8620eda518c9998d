import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDuck, type Duck } from '#platform/duck.ts';
import { VaultKeys } from './key.ts';
import { blockOf, loadRuns, openBlocks, sealBlocks } from './vault-block.ts';

const keys = new VaultKeys({ version: 1, owner: '', master: Buffer.alloc(32, 7) });
const other = new VaultKeys({ version: 2, owner: '', master: Buffer.alloc(32, 8) });
/** Of 10,000 numbers from 42 on, identifiers of twelve digits, small ones and great ones. */
const [first, count] = [42, 10_000];
const identifierOf = (number: number): number => (number * 99_999_989) % 1e12;
const all = 'select number, block from vault.block';
let duck: Duck;

beforeAll(async () => {
  duck = await openDuck({ threads: 1 });
  await duck.run(`create schema vault; create table vault.person as select (${first} + range)::integer as number, (${first} + range) * 99999989 % 1000000000000 as identifier from range(${count})`);
  await sealBlocks(duck, keys, 'vault.person', first);
});
afterAll(() => duck.close());

test('a block opens at its own place and under its own key only', async () => {
  await expect(openBlocks(duck, other, all)).rejects.toThrow();
  const starts = (await duck.rows<{ number: number }>('select number from vault.block order by 1')).map(({ number }) => number);
  expect(starts).toEqual([42, 42 + 4096, 42 + 8192]);
  const exchanged = `select case number when ${starts[0]} then ${starts[1]} when ${starts[1]} then ${starts[0]} else number end as number, block from vault.block`;
  await expect(openBlocks(duck, keys, exchanged)).rejects.toThrow();
  await expect(openBlocks(duck, keys, `select number, from_hex('02' || substr(hex(block), 3)) as block from vault.block`)).rejects.toThrow('does not know');
});

test('what is sealed comes back by its number, at the edges of blocks too', async () => {
  const runs = await openBlocks(duck, keys, all);
  expect(runs.flatMap((run) => run.identifiers.map((identifier, at) => [run.first + at, identifier]))).toEqual(Array.from({ length: count }, (_, at) => [first + at, identifierOf(first + at)]));
  expect([42, 43, 42 + 4095, 42 + 4096, 42 + 9999].map((number) => blockOf(number, first))).toEqual([42, 42, 42, 42 + 4096, 42 + 8192]);
  await loadRuns(duck, 'vault.some', runs, (number) => number % 1000 === 0);
  expect(await duck.rows('select number, identifier from vault.some order by 1')).toEqual(Array.from({ length: 10 }, (_, at) => ({ number: (at + 1) * 1000, identifier: identifierOf((at + 1) * 1000) })));
});

test('a sealed block shows no identifier, and the same identifiers are sealed otherwise each time', async () => {
  const before = await duck.rows<{ text: string }>('select hex(block) as text from vault.block order by number');
  await sealBlocks(duck, keys, 'vault.person', first);
  const after = await duck.rows<{ text: string }>('select hex(block) as text from vault.block order by number');
  expect(after.map(({ text }) => text.length)).toEqual(before.map(({ text }) => text.length));
  for (const [at, { text }] of after.entries()) {
    expect(text).not.toBe(before[at]?.text);
    expect(text).not.toContain(identifierOf(first + 4096 * at).toString(16).toUpperCase().padStart(10, '0'));
  }
});
