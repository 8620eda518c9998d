import { Refusal } from '#kernel/refusal.ts';
import { addChallenge, takeChallenge } from './challenge.ts';
import { findByIdentity, linkIdentity, signatureIssuer, type ExternalIdentity } from './external-identity.ts';
import { change, type AccountGround, type Changer } from './ground.ts';
import { makeToken } from './id.ts';
import type { Owner } from './own-account.ts';
import { signInAs } from './session.ts';
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

/**
 * Content to sign, in base64: it says for what, where, and 256 random bits. It is good once within five minutes, to sign in
 * or, for an owner, to link his signature.
 */
export async function makeSignatureChallenge(ground: AccountGround, ip: string, owner?: Owner): Promise<string> {
  getVerifier(ground);
  const what = owner === undefined ? 'sign in' : `link my signature to ${owner.name}`;
  const challenge = Buffer.from(`Jumys, ${ground.address}: ${what}. ${makeToken()}`).toString('base64');
  await addChallenge(ground, challenge, { way: 'signature', browser: null, account: owner?.account ?? null, session: owner?.session.id ?? null, link: null }, { ip, minutes });
  return challenge;
}

/**
 * Signs in by a signed challenge and returns the token of a session. It shows two factors: a key, and the password it lies
 * under. Refuses `wrong-challenge` 400, `wrong-signature` {why}, `revocation-unknown`, `verifier-unreachable`, `too-many-tries`,
 * and `no-account-for-this-identity` 403, for a disabled account too.
 */
export async function signInBySignature(ground: AccountGround, signed: Signed, userAgent: string): Promise<string> {
  return judge(ground, signed, null, async (identity) => {
    const found = await findByIdentity(ground.db, identity);
    if (found === undefined) throw new Refusal('no-account-for-this-identity', 403);
    const actor: Changer = { kind: 'account', account: found.id, name: found.signIn };
    return change(ground, actor, (step) => signInAs(step, found.id, { how: 'signature', secondFactor: true, browser: userAgent }));
  });
}

/** Links the signature of a challenge that was made for the own account. Refuses as a sign-in does, and `identity-taken`. */
export async function linkSignature(ground: AccountGround, owner: Owner, signed: Signed): Promise<void> {
  await judge(ground, signed, owner.account, (identity) => change(ground, owner, (step) => linkIdentity(step, owner.account, owner.name, identity)));
}

/** Judges a signature as one try, of a challenge that was made for this account or, null, to sign in. Of the IIN nothing but a keyed hash goes on. */
async function judge<Result>(ground: AccountGround, { challenge, cms, ip }: Signed, account: string | null, then: (identity: ExternalIdentity) => Promise<Result>): Promise<Result> {
  const verifier = getVerifier(ground);
  const attempt = describeNetwork(ground, ip);
  await beginTry(ground, attempt);
  const taken = await takeChallenge(ground, 'signature', challenge, null);
  if (taken === undefined || taken.account !== account) throw new Refusal('wrong-challenge', 400);
  const { iin } = await verifier.verify(Buffer.from(cms, 'base64'), Buffer.from(challenge, 'base64'), ground.clock.now());
  const done = await then({ issuer: signatureIssuer, subject: ground.secrets.hash('signature-subject', iin.reveal()) });
  await forgiveTry(ground.db, attempt);
  return done;
}
