import { sql } from 'kysely';
import type { Language } from '#kernel/format.ts';
import type { Database } from '#platform/database.ts';

/** A certificate as it is kept. `month` is an integer; `credited` and `jobs` are the nearest double above 2^53, as all figures. */
export type Certificate = {
  readonly number: string; readonly pledgeId: string; readonly month: number; readonly verdict: 'kept' | 'substantially-kept' | 'held';
  readonly credited: number; readonly jobs: number; readonly dueOn: string; readonly language: Language; readonly definition: string;
  readonly sha256: string; readonly pdf: Buffer; readonly issuedAt: Date; readonly issuedBy: string;
};

const columns = sql`number, pledge_id as "pledgeId", month, verdict, credited::float8 as credited, jobs::float8 as jobs, due_on as "dueOn", language, definition, sha256, pdf,
  issued_at as "issuedAt", issued_by as "issuedBy"`;

/** The certificate of a number, in a transaction of the system. */
export async function findCertificate(transaction: Database, number: string): Promise<Certificate | undefined> {
  return (await sql<Certificate>`select ${columns} from publishing.certificate where number = ${number}`.execute(transaction)).rows[0];
}

/** The certificate that was issued for the same state of the evidence in the same language. */
export async function findIssued(transaction: Database, { pledgeId, month, verdict, credited, jobs, dueOn, language, definition }: Omit<Certificate, 'number' | 'sha256' | 'pdf' | 'issuedAt' | 'issuedBy'>): Promise<Certificate | undefined> {
  return (await sql<Certificate>`
    select ${columns} from publishing.certificate
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
