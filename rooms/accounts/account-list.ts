import { sql } from 'kysely';
import type { Role } from '#kernel/actor.ts';
import type { Database } from '#platform/database.ts';

/** An account as its administrators see it. */
export type StoredAccountRow = {
  readonly id: string; readonly signIn: string; readonly name: string; readonly language: 'kk' | 'ru' | 'en';
  readonly createdAt: Date; readonly createdBy: string; readonly disabledAt: Date | null; readonly lastSignInAt: Date | null;
  readonly hasPassword: boolean; readonly secondFactor: boolean; readonly sessions: number; readonly tokens: number;
  readonly grants: readonly { id: string; role: Role; place: number | null; employer: number | null; givenAt: string; givenBy: string }[];
};

type Asked = { readonly id?: string; readonly search?: string | undefined; readonly role?: Role | undefined; readonly page: number; readonly size: number };

/** Accounts by sign-in name, by page, with what they hold and have open. */
export async function listAccountRows(db: Database, now: Date, { id, search, role, page, size }: Asked): Promise<{ total: number; rows: StoredAccountRow[] }> {
  const pattern = search === undefined ? undefined : `%${search.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
  const condition = sql`
    ${id === undefined ? sql`true` : sql`a.id = ${id}`}
    and ${pattern === undefined ? sql`true` : sql`(a.sign_in like ${pattern} or lower(a.name) like ${pattern})`}
    and ${role === undefined ? sql`true` : sql`exists (select from accounts.role_grant as g where g.account = a.id and g.taken_at is null and g.role = ${role})`}`;
  const { rows } = await sql<StoredAccountRow>`
    select a.id, a.sign_in as "signIn", a.name, a.language, a.created_at as "createdAt", a.created_by as "createdBy", a.disabled_at as "disabledAt",
      a.last_sign_in_at as "lastSignInAt", a.password_hash is not null as "hasPassword", a.totp_confirmed_at is not null as "secondFactor",
      (select count(*)::integer from accounts.session as s
        where s.account = a.id and s.ended_at is null and s.idle_ends_at > ${now} and s.ends_at > ${now}) as sessions,
      (select count(*)::integer from accounts.token as t where t.account = a.id and t.ended_at is null and t.expires_at > ${now}) as tokens,
      coalesce((
        select json_agg(json_build_object('id', g.id, 'role', g.role, 'place', g.place, 'employer', g.employer, 'givenAt', g.given_at, 'givenBy', g.given_by) order by g.id)
        from accounts.role_grant as g where g.account = a.id and g.taken_at is null), '[]') as grants
    from accounts.account as a where ${condition}
    order by a.sign_in limit ${size} offset ${(page - 1) * size}`.execute(db);
  const [counted] = (await sql<{ total: number }>`select count(*)::integer as total from accounts.account as a where ${condition}`.execute(db)).rows;
  return { total: counted?.total ?? 0, rows };
}
