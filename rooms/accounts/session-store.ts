import { sql } from 'kysely';
import type { Permission, Role } from '#kernel/actor.ts';
import type { Database } from '#platform/database.ts';
import { linkedWays, type ExternalWay } from './identity-store.ts';

export type SessionWay = 'password' | 'totp' | 'recovery-code' | 'oidc' | 'signature';

export type StoredSession = {
  readonly id: string; readonly account: string; readonly how: SessionWay; readonly secondFactor: boolean;
  readonly signedInAt: Date; readonly confirmedAt: Date; readonly confirmedFully: boolean; readonly lastSeenAt: Date; readonly idleMinutes: number; readonly idleEndsAt: Date; readonly endsAt: Date;
  readonly browser: string;
};

/** Whose a session or a token is, with the grants that hold at this moment. */
export type StoredHolder = {
  readonly signIn: string; readonly name: string; readonly language: 'kk' | 'ru' | 'en'; readonly secondFactorOn: boolean;
  readonly hasPassword: boolean; readonly linked: readonly ExternalWay[];
  readonly grants: readonly { readonly role: Role; readonly place: number | null; readonly employer: number | null }[];
};

const sessionColumns = sql`s.id, s.account, s.how, s.second_factor as "secondFactor", s.signed_in_at as "signedInAt", s.confirmed_at as "confirmedAt", s.confirmed_fully as "confirmedFully",
  s.last_seen_at as "lastSeenAt", s.idle_minutes as "idleMinutes", s.idle_ends_at as "idleEndsAt", s.ends_at as "endsAt", s.browser`;
const holderColumns = sql`a.sign_in as "signIn", a.name, a.language, a.totp_confirmed_at is not null as "secondFactorOn", a.password_hash is not null as "hasPassword",
  ${linkedWays} as linked,
  coalesce((select json_agg(json_build_object('role', g.role, 'place', g.place, 'employer', g.employer) order by g.id)
    from accounts.role_grant as g where g.account = a.id and g.taken_at is null), '[]') as grants`;
/** What is in force at an instant. */
const inForce = (now: Date) => sql`s.ended_at is null and s.idle_ends_at > ${now} and s.ends_at > ${now}`;

export async function findSession(db: Database, hash: string, now: Date): Promise<(StoredSession & StoredHolder) | undefined> {
  const { rows } = await sql<StoredSession & StoredHolder>`
    select ${sessionColumns}, ${holderColumns} from accounts.session as s join accounts.account as a on a.id = s.account and a.disabled_at is null
    where s.token_sha256 = ${hash} and ${inForce(now)}`.execute(db);
  return rows[0];
}

export async function listSessions(db: Database, account: string, now: Date): Promise<StoredSession[]> {
  const { rows } = await sql<StoredSession>`
    select ${sessionColumns} from accounts.session as s where s.account = ${account} and ${inForce(now)} order by s.last_seen_at desc, s.id desc`.execute(db);
  return rows;
}

/** Whether a session has not ended. */
export async function isInForce(db: Database, id: string, now: Date): Promise<boolean> {
  return (await sql`select from accounts.session as s where s.id = ${id} and ${inForce(now)}`.execute(db)).rows.length > 0;
}

export async function addSession(db: Database, one: StoredSession, hash: string): Promise<void> {
  await sql`
    insert into accounts.session (id, token_sha256, account, how, second_factor, signed_in_at, confirmed_at, confirmed_fully, last_seen_at, idle_minutes, idle_ends_at, ends_at, browser)
    values (${one.id}, ${hash}, ${one.account}, ${one.how}, ${one.secondFactor}, ${one.signedInAt}, ${one.confirmedAt}, ${one.confirmedFully}, ${one.lastSeenAt}, ${one.idleMinutes},
      ${one.idleEndsAt}, ${one.endsAt}, ${one.browser})`.execute(db);
}

/** Notes that a session was used, which lets it live on. */
export async function touchSession(db: Database, id: string, now: Date, idleEndsAt: Date): Promise<void> {
  await sql`update accounts.session set last_seen_at = ${now}, idle_ends_at = ${idleEndsAt} where id = ${id} and ended_at is null and last_seen_at < ${now}`.execute(db);
}

/** Gives a session another token and notes that its holder showed who he is; false when it has ended meanwhile. */
export async function replaceToken(db: Database, id: string, hash: string, to: { how?: SessionWay; secondFactor: boolean; fully: boolean; at: Date }): Promise<boolean> {
  const { rows } = await sql`
    update accounts.session set token_sha256 = ${hash}, how = coalesce(${to.how ?? null}, how), second_factor = second_factor or ${to.secondFactor}, confirmed_at = ${to.at}, confirmed_fully = ${to.fully}
    where id = ${id} and ended_at is null returning id`.execute(db);
  return rows.length > 0;
}

/** Ends sessions of an account: one, all, or all but one. Returns how many that were in force. */
export async function markEnded(db: Database, account: string, why: string, now: Date, which: { only?: string; but?: string } = {}): Promise<number> {
  const { rows } = await sql`
    update accounts.session as s set ended_at = ${now}, ended_why = ${why}
    where s.account = ${account} and ${inForce(now)}
      and ${which.only === undefined ? sql`true` : sql`s.id = ${which.only}`} and ${which.but === undefined ? sql`true` : sql`s.id <> ${which.but}`}
    returning s.id`.execute(db);
  return rows.length;
}

export type StoredToken = {
  readonly id: string; readonly account: string; readonly name: string; readonly permissions: readonly Permission[]; readonly secondFactor: boolean;
  readonly createdAt: Date; readonly expiresAt: Date; readonly lastUsedAt: Date | null;
};

const tokenColumns = sql`t.id, t.account, t.permissions, t.second_factor as "secondFactor", t.created_at as "createdAt", t.expires_at as "expiresAt", t.last_used_at as "lastUsedAt"`;

export async function findToken(db: Database, hash: string, now: Date): Promise<(Omit<StoredToken, 'name'> & StoredHolder) | undefined> {
  const { rows } = await sql<Omit<StoredToken, 'name'> & StoredHolder>`
    select ${tokenColumns}, ${holderColumns} from accounts.token as t join accounts.account as a on a.id = t.account and a.disabled_at is null
    where t.token_sha256 = ${hash} and t.ended_at is null and t.expires_at > ${now}`.execute(db);
  return rows[0];
}

export async function listTokens(db: Database, account: string, now: Date): Promise<StoredToken[]> {
  const { rows } = await sql<StoredToken>`
    select ${tokenColumns}, t.name from accounts.token as t where t.account = ${account} and t.ended_at is null and t.expires_at > ${now} order by t.id desc`.execute(db);
  return rows;
}

export async function addToken(db: Database, one: StoredToken, hash: string): Promise<void> {
  await sql`
    insert into accounts.token (id, token_sha256, account, name, permissions, second_factor, created_at, expires_at)
    values (${one.id}, ${hash}, ${one.account}, ${one.name}, ${[...one.permissions]}::text[], ${one.secondFactor}, ${one.createdAt}, ${one.expiresAt})`.execute(db);
}

export async function touchToken(db: Database, id: string, now: Date): Promise<void> {
  await sql`update accounts.token set last_used_at = ${now} where id = ${id}`.execute(db);
}

/** Ends tokens of an account, one or all; returns how many there were. */
export async function markTokensEnded(db: Database, account: string, now: Date, only?: string): Promise<number> {
  const { rows } = await sql`
    update accounts.token set ended_at = ${now}
    where account = ${account} and ended_at is null and expires_at > ${now} and ${only === undefined ? sql`true` : sql`id = ${only}`} returning id`.execute(db);
  return rows.length;
}
