import { z } from 'zod';
import { endpoint } from '#kernel/contract.ts';
import { count, DisplayName, empty, HeldGrant, id, instant, Language, none, Place, RoleName, SignInName } from './shapes.ts';

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

/**
 * How somebody who lost the second factor showed who he is: `document`, face to face, by the document that was looked at when he
 * was invited; `signature`, by a national e-signature under his request, judged. A voice, a letter or a colleague's word is none.
 */
export const identityProofs = ['document', 'signature'] as const;
export type IdentityProof = (typeof identityProofs)[number];

/** How the identity was proven goes into the audit. */
export const resetSecondFactor = endpoint({
  method: 'DELETE', path: '/api/accounts/:accountId/second-factor', may: 'manage-accounts', summary: 'Switch an account’s second factor off when it is lost and its holder has shown who he is; its sessions end.',
  params: account, query: z.object({ proof: z.enum(identityProofs) }), reply: AccountRow,
});

export const endAccountSessions = endpoint({
  method: 'DELETE', path: '/api/accounts/:accountId/sessions', may: 'manage-accounts', summary: 'End all sessions of an account.',
  params: account, query: empty, reply: AccountRow,
});

export const endAccountTokens = endpoint({
  method: 'DELETE', path: '/api/accounts/:accountId/tokens', may: 'manage-accounts', summary: 'End all API tokens of an account.',
  params: account, query: empty, reply: AccountRow,
});
