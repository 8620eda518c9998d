import type { Actor, Permission } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import { change, type AccountGround } from './ground.ts';
import { makeId, makeToken, tokenHash } from './id.ts';
import { scopeOf, tokenPermissions } from './policy.ts';
import { addToken, markTokensEnded, type StoredToken } from './session-store.ts';

/**
 * Makes an API token for whoever is signed in; the token itself is returned this once. Refuses `not-for-tokens` {permission}
 * for what no program may hold and for what its owner does not.
 */
export async function issueToken(
  ground: AccountGround, actor: Actor & { readonly account: string }, wanted: { name: string; permissions: readonly Permission[]; days: number; secondFactor: boolean },
): Promise<StoredToken & { readonly token: string }> {
  const permissions = [...new Set(wanted.permissions)];
  for (const permission of permissions) {
    if (!tokenPermissions.has(permission) || scopeOf(actor, permission) === undefined) throw new Refusal('not-for-tokens', 422, { permission });
  }
  const token = `jms_${makeToken()}`;
  return change(ground, actor, async ({ transaction, at, note }) => {
    const row: StoredToken = {
      id: makeId(at), account: actor.account, name: wanted.name, permissions, secondFactor: wanted.secondFactor,
      createdAt: at, expiresAt: new Date(at.getTime() + wanted.days * 24 * 60 * 60_000), lastUsedAt: null,
    };
    await addToken(transaction, row, tokenHash(token));
    note('token-made', row.id, { permissions: permissions.join(' '), days: wanted.days });
    return { ...row, token };
  });
}

/** Ends one token of an account. Refuses `no-such-token`, for another's too. */
export async function endToken(ground: AccountGround, actor: Actor & { readonly account: string }, id: string): Promise<void> {
  await change(ground, actor, async ({ transaction, at, note }) => {
    if ((await markTokensEnded(transaction, actor.account, at, id)) === 0) throw new Refusal('no-such-token', 404);
    note('token-ended', id);
  });
}
