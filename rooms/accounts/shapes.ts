import { z } from 'zod';
import { permissions, roles } from '#kernel/actor.ts';

/** Parts of which the contracts of this room are made. */
export const count = z.int();
export const empty = z.object({});
export const none = { params: empty, query: empty } as const;
export const instant = z.string();
export const id = z.string().min(1).max(64);
export const Place = z.string().regex(/^\d{9}$/);

export const languages = ['kk', 'ru', 'en'] as const;
export const Language = z.enum(languages);
export const RoleName = z.enum(roles);
export const PermissionName = z.enum(permissions);

/** What one signs in with: small letters, digits and `. _ - @`; never a national identifier. */
export const SignInName = z.string().trim().toLowerCase().min(3).max(64).regex(/^[a-z0-9][a-z0-9._@-]*$/).refine((name) => !/\d(?:[._@-]?\d){10,}/.test(name));
export const DisplayName = z.string().trim().min(1).max(120).refine((name) => !/\p{Nd}(?:[\s-]?\p{Nd}){10,}/u.test(name));
/** 12 to 128 characters of any kind; whether it is a good one, the server says: `weak-password` {why}. */
export const NewPassword = z.string().max(512);
export const Password = z.string().max(512);
/** Six digits of the second factor, or a recovery code with or without its blanks. */
export const Code = z.string().trim().max(64);
/** Links are /set-up#TOKEN and /invitation#TOKEN: the part after # reaches no server and no log. */
export const LinkToken = z.string().min(20).max(100);

/** A role where it is held: places in nine digits, the country 000000000; employers by our own number. */
export const HeldGrant = z.object({ role: RoleName, place: Place.nullable(), employer: count.nullable() });
export type HeldGrant = z.infer<typeof HeldGrant>;

/** How a session came to be. */
export const signInWays = ['password', 'totp', 'recovery-code', 'oidc', 'signature'] as const;
export const SignInWay = z.enum(signInWays);

/** How the holder of a session may show anew who he is: `password` with a code where the second factor is on, else what he has instead of one. */
export const confirmWays = ['password', 'code', 'oidc', 'signature'] as const;

/** In base64, and so it is sent back. Refuses `way-is-off` 404, `too-many-tries`. */
export const SignatureChallenge = z.object({ challenge: z.string() });
/** CMS SignedData of one signer over the bytes of the challenge, in base64. */
export const SignedChallenge = z.object({ challenge: z.string().max(1000), cms: z.base64().max(60_000) });
