import { randomInt } from 'node:crypto';
import type { Actor, Scope } from '#kernel/actor.ts';
import { isMonth, monthIndex } from '#kernel/month.ts';
import { country, isPlaceCode, zeroLastPart } from '#kernel/place.ts';
import { Refusal } from '#kernel/refusal.ts';
import { getRegister, isIdentifier } from '#registers';
import type { Column } from '#registers';
import type { DraftIntent, DraftRegister, DraftState } from './contract.ts';

/** Fields by column as a register file would hold them; an employer by our own number. One that is not there is empty. */
export type StoredFields = Readonly<Record<string, string | number>>;

export type StoredDraft = {
  readonly draftId: string;
  readonly register: DraftRegister;
  readonly intent: DraftIntent;
  readonly state: DraftState;
  readonly author: string;
  readonly authorName: string;
  readonly begunAt: Date;
  readonly savedAt: Date;
  readonly fields: StoredFields;
  readonly base: string | null;
  readonly seenBy: readonly number[];
};

/** Who an actor is to others: his account; a visitor of the demonstration the role he looks as, so that a second one may be tried. */
export function personOf({ kind, account, name, grants }: Actor): string {
  if (kind !== 'visitor') return account ?? name;
  return [name, ...(grants.length === 1 ? grants.map(({ role, place }) => `${role} ${place}`) : [])].join(' ');
}

/** A place and all that covers it, up to 0 for the country (rule 1). */
export function coverOf(place: number): number[] {
  return place === country ? [country] : [place, ...coverOf(zeroLastPart(place))];
}

/** True when a scope reaches some place of a cover. Employers hold no permission over drafts. */
export function reaches({ places }: Scope, cover: readonly number[]): boolean {
  return places.some((place) => cover.includes(place));
}

/** The columns that people write: `status` and `recorded_at` come with the approval. */
export function writtenColumns(register: DraftRegister): readonly Column[] {
  return getRegister(register).columns.filter(({ name }) => name !== 'status' && name !== 'recorded_at');
}

/** True when a column names the row, or the whole row is only to end. */
export function isFixed({ register, intent }: Pick<StoredDraft, 'register' | 'intent'>, column: Column): boolean {
  if (intent === 'annulment') return true;
  if (intent === 'change') return column.key;
  return column.key && (register === 'projects' || register === 'pledges');
}

/** The key of the row in its kept form; undefined while it is not whole. */
export function keyOf(register: DraftRegister, fields: StoredFields): Readonly<Record<string, string | number>> | undefined {
  const key = getRegister(register).columns.filter((column) => column.key).map((column): [string, string | number | undefined] => {
    const value = fields[column.name];
    if (column.type === 'month') return [column.name, typeof value === 'string' && isMonth(value) ? monthIndex(value) : undefined];
    return [column.name, typeof value === (isIdentifier(column.type) ? 'number' : 'string') ? value : undefined];
  });
  return key.some(([, value]) => value === undefined) ? undefined : Object.fromEntries(key) as Record<string, string | number>;
}

/** The place that a row states, when it states one; null when it is not written or is none. */
export function placeOf(fields: Readonly<Record<string, unknown>>): number | null {
  const text = fields['place'];
  return typeof text === 'string' && isPlaceCode(text) ? Number(text) : null;
}

const letters = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

/** The id of a new project or pledge: given, not typed, so that nobody meets the row of another. `H` is for by hand. */
export function makeRowId(register: 'projects' | 'pledges', now: Date): string {
  const chance = Array.from({ length: 8 }, () => letters.charAt(randomInt(letters.length))).join('');
  return `H${register === 'pledges' ? 'P' : ''}-${now.getUTCFullYear()}-${chance}`;
}

/** Refuses `wrong-state` when a draft is past what is asked of it. */
export function mustBe({ state }: Pick<StoredDraft, 'state'>, ...states: readonly DraftState[]): void {
  if (!states.includes(state)) throw new Refusal('wrong-state', 409, { state });
}

/** A second person reviews: refuses `own-draft` to the author. */
export function mustBeAnother({ author }: Pick<StoredDraft, 'author'>, reviewer: Actor): void {
  if (author === personOf(reviewer)) throw new Refusal('own-draft', 403);
}
