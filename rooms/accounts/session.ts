import { Refusal } from '#kernel/refusal.ts';
import type { AccountGround, Change } from './ground.ts';
import { makeId, makeToken, tokenHash } from './id.ts';
import { addSession, listSessions, markEnded, replaceToken, type SessionWay, type StoredSession } from './session-store.ts';
import { changeAccount, holdAccount, listGrants } from './store.ts';

/** How long a session may rest, and last at most: shorter for staff, who see more. */
const staff = { idleMinutes: 15, hours: 8 } as const;
const employer = { idleMinutes: 30, hours: 12 } as const;
const recentMilliseconds = 10 * 60_000;

/** What showed who it is; `secondFactor` is true when it was two things, as of an e-signature: a key and its password. */
export type Shown = { readonly how: SessionWay; readonly secondFactor: boolean; readonly browser: string };

/**
 * Begins a session for an account, whatever showed who its holder is. Returns the token for the cookie; only its hash is
 * kept. Refuses `wrong-sign-in` when the account has been disabled meanwhile.
 */
export async function signInAs({ transaction, at, note }: Change, account: string, shown: Shown): Promise<string> {
  const held = await holdAccount(transaction, account);
  if (held === undefined || held.disabledAt !== null) throw new Refusal('wrong-sign-in', 401);
  const grants = await listGrants(transaction, account);
  const { idleMinutes, hours } = grants.length > 0 && grants.every(({ role }) => role === 'employer') ? employer : staff;
  const token = makeToken();
  const session: StoredSession = {
    id: makeId(at), account, ...shown, browser: browserOf(shown.browser), signedInAt: at, confirmedAt: at, confirmedFully: true, lastSeenAt: at,
    idleMinutes, idleEndsAt: minutesAfter(at, idleMinutes), endsAt: minutesAfter(at, hours * 60),
  };
  await addSession(transaction, session, tokenHash(token));
  await changeAccount(transaction, account, { lastSignInAt: at });
  note('signed-in', account, { how: shown.how });
  return token;
}

/** What showed anew who it is: `fully` when all that he signs in with; `how` when the session is from now on one of that way. */
type ShownAnew = { readonly how?: SessionWay; readonly secondFactor: boolean; readonly fully: boolean };

/** Gives a session a new token because its holder has shown who he is; two factors that it has seen stay seen. Refuses `sign-in-needed` when it has ended meanwhile. */
export async function renewSession({ transaction, at }: Change, session: string, shown: ShownAnew): Promise<string> {
  const token = makeToken();
  if (!(await replaceToken(transaction, session, tokenHash(token), { ...shown, at }))) throw new Refusal('sign-in-needed', 401);
  return token;
}

/** Ends sessions of an account and lets what they have open be cut. */
export async function endSessions({ transaction, at, ends }: Change, account: string, why: string): Promise<number> {
  ends(account);
  return markEnded(transaction, account, why, at);
}

/** Own sessions, latest first. */
export async function ownSessions({ db, clock }: AccountGround, account: string): Promise<StoredSession[]> {
  return listSessions(db, account, clock.now());
}

/** Until when a session counts as recently confirmed. */
export function confirmedUntil({ confirmedAt }: Pick<StoredSession, 'confirmedAt'>): Date {
  return new Date(confirmedAt.getTime() + recentMilliseconds);
}

export function minutesAfter(at: Date, minutes: number): Date {
  return new Date(at.getTime() + minutes * 60_000);
}

/** Browser and system of a User-Agent, as far as they are common; of it no more is kept. */
export function browserOf(userAgent: string): string {
  const browser = /(Firefox|Edg|OPR|YaBrowser|SamsungBrowser|Chrome|Safari)\/(\d{1,4})/g;
  const names: Readonly<Record<string, string>> = { Edg: 'Edge', OPR: 'Opera', YaBrowser: 'Yandex' };
  const found = [...userAgent.slice(0, 400).matchAll(browser)];
  const best = found.find(([, name]) => !['Chrome', 'Safari'].includes(name ?? '')) ?? found[0];
  const system = /(Windows|Android|iPhone|iPad|Mac OS X|Linux)/.exec(userAgent.slice(0, 400))?.[1]?.replace('Mac OS X', 'macOS');
  return [best === undefined ? undefined : `${names[best[1] ?? ''] ?? best[1]} ${best[2]}`, system].filter((part) => part !== undefined).join(', ');
}
