import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { writeMadeUpCountry } from './door.ts';
import type { Progress } from './door.ts';
import { readExtracts, readRows } from './extract.ts';
import { regionsOf } from './region.ts';

const ground = mkdtempSync(join(tmpdir(), 'made-up-'));
afterAll(() => rmSync(ground, { recursive: true }));
const folderOf = (name: string): string => join(ground, name);
const prints = (folder: string): Record<string, string> =>
  Object.fromEntries(readdirSync(folder).map((file) => [file, createHash('sha256').update(readFileSync(join(folder, file))).digest('hex')]));

test('a country that is given up leaves no file, and throws the reason', async () => {
  const stop = new AbortController();
  const folder = folderOf('stopped');
  const onProgress = ({ rows }: Progress) => { if (rows > 20_000) stop.abort(new Error('enough')); };
  await expect(writeMadeUpCountry({ people: 4000, seed: 1, folder, onProgress, signal: stop.signal })).rejects.toThrow('enough');
  expect(readdirSync(folder)).toEqual([]);
});

test('fewer than a thousand people or a seed below zero are refused', async () => {
  await expect(writeMadeUpCountry({ people: 999, seed: 1, folder: folderOf('few') })).rejects.toMatchObject({ code: 'made-up-people', facts: { least: 1000, most: 20_000_000 } });
  await expect(writeMadeUpCountry({ people: 2000, seed: -1, folder: folderOf('seed') })).rejects.toMatchObject({ code: 'made-up-seed' });
});

test('the same size and seed give the same bytes, another seed others', async () => {
  for (const [name, seed] of [['one', 1], ['again', 1], ['other', 2]] as const) await writeMadeUpCountry({ people: 2000, seed, folder: folderOf(name) });
  expect(prints(folderOf('again'))).toEqual(prints(folderOf('one')));
  const [one, other] = [prints(folderOf('one')), prints(folderOf('other'))];
  expect(Object.keys(other)).toEqual(Object.keys(one));
  expect(Object.keys(one).filter((file) => file.endsWith('.zst') && one[file] === other[file])).toEqual([]);
});

test('each file has a manifest that counts its rows and says that they are made up', async () => {
  const folder = folderOf('counted');
  const { files } = await writeMadeUpCountry({ people: 2000, seed: 1, folder });
  const extracts = new Map(readExtracts(folder).map(({ name, rows }) => [name, rows.length]));
  expect(files.map(({ path }) => basename(path, '.csv.zst')).toSorted()).toEqual([...extracts.keys()].toSorted());
  for (const { register, path, records } of files) {
    expect(records).toBe(extracts.get(basename(path, '.csv.zst')));
    const manifest: unknown = JSON.parse(readFileSync(path.replace('.csv.zst', '.manifest.json'), 'utf8'));
    expect(manifest).toEqual({ register, asOf: '2026-10-31', records, madeUp: true });
  }
});

test('people are spread over the regions as in the country, each with a number of one’s own', async () => {
  const folder = folderOf('spread');
  const progress: Progress[] = [];
  await writeMadeUpCountry({ people: 30_000, seed: 5, folder, onProgress: (one) => progress.push(one) });
  const people = readRows(folder, 'population', 'iin', 'place');
  const placeOf = new Map(people.map(({ iin, place }) => [iin, place]));
  expect(placeOf.size).toBe(30_000);
  const regions = regionsOf(5);
  const thousands = regions.reduce((sum, region) => sum + region.thousands, 0);
  const living = Map.groupBy(placeOf.values(), (place) => place.slice(0, 2));
  for (const region of regions) {
    const wanted = (30_000 * region.thousands) / thousands;
    expect(Math.abs((living.get(String(region.kato).slice(0, 2))?.length ?? 0) - wanted)).toBeLessThan(15);
  }
  const paid = new Set(readRows(folder, 'contributions', 'iin', 'kind', 'period').filter((row) => row.kind === 'OPV' && row.period === '2026-06').map((row) => row.iin));
  expect(paid.size / 30_000).toBeGreaterThan(0.38);
  expect(paid.size / 30_000).toBeLessThan(0.46);
  expect(progress.length).toBeGreaterThan(200);
  expect(progress.every(({ rows, expected }, at) => rows >= (progress[at - 1]?.rows ?? 0) && rows <= expected)).toBe(true);
  expect((progress.at(-1)?.rows ?? 0) / (progress[0]?.expected ?? 1)).toBeGreaterThan(0.93);
}, 180_000);

test('memory does not grow with the country: 50,000 people pass through a heap that could not hold them', () => {
  const script = `import { writeMadeUpCountry } from '#demo'; await writeMadeUpCountry({ people: 50_000, seed: 1, folder: ${JSON.stringify(folderOf('small-heap'))} });`;
  const { status, stderr } = spawnSync(process.execPath, ['--max-old-space-size=80', '--input-type=module', '--eval', script], { cwd: import.meta.dirname, encoding: 'utf8' });
  expect({ status, stderr: stderr.slice(-400) }).toEqual({ status: 0, stderr: '' });
  expect(readRows(folderOf('small-heap'), 'contracts', 'iin').length).toBeGreaterThan(25_000);
}, 180_000);
