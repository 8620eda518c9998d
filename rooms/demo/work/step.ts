import type { Actor } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import { asSystem } from '#platform/access.ts';
import { listAuditLines, type AuditRow } from '#platform/audit.ts';
import type { Clock } from '#platform/clock.ts';
import type { Database } from '#platform/database.ts';

/** Something that one person does at an instant, which writes one line of the audit. */
export type Step = {
  readonly at: Date; readonly by: Actor;
  /** The word of its line. */
  readonly what: string;
  /** Does it; `id` is what the first step of its thread returned. */
  take(clock: Clock, id: string): Promise<unknown>;
};

/** Steps about one thing, in their order; what the first returns names it. */
export type Thread = readonly Step[];

const day = 24 * 3_600_000;

/** An hour in Kazakhstan, so many days before today. */
export function daysBefore(now: Date, days: number, hour: number): Date {
  const midnight = Math.floor((now.getTime() + 5 * 3_600_000) / day) * day - 5 * 3_600_000;
  // What is told of today is told of the past: never of an hour to come.
  return new Date(Math.min(midnight - days * day + hour * 3_600_000, now.getTime() - 60_000));
}

/** The day in Kazakhstan, so many days before today, or after it when negative. */
export function dayBefore(now: Date, days: number): string {
  return new Date(now.getTime() + 5 * 3_600_000 - days * day).toISOString().slice(0, 10);
}

/**
 * Takes all steps in the order of their instants. The audit says which were taken before the program was killed: a step and its
 * line are one transaction. A thread whose step is refused ends there: a visitor was faster. Returns what was refused.
 */
export async function takeSteps(db: Database, threads: readonly Thread[]): Promise<Refusal[]> {
  const steps = threads.flatMap((thread) => thread.map((step) => ({ thread, step }))).toSorted((a, b) => a.step.at.getTime() - b.step.at.getTime());
  const before = await linesOf(db, new Set(steps.map(({ step }) => step.by.name)));
  const ids = new Map<Thread, string>();
  const ended = new Set<Thread>();
  const refused: Refusal[] = [];
  for (const { thread, step } of steps) {
    if (ended.has(thread)) continue;
    const taken = before[0]?.what === step.what && before[0].actor === step.by.name ? before.shift() : undefined;
    try {
      const id = taken === undefined ? await step.take({ now: () => step.at }, ids.get(thread) ?? '') : taken.facts['objection'] ?? taken.subject;
      if (!ids.has(thread)) ids.set(thread, String(id));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refused.push(error);
      ended.add(thread);
    }
  }
  return refused;
}

/** What the audit holds of some people, oldest first. */
async function linesOf(db: Database, names: ReadonlySet<string>): Promise<AuditRow[]> {
  const lines = await asSystem(db, (transaction) => listAuditLines(transaction, { limit: 10_000 }));
  return lines.filter(({ actor }) => names.has(actor)).toReversed();
}
