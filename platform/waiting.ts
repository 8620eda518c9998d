import { Refusal } from '#kernel/refusal.ts';
import type { Actor } from '#kernel/actor.ts';

/**
 * Counts what each asker has lined up of something costly: call it when something is asked for, and what it returns when that has
 * ended. Refuses `too-many-waiting` {most} to whoever has so many already; others are not held up by it.
 */
export function limitWaiting(most: number): (asker: Pick<Actor, 'account' | 'name'>) => () => void {
  const waiting = new Map<string, number>();
  return ({ account, name }) => {
    const who = account ?? `name ${name}`;
    const held = waiting.get(who) ?? 0;
    if (held >= most) throw new Refusal('too-many-waiting', 429, { most });
    waiting.set(who, held + 1);
    let ended = false;
    return () => {
      if (ended) return;
      ended = true;
      const left = (waiting.get(who) ?? 1) - 1;
      if (left === 0) waiting.delete(who);
      else waiting.set(who, left);
    };
  };
}
