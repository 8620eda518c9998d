import { Refusal } from '#kernel/refusal.ts';
import { addChallenge, findChallenge, takeChallenge, type Challenge } from './challenge.ts';
import { findByIdentity, linkIdentity } from './external-identity.ts';
import { change, type AccountGround, type Changer } from './ground.ts';
import { makeToken, tokenHash } from './id.ts';
import { getLink, wrongLink } from './link.ts';
import { wrongReturn, type Exchange, type Provider, type Vouched } from './oidc-provider.ts';
import type { Owner } from './own-account.ts';
import { signInAs } from './session.ts';
import { isInForce } from './session-store.ts';
import { useCode } from './sign-in.ts';
import { findAccount, findLink, markUsed } from './store.ts';
import { beginTry, describeNetwork, describeTry, forgiveTry } from './throttle.ts';

/**
 * The cookie that ties what a provider answers to the browser that asked. The provider sends the browser back from its own
 * page, so it must come with a request that another site begins; it opens nothing by itself.
 */
export const oidcCookie = '__Host-jumys-oidc';

const minutes = 10;
const codeMinutes = 5;

/** Somebody's browser: its cookie, made when it has none yet, and where it is. */
export type AtBrowser = { readonly browser: string; readonly ip: string; readonly userAgent: string };

/** What came of a return: a session's token, a code that is still to be given, or an identity linked. */
export type Returned = { readonly token: string } | { readonly codeAsked: string } | { readonly linked: true };

/** The way in by a provider. Refuses `way-is-off` where none is set. */
export function getProvider({ oidc }: AccountGround): Provider {
  if (oidc === undefined) throw new Refusal('way-is-off', 404);
  return oidc;
}

/** Begins to sign in, and where `link` is given to follow an invitation. Returns where the browser goes. Refuses `wrong-link`, `provider-unreachable`. */
export async function beginOidc(ground: AccountGround, at: AtBrowser, link?: string): Promise<string> {
  if (link !== undefined && (await getLink(ground, link)).purpose !== 'invitation') throw wrongLink();
  return begin(ground, at, { account: null, session: null, link: link === undefined ? null : tokenHash(link) });
}

/** Begins to link an identity of the provider to the own account, in the session that asks. */
export async function beginOidcLinking(ground: AccountGround, at: AtBrowser, { account, session }: Owner): Promise<string> {
  return begin(ground, at, { account, session: session.id, link: null });
}

async function begin(ground: AccountGround, { browser, ip }: AtBrowser, what: Pick<Challenge, 'account' | 'session' | 'link'>): Promise<string> {
  const exchange = exchangeOf(ground, makeToken());
  const address = await getProvider(ground).addressFor(exchange);
  await addChallenge(ground, exchange.state, { way: 'oidc', browser, ...what }, { ip, minutes });
  return address;
}

/** All that belongs to a state follows from it and our secret, so that only its hash is kept. */
function exchangeOf({ secrets }: AccountGround, state: string): Exchange {
  return { state, nonce: secrets.hash('oidc-nonce', state), verifier: secrets.hash('oidc-verifier', state) };
}

/**
 * Takes what the provider sent the browser back with: signs in, follows the invitation or links, as was begun. Refuses
 * `wrong-return` alike for a state that is unknown, used, out of date or another browser's and for any wrong answer;
 * `no-account-for-this-identity` 403, for a disabled account too; `identity-taken`, `wrong-link`, `provider-unreachable`.
 */
export async function takeReturn(ground: AccountGround, { browser, ip, userAgent }: AtBrowser, query: URLSearchParams): Promise<Returned> {
  const provider = getProvider(ground);
  const attempt = describeNetwork(ground, ip);
  await beginTry(ground, attempt);
  const state = query.get('state') ?? '';
  const challenge = await takeChallenge(ground, 'oidc', state, browser);
  if (challenge === undefined) throw wrongReturn();
  const vouched = await provider.takeReturn(query, exchangeOf(ground, state));
  const answered = await answer(ground, challenge, vouched, { browser, ip, userAgent });
  await forgiveTry(ground.db, attempt);
  return answered;
}

async function answer(ground: AccountGround, { account, session, link }: Omit<Challenge, 'browser' | 'way'>, vouched: Vouched, at: AtBrowser): Promise<Returned> {
  if (account !== null && session !== null) return linkOwn(ground, account, session, vouched);
  if (link !== null) return followInvitation(ground, link, vouched, at);
  const found = await findByIdentity(ground.db, vouched);
  if (found === undefined) throw new Refusal('no-account-for-this-identity', 403);
  if (found.secondFactorOn && !vouched.secondFactor) return askCode(ground, found.id, at);
  const actor: Changer = { kind: 'account', account: found.id, name: found.signIn };
  return { token: await change(ground, actor, (step) => signInAs(step, found.id, shownBy(vouched, at))) };
}

const shownBy = ({ secondFactor }: Vouched, { userAgent }: AtBrowser) => ({ how: 'oidc', secondFactor, browser: userAgent }) as const;

async function linkOwn(ground: AccountGround, account: string, session: string, vouched: Vouched): Promise<Returned> {
  const held = await findAccount(ground.db, account);
  if (held === undefined) throw wrongReturn();
  await change(ground, { kind: 'account', account, name: held.signIn }, async (step) => {
    // Whoever ended the session that began this ended this too.
    if (!(await isInForce(step.transaction, session, step.at))) throw wrongReturn();
    await linkIdentity(step, account, held.signIn, vouched);
  });
  return { linked: true };
}

async function followInvitation(ground: AccountGround, hash: string, vouched: Vouched, at: AtBrowser): Promise<Returned> {
  const link = await findLink(ground.db, hash, ground.clock.now());
  if (link?.account == null || link.signIn === null) throw wrongLink();
  const { account, signIn } = link;
  const token = await change(ground, { kind: 'account', account, name: signIn }, async (step) => {
    if (!(await markUsed(step.transaction, hash, step.at))) throw wrongLink();
    await linkIdentity(step, account, signIn, vouched);
    return signInAs(step, account, shownBy(vouched, at));
  });
  return { token };
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
  const attempt = describeTry(ground, account.signIn, ip);
  await beginTry(ground, attempt);
  return change(ground, { kind: 'account', account: account.id, name: account.signIn }, async (step) => {
    const { secondFactor } = await useCode(ground, step, account, code);
    if ((await takeChallenge({ ...ground, db: step.transaction }, 'oidc-code', asked, null)) === undefined) throw wrongReturn();
    await forgiveTry(step.transaction, attempt);
    return signInAs(step, account.id, { how: 'oidc', secondFactor, browser: userAgent });
  });
}
