import type { Actor, Permission, Scope } from '#kernel/actor.ts';
import { holdsIdentifier } from '#kernel/identifiers.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Clock } from '#platform/clock.ts';
import type { Database } from '#platform/database.ts';
import { scopeThroughTime } from '#accounts';
import type { Views } from '#pledges';

/** What this room works on. */
export type OversightGround = {
  readonly db: Database;
  readonly clock: Clock;
  readonly views: Views;
  /** Where links in mails lead; undefined: no mails are sent. */
  readonly mailAddress: string | undefined;
};

/** What telling somebody needs of it: nothing that is computed, for it happens while that is. */
export type TellingGround = Omit<OversightGround, 'views'>;

/** Who does something, as rows keep it. */
export type By = Pick<Actor, 'kind' | 'name' | 'account'>;

/** As a row keeps who did it and when, and as replies tell it. */
export type StoredAct = { readonly at: Date; readonly actorKind: string; readonly by: string };

export function actOf({ at, actorKind, by }: StoredAct): { at: string; by: string; visitor: boolean } {
  return { at: at.toISOString(), by, visitor: actorKind === 'visitor' };
}

/** The day in Kazakhstan, five hours before UTC in the whole country since 1 March 2024. Terms are days there. */
export function today(clock: Clock): string {
  return new Date(clock.now().getTime() + 5 * 3_600_000).toISOString().slice(0, 10);
}

/** Refuses `identifier-in-text` when something that people write holds what passes as an IIN or BIN: it would be shown to others. */
export function mustHoldNoIdentifier(...texts: readonly (string | undefined)[]): void {
  if (texts.some((text) => text !== undefined && holdsIdentifier(text))) throw new Refusal('identifier-in-text', 422);
}

const nowhere: Scope = { places: [], employers: [] };

/** Where an actor holds any of some permissions; nothing in either list when nowhere. */
export function scopeOfAny(actor: Actor, permissions: readonly Permission[]): Scope {
  const scopes = permissions.map((permission) => scopeThroughTime(actor, permission) ?? nowhere);
  return { places: [...new Set(scopes.flatMap(({ places }) => places))], employers: [...new Set(scopes.flatMap(({ employers }) => employers))] };
}
