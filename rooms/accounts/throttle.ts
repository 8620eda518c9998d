import { isIPv6 } from 'node:net';
import { nobody } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import { record } from '#platform/audit.ts';
import { findAttempt, forgetAttempt, putAttempt, takeBackAttempt, type Attempt } from './attempt-store.ts';
import type { AccountGround } from './ground.ts';

const lockMilliseconds = 15 * 60_000;
/** Tries in a row that bring the lock. A network holds many people, so it takes more. */
const most = { name: 10, network: 50 } as const;
/** Tries without a delay; each after them doubles it, from one second to a minute. */
const free = { name: 3, network: 20 } as const;
export type AttemptKind = keyof typeof most;

/**
 * What a further try makes of the tries so far. It is counted before it is judged, so that those in parallel count each
 * other. Refuses `too-many-tries` {seconds} while a delay or a lock lasts, and counts nothing then. A lock that is over, or
 * a quarter of an hour without a try, begins anew.
 */
export function countTry(kind: AttemptKind, before: Attempt | undefined, now: Date): Attempt {
  const forgottenAt = before === undefined ? 0 : before.lockedUntil?.getTime() ?? before.lastAt.getTime() + lockMilliseconds;
  const tries = before !== undefined && forgottenAt > now.getTime() ? before.tries : 0;
  if (before !== undefined && tries > 0) {
    const delay = tries < free[kind] ? 0 : Math.min(2 ** (tries - free[kind]), 60) * 1000;
    const wait = (before.lockedUntil?.getTime() ?? before.lastAt.getTime() + delay) - now.getTime();
    if (wait > 0) throw new Refusal('too-many-tries', 429, { seconds: Math.ceil(wait / 1000) });
  }
  const lockedUntil = tries + 1 >= most[kind] ? new Date(now.getTime() + lockMilliseconds) : null;
  return { tries: tries + 1, lastAt: now, lockedUntil };
}

/** One try to sign in, from a network and under a name; without one where who it is follows from what is shown. `from` is for the audit. */
export type Try = { readonly name?: string; readonly network: string; readonly from?: string };

/** Names are hashed whether they exist or not, so that the table tells neither. */
export function describeTry(ground: AccountGround, signInName: string, ip: string): Try {
  return { name: ground.secrets.hash('attempt', `name ${signInName}`), ...describeNetwork(ground, ip) };
}

/** A try by a way in that takes no name. */
export function describeNetwork({ secrets }: AccountGround, ip: string): Try {
  return { network: secrets.hash('attempt', `network ${networkOf(ip)}`), from: ip };
}

/** Counts a try. Refuses `too-many-tries`. */
export async function beginTry(ground: AccountGround, { name, network, from }: Try): Promise<void> {
  const now = ground.clock.now();
  await ground.db.transaction().execute(async (transaction) => {
    const locked: string[] = [];
    // Always the name first: tries that share both never wait for each other in a circle.
    for (const [kind, key] of [['name', name], ['network', network]] as const) {
      if (key === undefined) continue;
      const after = countTry(kind, await findAttempt(transaction, key, now), now);
      await putAttempt(transaction, key, after);
      if (after.lockedUntil !== null) locked.push(kind);
    }
    for (const kind of locked) await record(transaction, { actor: { ...nobody, from }, what: 'sign-in-locked', facts: { kind }, at: now });
  });
}

/** A try that succeeded: the name begins anew; the network is only given this try back, it may hold others who guess. */
export async function forgiveTry(transaction: AccountGround['db'], { name, network }: Try): Promise<void> {
  if (name !== undefined) await forgetAttempt(transaction, name);
  await takeBackAttempt(transaction, network, most.network);
}

/** A try that was right as far as it went. The tries before it still stand, or a known password would allow any number of codes. */
export async function takeBackTry(db: AccountGround['db'], { name, network }: Try): Promise<void> {
  if (name !== undefined) await takeBackAttempt(db, name, most.name);
  await takeBackAttempt(db, network, most.network);
}

/** The first 24 bits of an IPv4 address, the first 64 of an IPv6 one: what one subscriber commonly has. */
export function networkOf(ip: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+)\.\d+$/i.exec(ip)?.[1];
  if (mapped !== undefined) return mapped;
  if (!isIPv6(ip)) return ip.split('.').slice(0, 3).join('.');
  const [head = '', tail] = ip.split('%')[0]!.toLowerCase().split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const whole = [...before, ...Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0'), ...after];
  return whole.slice(0, 4).map((part) => part.replace(/^0+(?=.)/, '')).join(':');
}
