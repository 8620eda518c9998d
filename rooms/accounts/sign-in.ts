import { Refusal } from '#kernel/refusal.ts';
import { sweepAttempts } from './attempt-store.ts';
import { change, type AccountGround, type Change, type Changer } from './ground.ts';
import { hashPassword, isOutdated, nobodysPassword, verifyPassword } from './password.ts';
import { recoveryCodeHash } from './recovery-code.ts';
import { stepOfCode } from './second-factor.ts';
import { renewSession, signInAs } from './session.ts';
import type { SessionWay } from './session-store.ts';
import { changeAccount, findAccountByName, holdAccount, useRecoveryCode, type StoredAccount } from './store.ts';
import { beginTry, describeTry, forgiveTry, takeBackTry } from './throttle.ts';

/** Tries are kept for a day, far longer than they count. */
const attemptMilliseconds = 24 * 60 * 60_000;

/** What is typed to show who one is, and from where. */
export type Typed = { readonly signIn: string; readonly password: string; readonly code?: string | undefined; readonly ip: string };

/**
 * Signs in by name and password, and by a code where the second factor is on; returns the token of a new session.
 * Refuses `too-many-tries`, `wrong-sign-in` alike for a name that does not exist, one without a password, one that is
 * disabled and a wrong password, in the same time; then `second-factor-needed` and `wrong-code`.
 */
export async function signIn(ground: AccountGround, typed: Typed, browser: string): Promise<string> {
  const token = await show(ground, typed, (step, account, shown) => signInAs(step, account.id, { ...shown, browser }));
  await sweepAttempts(ground.db, new Date(ground.clock.now().getTime() - attemptMilliseconds));
  return token;
}

/** The same for somebody who is signed in: his session gets a new token and counts as recently confirmed. */
export async function confirm(ground: AccountGround, typed: Typed, session: { readonly id: string }): Promise<string> {
  return show(ground, typed, async (step, account, { how, secondFactor }) => {
    step.note('confirmed', account.id, { how });
    return renewSession(step, session.id, { secondFactor, fully: true });
  });
}

/**
 * The same by a code of the second factor alone, for somebody who has no password; it is half of what he signs in with, and so does not
 * open what changes by what. Refuses `wrong-sign-in` to whoever has a password, and as `spendCode` does.
 */
export async function confirmByCode(ground: AccountGround, typed: Omit<Typed, 'password'>, session: { readonly id: string }): Promise<string> {
  const account = await findAccountByName(ground.db, typed.signIn);
  if (account === undefined || account.passwordHash !== null) throw new Refusal('wrong-sign-in', 401);
  if (account.totpSecret === null) throw new Refusal('no-second-factor', 404);
  return spendCode(ground, account, typed, async (step) => {
    step.note('confirmed', account.id, { how: 'totp' });
    return renewSession(step, session.id, { secondFactor: true, fully: false });
  });
}

/** Uses a code of somebody who is known up as one try, and carries on. Refuses `second-factor-needed`, `wrong-code`, `too-many-tries`. */
export async function spendCode<Result>(
  ground: AccountGround, account: StoredAccount, { code, ip }: Pick<Typed, 'code' | 'ip'>, then: (step: Change, shown: { how: SessionWay; secondFactor: boolean }) => Promise<Result>,
): Promise<Result> {
  if (code === undefined) throw new Refusal('second-factor-needed', 401);
  const attempt = describeTry(ground, account.signIn, ip);
  await beginTry(ground, attempt);
  return change(ground, { kind: 'account', account: account.id, name: account.signIn, from: ip }, async (step) => {
    await mustStand(step, account);
    const shown = await useCode(ground, step, account, code);
    await forgiveTry(step.transaction, attempt);
    return then(step, shown);
  });
}

/** Judges what was typed as one try, and carries on in the transaction in which its codes are used up. `passwordAlone` for somebody who has shown the rest. */
export async function show<Result>(
  ground: AccountGround, typed: Typed, then: (step: Change, account: StoredAccount, shown: { how: SessionWay; secondFactor: boolean }) => Promise<Result>,
  passwordAlone = false,
): Promise<Result> {
  const name = typed.signIn.trim().toLowerCase();
  const attempt = describeTry(ground, name, typed.ip);
  await beginTry(ground, attempt);
  const account = await findRight(ground, name, typed.password);
  if (account.totpSecret !== null && typed.code === undefined && !passwordAlone) {
    await takeBackTry(ground.db, attempt);
    throw new Refusal('second-factor-needed', 401);
  }
  const passwordHash = isOutdated(account.passwordHash) ? await hashPassword(typed.password) : undefined;
  const actor: Changer = { kind: 'account', account: account.id, name: account.signIn, from: typed.ip };
  return change(ground, actor, async (step) => {
    await mustStand(step, account);
    const shown = await useCode(ground, step, account, typed.code);
    if (passwordHash !== undefined) await changeAccount(step.transaction, account.id, { passwordHash });
    await forgiveTry(step.transaction, attempt);
    return then(step, account, shown);
  });
}

type WithPassword = StoredAccount & { readonly passwordHash: string };

async function findRight({ db }: AccountGround, name: string, password: string): Promise<WithPassword> {
  const account = await findAccountByName(db, name);
  const right = await verifyPassword(password, account?.passwordHash ?? nobodysPassword);
  if (!right || account === undefined || account.passwordHash === null || account.disabledAt !== null) throw new Refusal('wrong-sign-in', 401);
  return { ...account, passwordHash: account.passwordHash };
}

/** A password that was changed, or an account that was disabled, while it was being judged is no longer right. */
async function mustStand({ transaction }: Change, { id, passwordHash, totpSecret }: StoredAccount): Promise<void> {
  const now = await holdAccount(transaction, id);
  if (now === undefined || now.disabledAt !== null || now.passwordHash !== passwordHash || now.totpSecret !== totpSecret) throw new Refusal('wrong-sign-in', 401);
}

/** Uses a code of the second factor up, where one is on and a code is given. Refuses `wrong-code`. */
export async function useCode({ secrets }: AccountGround, { transaction, at, note }: Change, account: StoredAccount, code: string | undefined): Promise<{ how: SessionWay; secondFactor: boolean }> {
  if (account.totpSecret === null || code === undefined) return { how: 'password', secondFactor: false };
  const { totpStep: last } = (await holdAccount(transaction, account.id)) ?? account;
  const step = stepOfCode(secrets.open('totp', account.id, account.totpSecret), code.replace(/\s/g, ''), at, last);
  if (step !== undefined) {
    await changeAccount(transaction, account.id, { totpStep: step });
    return { how: 'totp', secondFactor: true };
  }
  const hash = recoveryCodeHash(secrets, account.id, code);
  if (hash === undefined || !(await useRecoveryCode(transaction, account.id, hash, at))) throw new Refusal('wrong-code', 401);
  note('recovery-code-used', account.id);
  return { how: 'recovery-code', secondFactor: true };
}
