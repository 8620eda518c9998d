import { permissions, type Grant } from '#kernel/actor.ts';
import { placeText } from '#kernel/place.ts';
import type { Me } from './contract.ts';
import { demonstration } from './demonstration.ts';
import type { AccountGround } from './ground.ts';
import { scopeThroughTime, type Identity } from './identify.ts';
import type { SessionRow, TokenRow } from './own-contract.ts';
import { confirmedUntil } from './session.ts';
import type { StoredHolder, StoredSession, StoredToken } from './session-store.ts';
import { needsSetUp } from './set-up.ts';
import type { confirmWays, HeldGrant } from './shapes.ts';
import { countRecoveryCodes } from './store.ts';

function heldGrant({ role, place, employer }: Grant): HeldGrant {
  return { role, place: place === null ? null : placeText(place), employer };
}

/** Who asks and what he may, as the pages need it. */
export async function describeMe(ground: AccountGround, { actor, session, holder, shownTwo, looking }: Identity): Promise<Me> {
  const held = permissions.flatMap((permission) => {
    const scope = scopeThroughTime(actor, permission);
    return scope === undefined ? [] : [{ permission, places: scope.places.map(placeText), employers: [...scope.employers] }];
  });
  return {
    kind: actor.kind,
    name: holder?.name ?? null,
    signIn: holder?.signIn ?? null,
    language: holder?.language ?? null,
    grants: actor.grants.map(heldGrant),
    permissions: held,
    demonstration: await demonstration(ground),
    looking: looking === undefined ? null : heldGrant(looking),
    secondFactor: holder === undefined || actor.account === null ? null : {
      on: holder.secondFactorOn, needed: !shownTwo, recoveryCodesLeft: await countRecoveryCodes(ground.db, actor.account),
    },
    session: session === undefined ? null : { id: session.id, how: session.how, endsAt: session.endsAt.toISOString(), confirmedUntil: confirmedUntil(session).toISOString(), confirmBy: holder === undefined ? [] : confirmBy(ground, holder) },
    ways: ['password', ...(ground.oidc === undefined ? [] : ['oidc' as const]), ...(ground.signatures === undefined ? [] : ['signature' as const])],
    provider: ground.oidc?.name ?? null,
    setUp: actor.kind === 'nobody' || actor.kind === 'visitor' ? await needsSetUp(ground) : false,
  };
}

/** By what a holder shows anew who he is: a password with a code, or what he has instead of one; and whatever else is linked and on. */
function confirmBy({ oidc, signatures }: AccountGround, { hasPassword, secondFactorOn, linked }: StoredHolder): (typeof confirmWays)[number][] {
  const own = hasPassword ? ['password' as const] : secondFactorOn ? ['code' as const] : [];
  const on = { oidc: oidc !== undefined, signature: signatures !== undefined };
  return [...own, ...(['oidc', 'signature'] as const).filter((way) => on[way] && linked.includes(way))];
}

export function sessionRow({ id, how, signedInAt, lastSeenAt, idleEndsAt, endsAt, browser }: StoredSession, own: string): SessionRow {
  return { id, how, signedInAt: signedInAt.toISOString(), lastSeenAt: lastSeenAt.toISOString(), idleEndsAt: idleEndsAt.toISOString(), endsAt: endsAt.toISOString(), browser, own: id === own };
}

export function tokenRow({ id, name, permissions: held, createdAt, expiresAt, lastUsedAt }: StoredToken): TokenRow {
  return { id, name, permissions: [...held], createdAt: createdAt.toISOString(), expiresAt: expiresAt.toISOString(), lastUsedAt: lastUsedAt?.toISOString() ?? null };
}
