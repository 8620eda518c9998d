import { Secret, TOTP } from 'otpauth';
import { operator } from '#kernel/actor.ts';
import type { Config } from '#platform/config.ts';
import type { Database } from '#platform/database.ts';
import { invite } from './account.ts';
import type { Wanted } from './grant.ts';
import { change, type AccountGround } from './ground.ts';
import { findIdentity, sessionCookie, type Asking, type Identity } from './identify.ts';
import { useLink } from './link.ts';
import { openAccounts } from './open.ts';
import { beginSecondFactor, confirmSecondFactor } from './own-account.ts';
import { signInAs } from './session.ts';
import { signIn } from './sign-in.ts';
import { findAccountByName } from './store.ts';

/** A clock that stands still until it is moved. */
export type TestClock = { now(): Date; pass(minutes: number): void };

export const testPassword = 'twelve wooden spoons';
/** Employers known to the tests, by BIN. */
export const testEmployers: Readonly<Record<string, number>> = { '050140000011': 501, '060240000027': 602 };

export type TestAccounts = {
  ground: AccountGround;
  clock: TestClock;
  /** Accounts whose open replies were cut. */
  ended: string[];
  /** Makes an account that has followed its invitation; returns its id. */
  make(signIn: string, ...grants: Partial<Wanted>[]): Promise<string>;
  /** Signs in and returns the cookie's token; `secret` when the second factor is on. */
  enter(signIn: string, secret?: string): Promise<string>;
  /** Begins a session as after a sign-in by two factors. */
  enterByTwo(account: string): Promise<string>;
  /** Signs in, sets a second factor up, and returns the session's token with the secret and the recovery codes. */
  enrol(signIn: string): Promise<{ token: string; secret: string; recoveryCodes: string[] }>;
  identify(token: string): Promise<Identity>;
};

export const steward = operator('test');

/** A request that carries the cookie of a session. */
export function withCookie(token: string): Asking {
  return { headers: {}, cookies: { [sessionCookie]: token } };
}

/** The code that an authenticator shows at an instant. */
export function codeAt(secret: string, at: Date): string {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at.getTime() });
}

/** Accounts over a fresh database, with employers and a clock of the test's own. */
export async function openTestAccounts({ db, config }: { db: Database; config: Config }): Promise<TestAccounts> {
  let now = Date.parse('2026-03-02T09:00:00Z');
  const clock: TestClock = { now: () => new Date(now), pass: (minutes) => void (now += minutes * 60_000) };
  const ended: string[] = [];
  const ground = await openAccounts({
    db, config, clock, onEnded: (account) => void ended.push(account),
    findEmployer: async (bin) => testEmployers[bin.reveal()],
  });
  const enter = (name: string, secret?: string) =>
    signIn(ground, { signIn: name, password: testPassword, ip: '127.0.0.1', ...(secret === undefined ? {} : { code: codeAt(secret, clock.now()) }) }, 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0');
  const identify = (token: string) => findIdentity(ground, withCookie(token));
  return {
    ground, clock, ended, enter, identify,
    enterByTwo: (account) => change(ground, steward, (step) => signInAs(step, account, { how: 'totp', secondFactor: true, browser: '' })),
    async make(name, ...grants) {
      const { id, link } = await invite(ground, steward, {
        signIn: name, name: `Holder of ${name}`, language: 'kk',
        grants: grants.map((grant) => ({ role: 'region-staff', place: null, bin: null, ...grant })),
      });
      await useLink(ground, link.address.split('#')[1] ?? '', testPassword);
      return id;
    },
    async enrol(name) {
      const { actor, session } = await identify(await enter(name));
      const account = (await findAccountByName(ground.db, name))?.id;
      if (session === undefined || account === undefined) throw new Error(`${name} has not signed in`);
      const owner = { ...actor, account, session };
      const { secret } = await beginSecondFactor(ground, owner);
      const { token, recoveryCodes } = await confirmSecondFactor(ground, owner, codeAt(secret, clock.now()));
      // The next code is another one.
      clock.pass(0.5);
      return { token, secret, recoveryCodes };
    },
  };
}
