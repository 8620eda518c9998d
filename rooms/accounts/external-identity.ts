import { sql } from 'kysely';
import { Refusal } from '#kernel/refusal.ts';
import { change, type AccountGround, type Change } from './ground.ts';
import { listIdentities, ofWay, signatureIssuer, type ExternalIdentity, type ExternalWay } from './identity-store.ts';
import type { Owner } from './own-account.ts';
import { holdAccount } from './store.ts';

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
