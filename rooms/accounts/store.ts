import { sql } from 'kysely';
import type { Role } from '#kernel/actor.ts';
import type { Database } from '#platform/database.ts';

/** An account as it stands; secrets in it are sealed or hashed. */
export type StoredAccount = {
  readonly id: string; readonly signIn: string; readonly name: string; readonly language: 'kk' | 'ru' | 'en';
  readonly passwordHash: string | null; readonly totpSecret: string | null; readonly totpPending: string | null; readonly totpStep: number;
  readonly disabledAt: Date | null;
};

const accountColumns = sql`id, sign_in as "signIn", name, language, password_hash as "passwordHash", totp_secret as "totpSecret", totp_pending as "totpPending",
  totp_step as "totpStep", disabled_at as "disabledAt"`;

export async function findAccount(db: Database, id: string): Promise<StoredAccount | undefined> {
  return (await sql<StoredAccount>`select ${accountColumns} from accounts.account where id = ${id}`.execute(db)).rows[0];
}

export async function findAccountByName(db: Database, signIn: string): Promise<StoredAccount | undefined> {
  return (await sql<StoredAccount>`select ${accountColumns} from accounts.account where sign_in = ${signIn}`.execute(db)).rows[0];
}

/** The same, held against changes until the transaction ends. */
export async function holdAccount(transaction: Database, id: string): Promise<StoredAccount | undefined> {
  return (await sql<StoredAccount>`select ${accountColumns} from accounts.account where id = ${id} for update`.execute(transaction)).rows[0];
}

/** False when the name is taken. */
export async function addAccount(db: Database, one: { id: string; signIn: string; name: string; language: string; passwordHash: string | null; at: Date; by: string }): Promise<boolean> {
  const { rows } = await sql`
    insert into accounts.account (id, sign_in, name, language, password_hash, created_at, created_by)
    values (${one.id}, ${one.signIn}, ${one.name}, ${one.language}, ${one.passwordHash}, ${one.at}, ${one.by})
    on conflict (sign_in) do nothing returning id`.execute(db);
  return rows.length > 0;
}

/** Changes columns of an account; those left out stay. */
export async function changeAccount(db: Database, id: string, to: Partial<Omit<StoredAccount, 'id' | 'signIn' | 'totpSecret'>> & { readonly lastSignInAt?: Date }): Promise<void> {
  const columns: Record<keyof typeof to, string> = {
    name: 'name', language: 'language', passwordHash: 'password_hash', totpPending: 'totp_pending', totpStep: 'totp_step', disabledAt: 'disabled_at', lastSignInAt: 'last_sign_in_at',
  };
  const set = Object.entries(to).map(([field, value]) => sql`${sql.ref(columns[field as keyof typeof to])} = ${value}`);
  await sql`update accounts.account set ${sql.join(set)} where id = ${id}`.execute(db);
}

/** Switches the second factor on, or off with null. */
export async function putSecondFactor(db: Database, id: string, on: { secret: string; step: number; at: Date } | null): Promise<void> {
  await sql`
    update accounts.account set totp_secret = ${on?.secret ?? null}, totp_confirmed_at = ${on?.at ?? null}, totp_step = ${on?.step ?? 0}, totp_pending = null
    where id = ${id}`.execute(db);
}

export async function replaceRecoveryCodes(db: Database, account: string, hashes: readonly string[], at: Date): Promise<void> {
  await sql`delete from accounts.recovery_code where account = ${account}`.execute(db);
  if (hashes.length === 0) return;
  await sql`insert into accounts.recovery_code (account, code_hash, made_at) values ${sql.join(hashes.map((hash) => sql`(${account}, ${hash}, ${at})`))}`.execute(db);
}

/** True when the code was there and unused: it is used now. */
export async function useRecoveryCode(db: Database, account: string, hash: string, at: Date): Promise<boolean> {
  const { rows } = await sql`update accounts.recovery_code set used_at = ${at} where account = ${account} and code_hash = ${hash} and used_at is null returning account`.execute(db);
  return rows.length > 0;
}

export async function countRecoveryCodes(db: Database, account: string): Promise<number> {
  const { rows } = await sql<{ left: number }>`select count(*)::integer as left from accounts.recovery_code where account = ${account} and used_at is null`.execute(db);
  return rows[0]?.left ?? 0;
}

/** Lets nobody else give or take a role, nor disable an account, until the transaction ends: whoever is last can then be counted. */
export async function holdGrants(transaction: Database): Promise<void> {
  await sql`lock table accounts.role_grant in share row exclusive mode`.execute(transaction);
}

/** Accounts that can administer: in force, with the role, and with a way to sign in. */
export async function listAdministrators(db: Database): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct a.id from accounts.account as a join accounts.role_grant as g on g.account = a.id and g.taken_at is null
    where g.role = 'administrator' and a.disabled_at is null
      and (a.password_hash is not null or exists (select from accounts.external_identity as e where e.account = a.id))`.execute(db);
  return rows.map(({ id }) => id);
}

export type StoredGrant = { readonly id: string; readonly role: Role; readonly place: number | null; readonly employer: number | null };

export async function listGrants(db: Database, account: string): Promise<StoredGrant[]> {
  const { rows } = await sql<StoredGrant>`select id, role, place, employer from accounts.role_grant where account = ${account} and taken_at is null order by id`.execute(db);
  return rows;
}

/** False when it is held already. */
export async function addGrant(db: Database, account: string, { id, role, place, employer }: StoredGrant, by: string, at: Date): Promise<boolean> {
  const { rows } = await sql`
    insert into accounts.role_grant (id, account, role, place, employer, given_at, given_by)
    values (${id}, ${account}, ${role}, ${place}, ${employer}, ${at}, ${by})
    on conflict do nothing returning id`.execute(db);
  return rows.length > 0;
}

/** The grant that was taken; undefined when the account does not hold it. */
export async function markTaken(db: Database, account: string, id: string, by: string, at: Date): Promise<StoredGrant | undefined> {
  const { rows } = await sql<StoredGrant>`
    update accounts.role_grant set taken_at = ${at}, taken_by = ${by} where id = ${id} and account = ${account} and taken_at is null
    returning id, role, place, employer`.execute(db);
  return rows[0];
}

/** Whether imported places know a code. */
export async function isImportedPlace(db: Database, kato: number): Promise<boolean> {
  return (await sql`select 1 from reference.place where kato = ${kato}`.execute(db)).rows.length > 0;
}

export type StoredLink = { readonly purpose: 'set-up' | 'invitation' | 'reset'; readonly account: string | null; readonly signIn: string | null; readonly name: string | null; readonly expiresAt: Date };

/** Makes a link; those before it, for the same account or the set-up, are void. */
export async function addLink(db: Database, link: { hash: string; purpose: string; account: string | null; at: Date; by: string; expiresAt: Date }): Promise<void> {
  await voidLinks(db, link.account, link.at);
  await sql`
    insert into accounts.link (token_sha256, purpose, account, made_at, made_by, expires_at)
    values (${link.hash}, ${link.purpose}, ${link.account}, ${link.at}, ${link.by}, ${link.expiresAt})`.execute(db);
}

/** Null: those for the set-up. */
export async function voidLinks(db: Database, account: string | null, at: Date): Promise<void> {
  await sql`update accounts.link set void_at = ${at} where account is not distinct from ${account} and used_at is null and void_at is null`.execute(db);
}

export async function findLink(db: Database, hash: string, now: Date): Promise<StoredLink | undefined> {
  const { rows } = await sql<StoredLink>`
    select l.purpose, l.account, a.sign_in as "signIn", a.name, l.expires_at as "expiresAt"
    from accounts.link as l left join accounts.account as a on a.id = l.account
    where l.token_sha256 = ${hash} and l.used_at is null and l.void_at is null and l.expires_at > ${now} and a.disabled_at is null`.execute(db);
  return rows[0];
}

/** True for the one that uses the link. */
export async function markUsed(db: Database, hash: string, at: Date): Promise<boolean> {
  const { rows } = await sql`
    update accounts.link set used_at = ${at} where token_sha256 = ${hash} and used_at is null and void_at is null and expires_at > ${at} returning purpose`.execute(db);
  return rows.length > 0;
}

export async function findSecret(db: Database): Promise<string | undefined> {
  return (await sql<{ sealed: string }>`select sealed from accounts.secret`.execute(db)).rows[0]?.sealed;
}

/** Of two that begin at once the first wins. */
export async function putSecret(db: Database, sealed: string): Promise<void> {
  await sql`insert into accounts.secret (sealed) values (${sealed}) on conflict (single) do nothing`.execute(db);
}

export async function replaceSecret(db: Database, sealed: string): Promise<void> {
  await sql`update accounts.secret set sealed = ${sealed}`.execute(db);
}
