import { z } from 'zod';
import { permissions, roles } from '#kernel/actor.ts';
import { endpoint } from '#kernel/contract.ts';

const count = z.int();
const empty = z.object({});
const none = { params: empty, query: empty } as const;
const instant = z.string();
const id = z.string().min(1).max(64);
const Place = z.string().regex(/^\d{9}$/);

export const languages = ['kk', 'ru', 'en'] as const;
export const Language = z.enum(languages);
export const RoleName = z.enum(roles);
export const PermissionName = z.enum(permissions);

/** What one signs in with: small letters, digits and `. _ - @`; never a national identifier. */
const SignInName = z.string().trim().toLowerCase().min(3).max(64).regex(/^[a-z0-9][a-z0-9._@-]*$/).refine((name) => !/\d(?:[._@-]?\d){10,}/.test(name));
const DisplayName = z.string().trim().min(1).max(120).refine((name) => !/\p{Nd}(?:[\s-]?\p{Nd}){10,}/u.test(name));
/** 12 to 128 characters of any kind; whether it is a good one, the server says: `weak-password` {why}. */
const NewPassword = z.string().max(512);
const Password = z.string().max(512);
/** Six digits of the second factor, or a recovery code. */
const Code = z.string().trim().max(32);

/** A role where it is held: places in nine digits, the country 000000000; employers by our own number. */
export const HeldGrant = z.object({ role: RoleName, place: Place.nullable(), employer: count.nullable() });
export type HeldGrant = z.infer<typeof HeldGrant>;

/** How a session came to be. */
export const signInWays = ['password', 'totp', 'recovery-code', 'oidc', 'signature'] as const;
export const SignInWay = z.enum(signInWays);

export const SessionRow = z.object({
  id: z.string(),
  how: SignInWay,
  signedInAt: instant,
  lastSeenAt: instant,
  /** Ends then unless it is used before. */
  idleEndsAt: instant,
  /** Ends then at the latest. */
  endsAt: instant,
  /** Browser and system in a few words; empty when the browser said nothing. */
  browser: z.string(),
  /** True for the session that asks. */
  own: z.boolean(),
});
export type SessionRow = z.infer<typeof SessionRow>;

export const Me = z.object({
  kind: z.enum(['nobody', 'account', 'token', 'visitor', 'operator']),
  /** As pages address the person; null for nobody and visitors. */
  name: z.string().nullable(),
  signIn: z.string().nullable(),
  language: Language.nullable(),
  grants: z.array(HeldGrant),
  /** What may be done, and where: nothing in both lists for permissions without a place. */
  permissions: z.array(z.object({ permission: PermissionName, places: z.array(Place), employers: z.array(count) })),
  /** True where a visitor may look at everything without a password: the made-up country, on this machine only. */
  demonstration: z.boolean(),
  /** As which role a visitor looks; null: as all of them. */
  looking: HeldGrant.nullable(),
  /** Null for those without an account. */
  secondFactor: z.object({
    on: z.boolean(),
    /** True when the roles ask for it: until it is on, the account may nothing but set it up. */
    needed: z.boolean(),
    recoveryCodesLeft: count,
  }).nullable(),
  session: z.object({
    id: z.string(),
    how: SignInWay,
    endsAt: instant,
    /** Until then changes that ask for a recent password are taken; after it they are refused `confirm-who-you-are`. */
    confirmedUntil: instant,
  }).nullable(),
  /** How one may sign in here, in the order to offer. */
  ways: z.array(z.enum(['password', 'oidc', 'signature'])),
  /** Name of the provider behind `oidc`. */
  provider: z.string().nullable(),
  /** True while nobody administers: the link on the server's console leads to the first account. */
  setUp: z.boolean(),
});
export type Me = z.infer<typeof Me>;

export const getMe = endpoint({
  method: 'GET', path: '/api/me', may: 'anyone', summary: 'Who asks, with which grants, and what he may where; nobody is an answer too.',
  ...none, reply: Me,
});

/**
 * Refusals: `wrong-sign-in` 401 whatever of name and password was wrong, `second-factor-needed` 401 (send again with `code`),
 * `wrong-code` 401, `too-many-tries` 429 {seconds}. The session comes as a cookie.
 */
export const signIn = endpoint({
  method: 'POST', path: '/api/sign-in', may: 'anyone', summary: 'Sign in by name, password and, where it is on, the second factor.',
  ...none, body: z.object({ signIn: z.string().max(200), password: Password, code: Code.optional() }), reply: empty,
});

/** A cookie ties the answer to this browser, which goes to `address` then. Refuses `way-is-off` 404, `wrong-link` 404, `provider-unreachable` 503, `too-many-tries`. */
export const beginOidc = endpoint({
  method: 'POST', path: '/api/sign-in/oidc', may: 'anyone', summary: 'Begin to sign in by the OpenID provider, or to follow an invitation by it.',
  ...none, body: z.object({ link: z.string().max(100).optional() }), reply: z.object({ address: z.string() }),
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

/** In base64, and so it is sent back. Refuses `way-is-off` 404, `too-many-tries`. */
const SignatureChallenge = z.object({ challenge: z.string() });
/** CMS SignedData of one signer over the bytes of the challenge, in base64. */
const SignedChallenge = z.object({ challenge: z.string().max(1000), cms: z.base64().max(60_000) });

export const makeSignatureChallenge = endpoint({
  method: 'POST', path: '/api/sign-in/signature/challenge', may: 'anyone', summary: 'What to sign in order to sign in: good once within five minutes.', ...none, reply: SignatureChallenge,
});

/**
 * Refuses `wrong-challenge` 400, `wrong-signature` 401 {why: form | content | signature | certificate | expired | revoked | iin},
 * `no-account-for-this-identity` 403, `revocation-unknown` 503, `verifier-unreachable` 503, `too-many-tries`.
 */
export const signInBySignature = endpoint({
  method: 'POST', path: '/api/sign-in/signature', may: 'anyone', summary: 'Sign in by a national e-signature; it counts as two factors.', ...none, body: SignedChallenge, reply: empty,
});

export const signOut = endpoint({
  method: 'POST', path: '/api/sign-out', may: 'anyone', summary: 'End the session that asks.', ...none, reply: empty,
});

/** Changes that matter want this within the last ten minutes; without it they are refused `confirm-who-you-are` 403. */
export const confirmMe = endpoint({
  method: 'POST', path: '/api/me/confirmation', may: 'signed-in', summary: 'Give the password, and the second factor where it is on, once more.',
  ...none, body: z.object({ password: Password, code: Code.optional() }), reply: empty,
});

export const listIdentities = endpoint({
  method: 'GET', path: '/api/me/identities', may: 'signed-in', summary: 'By which other ways the own account may be signed in to.',
  ...none, reply: z.object({ rows: z.array(z.object({ way: z.enum(['oidc', 'signature']), linkedAt: instant })) }),
});

/** The browser goes to `address` then; what is linked takes the place of what was. Wants a recent confirmation. */
export const linkOidc = endpoint({
  method: 'POST', path: '/api/me/oidc', may: 'signed-in', summary: 'Begin to link an identity of the OpenID provider to the own account.', ...none, reply: z.object({ address: z.string() }),
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

export const setLanguage = endpoint({
  method: 'PUT', path: '/api/me/language', may: 'signed-in', summary: 'Choose the language of the pages.',
  ...none, body: z.object({ language: Language }), reply: empty,
});

/** Refuses `wrong-sign-in` for the old one, `weak-password` 422 {why: short | long | common | sign-in-name | same}. All other sessions end. */
export const setPassword = endpoint({
  method: 'PUT', path: '/api/me/password', may: 'signed-in', summary: 'Change the password; all other sessions end.',
  ...none, body: z.object({ password: Password, newPassword: NewPassword }), reply: empty,
});

export const listSessions = endpoint({
  method: 'GET', path: '/api/me/sessions', may: 'signed-in', summary: 'Own sessions that have not ended.', ...none, reply: z.object({ rows: z.array(SessionRow) }),
});

export const endSession = endpoint({
  method: 'DELETE', path: '/api/me/sessions/:sessionId', may: 'signed-in', summary: 'End one of the own sessions.',
  params: z.object({ sessionId: id }), query: empty, reply: empty,
});

export const endOtherSessions = endpoint({
  method: 'DELETE', path: '/api/me/sessions', may: 'signed-in', summary: 'End all own sessions but the one that asks.', ...none, reply: z.object({ ended: count }),
});

/** The secret counts once `confirmSecondFactor` has seen a code of it; one that is on stays on until then. */
export const beginSecondFactor = endpoint({
  method: 'POST', path: '/api/me/second-factor', may: 'signed-in', summary: 'Begin to set up a second factor: a secret for an authenticator.',
  ...none,
  reply: z.object({
    /** Base32, to be typed. */
    secret: z.string(),
    /** otpauth:// address, to be opened on a phone. */
    address: z.string(),
    /** The same address as an SVG picture. */
    picture: z.string(),
  }),
});

/** Ten codes, shown this once. Refuses `wrong-code` 401 and `no-second-factor` 404 when none was begun. All other sessions end. */
export const confirmSecondFactor = endpoint({
  method: 'PUT', path: '/api/me/second-factor', may: 'signed-in', summary: 'Switch the second factor on by a first code of it; brings recovery codes.',
  ...none, body: z.object({ code: Code }), reply: z.object({ recoveryCodes: z.array(z.string()) }),
});

export const renewRecoveryCodes = endpoint({
  method: 'POST', path: '/api/me/recovery-codes', may: 'signed-in', summary: 'Ten new recovery codes; those before are void.',
  ...none, reply: z.object({ recoveryCodes: z.array(z.string()) }),
});

export const TokenRow = z.object({
  id: z.string(), name: z.string(), permissions: z.array(PermissionName), createdAt: instant, expiresAt: instant, lastUsedAt: instant.nullable(),
});
export type TokenRow = z.infer<typeof TokenRow>;

export const listTokens = endpoint({
  method: 'GET', path: '/api/me/tokens', may: 'signed-in', summary: 'Own API tokens that are in force.', ...none, reply: z.object({ rows: z.array(TokenRow) }),
});

/** Refuses `not-for-tokens` 422 {permission} for one that no program may hold or that the owner does not. Shown this once. */
export const makeToken = endpoint({
  method: 'POST', path: '/api/me/tokens', may: 'signed-in', summary: 'Make an API token that holds some of the own permissions for at most a year.',
  ...none,
  body: z.object({ name: DisplayName, permissions: z.array(PermissionName).min(1).max(permissions.length), days: z.int().min(1).max(365) }),
  reply: TokenRow.extend({ token: z.string() }),
});

export const endToken = endpoint({
  method: 'DELETE', path: '/api/me/tokens/:tokenId', may: 'signed-in', summary: 'End one of the own API tokens.',
  params: z.object({ tokenId: id }), query: empty, reply: empty,
});

/** Links are /set-up#TOKEN and /invitation#TOKEN: the part after # reaches no server and no log. */
const LinkToken = z.string().min(20).max(100);

/** Refuses `wrong-link` 404 for one that is unknown, used, replaced or out of date, all alike. */
export const lookAtLink = endpoint({
  method: 'POST', path: '/api/link', may: 'anyone', summary: 'What a one-time link is for, and until when.',
  ...none, body: z.object({ token: LinkToken }),
  reply: z.object({ purpose: z.enum(['set-up', 'invitation', 'reset']), signIn: z.string().nullable(), name: z.string().nullable(), expiresAt: instant }),
});

/** Then sign in. Refuses `wrong-link`, `weak-password`, `sign-in-taken`. */
export const setUp = endpoint({
  method: 'POST', path: '/api/set-up', may: 'anyone', summary: 'Make the first administrator by the link on the server’s console.',
  ...none, body: z.object({ token: LinkToken, signIn: SignInName, name: DisplayName, password: NewPassword, language: Language.default('kk') }), reply: empty,
});

/** Then sign in, with the second factor where it is on. Refuses `wrong-link`, `weak-password`. All sessions end. */
export const useLink = endpoint({
  method: 'PUT', path: '/api/link', may: 'anyone', summary: 'Set a password by an invitation or a reset link.',
  ...none, body: z.object({ token: LinkToken, password: NewPassword }), reply: empty,
});

/** Refuses `not-in-demonstration` 403 elsewhere. All null: as everybody again. A place or an employer by its number, as the role takes it. */
export const look = endpoint({
  method: 'POST', path: '/api/demonstration', may: 'anyone', summary: 'Look at the made-up country as one role in one place or at one employer.',
  ...none, body: z.object({ role: RoleName.nullable(), place: Place.nullable(), employer: z.int().positive().nullable() }), reply: empty,
});

export const GrantRow = HeldGrant.extend({ id: z.string(), givenAt: instant, givenBy: z.string() });
export type GrantRow = z.infer<typeof GrantRow>;

export const AccountRow = z.object({
  id: z.string(),
  signIn: z.string(),
  name: z.string(),
  language: Language,
  createdAt: instant,
  createdBy: z.string(),
  disabledAt: instant.nullable(),
  /** False until an invitation has been followed. */
  hasPassword: z.boolean(),
  secondFactor: z.boolean(),
  lastSignInAt: instant.nullable(),
  sessions: count,
  tokens: count,
  grants: z.array(GrantRow),
  /** True for the account that asks: its own grants are not its to change. */
  own: z.boolean(),
});
export type AccountRow = z.infer<typeof AccountRow>;

const OneTimeLink = z.object({ address: z.string(), expiresAt: instant });
const account = z.object({ accountId: id });
/** A role for a place, or for an employer named by its BIN, which is turned into our number at once and kept nowhere. */
const NewGrant = z.strictObject({ role: RoleName, place: Place.nullable().default(null), bin: z.string().regex(/^\d{12}$/).nullable().default(null) });

export const listAccounts = endpoint({
  method: 'GET', path: '/api/accounts', may: 'manage-accounts', summary: 'Accounts by name, with their grants.',
  params: empty,
  query: z.object({
    search: z.string().trim().max(120).optional(), role: RoleName.optional(),
    page: z.coerce.number().int().min(1).default(1), size: z.coerce.number().int().min(1).max(500).default(50),
  }),
  reply: z.object({ total: count, rows: z.array(AccountRow) }),
});

export const getAccount = endpoint({
  method: 'GET', path: '/api/accounts/:accountId', may: 'manage-accounts', summary: 'One account.', params: account, query: empty, reply: AccountRow,
});

/**
 * The link is shown this once and holds for seven days. Refuses `sign-in-taken` 409, `unknown-employer` 422, and what
 * `giveGrant` refuses. This and all changes below are refused `confirm-who-you-are` 403 without a recent confirmation.
 */
export const invite = endpoint({
  method: 'POST', path: '/api/accounts', may: 'manage-accounts', summary: 'Make an account with its grants, and a link by which its holder sets a password.',
  ...none, body: z.object({ signIn: SignInName, name: DisplayName, language: Language.default('kk'), grants: z.array(NewGrant).max(20) }),
  reply: z.object({ account: AccountRow, link: OneTimeLink }),
});

export const renameAccount = endpoint({
  method: 'PUT', path: '/api/accounts/:accountId', may: 'manage-accounts', summary: 'Change the name by which pages address an account’s holder.',
  params: account, query: empty, body: z.object({ name: DisplayName }), reply: AccountRow,
});

/** Refuses `last-administrator` 409 and `own-account` 403. Sessions and tokens end at once, links are void. */
export const setDisabled = endpoint({
  method: 'PUT', path: '/api/accounts/:accountId/disabled', may: 'manage-accounts', summary: 'Disable an account, or enable it again.',
  params: account, query: empty, body: z.object({ disabled: z.boolean() }), reply: AccountRow,
});

/** Refuses `own-grants` 403, `wrong-grant` 422 {why: place-needed | country-only | too-wide | too-narrow | employer-needed | unknown-place}, `unknown-employer` 422, `grant-held` 409. Sessions end. */
export const giveGrant = endpoint({
  method: 'POST', path: '/api/accounts/:accountId/grants', may: 'manage-accounts', summary: 'Give an account a role for a place or an employer; its sessions end.',
  params: account, query: empty, body: NewGrant, reply: AccountRow,
});

/** Refuses `own-grants` 403 and `last-administrator` 409. Sessions end. */
export const takeGrant = endpoint({
  method: 'DELETE', path: '/api/accounts/:accountId/grants/:grantId', may: 'manage-accounts', summary: 'Take a role away; the account’s sessions end.',
  params: z.object({ accountId: id, grantId: id }), query: empty, reply: AccountRow,
});

export const makeLink = endpoint({
  method: 'POST', path: '/api/accounts/:accountId/link', may: 'manage-accounts', summary: 'Make a new one-time link by which the holder sets a password; the one before is void.',
  params: account, query: empty, reply: z.object({ link: OneTimeLink }),
});

export const resetSecondFactor = endpoint({
  method: 'DELETE', path: '/api/accounts/:accountId/second-factor', may: 'manage-accounts', summary: 'Switch an account’s second factor off when it is lost; its sessions end.',
  params: account, query: empty, reply: AccountRow,
});

export const endAccountSessions = endpoint({
  method: 'DELETE', path: '/api/accounts/:accountId/sessions', may: 'manage-accounts', summary: 'End all sessions of an account.',
  params: account, query: empty, reply: AccountRow,
});

export const endAccountTokens = endpoint({
  method: 'DELETE', path: '/api/accounts/:accountId/tokens', may: 'manage-accounts', summary: 'End all API tokens of an account.',
  params: account, query: empty, reply: AccountRow,
});
