import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { exportAudit, record } from './audit.ts';
import { openAuditLog } from './audit-key.ts';
import type { AuditConfig } from './audit-key.ts';
import { sealNow, startSealing } from './audit-seal.ts';
import { sampleEntry } from './audit-testing.ts';
import { verifyAudit } from './audit-verify.ts';
import type { Database } from './database.ts';
import { openTestDatabase, testFolder } from './testing.ts';

const clock = { now: () => new Date('2026-11-22T10:00:00Z') };

async function open(): Promise<{ db: Database; config: AuditConfig; clock: typeof clock; file: string; write(from: number, to: number): Promise<void>; verify(): ReturnType<typeof verifyAudit> }> {
  const folder = testFolder();
  const config = { dataFolder: join(folder, 'data'), keyFile: join(folder, 'secret/key') };
  mkdirSync(config.dataFolder);
  writeFileSync(join(config.dataFolder, 'database'), 'a-log\n');
  const { db } = await openTestDatabase();
  const { file, publicKey } = await openAuditLog({ db, config });
  return {
    db, config, clock, file,
    async write(from, to) {
      for (let n = from; n <= to; n += 1) await db.transaction().execute((transaction) => record(transaction, sampleEntry(n)));
    },
    verify: async () => verifyAudit({ lines: exportAudit(db), checkpoints: existsSync(file) ? readFileSync(file, 'utf8') : '', publicKey }),
  };
}

/** What the owner of the tables may do to them, once he has given himself the right. */
async function tamper(db: Database, ...statements: string[]): Promise<void> {
  await sql`grant update, delete, truncate on platform.audit_line, platform.audit_checkpoint to current_user`.execute(db);
  for (const statement of statements) await sql.raw(statement).execute(db);
}

test('a key that cannot be one is refused, and does not show itself', async () => {
  const { db, config } = await open();
  writeFileSync(`${config.keyFile}.audit`, 'a secret');
  await expect(openAuditLog({ db, config })).rejects.toMatchObject({ code: 'signing-key-broken', message: expect.not.stringContaining('a secret') as string });
});

test('the key is made on first use, for its user only, and is the same at the next', async () => {
  const { db, config } = await open();
  const { publicKey, name } = await openAuditLog({ db, config });
  expect(statSync(`${config.keyFile}.audit`).mode & 0o777).toBe(0o600);
  expect(readdirSync(join(config.keyFile, '..'))).toEqual(['key.audit']);
  expect((await openAuditLog({ db, config })).publicKey).toBe(publicKey);
  expect([name, publicKey.split('+')[0]]).toEqual(['jumys.audit/a-log', 'jumys.audit/a-log']);
});

test('nothing new is not sealed; what is new is sealed once, in the file and as a copy in the database', async () => {
  const ground = await open();
  expect(await sealNow(ground)).toEqual({ size: 0, added: false, alarm: undefined });
  expect(existsSync(ground.file)).toBe(false);
  await ground.write(1, 5);
  expect(await sealNow(ground)).toEqual({ size: 5, added: true, alarm: undefined });
  expect(await sealNow(ground)).toEqual({ size: 5, added: false, alarm: undefined });
  await ground.write(6, 7);
  expect(await sealNow(ground)).toMatchObject({ size: 7, added: true });
  const { rows } = await sql<{ note: string }>`select note from platform.audit_checkpoint order by size`.execute(ground.db);
  expect(rows.map(({ note }) => note).join('')).toBe(readFileSync(ground.file, 'utf8'));
  expect(await ground.verify()).toEqual({ whole: true, lines: 7, checkpoints: 2, sealed: 7, findings: [] });
});

test('a kill between a line and its seal, or between a seal and its copy, leaves a whole log that is sealed at the next start', async () => {
  const ground = await open();
  await ground.write(1, 3);
  await sealNow(ground);
  await tamper(ground.db, 'delete from platform.audit_checkpoint');
  await ground.write(4, 4);
  expect(await ground.verify()).toMatchObject({ whole: true, lines: 4, sealed: 3 });
  expect(await sealNow(ground)).toEqual({ size: 4, added: true, alarm: undefined });
  expect(await ground.verify()).toMatchObject({ whole: true, sealed: 4 });
});

const alarms: [string, string, number, string[]][] = [
  ['was cut off', 'audit-shorter', 4, ['delete from platform.audit_line where seq > 3']],
  ['is empty', 'audit-shorter', 1, ['truncate platform.audit_line']],
  ['ends otherwise', 'audit-rewritten', 5, [`update platform.audit_line set hash = repeat('a', 64) where seq = 5`]],
  ['was altered after its last checkpoint', 'audit-broken', 6, [`update platform.audit_line set record = replace(record, 'officer', 'nobody') where seq = 6`]],
  ['has a gap after its last checkpoint', 'audit-broken', 6, ['delete from platform.audit_line where seq = 6']],
];

test.each(alarms)('a table that %s raises %s at line %i, each time, and nothing is signed', async (_, code, seq, statements) => {
  const ground = await open();
  await ground.write(1, 5);
  await sealNow(ground);
  await ground.write(6, 8);
  await tamper(ground.db, ...statements);
  const before = readFileSync(ground.file, 'utf8');
  for (let round = 0; round < 2; round += 1) expect(await sealNow(ground)).toEqual({ size: 5, added: false, alarm: { code, seq } });
  expect(readFileSync(ground.file, 'utf8')).toBe(before);
});

test('checkpoints that are gone, torn, or signed by another key raise an alarm', async () => {
  const ground = await open();
  await ground.write(1, 2);
  await sealNow(ground);
  await ground.write(3, 4);
  await sealNow(ground);
  const text = readFileSync(ground.file, 'utf8');
  truncateSync(ground.file, Buffer.byteLength(text.slice(0, text.indexOf('\n\njumys') + 2)));
  expect((await sealNow(ground)).alarm).toEqual({ code: 'checkpoints-missing', seq: 3 });
  rmSync(ground.file);
  expect((await sealNow(ground)).alarm).toEqual({ code: 'checkpoints-missing', seq: 1 });
  writeFileSync(ground.file, text.slice(0, -20));
  expect((await sealNow(ground)).alarm).toMatchObject({ code: 'checkpoint-torn' });
  writeFileSync(ground.file, text);
  rmSync(`${ground.config.keyFile}.audit`);
  expect((await sealNow(ground)).alarm).toEqual({ code: 'checkpoint-forged', seq: 4 });
});

test('the last of many checkpoints is found', async () => {
  const ground = await open();
  for (let n = 1; n <= 40; n += 1) {
    await ground.write(n, n);
    expect(await sealNow(ground)).toMatchObject({ size: n, added: true });
  }
  expect(await ground.verify()).toMatchObject({ whole: true, checkpoints: 40, sealed: 40 });
});

test('while the server runs new lines are sealed within the period, and the rest when it stops', async () => {
  const ground = await open();
  const told: unknown[] = [];
  const stop = startSealing({ ...ground, log: { error: (...args: unknown[]) => told.push(args) }, period: 50 });
  await ground.write(1, 3);
  for (let waited = 0; waited < 100 && !(existsSync(ground.file) && (await ground.verify()).sealed === 3); waited += 1) await pause(50);
  expect((await ground.verify()).sealed).toBe(3);
  await ground.write(4, 4);
  await stop();
  expect((await ground.verify()).sealed).toBe(4);
  await ground.write(5, 5);
  await pause(200);
  expect((await ground.verify()).sealed).toBe(4);
  expect(told).toEqual([]);
});

test('an alarm, and a fault of sealing, go to the log at every turn', async () => {
  const ground = await open();
  await ground.write(1, 3);
  await sealNow(ground);
  await tamper(ground.db, 'delete from platform.audit_line where seq = 3');
  const told: { alarm?: string; err?: unknown }[] = [];
  const stop = startSealing({ ...ground, log: { error: (facts: object) => told.push(facts) }, period: 20 });
  for (let waited = 0; waited < 100 && told.length < 3; waited += 1) await pause(50);
  expect(told.slice(0, 3)).toMatchObject([{ alarm: 'audit-shorter', seq: 3 }, { alarm: 'audit-shorter' }, { alarm: 'audit-shorter' }]);
  rmSync(join(ground.config.dataFolder, 'database'));
  await stop();
  expect(told.at(-1)).toMatchObject({ err: { code: 'ENOENT' } });
});

test('what could not be sealed is sealed at the next turn', async () => {
  const ground = await open();
  await ground.write(1, 1);
  mkdirSync(ground.file, { recursive: true });
  await expect(sealNow(ground)).rejects.toMatchObject({ code: 'EISDIR' });
  rmSync(ground.file, { recursive: true });
  expect(await sealNow(ground)).toMatchObject({ size: 1, added: true });
  expect(await ground.verify()).toMatchObject({ whole: true, sealed: 1 });
});
