import type { Actor, Scope } from '#kernel/actor.ts';
import { maskIdentifiers } from '#kernel/identifiers.ts';
import type { Purpose } from '#kernel/purpose.ts';
import { Refusal } from '#kernel/refusal.ts';
import { asReader, asSystem } from '#platform/access.ts';
import { record } from '#platform/audit.ts';
import type { Clock } from '#platform/clock.ts';
import type { Database } from '#platform/database.ts';
import type { Log } from '#platform/log.ts';
import { findSpent, findUnusual, readBudget, type Limit } from './budget.ts';
import * as store from './store.ts';

/** What reading persons needs: `freeze` ends all sessions and tokens of an account, when its budget is spent. */
export type ReadingGround = {
  readonly db: Database;
  readonly clock: Clock;
  readonly log: Pick<Log, 'warn'>;
  freeze(account: string): Promise<void>;
};

/** Who looks at persons, for what, and at what of them: `spells`, `identifier`, …; `subject` is of what they are part. */
export type Reading = {
  readonly actor: Actor;
  readonly purpose: Purpose;
  readonly what: string;
  readonly subject?: string | null;
  readonly request?: string | null;
  /** The word of the audit's line. */
  readonly audit?: 'persons-read' | 'identifier-shown' | 'identifier-not-shown' | 'who-looked-told';
};

/** What a work of reading found: whom it is about to show, and what it answers. */
type Found<Answer> = { readonly persons: readonly number[]; readonly answer: Answer };

/**
 * The only way to show persons: runs `work` as the reader of a scope, and writes in the same transaction who saw whom, for
 * what purpose. The answer is there only once that is committed. Refuses `budget-spent` {persons, most} when an account would see
 * more than it may (budget.ts): then nothing was shown, an alarm is raised, and the account's sessions are ended.
 * A visitor's and the operator's reading is written down and never refused.
 */
export async function readPersons<Answer>(ground: ReadingGround, scope: Scope, reading: Reading, work: (transaction: Database) => Promise<Found<Answer>>): Promise<Answer> {
  return watched(ground, reading, () => asReader(ground.db, scope, async (transaction) => {
    const { persons, answer } = await work(transaction);
    return { answer, raised: await enter(transaction, ground.clock.now(), reading, persons) };
  }));
}

/** Thrown within the transaction, which it undoes: the limit that was passed. */
class Spent extends Error {
  readonly limit: Limit;

  constructor(limit: Limit) {
    super('budget spent');
    this.limit = limit;
  }
}

type Raised = { readonly alarm: number; readonly kind: store.AlarmKind };

/** Runs a transaction that enters a reading; tells the log of alarms once they are committed, and raises the one of a spent budget. */
export async function watched<Answer>(ground: ReadingGround, reading: Reading, run: () => Promise<{ answer: Answer; raised: readonly Raised[] }>): Promise<Answer> {
  const warn = (one: Raised): void => ground.log.warn({ ...one, account: reading.actor.account, what: reading.what }, 'alarm');
  try {
    const { answer, raised } = await run();
    raised.forEach(warn);
    return answer;
  } catch (error) {
    if (!(error instanceof Spent)) throw error;
    const at = ground.clock.now();
    const { persons, most } = error.limit;
    const alarm = await asSystem(ground.db, (transaction) => raise(transaction, at, reading, { kind: 'budget', reading: null, persons, most }));
    if (reading.actor.account !== null) await ground.freeze(reading.actor.account);
    warn(alarm);
    throw new Refusal('budget-spent', 429, { persons, most });
  }
}

/** Enters a reading at the end of its transaction, which from here on is the system's. Returns the alarms that it raised. */
export async function enter(transaction: Database, at: Date, reading: Reading, shown: readonly number[]): Promise<Raised[]> {
  const { actor, purpose, what, subject = null, request = null } = reading;
  const persons = [...new Set(shown)];
  const reader = readerOf(actor);
  const row: store.ReadingRow = {
    at, day: dayOf(at), reader, kind: actor.kind, account: actor.account, name: actor.name, grants: actor.grants, from: actor.from ?? null,
    purpose, what, subject: subject === null ? null : maskIdentifiers(subject), request,
  };
  await store.becomeSystem(transaction);
  const budget = await readBudget(transaction);
  const personsOfDayBefore = await store.holdDay(transaction, reader, row.day);
  const id = await store.enterReading(transaction, row, persons);
  const seen = { personsOfDayBefore, ...(await store.countSeen(transaction, row, budget.medianDays)) };
  const spent = findSpent(budget, seen);
  if (spent !== undefined && (actor.kind === 'account' || actor.kind === 'token')) throw new Spent(spent);
  await store.putDay(transaction, reader, row.day, seen.personsOfDay);
  const unusual = findUnusual(budget, seen);
  const canaries = await store.countCanaries(transaction, persons);
  const raised: Raised[] = [];
  if (canaries > 0) raised.push(await raise(transaction, at, reading, { kind: 'canary', reading: id, persons: canaries, most: null }));
  if (unusual !== undefined) raised.push(await raise(transaction, at, reading, { kind: 'unusual', reading: id, ...unusual }));
  await record(transaction, { actor, what: reading.audit ?? 'persons-read', subject: row.subject ?? undefined, facts: { reading: id, persons: persons.length, of: what, purpose }, at });
  return raised;
}

/** A visitor and the operator have no account: their reading counts to their name. */
function readerOf(actor: Actor): string {
  return actor.account ?? actor.name;
}

/** The day in Kazakhstan, five hours before UTC in the whole country since 1 March 2024. */
function dayOf(at: Date): string {
  return new Date(at.getTime() + 5 * 3_600_000).toISOString().slice(0, 10);
}

async function raise(transaction: Database, at: Date, { actor }: Reading, alarm: store.NewAlarm): Promise<Raised> {
  const id = await store.enterAlarm(transaction, { at, reader: readerOf(actor), account: actor.account, name: actor.name }, alarm);
  const { kind, reading, persons, most } = alarm;
  await record(transaction, { actor, what: 'alarm-raised', subject: String(id), facts: { kind, reading, persons, most }, at });
  return { alarm: id, kind };
}
