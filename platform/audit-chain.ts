import { createHash } from 'node:crypto';
import type { Actor } from '#kernel/actor.ts';
import { maskIdentifiers } from '#kernel/identifiers.ts';
import type { Facts } from '#kernel/refusal.ts';

/** What happened: who did what to which of our own ids, with plain facts. Never an identifier, a person's name or a secret. */
export type AuditEntry = {
  readonly actor: Pick<Actor, 'kind' | 'name' | 'account' | 'from'>;
  /** A kebab-case word: `import-accepted`. */
  readonly what: string;
  /** The id or number of ours that it happened to. */
  readonly subject?: string | undefined;
  readonly facts?: Facts | undefined;
  readonly at: Date;
};

/** One line of the chain; `record` is the canonical JSON that is hashed, kept to the byte. Hashes are 64 hexadecimal digits. */
export type AuditLine = { readonly seq: number; readonly prev: string; readonly record: string; readonly hash: string };

/** What the first line takes for the hash of the line before it. */
export const beginning = '0'.repeat(64);

/** The hash of a line: SHA-256 of these four, each but the last ended by a line feed (docs/audit.md). */
export function hashLine({ seq, prev, record }: Omit<AuditLine, 'hash'>): string {
  return createHash('sha256').update(`jumys audit 1\n${seq}\n${prev}\n${record}`).digest('hex');
}

/**
 * The record of an entry as canonical JSON (RFC 8785). Throws a fault, without repeating the value, at what is not plain or
 * looks like a national identifier: a line can never be taken back.
 */
export function writeRecord({ actor, what, subject, facts = {}, at }: AuditEntry): string {
  if (!/^[a-z]+(-[a-z0-9]+)*$/.test(what)) throw new Error('an audit line says what happened by a kebab-case word');
  const fields = { account: actor.account, actor: actor.name, at: at.toISOString(), from: actor.from ?? null, kind: actor.kind, subject: subject ?? null, what };
  for (const [name, value] of [...Object.entries(fields), ...Object.entries(facts)]) mustBePlain(name, value);
  return canonical({ ...fields, facts });
}

type Plain = Facts[string];

function mustBePlain(name: string, value: Plain): void {
  if (!/^[A-Za-z][A-Za-z0-9_-]*$/.test(name)) throw new Error('a fact of an audit line has a name of letters, digits, _ and -');
  if (typeof value === 'number' && !Number.isSafeInteger(value)) throw new Error(`${name} of an audit line is no whole number`);
  // PostgreSQL cannot look into JSON that holds U+0000.
  if (typeof value === 'string' && (!value.isWellFormed() || value.includes('\0'))) throw new Error(`${name} of an audit line is not text`);
  if (looksLikeIdentifier(name)) throw new Error('the name of a fact of an audit line looks like a national identifier');
  if (looksLikeIdentifier(String(value))) throw new Error(`${name} of an audit line looks like a national identifier`);
}

/** Ids and digests of our own have runs of digits by chance: they are left out before one looks. */
function looksLikeIdentifier(text: string): boolean {
  const rest = text.replace(/\b(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{64})\b/g, '');
  return maskIdentifiers(rest) !== rest;
}

/** Names are sorted by their UTF-16 units, and values written as JavaScript writes them: what RFC 8785 asks of these few types. */
function canonical(value: Plain | { readonly [name: string]: Plain | Facts }): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const names = Object.keys(value).toSorted();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value[name] ?? null)}`).join(',')}}`;
}

/** A line as it is exported: one JSON object, without the line feed that ends it. */
export function writeLine({ seq, prev, record, hash }: AuditLine): string {
  return JSON.stringify({ seq, prev, record, hash });
}

/** Reads an exported line; undefined when it is not exactly as `writeLine` writes it, so that two readers cannot differ. */
export function parseLine(text: string): AuditLine | undefined {
  let line: unknown;
  try {
    line = JSON.parse(text);
  } catch {
    return undefined;
  }
  return isLine(line) && writeLine(line) === text ? line : undefined;
}

function isLine(value: unknown): value is AuditLine {
  if (typeof value !== 'object' || value === null) return false;
  const { seq, prev, record, hash } = value as Partial<Record<keyof AuditLine, unknown>>;
  const isHash = (text: unknown) => typeof text === 'string' && /^[0-9a-f]{64}$/.test(text);
  return Number.isSafeInteger(seq) && (seq as number) > 0 && isHash(prev) && isHash(hash) && typeof record === 'string';
}
