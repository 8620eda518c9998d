import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { operator } from '#kernel/actor.ts';
import { asReader } from './access.ts';
import { exportAudit, listAuditLines, record } from './audit.ts';
import { parseLine } from './audit-chain.ts';
import { sampleEntry } from './audit-testing.ts';
import { verifyAudit } from './audit-verify.ts';
import type { Database } from './database.ts';
import { openTestDatabase } from './testing.ts';

const write = (db: Database, n: number) => db.transaction().execute((transaction) => record(transaction, sampleEntry(n)));

test('a line that shows a national identifier is a fault, wherever it stands, and does not repeat it', async () => {
  const { db } = await openTestDatabase();
  const iin = '550101100015';
  const showing = [
    { facts: { person: iin } }, { facts: { person: Number(iin) } }, { facts: { note: `of 5501-0110-0015` } }, { facts: { note: '٥٥٠١٠١١٠٠٠١٥' } },
    { facts: { [`k${iin}`]: 1 } }, { subject: iin }, { actor: { kind: 'account', name: iin, account: null } as const }, { actor: { kind: 'account', name: 'a', account: iin } as const },
  ];
  for (const one of showing) {
    const error = await db.transaction().execute((transaction) => record(transaction, { ...sampleEntry(1), ...one })).then(() => undefined, (thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Error);
    expect(String(error)).toMatch(/looks like a national identifier/);
    expect(String(error)).not.toMatch(/5501/);
  }
  expect(await listAuditLines(db, { limit: 10 })).toEqual([]);
});

test('ids and digests of our own pass, whatever digits they have by chance', async () => {
  const { db } = await openTestDatabase();
  const subject = '01234567-8901-7234-8901-234567890123';
  const sha256 = '12345678901234567890'.repeat(4).slice(0, 64);
  await db.transaction().execute((transaction) => record(transaction, { ...sampleEntry(1), subject, facts: { sha256 } }));
  expect(await listAuditLines(db, { limit: 1 })).toMatchObject([{ subject, facts: { sha256 } }]);
});

test('a line is refused as a fault when it is not plain, or not in a transaction', async () => {
  const { db } = await openTestDatabase();
  const wrong = [{ what: 'Import accepted' }, { facts: { share: 0.5 } }, { facts: { note: '\0' } }, { facts: { note: '\ud800' } }, { facts: { 'a b': 1 } }, { at: new Date(Number.NaN) }];
  for (const one of wrong) await expect(db.transaction().execute((transaction) => record(transaction, { ...sampleEntry(1), ...one }))).rejects.not.toHaveProperty('status');
  await expect(record(db, sampleEntry(1))).rejects.toThrow('in the transaction');
});

test('a change that is rolled back leaves no line, and one that is committed has its line', async () => {
  const { db } = await openTestDatabase();
  const outcomes = await Promise.all(Array.from({ length: 20 }, (_, n) => db.transaction().execute(async (transaction) => {
    await record(transaction, { ...sampleEntry(n), facts: { n } });
    if (n % 4 === 3) throw new Error('rolled back');
    if (n % 5 === 0) await record(transaction, { ...sampleEntry(n), facts: { n, again: true } });
    return n;
  }).catch(() => undefined)));
  const lines = (await Array.fromAsync(exportAudit(db))).map((text) => parseLine(text));
  expect(lines.map((line) => line?.seq)).toEqual(Array.from({ length: 18 }, (_, at) => at + 1));
  const told = (await listAuditLines(db, { limit: 100 })).filter(({ facts }) => facts['again'] === undefined).map(({ facts }) => facts['n']);
  expect(told.toSorted((a, b) => Number(a) - Number(b))).toEqual(outcomes.filter((n) => n !== undefined));
  const { findings } = await verifyAudit({ lines: await Array.fromAsync(exportAudit(db)), checkpoints: '', publicKey: '' });
  expect(findings.filter(({ seq }) => seq !== null)).toEqual([]);
});

test('a reader adds his line under the second wall, and neither reads nor alters what others did', async () => {
  const { db } = await openTestDatabase();
  await write(db, 1);
  const seq = await asReader(db, { places: [], employers: [] }, (transaction) => record(transaction, sampleEntry(2)));
  expect(seq).toBe(2);
  const asks = [sql`select record from platform.audit_line`, sql`select actor from platform.audit_line`, sql`update platform.audit_line set hash = ''`, sql`delete from platform.audit_line`, sql`truncate platform.audit_line`, sql`select note from platform.audit_checkpoint`];
  for (const ask of asks) await expect(asReader(db, { places: [0], employers: [] }, (transaction) => ask.execute(transaction))).rejects.toMatchObject({ code: '42501' });
});

test('nobody has the right to alter or remove a line, not even the owner of the table', async () => {
  const { db } = await openTestDatabase();
  const { rows } = await sql<{ may: string }>`
    select distinct privilege_type as may from pg_class, aclexplode(relacl)
    where oid in ('platform.audit_line'::regclass, 'platform.audit_checkpoint'::regclass) order by may`.execute(db);
  const rights = rows.map(({ may }) => may);
  expect(rights).toContain('SELECT');
  expect(rights.filter((right) => ['UPDATE', 'DELETE', 'TRUNCATE'].includes(right))).toEqual([]);
});

test('an auditor turns the pages newest first, of one word, one actor, and from where he stood', async () => {
  const { db } = await openTestDatabase();
  for (let n = 1; n <= 9; n += 1) await write(db, n);
  const seqs = async (asked: Parameters<typeof listAuditLines>[1]) => (await listAuditLines(db, asked)).map(({ seq }) => seq);
  expect(await seqs({ limit: 3 })).toEqual([9, 8, 7]);
  expect(await seqs({ limit: 3, before: 7 })).toEqual([6, 5, 4]);
  expect(await seqs({ limit: 3, after: 3 })).toEqual([6, 5, 4]);
  expect(await seqs({ limit: 9, after: 3, before: 6 })).toEqual([5, 4]);
  expect(await seqs({ limit: 9, what: 'import-accepted' })).toEqual([9, 6, 3]);
  expect(await seqs({ limit: 9, actor: 'officer-1', before: 7 })).toEqual([4, 1]);
  expect(await seqs({ limit: 9, what: 'import-accepted', actor: 'officer-1' })).toEqual([]);
  const [last] = await listAuditLines(db, { limit: 1 });
  expect(last).toEqual({
    seq: 9, at: '2026-11-22T00:00:09.007Z', kind: 'account', actor: 'officer-0', account: 'account-0', from: '192.0.2.7', what: 'import-accepted', subject: null,
    facts: { note: '№ 9 «ә»\u2028"', count: 9, right: false, nothing: null },
  });
});

test('the operator stands in the audit by the name that the machine knows', async () => {
  const { db } = await openTestDatabase();
  await db.transaction().execute((transaction) => record(transaction, { actor: operator('alia'), what: 'import-accepted', at: new Date(0) }));
  expect(await listAuditLines(db, { limit: 1 })).toMatchObject([{ kind: 'operator', actor: 'operator alia', account: null, subject: null, facts: {}, at: '1970-01-01T00:00:00.000Z' }]);
});

test('an export reads page by page and misses none', async () => {
  const { db } = await openTestDatabase();
  await db.transaction().execute(async (transaction) => {
    for (let n = 1; n <= 2001; n += 1) await record(transaction, sampleEntry(n));
  });
  const lines = await Array.fromAsync(exportAudit(db));
  expect(lines.map((text) => parseLine(text)?.seq)).toEqual(Array.from({ length: 2001 }, (_, at) => at + 1));
});
