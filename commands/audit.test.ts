import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { record } from '#platform/audit.ts';
import { sealNow } from '#platform/audit-seal.ts';
import { sampleEntry } from '#platform/audit-testing.ts';
import { openTestGround } from '#platform/testing.ts';
import type { App } from '../app.ts';
import { runAudit, runAuditVerify } from './audit.ts';

async function open() {
  const { db, config, files } = await openTestGround();
  mkdirSync(config.dataFolder, { recursive: true });
  writeFileSync(join(config.dataFolder, 'database'), 'a-log\n');
  const clock = { now: () => new Date(0) };
  for (let n = 1; n <= 4; n += 1) await db.transaction().execute((transaction) => record(transaction, sampleEntry(n)));
  await sealNow({ db, config, clock });
  const run = async (...args: string[]) => {
    let text = '';
    const given = { args, cwd: files, output: { out: (more: string) => { text += more; }, err: () => undefined }, signal: new AbortController().signal, config, clock };
    const status = await (args[0] === 'verify' ? runAuditVerify(given) : runAudit({ db, config, clock } as App, given));
    return { status, text };
  };
  return { run, files };
}

test('what is left out, not there or there already is refused', async () => {
  const { run, files } = await open();
  writeFileSync(join(files, 'there'), 'an export of last year');
  await expect(run('export')).rejects.toMatchObject({ code: 'missing-option' });
  await expect(run('export', '--out', 'there')).rejects.toMatchObject({ code: 'file-not-made', facts: { reason: 'EEXIST' } });
  expect(readFileSync(join(files, 'there'), 'utf8')).toBe('an export of last year');
  await expect(run('everything')).rejects.toMatchObject({ code: 'unknown-command' });
  await expect(run('verify', '--lines', 'there')).rejects.toMatchObject({ code: 'missing-option' });
  await expect(run('verify', '--lines', 'there', '--checkpoints', 'nowhere', '--key', 'k')).rejects.toMatchObject({ code: 'file-unreadable', facts: { reason: 'ENOENT' } });
  await expect(run('verify', '--lines', 'nowhere', '--checkpoints', 'there', '--key', 'k')).rejects.toMatchObject({ code: 'file-unreadable', facts: { reason: 'ENOENT' } });
});

test('an export verifies with the checkpoints and the key, and no longer when a line of it is altered or cut off', async () => {
  const { run, files } = await open();
  expect(await run('export', '--out', 'lines.jsonl')).toEqual({ status: 0, text: '4 lines\n' });
  expect(statSync(join(files, 'lines.jsonl')).mode & 0o777).toBe(0o600);
  writeFileSync(join(files, 'checkpoints'), (await run('checkpoints')).text);
  const key = (await run('key')).text.trim();
  const verify = (lines: string, ...more: string[]) => run('verify', '--lines', lines, '--checkpoints', 'checkpoints', '--key', key, ...more);
  expect(await verify('lines.jsonl')).toEqual({ status: 0, text: 'whole: 4 lines, 1 checkpoints, sealed up to line 4\n' });
  expect(await verify('lines.jsonl', '--checkpoints', 'checkpoints')).toMatchObject({ status: 0 });

  const text = readFileSync(join(files, 'lines.jsonl'), 'utf8');
  writeFileSync(join(files, 'altered'), text.replace('officer-2', 'officer-1'));
  expect(await verify('altered')).toEqual({ status: 2, text: 'line 2: line-altered: its hash is not that of its content\nBROKEN: 4 lines, 1 checkpoints, sealed up to line 0\n' });
  writeFileSync(join(files, 'shorter'), text.split('\n').slice(0, 3).join('\n'));
  const { status, text: json } = await verify('shorter', '--json');
  expect(status).toBe(2);
  expect(JSON.parse(json)).toMatchObject({ whole: false, lines: 3, findings: [{ code: 'tail-missing', seq: 4 }] });
});

test('before anything was sealed there are no checkpoints to print', async () => {
  const { db, config } = await openTestGround();
  mkdirSync(config.dataFolder, { recursive: true });
  writeFileSync(join(config.dataFolder, 'database'), 'a-log\n');
  let text = '';
  const run = { args: ['checkpoints'], cwd: '/', output: { out: (more: string) => { text += more; }, err: () => undefined }, signal: new AbortController().signal, config, clock: { now: () => new Date(0) } };
  expect([await runAudit({ db, config } as App, run), text]).toEqual([0, '']);
  expect(existsSync(`${config.keyFile}.audit`)).toBe(true);
});
