// One database is enough: what the keys sign is tried on both beside the code.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { exportAudit, record } from '#platform/audit.ts';
import { openAuditLog } from '#platform/audit-key.ts';
import { sealNow } from '#platform/audit-seal.ts';
import { sampleEntry } from '#platform/audit-testing.ts';
import { verifyAudit } from '#platform/audit-verify.ts';
import { openTestGround } from '#platform/testing.ts';
import { runKeys } from '../commands/keys.ts';

test('keys are changed by name, a broken audit is not sealed by a new one, and what was sealed before and after verifies by the first', async () => {
  const { db, config } = await openTestGround();
  mkdirSync(config.dataFolder, { recursive: true });
  writeFileSync(join(config.dataFolder, 'database'), 'a-log\n');
  const app = { db, config, clock: { now: () => new Date(0) } };
  let text = '';
  const run = (...args: string[]) => runKeys(app, { ...app, args, cwd: '/', output: { out: (more) => void (text += more), err: () => undefined }, signal: new AbortController().signal });
  await expect(run('change')).rejects.toMatchObject({ code: 'unknown-command' });
  await expect(run('change', 'vault')).rejects.toMatchObject({ code: 'unknown-command' });

  for (let n = 1; n <= 3; n += 1) await db.transaction().execute((transaction) => record(transaction, sampleEntry(n)));
  await sealNow(app);
  const { firstKey, file } = await openAuditLog(app);
  expect(await run('change', 'audit')).toBe(0);
  expect(await run('change', 'releases')).toBe(0);
  expect(text).toMatch(/sealed from now on by\njumys\.audit\/a-log\+\S+\nreleases are signed from now on by\n-----BEGIN PUBLIC KEY/);
  expect(text).not.toContain('PRIVATE');
  await sealNow(app);
  expect(await verifyAudit({ lines: exportAudit(db), checkpoints: readFileSync(file, 'utf8'), publicKey: firstKey })).toMatchObject({ whole: true, sealed: 5, findings: [] });

  await sql`grant delete on platform.audit_line to current_user`.execute(db);
  await sql`delete from platform.audit_line where seq > 2`.execute(db);
  await expect(run('change', 'audit')).rejects.toMatchObject({ code: 'audit-alarm', facts: { alarm: expect.stringMatching(/^(audit-shorter|checkpoint-forged)$/) as string } });
});
