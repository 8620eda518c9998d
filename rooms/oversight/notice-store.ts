import { sql } from 'kysely';
import type { Facts } from '#kernel/refusal.ts';
import type { Database } from '#platform/database.ts';
import type { NoticeKind, NoticeRow } from './contract.ts';

export type NewNotice = {
  readonly what: NoticeKind; readonly subjectKind: NoticeRow['subjectKind']; readonly subject: string; readonly facts: Facts;
  readonly account: string | null; readonly seenBy: readonly number[]; readonly at: Date;
};

export async function enterNotice(transaction: Database, one: NewNotice): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into oversight.notice (at, what, subject_kind, subject, facts, account, seen_by)
    values (${one.at}, ${one.what}, ${one.subjectKind}, ${one.subject}, ${JSON.stringify(one.facts)}::jsonb, ${one.account}, ${one.seenBy}::integer[]) returning id`.execute(transaction);
  return rows[0]!.id;
}

export type StoredNotice = Omit<NoticeRow, 'at' | 'seen'> & { readonly at: Date };

/** What the reader of the transaction was told and did not do himself, newest first. */
export async function listStoredNotices(transaction: Database, { account, codes, page, size }: { account: string | null; codes: readonly number[]; page: number; size: number }): Promise<StoredNotice[]> {
  const { rows } = await sql<StoredNotice>`
    select id, at, what, subject_kind as "subjectKind", subject, facts from oversight.notice
    where ${isFor(account, codes)} order by id desc limit ${size} offset ${(page - 1) * size}`.execute(transaction);
  return rows;
}

/** How many those are, and how many of them came after one. */
export async function countNotices(transaction: Database, account: string | null, codes: readonly number[], after: number): Promise<{ total: number; unseen: number }> {
  const { rows } = await sql<{ total: number; unseen: number }>`
    select count(*)::integer as total, count(*) filter (where id > ${after}::bigint)::integer as unseen from oversight.notice where ${isFor(account, codes)}`.execute(transaction);
  return rows[0] ?? { total: 0, unseen: 0 };
}

function isFor(account: string | null, codes: readonly number[]) {
  return sql`seen_by && ${codes}::integer[] and (account is null or account is distinct from ${account})`;
}

/** Up to which notice a reader has seen them; 0 before the first time. */
export async function findSeen(db: Database, reader: string): Promise<number> {
  return (await sql<{ upto: number }>`select upto from oversight.notice_seen where reader = ${reader}`.execute(db)).rows[0]?.upto ?? 0;
}

/** Never goes back, and never beyond what there is. */
export async function putSeen(transaction: Database, reader: string, upto: number): Promise<void> {
  await sql`
    insert into oversight.notice_seen as s (reader, upto)
    values (${reader}, least(${upto}::bigint, (select coalesce(max(id), 0) from oversight.notice)))
    on conflict (reader) do update set upto = greatest(s.upto, excluded.upto)`.execute(transaction);
}

/** Deletes notices from before an instant and returns how many there were. */
export async function deleteNotices(transaction: Database, before: Date): Promise<number> {
  return Number((await sql`delete from oversight.notice where at < ${before}`.execute(transaction)).numAffectedRows ?? 0);
}
