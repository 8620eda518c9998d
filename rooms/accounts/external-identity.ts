import { sql } from 'kysely';
import { Refusal } from '#kernel/refusal.ts';
import type { Database } from '#platform/database.ts';
import { change, type AccountGround, type Change } from './ground.ts';
import type { Owner } from './own-account.ts';
import { holdAccount } from './store.ts';

/** Under which name somebody else knows an account. Two are the same only when both parts are, letter by letter. */
export type ExternalIdentity = { readonly issuer: string; readonly subject: string };

/** The issuer of national e-signatures; their subject is a keyed hash of the IIN. */
export const signatureIssuer = 'signature';

export type ExternalWay = 'oidc' | 'signature';

const ofWay = (way: ExternalWay) => (way === 'signature' ? sql`issuer = ${signatureIssuer}` : sql`issuer <> ${signatureIssuer}`);

/** By which of these ways the account `a` of a query is linked, as JSON. */
export const linkedWays = sql`coalesce((select json_agg(distinct case when e.issuer = ${sql.lit(signatureIssuer)} then 'signature' else 'oidc' end)
  from accounts.external_identity as e where e.account = a.id), '[]')`;

/** The account in force that an identity signs in; a disabled one is as if it were not there. */
export async function findByIdentity(db: Database, { issuer, subject }: ExternalIdentity): Promise<{ id: string; signIn: string; secondFactorOn: boolean } | undefined> {
  const { rows } = await sql<{ id: string; signIn: string; secondFactorOn: boolean }>`
    select a.id, a.sign_in as "signIn", a.totp_confirmed_at is not null as "secondFactorOn"
    from accounts.external_identity as e join accounts.account as a on a.id = e.account and a.disabled_at is null
    where e.issuer = ${issuer} and e.subject = ${subject}`.execute(db);
  return rows[0];
}

export async function listIdentities(db: Database, account: string): Promise<{ way: ExternalWay; linkedAt: Date }[]> {
  const { rows } = await sql<{ way: ExternalWay; linkedAt: Date }>`
    select case when issuer = ${signatureIssuer} then 'signature' else 'oidc' end as way, linked_at as "linkedAt"
    from accounts.external_identity where account = ${account} order by linked_at`.execute(db);
  return rows;
}

/** Links an identity within a change, in place of the one of the same way before. Refuses `identity-taken` when it is another account's. */
export async function linkIdentity({ transaction, at, note }: Change, account: string, by: string, identity: ExternalIdentity): Promise<void> {
  const way = identity.issuer === signatureIssuer ? 'signature' : 'oidc';
  await sql`delete from accounts.external_identity where account = ${account} and ${ofWay(way)}`.execute(transaction);
  const { rows } = await sql`
    insert into accounts.external_identity (issuer, subject, account, linked_at, linked_by)
    values (${identity.issuer}, ${identity.subject}, ${account}, ${at}, ${by}) on conflict do nothing returning account`.execute(transaction);
  if (rows.length === 0) throw new Refusal('identity-taken', 409);
  note('identity-linked', account, { way });
}

/** Takes an identity off the own account. Refuses `no-such-identity`, and `last-way` when nothing would be left to sign in by. */
export async function unlinkIdentity(ground: AccountGround, owner: Owner, way: ExternalWay): Promise<void> {
  await change(ground, owner, async ({ transaction, note }) => {
    const held = await holdAccount(transaction, owner.account);
    const { rows } = await sql`delete from accounts.external_identity where account = ${owner.account} and ${ofWay(way)} returning account`.execute(transaction);
    if (rows.length === 0) throw new Refusal('no-such-identity', 404);
    if (held?.passwordHash === null && (await listIdentities(transaction, owner.account)).length === 0) throw new Refusal('last-way', 409);
    note('identity-unlinked', owner.account, { way });
  });
}
