import { z } from 'zod';
import { endpoint } from '#kernel/contract.ts';

const count = z.int();
const empty = z.object({});
const none = { params: empty, query: empty } as const;

/** One line: who did what. `subject` and `facts` hold our own ids and numbers only (docs/audit.md). */
export const AuditRow = z.object({
  seq: count,
  at: z.string(),
  kind: z.enum(['nobody', 'account', 'token', 'visitor', 'operator']),
  /** Sign-in name, or kind of actor. */
  actor: z.string(),
  /** A word such as `grant-given`. */
  what: z.string(),
  /** Network address that it came from; null for what no request began. */
  from: z.string().nullable(),
  subject: z.string().nullable(),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});
export type AuditRow = z.infer<typeof AuditRow>;

export const listAudit = endpoint({
  method: 'GET', path: '/api/audit', may: 'read-audit', summary: 'Lines of the audit, newest first; on from those before a line.',
  params: empty,
  query: z.object({
    what: z.string().trim().max(60).optional(), actor: z.string().trim().max(120).optional(),
    /** A day of Kazakhstan. */
    day: z.iso.date().optional(),
    before: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).optional(), size: z.coerce.number().int().min(1).max(500).default(100),
  }),
  reply: z.object({ rows: z.array(AuditRow), /** True when older lines follow. */ more: z.boolean() }),
});

/** Anybody may: whoever keeps a copy of these can prove later that no line was changed. */
export const getSeal = endpoint({
  method: 'GET', path: '/api/audit/seal', may: 'anyone', summary: 'How far the audit is sealed, and the public key of the seals.',
  ...none, reply: z.object({ publicKey: z.string(), checkpoints: count, /** The last line that is sealed, 0 for none. */ sealed: count, sealedAt: z.string().nullable() }),
});

export const exportCheckpoints = endpoint({
  method: 'GET', path: '/api/audit/checkpoints.txt', may: 'anyone', summary: 'The signed checkpoints of the audit, C2SP signed notes.',
  ...none, reply: z.unknown(), file: ['text/plain'],
});

export const exportAudit = endpoint({
  method: 'GET', path: '/api/audit/lines.jsonl', may: 'read-audit', summary: 'Every line of the audit as it is chained, one JSON object a line.',
  ...none, reply: z.unknown(), file: ['application/jsonl'],
});
