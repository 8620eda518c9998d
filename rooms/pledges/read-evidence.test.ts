import { mkdirSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { everywhere, operator } from '#kernel/actor.ts';
import { openVault } from '#people';
import { openTestGround } from '#platform/testing.ts';
import { importFile, type RegisterName } from '#registers';
import { writeCountry } from './naive/extract.ts';
import { contract, employer, payments, pledge } from './naive/rows.ts';
import { evidenceOf } from './read-evidence.ts';
import { recompute, type Ground } from './recompute.ts';
import { createViews, type Views } from './view.ts';

let ground: Ground;
let views: Views;
beforeAll(async () => {
  const opened = await openTestGround();
  const clock = { now: () => new Date('2025-08-15T06:00:00Z') };
  ground = { db: opened.db, config: opened.config, clock };
  mkdirSync(`${opened.config.dataFolder}/tmp`, { recursive: true });
  await openVault(ground);
  const files = writeCountry({ employers: [employer({})], contracts: [contract()], contributions: payments('2024-02', '2024-12'), pledges: [pledge()] }, opened.files);
  for (const { register, path } of files) await importFile({ ...ground, register: register as RegisterName, file: path, by: operator('test') });
  await recompute(ground);
  views = createViews(ground.db, clock);
}, 120_000);

/** A month long before the stored ones: each question computes the whole country. */
const ask = (scope = everywhere, who = 'somebody') => evidenceOf(ground, { actor: { ...operator(who), kind: 'account', account: who }, scope }, views, 2015 * 12);

test('of many who ask for months that must be computed a few wait, and the others are told so', async () => {
  const told = await Promise.all(Array.from({ length: 10 }, (_, at) => ask(everywhere, `reader ${at}`).then(() => 'answered', ({ code }: { code: string }) => code)));
  expect(told.filter((one) => one === 'answered')).toHaveLength(4);
  expect(told.filter((one) => one === 'busy')).toHaveLength(6);
  expect(await ask()).toHaveLength(1);
});

test('one reader may line up two such months, and does not keep another from his', async () => {
  const told = await Promise.all([...Array.from({ length: 5 }, () => ask()), ask(everywhere, 'another')].map((asked) => asked.then(() => 'answered', ({ code, status }: { code: string; status: number }) => `${code} ${status}`)));
  expect(told).toEqual(['answered', 'answered', 'too-many-waiting 429', 'too-many-waiting 429', 'too-many-waiting 429', 'answered']);
  expect(await ask()).toHaveLength(1);
});

test('a reader gets the pledges of his scope, and none of elsewhere', async () => {
  const [row] = await ask();
  expect(row).toMatchObject({ pledge_id: 'A', employer: expect.stringMatching(/^\d{12}$/) });
  expect(await ask({ places: [750000000], employers: [] })).toEqual([]);
});
