import { createHash, verify } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { everywhere, operator } from '#kernel/actor.ts';
import { asReader } from '#platform/access.ts';
import { listAuditLines } from '#platform/audit.ts';
import { openDuck, textLiteral } from '#platform/duck.ts';
import type { KeyChange } from '#platform/signing-key.ts';
import { openTestGround } from '#platform/testing.ts';
import { publishRelease, type PublishingGround } from './release.ts';
import { changeReleaseKey, followsFrom } from './release-key.ts';
import { findFile, listReleases, type StoredRelease } from './store.ts';
import { columns, type Row } from './table-file.ts';
import { tables } from './cell.ts';
import { firstMonth, madeUpCube, today } from './testing.ts';

const actor = operator('test');
const made = { actor, madeUp: true };
let ground: PublishingGround & { files: string };
let first: StoredRelease;

beforeAll(async () => {
  ground = { ...(await openTestGround()), clock: { now: () => new Date(`${today}T06:00:00Z`) } };
});

test('before anything is computed there is nothing to release', async () => {
  await expect(publishRelease(ground, { ...madeUpCube(), computation: null }, made)).rejects.toMatchObject({ code: 'no-figures' });
});

test('months that can still change are not released', async () => {
  const soon = { ...ground, clock: { now: () => new Date('2026-03-31T23:00:00Z') } };
  await expect(publishRelease(soon, madeUpCube(), made)).rejects.toMatchObject({ code: 'no-closed-months' });
  await publishRelease({ ...ground, ...(await openTestGround()), clock: { now: () => new Date('2026-05-01T00:00:00Z') } }, madeUpCube(), made)
    .then(({ firstMonth, lastMonth }) => expect(lastMonth - firstMonth).toBe(1));
});

test('a release goes through the month that is asked for, which must be closed', async () => {
  const { cube, through } = { cube: madeUpCube({ computation: 'short' }), through: firstMonth + 1 };
  const short = await publishRelease({ ...ground, ...(await openTestGround()) }, cube, { ...made, through });
  expect([short.firstMonth, short.lastMonth]).toEqual([firstMonth, through]);
  const soon = { ...ground, clock: { now: () => new Date('2026-05-01T00:00:00Z') } };
  await expect(publishRelease(soon, cube, { ...made, through: firstMonth + 2 })).rejects.toMatchObject({ code: 'month-not-closed', facts: { month: '2026-03' } });
});

test('the first release has number 1, every table in three formats, and all projects as OC4IDS', async () => {
  first = await publishRelease(ground, madeUpCube(), made);
  expect(first).toMatchObject({ number: 1, madeUp: true, by: 'operator test' });
  expect(first.sums.split('\n').slice(1, -1).map((line) => line.split('  ')[1])).toEqual([...tables.flatMap((table) => ['csv', 'json', 'parquet'].map((format) => `${table}.${format}`)), 'oc4ids.json']);
});

test('the same figures are not released twice', async () => {
  await expect(publishRelease(ground, madeUpCube(), made)).rejects.toMatchObject({ code: 'nothing-new', facts: { number: 1 } });
});

test('whoever reads the database as a reader sees releases, never the secret of the rounding, and writes nothing', async () => {
  const read = (statement: ReturnType<typeof sql>) => asReader(ground.db, everywhere, (transaction) => statement.execute(transaction));
  expect((await read(sql`select number from publishing.release`)).rows).toHaveLength(1);
  await expect(read(sql`select dither from publishing.secret`)).rejects.toMatchObject({ code: '42501' });
  await expect(read(sql`delete from publishing.file`)).rejects.toMatchObject({ code: '42501' });
});

test('a release stays as it was made when a later one corrects it', async () => {
  const before = await findFile(ground.db, 1, 'places.csv');
  const second = await publishRelease(ground, madeUpCube({ late: 0.3, computation: 'second' }), made);
  expect(second.number).toBe(2);
  expect(await findFile(ground.db, 1, 'places.csv')).toEqual(before);
  expect(await findFile(ground.db, 2, 'places.csv')).not.toEqual(before);
  expect((await listReleases(ground.db)).map(({ number }) => number)).toEqual([2, 1]);
});

test('figures that no correction touched are published alike again: repeated releases cannot be averaged', async () => {
  const third = await publishRelease(ground, madeUpCube({ computation: 'third' }), made);
  const rows = async (number: number) => (JSON.parse((await findFile(ground.db, number, 'kinds.json'))!.toString()) as { rows: Row[] }).rows;
  expect(await rows(third.number)).toEqual(await rows(1));
});

test('the checksums are those of the files, and the signature is that of the checksums', async () => {
  const lines = first.sums.split('\n');
  expect(lines[0]).toBe('# jumys release 1');
  for (const line of lines.slice(1, -1)) {
    const [sha256, file = ''] = line.split('  ');
    expect(createHash('sha256').update((await findFile(ground.db, 1, file))!).digest('hex')).toBe(sha256);
  }
  const signed = (text: string) => verify(null, Buffer.from(text), first.publicKey, Buffer.from(first.signature, 'base64'));
  expect(signed(first.sums)).toBe(true);
  expect(signed(first.sums.replace('release 1', 'release 2'))).toBe(false);
});

test('the audit says who made which release, and what its checksums hash to', async () => {
  const [line] = (await listAuditLines(ground.db, { what: 'release-made', limit: 10 })).toReversed();
  expect(line).toMatchObject({ actor: 'operator test', subject: '1', facts: { sums: createHash('sha256').update(first.sums).digest('hex') } });
});

test('CSV, JSON and Parquet hold the same rows', async () => {
  const duck = await openDuck();
  for (const table of tables) {
    const { rows, ...colophon } = JSON.parse((await findFile(ground.db, 1, `${table}.json`))!.toString()) as { rows: Row[] };
    expect(colophon).toEqual({ release: 1, madeUp: true, definition: '1.0', method: '1.1', licence: 'CC-BY-4.0', table });
    expect(Object.keys(rows[0]!)).toEqual(columns[table].map(([name]) => name));
    for (const format of ['csv', 'parquet']) {
      const file = `${ground.files}/${table}.${format}`;
      writeFileSync(file, (await findFile(ground.db, 1, `${table}.${format}`))!);
      const types = columns[table].map(([name, type]) => `${name}: '${type === 'text' ? 'varchar' : 'double'}'`).join(', ');
      const from = format === 'csv' ? `read_csv(${textLiteral(file)}, header = true, columns = {${types}})` : `(select ${columns[table].map(([name, type]) => (type === 'text' ? name : `${name}::double as ${name}`)).join(', ')} from read_parquet(${textLiteral(file)}))`;
      expect(await duck.rows<Row>(`from ${from}`)).toEqual(rows);
    }
  }
  duck.close();
});

test('a key that is changed vouches for the next, so that whoever knows the first can follow to that of any release', async () => {
  const at = new Date(`${today}T07:00:00Z`);
  await changeReleaseKey(ground, { actor, at });
  await changeReleaseKey(ground, { actor, at });
  const later = await publishRelease(ground, madeUpCube({ computation: 'under the third key' }), made);
  expect(later.publicKey).not.toBe(first.publicKey);
  expect(verify(null, Buffer.from(later.sums), later.publicKey, Buffer.from(later.signature, 'base64'))).toBe(true);
  const [stored] = await listReleases(ground.db);
  expect(stored?.keyChanges).toHaveLength(2);
  expect(followsFrom(first.publicKey, stored!)).toBe(true);
  expect(followsFrom(stored!.keyChanges[1]!.from, stored!)).toBe(true);
  expect(followsFrom(first.publicKey, first)).toBe(true);

  const [one, other] = stored!.keyChanges as [KeyChange, KeyChange];
  expect(followsFrom(later.publicKey, first)).toBe(false);
  for (const keyChanges of [[one], [other], [other, one], [one, { ...other, signature: one.signature }], [one, { ...other, from: first.publicKey }]]) expect(followsFrom(first.publicKey, { publicKey: later.publicKey, keyChanges })).toBe(false);
  const lines = await listAuditLines(ground.db, { what: 'signing-key-changed', limit: 5 });
  expect(lines.map(({ facts }) => facts['of'])).toEqual(['releases', 'releases']);
});
