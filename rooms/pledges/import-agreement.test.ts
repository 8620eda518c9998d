// One database is enough: the figures are made before they are stored.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { operator } from '#kernel/actor.ts';
import { monthIndex, type Month } from '#kernel/month.ts';
import { placeText } from '#kernel/place.ts';
import { readConfig } from '#platform/config.ts';
import { openTestDatabase, testFolder } from '#platform/testing.ts';
import { builtInPlaces } from '#reference';
import { importFile, type ImportResult, type RegisterName } from '#registers';
import { openVault } from '#people';
import type { Country } from './naive/columns.ts';
import { smallCountry } from './naive/country.ts';
import { shuffled, writeCountry } from './naive/extract.ts';
import { readEvidence as readNaively } from './naive/reading.ts';
import { readEvidence } from './read-evidence.ts';
import { recompute, type Ground } from './recompute.ts';

const classifier = new Set(builtInPlaces().map((place) => placeText(place.kato)));
const clock = { now: () => new Date('2025-08-15T06:00:00Z') };

/** A data folder and a database of its own, filled with a country's files in some order. */
async function held(country: Country, order: { parts: number; seed: number }, times = 1): Promise<{ ground: Ground; results: ImportResult[]; close(): Promise<void> }> {
  const folder = testFolder();
  const { db, close } = await openTestDatabase();
  const config = readConfig({ JUMYS_DATA: join(folder, 'data'), JUMYS_KEY: join(folder, 'key') });
  mkdirSync(join(config.dataFolder, 'tmp'), { recursive: true });
  const ground = { db, config, clock };
  await openVault(ground);
  const files = writeCountry(country, join(folder, 'files'), order);
  const results: ImportResult[] = [];
  for (let time = 0; time < times; time += 1) {
    for (const { register, path } of shuffled(files, order.seed + time)) {
      results.push(await importFile({ ...ground, register: register as RegisterName, file: path, by: operator('test') }));
    }
  }
  await recompute(ground);
  return { ground, results, close };
}

async function agrees(country: Country, order: { parts: number; seed: number }, months: readonly string[]): Promise<void> {
  const once = await held(country, order);
  const twice = await held(country, { parts: 1, seed: order.seed + 7 }, 2);
  try {
    for (const result of [...once.results, ...twice.results]) {
      expect(result).toMatchObject({ rejected: 0 });
      expect(result.records).toBe(result.accepted + result.duplicates);
    }
    const sum = (results: readonly ImportResult[], field: 'records' | 'accepted') => results.reduce((total, result) => total + result[field], 0);
    expect(sum(twice.results, 'accepted')).toBe(sum(once.results, 'accepted'));
    expect(sum(twice.results, 'records')).toBe(2 * sum(once.results, 'records'));
    for (const month of months) {
      const expected = readNaively(country, month, classifier);
      expect({ month, rows: await readEvidence(once.ground, monthIndex(month as Month)) }).toEqual({ month, rows: expected });
      expect({ month, rows: await readEvidence(twice.ground, monthIndex(month as Month)) }).toEqual({ month, rows: expected });
    }
  } finally {
    await once.close();
    await twice.close();
  }
}

test('files of a country, split, in any order and imported twice, give the figures of the naive reading', async () => {
  const runs = Number(process.env['JUMYS_IMPORTED_COUNTRIES'] ?? 2);
  await fc.assert(
    fc.asyncProperty(smallCountry(), fc.record({ parts: fc.integer({ min: 1, max: 3 }), seed: fc.nat(1000) }), async (country, order) => {
      const months = ['2022-12', '2023-09', '2024-03', '2024-12', '2025-06', '2026-01'];
      await agrees(country, order, months);
    }),
    { numRuns: runs, endOnFailure: true },
  );
}, 900_000);
