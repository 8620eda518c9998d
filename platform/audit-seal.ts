import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { sql } from 'kysely';
import { readAudit } from './audit.ts';
import { beginning, hashLine } from './audit-chain.ts';
import { followKeyChange, judgeCheckpoint, parseCheckpoints, parsePublicKey, signCheckpoint } from './audit-checkpoint.ts';
import type { AuditPublicKey, Checkpoint } from './audit-checkpoint.ts';
import { openAuditLog } from './audit-key.ts';
import type { AuditConfig, AuditLog } from './audit-key.ts';
import type { Clock } from './clock.ts';
import { repeat } from './clockwork.ts';
import type { Database } from './database.ts';
import type { Log } from './log.ts';

export type SealGround = { readonly db: Database; readonly config: AuditConfig; readonly clock: Clock };

/**
 * What keeps the audit from being sealed, and from which line on: `audit-shorter` and `audit-rewritten` than its last
 * checkpoint says, `audit-broken` after it, `checkpoints-missing` from the file that the database has copies of,
 * `checkpoint-torn` or `checkpoint-forged` at the end of the file. Somebody must look; nothing here mends it.
 */
export type AuditAlarm = {
  readonly code: 'audit-shorter' | 'audit-rewritten' | 'audit-broken' | 'checkpoints-missing' | 'checkpoint-torn' | 'checkpoint-forged';
  readonly seq: number;
};

/** `size` is what the last checkpoint seals, `added` whether it is a new one. With an alarm nothing is signed. */
export type Sealed = { readonly size: number; readonly added: boolean; readonly alarm: AuditAlarm | undefined };

/**
 * Seals what has been written since the last checkpoint: holds that one against the table, follows the chain from there,
 * signs its head, and appends the checkpoint to its file, forced to the disk, and a copy to the database. A key that signs
 * only what goes on from what it signed before never vouches for two histories. One process at a time.
 */
export async function sealNow({ db, config, clock }: SealGround): Promise<Sealed> {
  const log = await openAuditLog({ db, config });
  const last = await readLastCheckpoint(log);
  if ('code' in last) return { size: last.seq, added: false, alarm: last };
  const { size } = last;
  const alarm = await holdAgainstTable(db, last);
  if (alarm !== undefined) return { size, added: false, alarm };
  let { seq, hash } = { seq: size, hash: last.hash };
  for await (const line of readAudit(db, size)) {
    if (line.seq !== seq + 1 || line.prev !== hash || line.hash !== hashLine(line)) return { size, added: false, alarm: { code: 'audit-broken', seq: seq + 1 } };
    ({ seq, hash } = line);
  }
  if (seq === size) return { size, added: false, alarm: undefined };
  const note = signCheckpoint({ origin: log.name, size: seq, hash }, log.privateKey);
  await append(log.file, note);
  await sql`insert into platform.audit_checkpoint (size, sealed_at, note) values (${seq}, ${clock.now()}, ${note}) on conflict do nothing`.execute(db);
  return { size: seq, added: true, alarm: undefined };
}

/** More than any note has; the last one is looked for in so many bytes at the end of the file. */
const tail = 4096;

/** The last checkpoint of the file, signed by the key of its time; the beginning, before any line, when there is none. */
async function readLastCheckpoint(log: AuditLog): Promise<Checkpoint | AuditAlarm> {
  const { name, file } = log;
  const text = await readEnd(file);
  if (text === '') return { origin: name, size: 0, hash: beginning };
  const last = parseCheckpoints(text).at(-1);
  if (last === undefined || !text.endsWith('\n\n')) return { code: 'checkpoint-torn', seq: 0 };
  const key = keyAt(log, last.size);
  return key !== undefined && judgeCheckpoint(last, key) === 'signed' ? last : { code: 'checkpoint-forged', seq: last.size };
}

/** The key that seals so many lines; undefined when one on the way is not vouched for, or the present one is not at its end. */
function keyAt({ firstKey, publicKey, changes }: AuditLog, size: number): AuditPublicKey | undefined {
  let key = parsePublicKey(firstKey);
  let at = key;
  for (const change of changes) {
    key = key && followKeyChange(change, key);
    if (change.seq <= size) at = key;
  }
  const present = parsePublicKey(publicKey);
  return key !== undefined && present !== undefined && key.key.equals(present.key) ? at : undefined;
}

async function readEnd(file: string): Promise<string> {
  const handle = await open(file, 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (handle === undefined) return '';
  try {
    const { size } = await handle.stat();
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(tail), 0, tail, Math.max(0, size - tail));
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await handle.close();
  }
}

async function holdAgainstTable(db: Database, last: Checkpoint): Promise<AuditAlarm | undefined> {
  const { rows } = await sql<{ longest: number; copied: number; hash: string | null }>`
    select coalesce((select max(seq) from platform.audit_line), 0) as longest,
      coalesce((select max(size) from platform.audit_checkpoint), 0) as copied,
      (select hash from platform.audit_line where seq = ${last.size}) as hash`.execute(db);
  const { longest = 0, copied = 0, hash = null } = rows[0] ?? {};
  if (copied > last.size) return { code: 'checkpoints-missing', seq: last.size + 1 };
  if (longest < last.size) return { code: 'audit-shorter', seq: longest + 1 };
  if (last.size > 0 && hash !== last.hash) return { code: 'audit-rewritten', seq: last.size };
  return undefined;
}

async function append(file: string, note: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const handle = await open(file, 'a', 0o600);
  const { size } = await handle.stat();
  try {
    await handle.writeFile(note);
    await handle.sync();
  } catch (error) {
    // A full disk must not leave half a note behind.
    await handle.truncate(size);
    throw error;
  } finally {
    await handle.close();
  }
}

/**
 * Seals at once and from then on every `period` milliseconds, as long as there is something new; an alarm or a fault goes to
 * the log each time until somebody has looked. Returns how to stop, which seals once more.
 */
export function startSealing({ log, period = 30_000, ...ground }: SealGround & { readonly log: Pick<Log, 'error'>; readonly period?: number }): () => Promise<void> {
  async function seal(): Promise<void> {
    try {
      const { alarm, size } = await sealNow(ground);
      if (alarm !== undefined) log.error({ alarm: alarm.code, seq: alarm.seq, sealed: size }, 'ALARM: the audit is not what was sealed; docs/audit.md says what to do');
    } catch (error) {
      log.error({ err: error }, 'the audit could not be sealed; the next turn tries again');
    }
  }
  const stop = repeat(seal, period);
  return async () => {
    await stop();
    await seal();
  };
}
