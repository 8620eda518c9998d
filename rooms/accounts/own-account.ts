import { Refusal } from '#kernel/refusal.ts';
import { change, type AccountGround, type Change, type Changer } from './ground.ts';
import { checkPassword, hashPassword } from './password.ts';
import { makeRecoveryCodes, recoveryCodeHash } from './recovery-code.ts';
import { describeSecondFactor, makeSecondFactor, stepOfCode } from './second-factor.ts';
import { renewSession } from './session.ts';
import { markEnded, type StoredSession } from './session-store.ts';
import { show, type Typed } from './sign-in.ts';
import { changeAccount, holdAccount, putSecondFactor, replaceRecoveryCodes, type StoredAccount } from './store.ts';

/** An account that changes something of its own, in the session that asks. */
export type Owner = Changer & { readonly account: string; readonly session: Pick<StoredSession, 'id' | 'how' | 'secondFactor'> };

async function hold({ transaction }: Change, { account }: Owner): Promise<StoredAccount> {
  const held = await holdAccount(transaction, account);
  if (held === undefined) throw new Refusal('sign-in-needed', 401);
  return held;
}

export async function setLanguage(ground: AccountGround, owner: Owner, language: 'kk' | 'ru' | 'en'): Promise<void> {
  await change(ground, owner, async ({ transaction, note }) => {
    await changeAccount(transaction, owner.account, { language });
    note('language-set', owner.account, { language });
  });
}

/** Changes the password by the one before; other sessions end, this one gets a new token. Refuses as a sign-in does, and `weak-password`. */
export async function setPassword(ground: AccountGround, owner: Owner, typed: Omit<Typed, 'signIn' | 'code'>, password: string): Promise<string> {
  await checkPassword(ground, password, owner.name);
  const passwordHash = await hashPassword(password);
  return show(ground, { ...typed, signIn: owner.name }, async (step) => {
    await changeAccount(step.transaction, owner.account, { passwordHash });
    await markEnded(step.transaction, owner.account, 'password', step.at, { but: owner.session.id });
    step.note('password-set', owner.account, { by: 'holder' });
    return renewSession(step, owner.session.id, { secondFactor: false, fully: true });
  }, true);
}

/** Begins to set up a second factor; what is on stays on until a code of the new one was seen. Refuses `second-factor-needed` to a session that has not shown the one that is on. */
export async function beginSecondFactor(ground: AccountGround, owner: Owner): Promise<{ secret: string; address: string; picture: string }> {
  const secret = makeSecondFactor();
  await change(ground, owner, async (step) => {
    const { transaction, note } = step;
    mustHaveShown(owner, await hold(step, owner));
    await changeAccount(transaction, owner.account, { totpPending: ground.secrets.seal('totp', owner.account, secret) });
    note('second-factor-begun', owner.account);
  });
  return { secret, ...describeSecondFactor(secret, owner.name) };
}

/** Switches the second factor on by a first code. Other sessions end; this one gets a new token and holds what two factors hold. */
export async function confirmSecondFactor(ground: AccountGround, owner: Owner, code: string): Promise<{ token: string; recoveryCodes: string[] }> {
  return change(ground, owner, async (step) => {
    const held = await hold(step, owner);
    mustHaveShown(owner, held);
    const { totpPending } = held;
    if (totpPending === null) throw new Refusal('no-second-factor', 404);
    const secret = ground.secrets.open('totp', owner.account, totpPending);
    const used = stepOfCode(secret, code.replace(/\s/g, ''), step.at, 0);
    if (used === undefined) throw new Refusal('wrong-code', 401);
    await putSecondFactor(step.transaction, owner.account, { secret: totpPending, step: used, at: step.at });
    await markEnded(step.transaction, owner.account, 'second-factor', step.at, { but: owner.session.id });
    step.note('second-factor-on', owner.account);
    const recoveryCodes = await enterRecoveryCodes(ground, step, owner);
    return { token: await renewSession(step, owner.session.id, { how: 'totp', secondFactor: true, fully: true }), recoveryCodes };
  });
}

function mustHaveShown({ session }: Owner, { totpSecret }: StoredAccount): void {
  if (totpSecret !== null && !session.secondFactor) throw new Refusal('second-factor-needed', 401);
}

/** Ten new codes; those before are void. Refuses `no-second-factor` when it is not on. */
export async function renewRecoveryCodes(ground: AccountGround, owner: Owner): Promise<string[]> {
  return change(ground, owner, async (step) => {
    if ((await hold(step, owner)).totpSecret === null) throw new Refusal('no-second-factor', 404);
    return enterRecoveryCodes(ground, step, owner);
  });
}

async function enterRecoveryCodes({ secrets }: AccountGround, { transaction, at, note }: Change, { account }: Owner): Promise<string[]> {
  const codes = makeRecoveryCodes();
  await replaceRecoveryCodes(transaction, account, codes.map((code) => recoveryCodeHash(secrets, account, code) ?? ''), at);
  note('recovery-codes-made', account);
  return codes;
}

/** Ends one own session. Refuses `no-such-session`, for another's too. */
export async function endOwnSession(ground: AccountGround, owner: Changer & { account: string }, id: string): Promise<void> {
  await change(ground, owner, async ({ transaction, at, note }) => {
    if ((await markEnded(transaction, owner.account, 'ended', at, { only: id })) === 0) throw new Refusal('no-such-session', 404);
    note('session-ended', owner.account);
  });
}

/** Ends all own sessions but the one that asks; returns how many. */
export async function endOtherSessions(ground: AccountGround, owner: Owner): Promise<number> {
  return change(ground, owner, async ({ transaction, at, note }) => {
    const sessions = await markEnded(transaction, owner.account, 'ended', at, { but: owner.session.id });
    note('sessions-ended', owner.account, { sessions });
    return sessions;
  });
}

/** Ends the session that asks. */
export async function signOut(ground: AccountGround, owner: Owner): Promise<void> {
  await change(ground, owner, async ({ transaction, at, note }) => {
    await markEnded(transaction, owner.account, 'signed-out', at, { only: owner.session.id });
    note('signed-out', owner.account);
  });
}
