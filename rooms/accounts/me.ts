import { permissions, type Grant } from '#kernel/actor.ts';
import { placeText } from '#kernel/place.ts';
import type { HeldGrant, Me, SessionRow, TokenRow } from './contract.ts';
import { demonstration } from './demonstration.ts';
import type { AccountGround } from './ground.ts';
import { asksSecondFactor, scopeThroughTime, type Identity } from './identify.ts';
import { confirmedUntil } from './session.ts';
import type { StoredSession, StoredToken } from './session-store.ts';
import { needsSetUp } from './set-up.ts';
import { countRecoveryCodes } from './store.ts';

function heldGrant({ role, place, employer }: Grant): HeldGrant {
  return { role, place: place === null ? null : placeText(place), employer };
}

/** Who asks and what he may, as the pages need it. */
export async function describeMe(ground: AccountGround, { actor, session, holder, looking }: Identity): Promise<Me> {
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
      on: holder.secondFactorOn, needed: asksSecondFactor(holder), recoveryCodesLeft: await countRecoveryCodes(ground.db, actor.account),
    },
    session: session === undefined ? null : { id: session.id, how: session.how, endsAt: session.endsAt.toISOString(), confirmedUntil: confirmedUntil(session).toISOString() },
    ways: ['password', ...(ground.oidc === undefined ? [] : ['oidc' as const]), ...(ground.signatures === undefined ? [] : ['signature' as const])],
    provider: ground.oidc?.name ?? null,
    setUp: actor.kind === 'nobody' || actor.kind === 'visitor' ? await needsSetUp(ground) : false,
  };
}

export function sessionRow({ id, how, signedInAt, lastSeenAt, idleEndsAt, endsAt, browser }: StoredSession, own: string): SessionRow {
  return { id, how, signedInAt: signedInAt.toISOString(), lastSeenAt: lastSeenAt.toISOString(), idleEndsAt: idleEndsAt.toISOString(), endsAt: endsAt.toISOString(), browser, own: id === own };
}

export function tokenRow({ id, name, permissions: held, createdAt, expiresAt, lastUsedAt }: StoredToken): TokenRow {
  return { id, name, permissions: [...held], createdAt: createdAt.toISOString(), expiresAt: expiresAt.toISOString(), lastUsedAt: lastUsedAt?.toISOString() ?? null };
}
