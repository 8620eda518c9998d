import { roles, type Actor, type Permission } from '#kernel/actor.ts';
import type { Facts } from '#kernel/refusal.ts';
import { asReader, asSystem, scopeCodes } from '#platform/access.ts';
import type { Database } from '#platform/database.ts';
import { layMail } from '#platform/mail-outbox.ts';
import { listReceivers, policy } from '#accounts';
import type { NoticeKind, NoticeRow } from './contract.ts';
import { scopeOfAny, type By, type OversightGround, type TellingGround } from './ground.ts';
import { noticeMail } from './notice-mail.ts';
import { countNotices, enterNotice, findSeen, listStoredNotices, putSeen } from './notice-store.ts';

/** Whoever may do any of these is told what happens at his place or employer. */
export const told: readonly Permission[] = ['give-orders', 'answer-orders', 'decide-pledges', 'contest-figures'];

/** The roles that may. */
const rolesTold = roles.filter((role) => policy[role].some((permission) => told.includes(permission)));

export type Notice = {
  readonly what: NoticeKind; readonly subjectKind: NoticeRow['subjectKind']; readonly subject: string; readonly facts: Facts;
  /** Whom it is for: places as they are, employers as negative numbers. Those above a place are not told what its own office is told. */
  readonly to: readonly number[];
  /** Who did it, and need not be told. */
  readonly by?: By;
  readonly at: Date;
};

/** Writes a notice in the transaction of what it tells, so that both are committed or neither. */
export async function tell(transaction: Database, { mailAddress }: TellingGround, { to, by, ...notice }: Notice): Promise<void> {
  await enterNotice(transaction, { ...notice, account: by?.account ?? null, seenBy: to });
  if (mailAddress === undefined) return;
  for (const receiver of await listReceivers(transaction, rolesTold, to)) {
    if (receiver.account !== by?.account) await layMail(transaction, { receiver: receiver.email, ...noticeMail(notice, receiver.language, mailAddress) }, notice.at);
  }
}

/** A visitor has no account: what he looks as has seen what he saw. */
function readerOf({ account, name, grants }: Actor): string {
  return account ?? `${name} ${grants.map(({ role, place, employer }) => `${role}:${place ?? -(employer ?? 0)}`).join()}`.slice(0, 200);
}

/** What an actor's offices and employers were told, newest first. */
export async function listNotices({ db }: OversightGround, actor: Actor, { page, size }: { page: number; size: number }): Promise<{ total: number; unseen: number; rows: NoticeRow[] }> {
  const scope = scopeOfAny(actor, told);
  const codes = scopeCodes(scope);
  const seen = await findSeen(db, readerOf(actor));
  return asReader(db, scope, async (transaction) => {
    const rows = await listStoredNotices(transaction, { account: actor.account, codes, page, size });
    return { ...(await countNotices(transaction, actor.account, codes, seen)), rows: rows.map((row) => ({ ...row, at: row.at.toISOString(), seen: row.id <= seen })) };
  });
}

/** Notices up to one have been seen by the actor. */
export async function markSeen({ db }: OversightGround, actor: Actor, upto: number): Promise<void> {
  await asSystem(db, (transaction) => putSeen(transaction, readerOf(actor), upto));
}
