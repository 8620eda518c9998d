import type { FastifyInstance, FastifyRequest } from 'fastify';
import { safeParse } from 'secure-json-parse';
import type { z } from 'zod';
import type { Endpoint } from '#kernel/contract.ts';
import { Refusal } from '#kernel/refusal.ts';
import { isText, refuseField, refuseUnknown } from './http-parse.ts';

/** Bytes that a JSON body may have. What is larger is a register file and comes as an upload. */
const mostBytes = 65_536;
const deepest = 20;

/** Takes JSON bodies: small, of one meaning in every reader, and without keys that reach into prototypes. */
export function takeJson(server: FastifyInstance): void {
  server.addContentTypeParser('application/json', { parseAs: 'string', bodyLimit: mostBytes }, (_request, text, done) => {
    try {
      done(null, parseJson(String(text)));
    } catch (error) {
      done(error as Error);
    }
  });
}

/** Refuses `bad-body`: no JSON, a key `__proto__` or `constructor.prototype`, a key given twice, text that no database takes, or deeper than any body of ours. */
export function parseJson(text: string): unknown {
  const parsed: unknown = safeParse(text);
  if (parsed === null || typeof parsed !== 'object') throw new Refusal('bad-body', 400);
  // Readers differ on which of two equal keys counts. A string is a key when a colon follows it.
  const written = text.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?/gs).reduce((count, [, colon]) => count + (colon === undefined ? 0 : 1), 0);
  if (written !== countKeys(parsed, 0)) throw new Refusal('bad-body', 400);
  return parsed;
}

function countKeys(value: unknown, depth: number): number {
  if (typeof value === 'string' && !isText(value)) throw new Refusal('bad-body', 400);
  if (value === null || typeof value !== 'object') return 0;
  if (depth > deepest) throw new Refusal('bad-body', 400);
  const own = Array.isArray(value) ? 0 : Object.keys(value).length;
  return Object.values(value).reduce((sum: number, one) => sum + countKeys(one, depth + 1), own);
}

/**
 * The content type must be the one meant, written as everybody writes it: odd spellings have slipped past the checks of
 * many a framework. Refuses `unsupported-media-type`, and a body where none is meant.
 */
export function checkContentType(request: FastifyRequest, { body, upload }: Endpoint): void {
  const type = request.headers['content-type'];
  const meant = upload ? /^multipart\/form-data; ?boundary="?[\w'()+,./:=? -]{1,70}"?$/i : body ? /^application\/json(?:; ?charset=utf-8)?$/i : undefined;
  if (meant === undefined) {
    if (type !== undefined || request.body !== undefined) throw new Refusal('unsupported-media-type', 415);
  } else if (type === undefined || !meant.test(type)) throw new Refusal('unsupported-media-type', 415);
}

/** A parser of bodies, made once from the schema. Refuses `bad-request` with the field and why; fields not known are refused. */
export function bodyParser(schema: z.ZodObject | z.ZodType | undefined): (given: unknown) => unknown {
  if (schema === undefined) return () => undefined;
  const strict = 'strict' in schema ? schema.strict() : schema;
  const known = 'shape' in schema ? Object.keys(schema.shape) : [];
  return (given) => {
    const parsed = strict.safeParse(given);
    if (parsed.success) return parsed.data;
    const issue = parsed.error.issues[0];
    if (issue?.code === 'unrecognized_keys' && issue.path.length === 0) throw refuseUnknown(known);
    throw refuseField(issue?.path.join('.') ?? '', issue?.code ?? 'invalid');
  };
}
