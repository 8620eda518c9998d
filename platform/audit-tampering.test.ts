import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { exportAudit, record } from './audit.ts';
import { hashLine, parseLine } from './audit-chain.ts';
import type { AuditLine } from './audit-chain.ts';
import { signCheckpoint, writePublicKey } from './audit-checkpoint.ts';
import { sampleEntry } from './audit-testing.ts';
import { verifyAudit } from './audit-verify.ts';
import type { Database } from './database.ts';
import { openTestDatabase } from './testing.ts';

const length = 14;
const seals = [5, 9, length];
let db: Database;
let checkpoints: string;
let publicKey: string;
let untouched: string[];

beforeAll(async () => {
  ({ db } = await openTestDatabase());
  for (let n = 1; n <= length; n += 1) await db.transaction().execute((transaction) => record(transaction, sampleEntry(n)));
  const { privateKey } = generateKeyPairSync('ed25519');
  publicKey = writePublicKey('jumys.audit/x', createPublicKey(privateKey));
  untouched = await Array.fromAsync(exportAudit(db));
  checkpoints = seals.map((size) => signCheckpoint({ origin: 'jumys.audit/x', size, hash: parseLine(untouched[size - 1] ?? '')?.hash ?? '' }, privateKey)).join('');
});

/** Makes the hashes anew from a line on, as somebody would who owns the table and knows the format. */
async function makeHashesAnew(trx: Database, from: number): Promise<void> {
  const { rows } = await sql<AuditLine>`select seq, prev, record, hash from platform.audit_line order by seq`.execute(trx);
  let prev = rows.findLast(({ seq }) => seq < from)?.hash ?? '0'.repeat(64);
  for (const { seq, record: text } of rows.filter((line) => line.seq >= from)) {
    const hash = hashLine({ seq, prev, record: text });
    await sql`update platform.audit_line set prev = ${prev}, hash = ${hash} where seq = ${seq}`.execute(trx);
    prev = hash;
  }
}

/** Moves lines by one, in two steps past the others: the key of the table is checked row by row. */
async function move(trx: Database, from: number, by: 1 | -1): Promise<void> {
  await sql`update platform.audit_line set seq = seq + 1000 where seq >= ${from}`.execute(trx);
  await sql`update platform.audit_line set seq = seq - 1000 + ${by} where seq >= 1000`.execute(trx);
}

type Tampering = { readonly name: string; readonly at: number; readonly other: number; readonly anew: boolean };

/** What the owner of the table can do to it, each at a line `at`, some with another line or with all hashes made anew. */
const tamperings: Readonly<Record<string, (trx: Database, one: Tampering) => Promise<unknown>>> = {
  'alters the record': (trx, { at }) => sql`update platform.audit_line set record = replace(record, '"at":"2026', '"at":"2025') where seq = ${at}`.execute(trx),
  'alters one digit of an instant': (trx, { at }) => sql`update platform.audit_line set record = replace(record, '.007Z', '.008Z') where seq = ${at}`.execute(trx),
  'adds a blank to the record': (trx, { at }) => sql`update platform.audit_line set record = record || ' ' where seq = ${at}`.execute(trx),
  'alters the hash': (trx, { at }) => sql`update platform.audit_line set hash = md5(hash) || md5(prev) where seq = ${at}`.execute(trx),
  'alters the link': (trx, { at }) => sql`update platform.audit_line set prev = md5(hash) || md5(prev) where seq = ${at}`.execute(trx),
  'deletes': (trx, { at }) => sql`delete from platform.audit_line where seq = ${at}`.execute(trx),
  'cuts off the tail': (trx, { at }) => sql`delete from platform.audit_line where seq >= ${at}`.execute(trx),
  'cuts off the beginning': (trx, { at }) => sql`delete from platform.audit_line where seq <= ${at}`.execute(trx),
  'deletes and moves the rest up': async (trx, { at }) => {
    await sql`delete from platform.audit_line where seq = ${at}`.execute(trx);
    await move(trx, at + 1, -1);
  },
  'puts in a copy and moves the rest down': async (trx, { at, other }) => {
    await move(trx, at, 1);
    await sql`insert into platform.audit_line (seq, prev, record, hash) select ${at}, prev, record, hash from platform.audit_line where seq = ${other < at ? other : other + 1}`.execute(trx);
  },
  'exchanges two records': (trx, { at, other }) => sql`
    update platform.audit_line as one set record = two.record from platform.audit_line as two
    where one.seq in (${at}, ${other}) and two.seq in (${at}, ${other}) and one.seq <> two.seq`.execute(trx),
  'exchanges two lines': async (trx, { at, other }) => {
    await sql`update platform.audit_line set seq = seq + 1000 where seq in (${at}, ${other})`.execute(trx);
    await sql`update platform.audit_line set seq = ${at + other} - (seq - 1000) where seq >= 1000`.execute(trx);
  },
};

const anyTampering = fc.record({
  name: fc.constantFrom(...Object.keys(tamperings)),
  at: fc.integer({ min: 1, max: length }),
  other: fc.integer({ min: 1, max: length }),
  anew: fc.boolean(),
}).filter(({ name, at, other }) => !name.startsWith('exchanges') || at !== other);

class Undone extends Error {}

/** The export of the table after a tampering, which is then undone. */
async function exportAfter(tampering: Tampering): Promise<string[]> {
  let lines: string[] = [];
  await db.transaction().execute(async (trx) => {
    await sql`grant update, delete on platform.audit_line to current_user`.execute(trx);
    await tamperings[tampering.name]?.(trx, tampering);
    if (tampering.anew) await makeHashesAnew(trx, Math.min(tampering.at, tampering.other));
    lines = await Array.fromAsync(exportAudit(trx));
    throw new Undone();
  }).catch((error: unknown) => {
    if (!(error instanceof Undone)) throw error;
  });
  return lines;
}

test('a table that nobody touched verifies', async () => {
  expect(await verifyAudit({ lines: untouched, checkpoints, publicKey })).toEqual({ whole: true, lines: length, checkpoints: 3, sealed: length, findings: [] });
});

test.each(Object.keys(tamperings))('an owner of the table who %s is found out, also when all hashes are made anew', async (name) => {
  for (const anew of [false, true]) {
    const lines = await exportAfter({ name, at: 7, other: 11, anew });
    // Hashes that are made anew undo what was done to hashes alone.
    if (anew && /the (hash|link)$/.test(name)) expect(lines).toEqual(untouched);
    else expect((await verifyAudit({ lines, checkpoints, publicKey })).findings[0]?.code, `${name}, ${anew}`).toBeDefined();
  }
});

test('whatever the owner of the table does to its sealed lines is found, and from the first line that he touched on nothing is vouched for', async () => {
  await fc.assert(fc.asyncProperty(anyTampering, async (tampering) => {
    const lines = await exportAfter(tampering);
    const first = lines.findIndex((text, at) => text !== untouched[at]);
    fc.pre(first !== -1 || lines.length !== length);
    const { whole, sealed, findings } = await verifyAudit({ lines, checkpoints, publicKey });
    expect(whole).toBe(false);
    expect(sealed).toBeLessThanOrEqual(first === -1 ? lines.length : first);
    // Of a tail that is too short one cannot know whether it is also another.
    if (findings[0]?.code !== 'tail-missing') expect(findings[0]?.seq).toBeLessThanOrEqual(first + 1);
  }), { numRuns: 150 });
});
