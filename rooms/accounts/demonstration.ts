import { z } from 'zod';
import { roles, type Actor, type Grant } from '#kernel/actor.ts';
import { country } from '#kernel/place.ts';
import { isMadeUp } from '#platform/made-up.ts';
import { grantFault } from './grant.ts';
import type { AccountGround } from './ground.ts';

/** The cookie that says as whom a visitor looks. It holds no secret and grants nothing outside the demonstration. */
export const lookCookie = '__Host-jumys-look';

/**
 * Whether visitors may look without a password: the data is made up (the mark never changes, and no real file is taken
 * beside it), and nobody but this machine reaches the server. Any doubt says no.
 */
export async function demonstration({ db, memory, onThisMachine }: AccountGround): Promise<boolean> {
  if (!onThisMachine) return false;
  return memory.get('demonstration', () => isMadeUp(db));
}

/** A visitor: every role for the whole country but an employer's, or only as what he looks. */
export function visitor(looking?: Grant): Actor {
  const all = roles.filter((role) => role !== 'employer').map((role) => ({ role, place: country, employer: null }));
  return { kind: 'visitor', account: null, name: 'visitor', grants: looking === undefined ? all : [looking] };
}

const Look = z.strictObject({ role: z.enum(roles), place: z.int().nullable(), employer: z.int().positive().nullable() });

/** What the cookie says, when it says something that could be granted. */
export function findLook(cookies: Readonly<Record<string, string | undefined>>): Grant | undefined {
  const text = cookies[lookCookie];
  if (text === undefined || text.length > 200) return undefined;
  const look = Look.safeParse(parsed(text));
  return look.success && grantFault(look.data) === undefined ? look.data : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
