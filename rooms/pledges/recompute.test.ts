import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { operator } from '#kernel/actor.ts';
import { openVault } from '#people';
import { openTestGround } from '#platform/testing.ts';
import { importFile, type RegisterName } from '#registers';
import { writeCountry } from './naive/extract.ts';
import { contract, payments, pledge } from './naive/rows.ts';
import { readEvidence } from './read-evidence.ts';
import { isStale, recompute, type Ground } from './recompute.ts';

const february = 2024 * 12 + 1;

/** A ground with a country whose figures are not computed yet. */
async function held(): Promise<Ground> {
  const { files, ...opened } = await openTestGround();
  const ground = { ...opened, clock: { now: () => new Date('2025-08-15T06:00:00Z') } };
  mkdirSync(join(opened.config.dataFolder, 'tmp'), { recursive: true });
  await openVault(ground);
  const country = { pledges: [pledge(), pledge({ pledge_id: 'B' })], contracts: [contract()], contributions: payments('2024-02', '2025-03') };
  for (const { register, path } of writeCountry(country, files)) await importFile({ ...ground, register: register as RegisterName, file: path, by: operator('test') });
  return ground;
}

async function countComputations({ db }: Ground): Promise<number> {
  return (await sql<{ n: number }>`select count(*)::integer as n from pledges.computation`.execute(db)).rows[0]!.n;
}

test('computations that are asked for at once are one, and whoever asks for evidence meanwhile waits for it', async () => {
  const ground = await held();
  const asked = await Promise.all([recompute(ground), recompute(ground), readEvidence(ground, february), recompute(ground)]);
  expect(asked[2].map((row) => [row.pledge_id, row.paid])).toEqual([['A', '1'], ['B', '0']]);
  expect(await isStale(ground)).toBe(false);
  expect(await countComputations(ground)).toBe(1);
});

test('one that is asked for by itself is made, and one that fails does not stop the next', async () => {
  const ground = await held();
  const failing = recompute({ ...ground, clock: { now: () => { throw new Error('no clock'); } } });
  const next = recompute(ground);
  await expect(failing).rejects.toThrow('no clock');
  await next;
  expect(await countComputations(ground)).toBe(1);
  await recompute(ground);
  expect(await countComputations(ground)).toBe(2);
});
