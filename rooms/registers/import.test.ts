import { appendFileSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { operator } from '#kernel/actor.ts';
import { findSetting } from '#platform/settings.ts';
import { openTestGround } from '#platform/testing.ts';
import { importFile } from './import.ts';
import type { ImportRequest } from './import-ground.ts';
import { company, csv, header, row } from './naive/sample.ts';
import { listImports, listRejects } from './store.ts';
import { sweepLeftovers } from './sweep.ts';

let ground: Awaited<ReturnType<typeof openTestGround>>;
beforeAll(async () => {
  ground = await openTestGround();
});

let files = 0;
/** A file of employers from the first number on, each with a name; a name without letters is wrong. */
function write(first: number, names: readonly string[]): string {
  const file = join(ground.files, `${(files += 1)}.csv`);
  writeFileSync(file, csv([header('employers'), ...names.map((name, at) => row('employers', { employer: company(first + at), name }))]));
  return file;
}

function run(file: string, changes: Partial<ImportRequest> = {}) {
  return importFile({ ...ground, register: 'employers', file, by: operator('test'), ...changes });
}

/** Every file below the data folder but the name it shares with its database. */
function everything(): string[] {
  return readdirSync(ground.config.dataFolder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'database').map((entry) => join(entry.parentPath, entry.name)).toSorted();
}

test('a cancelled import leaves nothing, at whatever stage it was', async () => {
  const names = Array.from({ length: 3000 }, (_, at) => `cancelled ${at}`);
  await run(write(5000, ['first']));
  const [held, before] = [everything(), (await listImports(ground.db, { page: 1, size: 1 })).total];
  for (const stage of ['before', 'reading', 'checking', 'keeping 0', 'keeping 750', 'keeping 1500', 'keeping 3000']) {
    const controller = new AbortController();
    if (stage === 'before') controller.abort();
    const onProgress: ImportRequest['onProgress'] = (progress) => {
      if (`${progress.stage} ${progress.done}`.startsWith(stage)) controller.abort();
    };
    await expect(run(write(0, names), { signal: controller.signal, onProgress }), stage).rejects.toMatchObject({ code: 'cancelled' });
    expect(everything()).toEqual(held);
  }
  expect((await listImports(ground.db, { page: 1, size: 1 })).total).toBe(before);
});

test('an import that another one overtook is refused and leaves nothing', async () => {
  const held = everything();
  const onProgress: ImportRequest['onProgress'] = ({ stage, done }) => {
    if (stage === 'keeping' && done === 2) {
      void sql`insert into registers.import (id, ordinal, register, file, by_whom, started_at, finished_at, seconds, records, accepted, rejected, duplicates, superseded, made_up)
        select 'other', coalesce(max(ordinal), 0) + 1, 'employers', 'x', 'test', now(), now(), 0, 0, 0, 0, 0, 0, false from registers.import`.execute(ground.db);
    }
  };
  await expect(run(write(100, ['a', 'b']), { onProgress })).rejects.toMatchObject({ code: 'import-conflict' });
  expect(everything()).toEqual(held);
  await sql`delete from registers.import where id = 'other'`.execute(ground.db);
});

test('a file that changes while it is read is refused', async () => {
  const file = write(200, ['a']);
  const result = await run(file, { onProgress: ({ stage }) => stage === 'checking' && appendFileSync(file, '\n') });
  expect(result.refused?.code).toBe('changed');
});

test('an extract of a day that there is not is not begun', async () => {
  const before = (await listImports(ground.db, { page: 1, size: 1 })).total;
  for (const asOf of ['2025-02-30', '2025-6-1', '', 'today']) await expect(run(write(250, ['a']), { asOf }), asOf).rejects.toMatchObject({ code: 'wrong-date' });
  expect((await listImports(ground.db, { page: 1, size: 1 })).total).toBe(before);
});

test('what an import tells: who, when, which file, how many', async () => {
  const file = write(300, ['right', '', 'right again', 'x'.repeat(500)]);
  const stages: string[] = [];
  const result = await run(file, { asOf: '2025-06-30', by: operator('somebody'), clock: { now: () => new Date('2025-07-01T00:00:00Z') }, onProgress: ({ stage, done, total, unit }) => stages.push(`${stage} ${done}/${total} ${unit}`) } as Partial<ImportRequest>);
  expect(result).toMatchObject({ register: 'employers', file: file.split('/').at(-1), records: 4, accepted: 2, rejected: 2, duplicates: 0 });
  expect(result).not.toHaveProperty('refused');
  expect(result.id).toMatch(/^01[0-9a-f]{6}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  const [stored] = (await listImports(ground.db, { page: 1, size: 1 })).rows;
  expect(stored).toMatchObject({ id: result.id, by: 'operator somebody', asOf: '2025-06-30', startedAt: '2025-07-01T00:00:00.000Z', refused: null, madeUp: false, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
  expect(stages.map((text) => text.split(' ')[0]).filter((stage, at, all) => stage !== all[at - 1])).toEqual(['reading', 'checking', 'keeping']);
  expect(stages.at(-1)).toBe('keeping 4/4 rows');
  const rejects = await listRejects(ground.db, result.id, { page: 1, size: 10 });
  expect(rejects.rows).toEqual([{ line: 3, column: 'name', code: 'missing', value: '' }, { line: 5, column: 'name', code: 'text', value: 'x'.repeat(200) }]);
  expect(rejects.byCode).toEqual([{ column: 'name', code: 'missing', rows: 1 }, { column: 'name', code: 'text', rows: 1 }]);
});

test('a rejected value shows no identifier and nothing invisible', async () => {
  const secret = company(777);
  const file = join(ground.files, `${secret}.csv`);
  writeFileSync(file, csv([header('employers'),
    row('employers', { employer: `${secret}1` }), row('employers', { head: `${secret.slice(0, 6)}-${secret.slice(6)}` }),
    row('employers', { name: `tab\t${secret}` }), row('employers', { place: secret }), row('employers', { registered_on: '\u0000\u0085\u007f' }),
  ]));
  const result = await run(file);
  const { rows } = await listRejects(ground.db, result.id, { page: 1, size: 10 });
  expect(rows.map(({ column, value }) => `${column} ${value}`)).toEqual(['employer *************', 'head ******-******', 'name tab␉************', 'place ************', 'registered_on ␀␦␡']);
  expect(JSON.stringify([result, rows, (await listImports(ground.db, { page: 1, size: 1 })).rows])).not.toContain(secret);
});

test('thousands of rejects are all told', async () => {
  const result = await run(write(0, Array.from({ length: 9000 }, (_, at) => (at % 100 === 99 ? `n${at}` : ''))));
  expect(result).toMatchObject({ records: 9000, accepted: 90, rejected: 8910 });
  expect((await listRejects(ground.db, result.id, { page: 90, size: 100 })).total).toBe(8910);
});

test('imports that are asked for at once take turns', async () => {
  const file = write(400, ['a', 'b', 'c']);
  const results = await Promise.all([run(file), run(file), run(file)]);
  expect(results.map(({ accepted, duplicates }) => [accepted, duplicates])).toEqual([[3, 0], [0, 3], [0, 3]]);
});

test('made-up and real data never mix, and a manifest may say which it is', async () => {
  expect(await findSetting(ground.db, 'made-up')).toBe(false);
  expect((await run(write(500, ['a']), { madeUp: true })).refused?.code).toBe('real-folder');
  const other = await openTestGround();
  const importThere = (file: string, changes = {}) => importFile({ ...other, register: 'employers', file, by: operator('test'), ...changes });
  const marked = write(600, ['a']);
  writeFileSync(`${marked}.manifest.json`, '{"madeUp": true}');
  // Nothing came in, so nothing is settled.
  expect((await importThere(write(601, ['']))).rejected).toBe(1);
  expect(await findSetting(other.db, 'made-up')).toBeUndefined();
  expect((await importThere(marked)).accepted).toBe(1);
  const refused = (await importThere(write(602, ['a']))).refused;
  expect(refused).toMatchObject({ code: 'made-up-folder', message: expect.stringContaining('JUMYS_DATA=./real JUMYS_DEMO=off') });
  expect((await importThere(write(603, ['a']), { madeUp: true })).accepted).toBe(1);
  await other.close();
});

test('leftovers of a killed import are swept, and nothing that counts', async () => {
  const fresh = await openTestGround();
  await sweepLeftovers(fresh);
  const kept = await importFile({ ...fresh, register: 'employers', file: write(700, ['a']), by: operator('test') });
  const { dataFolder } = fresh.config;
  const leftovers = ['rows/employers/killed.parquet', 'superseded/employers/killed.parquet', 'vault/killed.parquet', 'tmp/import-killed/records', 'tmp/stray'].map((path) => join(dataFolder, path));
  for (const path of leftovers) {
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, 'x');
  }
  await sweepLeftovers(fresh);
  expect(leftovers.filter((path) => existsSync(path))).toEqual([]);
  expect(existsSync(join(dataFolder, 'rows/employers', `${kept.id}.parquet`))).toBe(true);
  expect(existsSync(join(dataFolder, 'vault', '1', `${kept.id}.parquet`))).toBe(true);
  // Another database must not take these rows for leftovers, nor may this one work on an empty folder.
  const stranger = await openTestGround();
  await expect(sweepLeftovers({ ...stranger, config: fresh.config })).rejects.toMatchObject({ code: 'folder-of-another-database' });
  await expect(sweepLeftovers({ ...fresh, config: stranger.config })).rejects.toMatchObject({ code: 'folder-of-another-database' });
  expect(existsSync(join(dataFolder, 'rows/employers', `${kept.id}.parquet`))).toBe(true);
  await fresh.close();
  await stranger.close();
});
