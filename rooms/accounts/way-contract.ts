import { z } from 'zod';
import { endpoint } from '#kernel/contract.ts';
import { Code, empty, instant, none, SignatureChallenge, SignedChallenge } from './shapes.ts';

/** Where a browser goes to sign in by the provider. */
const Provider = z.object({ address: z.string() });
/** An invitation to follow by this way instead of by a password. */
const Followed = z.object({ link: z.string().max(100).optional() });

/** A cookie ties the answer to this browser, which goes to `address` then. Refuses `way-is-off` 404, `wrong-link` 404, `provider-unreachable` 503, `too-many-tries`. */
export const beginOidc = endpoint({
  method: 'POST', path: '/api/sign-in/oidc', may: 'anyone', summary: 'Begin to sign in by the OpenID provider, or to follow an invitation by it.',
  ...none, body: Followed, reply: Provider,
});

/**
 * A browser is sent on to a page of ours, with `refused` in its address when it was refused; who does not ask for a page gets
 * the refusal. Refuses `wrong-return` 400, `no-account-for-this-identity` 403, `identity-taken` 409, `wrong-link` 404,
 * `provider-unreachable` 503, `too-many-tries`.
 */
export const takeOidcReturn = endpoint({
  method: 'GET', path: '/api/sign-in/oidc/return', may: 'anyone', summary: 'Where the OpenID provider sends the browser back to.',
  params: empty, query: z.object(Object.fromEntries(['code', 'state', 'iss', 'error', 'error_description', 'error_uri', 'session_state', 'scope'].map((field) => [field, z.string().max(4000).optional()]))),
  reply: empty,
});

/** Asked of accounts with a second factor when the provider did not vouch for one. Refuses `wrong-return` 400, `wrong-code` 401, `too-many-tries`. */
export const giveOidcCode = endpoint({
  method: 'POST', path: '/api/sign-in/oidc/code', may: 'anyone', summary: 'Give the second factor after the OpenID provider, within five minutes.',
  ...none, body: z.object({ code: Code }), reply: empty,
});

/** Refuses `wrong-link` 404 too. */
export const makeSignatureChallenge = endpoint({
  method: 'POST', path: '/api/sign-in/signature/challenge', may: 'anyone', summary: 'What to sign in order to sign in, or to follow an invitation: good once within five minutes.',
  ...none, body: Followed, reply: SignatureChallenge,
});

/**
 * Refuses `wrong-challenge` 400, `wrong-signature` 401 {why: form | content | signature | certificate | expired | revoked | iin},
 * `no-account-for-this-identity` 403, `revocation-unknown` 503, `verifier-unreachable` 503, `too-many-tries`; of an invitation
 * `identity-taken` 409 and `wrong-link` 404.
 */
export const signInBySignature = endpoint({
  method: 'POST', path: '/api/sign-in/signature', may: 'anyone', summary: 'Sign in by a national e-signature; it counts as two factors.', ...none, body: SignedChallenge, reply: empty,
});

/**
 * Changes that matter want this within the last ten minutes; without it they are refused `confirm-who-you-are` 403, with `fully`
 * those that a code alone does not open: they change by what one signs in. Without a password of his own somebody gives a code alone.
 * Refuses as signing in does.
 */
export const confirmMe = endpoint({
  method: 'POST', path: '/api/me/confirmation', may: 'signed-in', summary: 'Give the password, and the second factor where it is on, once more.',
  ...none, body: z.object({ password: z.string().max(512).optional(), code: Code.optional() }), reply: empty,
});

/** The browser goes to `address` then and comes back to the own account. Refuses `second-factor-needed` 401 and `wrong-code` 401 where the second factor is on. */
export const confirmByOidc = endpoint({
  method: 'POST', path: '/api/me/confirmation/oidc', may: 'signed-in', summary: 'Begin to show by the OpenID provider once more who one is.', ...none, body: z.object({ code: Code.optional() }), reply: Provider,
});

export const beginSignatureConfirmation = endpoint({
  method: 'POST', path: '/api/me/confirmation/signature', may: 'signed-in', summary: 'What to sign in order to show once more who one is.', ...none, reply: SignatureChallenge,
});

/** Refuses as signing in by it does. */
export const confirmBySignature = endpoint({
  method: 'PUT', path: '/api/me/confirmation/signature', may: 'signed-in', summary: 'Show by a national e-signature once more who one is.', ...none, body: SignedChallenge, reply: empty,
});

export const listIdentities = endpoint({
  method: 'GET', path: '/api/me/identities', may: 'signed-in', summary: 'By which other ways the own account may be signed in to.',
  ...none, reply: z.object({ rows: z.array(z.object({ way: z.enum(['oidc', 'signature']), linkedAt: instant })) }),
});

/** The browser goes to `address` then; what is linked takes the place of what was. Wants a recent confirmation. */
export const linkOidc = endpoint({
  method: 'POST', path: '/api/me/oidc', may: 'signed-in', summary: 'Begin to link an identity of the OpenID provider to the own account.', ...none, reply: Provider,
});

/** Refuses `no-such-identity` 404, and `last-way` 409 when nothing would be left to sign in by. Wants a recent confirmation. */
export const unlinkOidc = endpoint({
  method: 'DELETE', path: '/api/me/oidc', may: 'signed-in', summary: 'Take the identity of the OpenID provider off the own account.', ...none, reply: empty,
});

/** Wants a recent confirmation. */
export const beginSignatureLink = endpoint({
  method: 'POST', path: '/api/me/signature', may: 'signed-in', summary: 'What to sign in order to link a national e-signature to the own account.', ...none, reply: SignatureChallenge,
});

/** Refuses as signing in by it does, and `identity-taken` 409. Wants a recent confirmation. */
export const linkSignature = endpoint({
  method: 'PUT', path: '/api/me/signature', may: 'signed-in', summary: 'Link the national e-signature of a signed challenge; of its IIN a keyed hash is kept.', ...none, body: SignedChallenge, reply: empty,
});

/** Refuses as `unlinkOidc` does. */
export const unlinkSignature = endpoint({
  method: 'DELETE', path: '/api/me/signature', may: 'signed-in', summary: 'Take the national e-signature off the own account.', ...none, reply: empty,
});
