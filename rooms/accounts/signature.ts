import { Refusal } from '#kernel/refusal.ts';
import { addChallenge, takeChallenge, type Challenge } from './challenge.ts';
import { linkIdentity } from './external-identity.ts';
import { findByIdentity, signatureIssuer, type ExternalIdentity } from './identity-store.ts';
import { change, type AccountGround, type Changer } from './ground.ts';
import { makeToken } from './id.ts';
import { acceptInvitation, getInvitation } from './link.ts';
import type { Owner } from './own-account.ts';
import { renewSession, signInAs } from './session.ts';
import type { SignatureVerifier } from './signature-verifier.ts';
import { beginTry, describeNetwork, forgiveTry } from './throttle.ts';

const minutes = 5;

/** What a browser brings: the challenge as it got it, and the CMS that signs it, both in base64. */
export type Signed = { readonly challenge: string; readonly cms: string; readonly ip: string };

/** Who judges signatures. Refuses `way-is-off` where nobody does. */
export function getVerifier({ signatures }: AccountGround): SignatureVerifier {
  if (signatures === undefined) throw new Refusal('way-is-off', 404);
  return signatures;
}

/** What a signature is for: to sign in, to follow an invitation, or, for an owner, to link it or to show anew who he is. */
type Wanted = { readonly link?: string | undefined; readonly owner?: undefined } | { readonly owner: Owner; readonly way: Challenge['way'] };

/** Content to sign, in base64: it says for what, where, and 256 random bits. It is good once within five minutes. Refuses `wrong-link`. */
export async function makeSignatureChallenge(ground: AccountGround, ip: string, wanted: Wanted): Promise<string> {
  getVerifier(ground);
  const { owner } = wanted;
  const what = owner !== undefined ? `${wanted.way === 'signature' ? 'link my signature to' : 'confirm that I am'} ${owner.name}` : wanted.link === undefined ? 'sign in' : 'follow an invitation';
  const challenge = Buffer.from(`Jumys, ${ground.address}: ${what}. ${makeToken()}`).toString('base64');
  const kept = owner !== undefined ? { way: wanted.way, account: owner.account, session: owner.session.id, link: null }
    : { way: 'signature' as const, account: null, session: null, link: wanted.link === undefined ? null : await getInvitation(ground, wanted.link) };
  await addChallenge(ground, challenge, { browser: null, ...kept }, { ip, minutes });
  return challenge;
}

/**
 * Signs in by a signed challenge and returns the token of a session; follows the invitation that the challenge was made for. It shows two
 * factors: a key, and the password it lies under. Refuses `wrong-challenge` 400, `wrong-signature` {why}, `revocation-unknown`,
 * `verifier-unreachable`, `too-many-tries`, and `no-account-for-this-identity` 403, for a disabled account too; `wrong-link`, `identity-taken`.
 */
export async function signInBySignature(ground: AccountGround, signed: Signed, userAgent: string): Promise<string> {
  const shown = { how: 'signature', secondFactor: true, browser: userAgent } as const;
  return judge(ground, signed, { way: 'signature', account: null }, async (identity, link) => {
    if (link !== null) return acceptInvitation(ground, link, identity, shown, signed.ip);
    const found = await findByIdentity(ground.db, identity);
    if (found === undefined) throw new Refusal('no-account-for-this-identity', 403);
    const actor: Changer = { kind: 'account', account: found.id, name: found.signIn, from: signed.ip };
    return change(ground, actor, (step) => signInAs(step, found.id, shown));
  });
}

/** Links the signature of a challenge that was made for the own account. Refuses as a sign-in does, and `identity-taken`. */
export async function linkSignature(ground: AccountGround, owner: Owner, signed: Signed): Promise<void> {
  await judge(ground, signed, { way: 'signature', account: owner.account }, (identity) => change(ground, owner, (step) => linkIdentity(step, owner.account, owner.name, identity)));
}

/** Shows anew who the owner of a session is, by the signature that is linked to his account. Returns the session's new token. Refuses as a sign-in does. */
export async function confirmBySignature(ground: AccountGround, owner: Owner, signed: Signed): Promise<string> {
  return judge(ground, signed, { way: 'signature-confirm', account: owner.account }, async (identity) => {
    if ((await findByIdentity(ground.db, identity))?.id !== owner.account) throw new Refusal('no-account-for-this-identity', 403);
    return change(ground, owner, (step) => {
      step.note('confirmed', owner.account, { how: 'signature' });
      return renewSession(step, owner.session.id, { secondFactor: true, fully: true });
    });
  });
}

/** Judges a signature as one try, of a challenge that was made for this and for this account or, null, for nobody yet. Of the IIN nothing but a keyed hash goes on. */
async function judge<Result>(
  ground: AccountGround, { challenge, cms, ip }: Signed, made: Pick<Challenge, 'way' | 'account'>, then: (identity: ExternalIdentity, link: string | null) => Promise<Result>,
): Promise<Result> {
  const verifier = getVerifier(ground);
  const attempt = describeNetwork(ground, ip);
  await beginTry(ground, attempt);
  const taken = await takeChallenge(ground, [made.way], challenge, null);
  if (taken === undefined || taken.account !== made.account) throw new Refusal('wrong-challenge', 400);
  const { iin } = await verifier.verify(Buffer.from(cms, 'base64'), Buffer.from(challenge, 'base64'), ground.clock.now());
  const done = await then({ issuer: signatureIssuer, subject: ground.secrets.hash('signature-subject', iin.reveal()) }, taken.link);
  await forgiveTry(ground.db, attempt);
  return done;
}
