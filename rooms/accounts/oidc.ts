import { Refusal } from '#kernel/refusal.ts';
import { addChallenge, findChallenge, takeChallenge, type Challenge } from './challenge.ts';
import { linkIdentity } from './external-identity.ts';
import { findByIdentity } from './identity-store.ts';
import { change, type AccountGround, type Changer } from './ground.ts';
import { makeToken } from './id.ts';
import { acceptInvitation, getInvitation } from './link.ts';
import { wrongReturn, type Exchange, type Provider, type Vouched } from './oidc-provider.ts';
import type { Owner } from './own-account.ts';
import { renewSession, signInAs } from './session.ts';
import { isInForce } from './session-store.ts';
import { spendCode } from './sign-in.ts';
import { findAccount } from './store.ts';
import { beginTry, describeNetwork, forgiveTry } from './throttle.ts';

/**
 * The cookie that ties what a provider answers to the browser that asked. The provider sends the browser back from its own
 * page, so it must come with a request that another site begins; it opens nothing by itself.
 */
export const oidcCookie = '__Host-jumys-oidc';

const minutes = 10;
const codeMinutes = 5;

/** Somebody's browser: its cookie, made when it has none yet, and where it is. */
export type AtBrowser = { readonly browser: string; readonly ip: string; readonly userAgent: string };

/** What came of a return: the token of a session, one that was confirmed or a new one, a code that is still to be given, or an identity linked. */
export type Returned = { readonly token: string; readonly confirmed?: true } | { readonly codeAsked: string } | { readonly linked: true };

/** The way in by a provider. Refuses `way-is-off` where none is set. */
export function getProvider({ oidc }: AccountGround): Provider {
  if (oidc === undefined) throw new Refusal('way-is-off', 404);
  return oidc;
}

/** Begins to sign in, and where `link` is given to follow an invitation. Returns where the browser goes. Refuses `wrong-link`, `provider-unreachable`. */
export async function beginOidc(ground: AccountGround, at: AtBrowser, link?: string): Promise<string> {
  return begin(ground, at, { way: 'oidc', account: null, session: null, link: link === undefined ? null : await getInvitation(ground, link) });
}

/** Begins to link an identity of the provider to the own account, in the session that asks. */
export async function beginOidcLinking(ground: AccountGround, at: AtBrowser, { account, session }: Owner): Promise<string> {
  return begin(ground, at, { way: 'oidc', account, session: session.id, link: null });
}

/** Begins to show by the provider anew who one is; where the second factor is on, its code is asked before. Refuses as `spendCode` does. */
export async function beginOidcConfirmation(ground: AccountGround, at: AtBrowser, { account, session }: Owner, code: string | undefined): Promise<string> {
  getProvider(ground);
  const held = await findAccount(ground.db, account);
  if (held === undefined) throw new Refusal('sign-in-needed', 401);
  if (held.totpSecret !== null) await spendCode(ground, held, { code, ip: at.ip }, async () => undefined);
  return begin(ground, at, { way: 'oidc-confirm', account, session: session.id, link: null });
}

async function begin(ground: AccountGround, { browser, ip }: AtBrowser, what: Omit<Challenge, 'browser'>): Promise<string> {
  const exchange = exchangeOf(ground, makeToken());
  const address = await getProvider(ground).addressFor(exchange);
  await addChallenge(ground, exchange.state, { browser, ...what }, { ip, minutes });
  return address;
}

/** All that belongs to a state follows from it and our secret, so that only its hash is kept. */
function exchangeOf({ secrets }: AccountGround, state: string): Exchange {
  return { state, nonce: secrets.hash('oidc-nonce', state), verifier: secrets.hash('oidc-verifier', state) };
}

/**
 * Takes what the provider sent the browser back with: signs in, follows the invitation, links or confirms, as was begun. Refuses
 * `wrong-return` alike for a state that is unknown, used, out of date or another browser's and for any wrong answer;
 * `no-account-for-this-identity` 403, for a disabled account too; `identity-taken`, `wrong-link`, `provider-unreachable`.
 */
export async function takeReturn(ground: AccountGround, { browser, ip, userAgent }: AtBrowser, query: URLSearchParams): Promise<Returned> {
  const provider = getProvider(ground);
  const attempt = describeNetwork(ground, ip);
  await beginTry(ground, attempt);
  const state = query.get('state') ?? '';
  const challenge = await takeChallenge(ground, ['oidc', 'oidc-confirm'], state, browser);
  if (challenge === undefined) throw wrongReturn();
  const vouched = await provider.takeReturn(query, exchangeOf(ground, state));
  const answered = await answer(ground, challenge, vouched, { browser, ip, userAgent });
  await forgiveTry(ground.db, attempt);
  return answered;
}

async function answer(ground: AccountGround, { way, account, session, link }: Omit<Challenge, 'browser'>, vouched: Vouched, at: AtBrowser): Promise<Returned> {
  if (account !== null && session !== null) return (way === 'oidc' ? linkOwn : confirmOwn)(ground, { account, session }, vouched, at);
  if (link !== null) return { token: await acceptInvitation(ground, link, vouched, shownBy(vouched, at), at.ip) };
  const found = await findByIdentity(ground.db, vouched);
  if (found === undefined) throw new Refusal('no-account-for-this-identity', 403);
  if (found.secondFactorOn && !vouched.secondFactor) return askCode(ground, found.id, at);
  const actor: Changer = { kind: 'account', account: found.id, name: found.signIn, from: at.ip };
  return { token: await change(ground, actor, (step) => signInAs(step, found.id, shownBy(vouched, at))) };
}

const shownBy = ({ secondFactor }: Vouched, { userAgent }: AtBrowser) => ({ how: 'oidc', secondFactor, browser: userAgent }) as const;

type Own = { readonly account: string; readonly session: string };

async function linkOwn(ground: AccountGround, { account, session }: Own, vouched: Vouched, { ip }: AtBrowser): Promise<Returned> {
  const held = await findAccount(ground.db, account);
  if (held === undefined) throw wrongReturn();
  await change(ground, { kind: 'account', account, name: held.signIn, from: ip }, async (step) => {
    // Whoever ended the session that began this ended this too.
    if (!(await isInForce(step.transaction, session, step.at))) throw wrongReturn();
    await linkIdentity(step, account, held.signIn, vouched);
  });
  return { linked: true };
}

/** Only the identity that is linked to the account shows that its holder sits there. */
async function confirmOwn(ground: AccountGround, { account, session }: Own, vouched: Vouched, { ip }: AtBrowser): Promise<Returned> {
  const found = await findByIdentity(ground.db, vouched);
  if (found?.id !== account) throw wrongReturn();
  const token = await change(ground, { kind: 'account', account, name: found.signIn, from: ip }, async (step) => {
    if (!(await isInForce(step.transaction, session, step.at))) throw wrongReturn();
    step.note('confirmed', account, { how: 'oidc' });
    // The code was given before the browser went to the provider.
    return renewSession(step, session, { secondFactor: found.secondFactorOn || vouched.secondFactor, fully: true });
  });
  return { token, confirmed: true };
}

async function askCode(ground: AccountGround, account: string, { ip }: AtBrowser): Promise<Returned> {
  const codeAsked = makeToken();
  await addChallenge(ground, codeAsked, { way: 'oidc-code', browser: null, account, session: null, link: null }, { ip, minutes: codeMinutes });
  return { codeAsked };
}

/** Gives the code that the provider left to us, by the token that its return brought. Refuses `wrong-return` where none is asked, `wrong-code`, `too-many-tries`. */
export async function giveOidcCode(ground: AccountGround, asked: string, { ip, userAgent }: Omit<AtBrowser, 'browser'>, code: string): Promise<string> {
  const challenge = await findChallenge(ground, 'oidc-code', asked);
  const account = challenge?.account == null ? undefined : await findAccount(ground.db, challenge.account);
  if (account === undefined) throw wrongReturn();
  return spendCode(ground, account, { code, ip }, async (step, { secondFactor }) => {
    if ((await takeChallenge({ ...ground, db: step.transaction }, ['oidc-code'], asked, null)) === undefined) throw wrongReturn();
    return signInAs(step, account.id, { how: 'oidc', secondFactor, browser: userAgent });
  });
}
