import { z } from 'zod';
import { endpoint } from '#kernel/contract.ts';

const count = z.int();
const empty = z.object({});
const importId = z.object({ importId: z.string().min(1).max(64) });

export const registerNames = ['places', 'population', 'employers', 'contracts', 'contributions', 'absences', 'projects', 'participants', 'pledges', 'investments', 'reports'] as const;
export const RegisterName = z.enum(registerNames);
export type RegisterName = z.infer<typeof RegisterName>;

/** One import as the registers page and `jumys imports` show it. records = accepted + rejected + duplicates. */
export const ImportRow = z.object({
  id: z.string(),
  register: RegisterName,
  /** File name without folder, identifiers masked. */
  file: z.string(),
  sha256: z.string().nullable(),
  bytes: count.nullable(),
  asOf: z.string().nullable(),
  by: z.string(),
  startedAt: z.string(),
  seconds: z.number(),
  records: count,
  accepted: count,
  rejected: count,
  duplicates: count,
  refused: z.object({ code: z.string(), facts: z.record(z.string(), z.unknown()) }).nullable(),
  madeUp: z.boolean(),
});
export type ImportRow = z.infer<typeof ImportRow>;

export const RejectRow = z.object({ line: count, column: z.string(), code: z.string(), value: z.string() });
export type RejectRow = z.infer<typeof RejectRow>;

/** An upload or import under way. */
export const ImportTask = z.object({
  id: z.string(),
  register: RegisterName,
  file: z.string(),
  state: z.enum(['running', 'done', 'failed', 'cancelled', 'refused']),
  stage: z.string(),
  done: z.number(),
  total: z.number().nullable(),
  unit: z.string(),
  seconds: z.number(),
  secondsLeft: z.number().nullable(),
  /** The import, once it is in the ledger: from then on it cannot be cancelled, and figures are computed. */
  importId: z.string().nullable(),
  refused: z.object({ code: z.string(), facts: z.record(z.string(), z.unknown()) }).nullable(),
});
export type ImportTask = z.infer<typeof ImportTask>;

export const listImports = endpoint({
  method: 'GET', path: '/api/imports', may: 'read-imports', summary: 'Imports, newest first.',
  params: empty,
  query: z.object({ register: RegisterName.optional(), page: z.coerce.number().int().min(1).default(1), size: z.coerce.number().int().min(1).max(500).default(50) }),
  reply: z.object({
    total: count, rows: z.array(ImportRow),
    /** For each register: rows held (accepted so far) and when it last came. */
    registers: z.array(z.object({ register: RegisterName, imports: count, accepted: count, rejected: count, lastAt: z.string().nullable(), asOf: z.string().nullable() })),
    /** Imports under way or finished within the last minutes. */
    tasks: z.array(ImportTask),
  }),
});

export type Imports = z.infer<typeof listImports.reply>;

export const getImport = endpoint({
  method: 'GET', path: '/api/imports/:importId', may: 'read-imports', summary: 'One import.',
  params: importId, query: empty, reply: ImportRow,
});

export const listRejects = endpoint({
  method: 'GET', path: '/api/imports/:importId/rejects', may: 'steward-registers', summary: 'Rejected rows of an import: line, first failing column, code, masked value.',
  params: importId,
  query: z.object({ code: z.string().max(40).optional(), column: z.string().max(40).optional(), page: z.coerce.number().int().min(1).default(1), size: z.coerce.number().int().min(1).max(500).default(100) }),
  reply: z.object({ total: count, rows: z.array(RejectRow), byCode: z.array(z.object({ column: z.string(), code: z.string(), rows: count })) }),
});

export const exportRejects = endpoint({
  method: 'GET', path: '/api/imports/:importId/rejects.csv', may: 'steward-registers', summary: 'The same as CSV: line,column,code,value.',
  params: importId, query: empty, reply: z.unknown(), file: ['text/csv'],
});

/** Multipart fields in this order: `register`, `asOf` (optional), `file` (one file, with its own name). Replies at once with the task; follow it by `getImportTask`. */
export const uploadImport = endpoint({
  method: 'POST', path: '/api/imports', may: 'steward-registers', summary: 'Upload one register file (csv, csv.gz, csv.zst, parquet); the import runs on the server and can be cancelled.',
  params: empty, query: empty, upload: true, reply: ImportTask,
});

export const getImportTask = endpoint({
  method: 'GET', path: '/api/import-tasks/:taskId', may: 'steward-registers', summary: 'How far an import is.',
  params: z.object({ taskId: z.string().min(1).max(64) }), query: empty, reply: ImportTask,
});

export const cancelImportTask = endpoint({
  method: 'DELETE', path: '/api/import-tasks/:taskId', may: 'steward-registers', summary: 'Cancels an import, and nothing of the file is kept; refuses `too-late` when its rows are in already.',
  params: z.object({ taskId: z.string().min(1).max(64) }), query: empty, reply: ImportTask,
});

/** Rows that refer to something not held yet (accepted, and listed here). */
export const listUnresolved = endpoint({
  method: 'GET', path: '/api/unresolved', may: 'read-imports', summary: 'References to places, projects, employers and pledges that no register row describes yet.',
  params: empty, query: empty,
  reply: z.object({ rows: z.array(z.object({ register: z.string(), column: z.string(), refersTo: z.string(), codes: count, rows: count, examples: z.array(z.string()) })) }),
});
