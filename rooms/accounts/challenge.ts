import { sql } from 'kysely';
import { Refusal } from '#kernel/refusal.ts';
import type { AccountGround } from './ground.ts';
import { tokenHash } from './id.ts';
import { minutesAfter } from './session.ts';
import { networkOf } from './throttle.ts';

/** Something sent out that waits for its answer. */
export type Challenge = {
  readonly way: 'oidc' | 'oidc-code' | 'oidc-confirm' | 'signature' | 'signature-confirm';
  /** The cookie of the browser that must bring the answer. */
  readonly browser: string | null;
  /** Which account links an identity, confirms who it is, or has still to give its code. */
  readonly account: string | null;
  /** The session that links or confirms. */
  readonly session: string | null;
  /** Hash of the invitation that is followed. */
  readonly link: string | null;
};

/** How many a network may have open: an office signs in at nine, and nobody fills the table. */
const most = 300;

/** Keeps a challenge under its secret for some minutes. Refuses `too-many-tries` when the network has too many open. */
export async function addChallenge(ground: AccountGround, token: string, challenge: Challenge, { ip, minutes }: { ip: string; minutes: number }): Promise<void> {
  const now = ground.clock.now();
  const network = ground.secrets.hash('challenge', networkOf(ip));
  const hashed = challenge.browser === null ? null : tokenHash(challenge.browser);
  await ground.db.transaction().execute(async (transaction) => {
    await sql`delete from accounts.challenge where expires_at <= ${now}`.execute(transaction);
    const { rows } = await sql<{ open: number }>`select count(*)::integer as open from accounts.challenge where network = ${network}`.execute(transaction);
    if ((rows[0]?.open ?? 0) >= most) throw new Refusal('too-many-tries', 429, { seconds: 60 });
    await sql`
      insert into accounts.challenge (token_sha256, way, browser_sha256, account, session, link_sha256, network, expires_at)
      values (${tokenHash(token)}, ${challenge.way}, ${hashed}, ${challenge.account}, ${challenge.session}, ${challenge.link}, ${network}, ${minutesAfter(now, minutes)})`.execute(transaction);
  });
}

/** A challenge that waits still, for what may be tried more than once before it is taken. */
export async function findChallenge({ db, clock }: Pick<AccountGround, 'db' | 'clock'>, way: Challenge['way'], token: string): Promise<Pick<Challenge, 'account'> | undefined> {
  const { rows } = await sql<Pick<Challenge, 'account'>>`
    select account from accounts.challenge where token_sha256 = ${tokenHash(token)} and way = ${way} and expires_at > ${clock.now()}`.execute(db);
  return rows[0];
}

/**
 * Takes a challenge that was answered, once. Undefined for one that is unknown, taken, out of date, another way's or another
 * browser's; another browser's stays for its own.
 */
export async function takeChallenge({ db, clock }: Pick<AccountGround, 'db' | 'clock'>, ways: readonly Challenge['way'][], token: string, browser: string | null): Promise<Omit<Challenge, 'browser'> | undefined> {
  const { rows } = await sql<Omit<Challenge, 'browser'>>`
    delete from accounts.challenge
    where token_sha256 = ${tokenHash(token)} and way = any(${[...ways]}::text[]) and browser_sha256 is not distinct from ${browser === null ? null : tokenHash(browser)} and expires_at > ${clock.now()}
    returning way, account, session, link_sha256 as link`.execute(db);
  return rows[0];
}
