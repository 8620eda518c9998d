import { z } from 'zod';
import { roles } from '#kernel/actor.ts';
import { endpoint } from '#kernel/contract.ts';
import { maskIdentifiers } from '#kernel/identifiers.ts';
import { purposes } from '#kernel/purpose.ts';

const count = z.int();
const empty = z.object({});
const page = { page: z.coerce.number().int().min(1).max(100_000).default(1), size: z.coerce.number().int().min(1).max(500).default(50) };
const personNumber = z.coerce.number().int().min(1).max(2_147_483_647);
export const Purpose = z.enum(purposes);

/** In which roles somebody looked: places in nine digits, the country 000000000; employers by our own number. */
const HeldRole = z.object({ role: z.enum(roles), place: z.string().nullable(), employer: count.nullable() });

export const alarmKinds = ['canary', 'unusual', 'budget'] as const;

export const AlarmRow = z.object({
  id: count,
  at: z.string(),
  /** canary: such a person was shown; unusual: more than usual was read; budget: reading was refused and the sessions ended. */
  kind: z.enum(alarmKinds),
  /** Who read, as the audit names him. */
  name: z.string(),
  /** Canaries shown, or persons read. */
  persons: count,
  /** The limit that was reached; null for canaries. */
  most: count.nullable(),
  /** The reading that raised it; null when it was refused. */
  reading: z.object({ id: count, purpose: Purpose, what: z.string(), subject: z.string().nullable() }).nullable(),
  seen: z.object({ by: z.string(), at: z.string(), note: z.string() }).nullable(),
});
export type AlarmRow = z.infer<typeof AlarmRow>;

export const listAlarms = endpoint({
  method: 'GET', path: '/api/alarms', may: 'read-audit', summary: 'Alarms of unusual reading, newest first.',
  params: empty, query: z.object({ seen: z.enum(['yes', 'no']).optional(), ...page }),
  reply: z.object({ total: count, unseen: count, rows: z.array(AlarmRow) }),
});

export const markAlarmSeen = endpoint({
  method: 'POST', path: '/api/alarms/:alarmId/seen', may: 'read-audit', summary: 'Says of an alarm that somebody has looked into it, and what he found.',
  params: z.object({ alarmId: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER) }), query: empty,
  body: z.object({ note: z.string().trim().min(1).max(500).refine((note) => maskIdentifiers(note) === note) }),
  reply: AlarmRow,
});

export const listReadings = endpoint({
  method: 'GET', path: '/api/readings', may: 'read-audit', summary: 'Who was shown a person, newest first; the person by our own number.',
  params: empty, query: z.object({ person: personNumber, ...page }),
  reply: z.object({
    total: count,
    rows: z.array(z.object({
      id: count, at: z.string(), kind: z.string(), name: z.string(), roles: z.array(HeldRole),
      purpose: Purpose, what: z.string(), subject: z.string().nullable(), persons: count,
      /** Network address that it was asked from; null for what no request began. */
      from: z.string().nullable(),
    })),
  }),
});

/** The person himself asks at a desk: the identifier comes in the body, and colleagues are not named. */
export const whoLooked = endpoint({
  method: 'POST', path: '/api/who-looked', may: 'reveal-identifiers', summary: 'Tells a person who looked at him: when, in which role and place, for what purpose.',
  params: empty, query: empty, body: z.object({ identifier: z.string().regex(/^\d{12}$/) }),
  reply: z.object({ rows: z.array(z.object({ at: z.string(), kind: z.string(), roles: z.array(HeldRole), purpose: Purpose, what: z.string() })) }),
});

export const showIdentifier = endpoint({
  method: 'POST', path: '/api/persons/:number/identifier', may: 'reveal-identifiers', summary: 'Shows the identifier of a person whose spells the asker may see, for a stated purpose.',
  params: z.object({ number: personNumber }), query: empty, body: z.object({ purpose: Purpose }),
  reply: z.object({ identifier: z.string() }),
});
