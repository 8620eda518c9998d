import { Refusal } from '#kernel/refusal.ts';
import { change, type AccountGround, type Change, type Changer } from './ground.ts';
import { makeToken, tokenHash } from './id.ts';
import { linkIdentity } from './external-identity.ts';
import type { ExternalIdentity } from './identity-store.ts';
import { checkPassword, hashPassword } from './password.ts';
import { signInAs, type Shown } from './session.ts';
import { markEnded } from './session-store.ts';
import { addLink, changeAccount, findLink, markUsed, type StoredLink } from './store.ts';
import { describeTry, forgiveTry } from './throttle.ts';

/** A link as its maker sees it, once. */
export type OneTimeLink = { readonly address: string; readonly expiresAt: string };

const days = { 'set-up': 1, invitation: 7, reset: 1 } as const;

/** Makes a link within a change; those before it are void. Its token stands behind the #, which browsers send to no server. */
export async function makeLink(ground: AccountGround, { transaction, at, note }: Change, purpose: StoredLink['purpose'], account: string | null, actor: Changer): Promise<OneTimeLink> {
  const token = makeToken();
  const expiresAt = new Date(at.getTime() + days[purpose] * 24 * 60 * 60_000);
  await addLink(transaction, { hash: tokenHash(token), purpose, account, at, by: actor.name, expiresAt });
  note('link-made', account ?? undefined, { purpose });
  return { address: `${ground.address}/${purpose === 'set-up' ? 'set-up' : 'invitation'}#${token}`, expiresAt: expiresAt.toISOString() };
}

/** What a link is for. Refuses `wrong-link` alike for one that is unknown, used, replaced, out of date, or of a disabled account. */
export async function getLink({ db, clock }: AccountGround, token: string): Promise<StoredLink> {
  const link = await findLink(db, tokenHash(token), clock.now());
  if (link === undefined) throw wrongLink();
  return link;
}

/** Sets a password by an invitation or a reset link: all sessions end, and tries under the name are forgotten. Returns whose it was. Refuses `wrong-link` and `weak-password`. */
export async function useLink(ground: AccountGround, token: string, password: string, from?: string): Promise<string> {
  const { account, signIn } = await getLink(ground, token);
  if (account === null || signIn === null) throw wrongLink();
  await checkPassword(ground, password, signIn);
  const passwordHash = await hashPassword(password);
  await change(ground, { kind: 'account', account, name: signIn, from }, async (step) => {
    await spendLink(step, tokenHash(token));
    await changeAccount(step.transaction, account, { passwordHash });
    step.note('password-set', account, { by: 'link' });
    await markEnded(step.transaction, account, 'link', step.at);
    await forgiveTry(step.transaction, describeTry(ground, signIn, ''));
  });
  return account;
}

/** Follows an invitation by what its holder signs in with instead of a password: links that, and begins a session. The link by its hash. Refuses `wrong-link`, `identity-taken`. */
export async function acceptInvitation(ground: AccountGround, hash: string, identity: ExternalIdentity, shown: Shown, from: string): Promise<string> {
  const link = await findLink(ground.db, hash, ground.clock.now());
  if (link?.account == null || link.signIn === null) throw wrongLink();
  const { account, signIn } = link;
  return change(ground, { kind: 'account', account, name: signIn, from }, async (step) => {
    await spendLink(step, hash);
    await linkIdentity(step, account, signIn, identity);
    return signInAs(step, account, shown);
  });
}

/** The hash of an invitation that is to be followed by another way than a password. Refuses `wrong-link`, for a reset too. */
export async function getInvitation(ground: AccountGround, token: string): Promise<string> {
  if ((await getLink(ground, token)).purpose !== 'invitation') throw wrongLink();
  return tokenHash(token);
}

/** Uses a link up within a change, by its hash; of two that come at once one is refused `wrong-link`. */
export async function spendLink({ transaction, at }: Change, hash: string): Promise<void> {
  if (!(await markUsed(transaction, hash, at))) throw wrongLink();
}

export function wrongLink(): Refusal {
  return new Refusal('wrong-link', 404);
}
