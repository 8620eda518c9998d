import { sql } from 'kysely';
import type { Role } from '#kernel/actor.ts';
import type { Database } from '#platform/database.ts';

/** The address of an account, and the one that still waits for its confirmation. */
export async function findEmail(db: Database, account: string, now: Date): Promise<{ email: string | null; waiting: string | null }> {
  const { rows } = await sql<{ email: string | null; waiting: string | null }>`
    select email, (select l.email from accounts.email_link as l where l.account = a.id and l.used_at is null and l.expires_at > ${now} order by l.made_at desc limit 1) as waiting
    from accounts.account as a where id = ${account}`.execute(db);
  return rows[0] ?? { email: null, waiting: null };
}

/** Puts the address, or takes it away; links that wait are void. */
export async function putEmail(transaction: Database, account: string, email: string | null, at: Date): Promise<void> {
  await sql`update accounts.account set email = ${email} where id = ${account}`.execute(transaction);
  await voidEmailLinks(transaction, account, at);
}

export async function voidEmailLinks(transaction: Database, account: string, at: Date): Promise<void> {
  await sql`update accounts.email_link set expires_at = least(expires_at, ${at}) where account = ${account} and used_at is null`.execute(transaction);
}

export async function addEmailLink(transaction: Database, link: { hash: string; account: string; email: string; at: Date; expiresAt: Date }): Promise<void> {
  await sql`
    insert into accounts.email_link (token_sha256, account, email, made_at, expires_at)
    values (${link.hash}, ${link.account}, ${link.email}, ${link.at}, ${link.expiresAt})`.execute(transaction);
}

/** How many links an account has asked for since an instant. */
export async function countEmailLinks(db: Database, account: string, since: Date): Promise<number> {
  return (await sql<{ links: number }>`select count(*)::integer as links from accounts.email_link where account = ${account} and made_at > ${since}`.execute(db)).rows[0]?.links ?? 0;
}

/** Whose a link is that can still be used. */
export async function findEmailLink(db: Database, hash: string, now: Date): Promise<{ account: string; signIn: string } | undefined> {
  const { rows } = await sql<{ account: string; signIn: string }>`
    select l.account, a.sign_in as "signIn" from accounts.email_link as l join accounts.account as a on a.id = l.account
    where l.token_sha256 = ${hash} and l.used_at is null and l.expires_at > ${now} and a.disabled_at is null`.execute(db);
  return rows[0];
}

/** Uses a link up: for which address it is; undefined when another was quicker. */
export async function useEmailLink(transaction: Database, hash: string, at: Date): Promise<string | undefined> {
  const { rows } = await sql<{ email: string }>`
    update accounts.email_link set used_at = ${at} where token_sha256 = ${hash} and used_at is null and expires_at > ${at} returning email`.execute(transaction);
  return rows[0]?.email;
}

export type Receiver = { readonly account: string; readonly email: string; readonly language: 'kk' | 'ru' | 'en' };

/** Accounts with a confirmed address that hold any of some roles at any of some places (as they are) or employers (as negative numbers). */
export async function listReceivers(transaction: Database, roles: readonly Role[], codes: readonly number[]): Promise<Receiver[]> {
  const { rows } = await sql<Receiver>`
    select distinct a.id as account, a.email, a.language from accounts.account as a join accounts.role_grant as g on g.account = a.id and g.taken_at is null
    where a.email is not null and a.disabled_at is null and g.role = any(${[...roles]}::text[]) and coalesce(g.place, -g.employer) = any(${[...codes]}::integer[])
    order by a.id`.execute(transaction);
  return rows;
}
