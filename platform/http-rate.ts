import type { Actor } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';

/** How many requests an account may send in a minute, and how many of them at once. */
export type Pace = { readonly requestsPerMinute: number; readonly requestBurst: number };

/** Judges one request of an actor. Refuses `too-many-requests` 429 {seconds}: so long until the next one is taken. */
export type Turnstile = (actor: Pick<Actor, 'kind' | 'account'>) => void;

/**
 * Holds accounts to a pace, and the programs of each, all together, to another one of the same size: a page asks for a dozen things at
 * once and then waits for its reader, a program that wants everything takes files. Whoever has no account is not counted. It is kept in
 * memory: of several processes behind one address each counts its own, and a new start begins anew.
 */
export function openTurnstile({ requestsPerMinute, requestBurst }: Pace, now: () => number = () => performance.now()): Turnstile {
  const perMillisecond = requestsPerMinute / 60_000;
  // One entry for each account that ever asked.
  const held = new Map<string, { readonly left: number; readonly at: number }>();
  return ({ kind, account }) => {
    if (account === null) return;
    const key = `${kind} ${account}`;
    const at = now();
    const before = held.get(key) ?? { left: requestBurst, at };
    const left = Math.min(requestBurst, before.left + (at - before.at) * perMillisecond);
    held.set(key, { left: left < 1 ? left : left - 1, at });
    if (left < 1) throw new Refusal('too-many-requests', 429, { seconds: Math.ceil((1 - left) / perMillisecond / 1000) });
  };
}
