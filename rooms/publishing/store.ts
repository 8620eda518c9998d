import { sql } from 'kysely';
import type { Language } from '#kernel/format.ts';
import type { Database } from '#platform/database.ts';
import type { KeyChange } from '#platform/signing-key.ts';

/** A release as it is kept, without its files. Months are integers. */
export type StoredRelease = {
  readonly number: number; readonly at: Date; readonly by: string; readonly computation: string; readonly definition: string; readonly method: string;
  readonly firstMonth: number; readonly lastMonth: number; readonly madeUp: boolean; readonly sums: string; readonly signature: string; readonly publicKey: string;
  readonly keyChanges: readonly KeyChange[];
};

const columns = sql`number, at, by_whom as "by", computation, definition, method, first_month as "firstMonth", last_month as "lastMonth", made_up as "madeUp",
  sums, signature, public_key as "publicKey", key_changes as "keyChanges"`;

/** All releases, newest first. */
export async function listReleases(db: Database): Promise<StoredRelease[]> {
  return (await sql<StoredRelease>`select ${columns} from publishing.release order by number desc`.execute(db)).rows;
}

/** The newest release; undefined before the first. */
export async function findLatest(db: Database): Promise<StoredRelease | undefined> {
  return (await sql<StoredRelease>`select ${columns} from publishing.release order by number desc limit 1`.execute(db)).rows[0];
}

/** One file of a release as it was published. */
export async function findFile(db: Database, number: number, file: string): Promise<Buffer | undefined> {
  return (await sql<{ content: Buffer }>`select content from publishing.file where number = ${number} and file = ${file}`.execute(db)).rows[0]?.content;
}

/** Adds a release with its files, in the transaction it is given; of two at once with one number the second fails. */
export async function insertRelease(transaction: Database, release: StoredRelease, files: readonly { name: string; bytes: Buffer }[]): Promise<void> {
  await sql`
    insert into publishing.release (number, at, by_whom, computation, definition, method, first_month, last_month, made_up, sums, signature, public_key, key_changes)
    values (${release.number}, ${release.at.toISOString()}::timestamptz, ${release.by}, ${release.computation}, ${release.definition}, ${release.method},
      ${release.firstMonth}, ${release.lastMonth}, ${release.madeUp}, ${release.sums}, ${release.signature}, ${release.publicKey}, ${JSON.stringify(release.keyChanges)}::jsonb)`.execute(transaction);
  for (const { name, bytes } of files) {
    await sql`insert into publishing.file (number, file, content) values (${release.number}, ${name}, ${bytes})`.execute(transaction);
  }
}

/** The secret of the rounding: the one that is kept, or the one given when there is none yet. */
export async function keepSecret(db: Database, fresh: Buffer): Promise<Buffer> {
  await sql`insert into publishing.secret (dither) values (${fresh}) on conflict (single) do nothing`.execute(db);
  const { rows } = await sql<{ dither: Buffer }>`select dither from publishing.secret`.execute(db);
  return rows[0]!.dither;
}

/** A certificate as it is kept. `month` is an integer; `credited` and `jobs` are the nearest double above 2^53, as all figures. */
export type Certificate = {
  readonly number: string; readonly pledgeId: string; readonly month: number; readonly verdict: 'kept' | 'substantially-kept' | 'held';
  readonly credited: number; readonly jobs: number; readonly dueOn: string; readonly language: Language; readonly definition: string;
  readonly sha256: string; readonly pdf: Buffer; readonly issuedAt: Date; readonly issuedBy: string;
};

const certificateColumns = sql`number, pledge_id as "pledgeId", month, verdict, credited::float8 as credited, jobs::float8 as jobs, due_on as "dueOn", language, definition, sha256, pdf,
  issued_at as "issuedAt", issued_by as "issuedBy"`;

/** The certificate of a number, in a transaction of the system. */
export async function findCertificate(transaction: Database, number: string): Promise<Certificate | undefined> {
  return (await sql<Certificate>`select ${certificateColumns} from publishing.certificate where number = ${number}`.execute(transaction)).rows[0];
}

/** The certificate that was issued for the same state of the evidence in the same language. */
export async function findIssued(transaction: Database, { pledgeId, month, verdict, credited, jobs, dueOn, language, definition }: Omit<Certificate, 'number' | 'sha256' | 'pdf' | 'issuedAt' | 'issuedBy'>): Promise<Certificate | undefined> {
  return (await sql<Certificate>`
    select ${certificateColumns} from publishing.certificate
    where pledge_id = ${pledgeId} and month = ${month} and verdict = ${verdict} and credited = ${credited} and jobs = ${jobs} and due_on = ${dueOn}::date
      and language = ${language} and definition = ${definition}`.execute(transaction)).rows[0];
}

/** Adds a certificate to the ledger; false when there is one for the same state of the evidence already. */
export async function addCertificate(transaction: Database, one: Certificate): Promise<boolean> {
  const { rows } = await sql`
    insert into publishing.certificate (number, pledge_id, month, verdict, credited, jobs, due_on, language, definition, sha256, pdf, issued_at, issued_by)
    values (${one.number}, ${one.pledgeId}, ${one.month}, ${one.verdict}, ${one.credited}, ${one.jobs}, ${one.dueOn}::date, ${one.language}, ${one.definition}, ${one.sha256}, ${one.pdf},
      ${one.issuedAt.toISOString()}::timestamptz, ${one.issuedBy})
    on conflict on constraint certificate_once do nothing returning number`.execute(transaction);
  return rows.length > 0;
}
