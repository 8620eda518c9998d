import { sql } from 'kysely';
import type { Database } from '#platform/database.ts';

/** Under which name somebody else knows an account. Two are the same only when both parts are, letter by letter. */
export type ExternalIdentity = { readonly issuer: string; readonly subject: string };

/** The issuer of national e-signatures; their subject is a keyed hash of the IIN. */
export const signatureIssuer = 'signature';

export type ExternalWay = 'oidc' | 'signature';

export const ofWay = (way: ExternalWay) => (way === 'signature' ? sql`issuer = ${signatureIssuer}` : sql`issuer <> ${signatureIssuer}`);

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
