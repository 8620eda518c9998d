import { z } from 'zod';
import { endpoint } from '#kernel/contract.ts';
import { Code, confirmWays, count, DisplayName, empty, HeldGrant, instant, Language, LinkToken, NewPassword, none, Password, PermissionName, Place, RoleName, SignInName, SignInWay } from './shapes.ts';

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
    /** True until two factors were shown in this session: roles hold nothing before. */
    needed: z.boolean(),
    recoveryCodesLeft: count,
  }).nullable(),
  session: z.object({
    id: z.string(),
    how: SignInWay,
    endsAt: instant,
    /** Until then changes that ask for a recent password are taken; after it they are refused `confirm-who-you-are`. */
    confirmedUntil: instant,
    /** By what its holder can show anew who he is, in the order to offer. */
    confirmBy: z.array(z.enum(confirmWays)),
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

export const signOut = endpoint({
  method: 'POST', path: '/api/sign-out', may: 'anyone', summary: 'End the session that asks.', ...none, reply: empty,
});

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
