import { z } from 'zod';
import { permissions } from '#kernel/actor.ts';
import { endpoint } from '#kernel/contract.ts';
import { Code, count, DisplayName, empty, id, instant, Language, LinkToken, NewPassword, none, Password, PermissionName, SignInWay } from './shapes.ts';

export const setLanguage = endpoint({
  method: 'PUT', path: '/api/me/language', may: 'signed-in', summary: 'Choose the language of the pages.',
  ...none, body: z.object({ language: Language }), reply: empty,
});

export const getEmail = endpoint({
  method: 'GET', path: '/api/me/email', may: 'signed-in', summary: 'Where the own notices are mailed, and which address waits for its confirmation.',
  ...none, reply: z.object({ on: z.boolean(), email: z.string().nullable(), waiting: z.string().nullable() }),
});

/** Wants a recent confirmation. A link is sent to the address, which counts once it was followed; null takes the present one away. Refuses `mails-off` 409, `too-many-mails` 429. */
export const setEmail = endpoint({
  method: 'PUT', path: '/api/me/email', may: 'signed-in', summary: 'Ask for notices at an address, or for none.',
  ...none, body: z.object({ email: z.email().max(200).nullable() }), reply: empty,
});

/** By whoever reads what is sent to the address, signed in or not. Refuses `wrong-link` 404. */
export const confirmEmail = endpoint({
  method: 'POST', path: '/api/me/email/confirmation', may: 'anyone', summary: 'Confirm an address by the link that was sent there.',
  ...none, body: z.object({ token: LinkToken }), reply: empty,
});

/** Refuses `wrong-sign-in` for the old one, `weak-password` 422 {why: short | long | common | breached | sign-in-name | same}. All other sessions end. */
export const setPassword = endpoint({
  method: 'PUT', path: '/api/me/password', may: 'signed-in', summary: 'Change the password; all other sessions end.',
  ...none, body: z.object({ password: Password, newPassword: NewPassword }), reply: empty,
});

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

export const listSessions = endpoint({
  method: 'GET', path: '/api/me/sessions', may: 'signed-in', summary: 'Own sessions that have not ended.', ...none, reply: z.object({ rows: z.array(SessionRow) }),
});

/** Wants a recent confirmation. */
export const endSession = endpoint({
  method: 'DELETE', path: '/api/me/sessions/:sessionId', may: 'signed-in', summary: 'End one of the own sessions.',
  params: z.object({ sessionId: id }), query: empty, reply: empty,
});

/** Wants a recent confirmation. */
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
