import type { z } from 'zod';
import type { Permission } from './actor.ts';

type Schema = z.ZodType;

/** One endpoint as server, client and API document all know it. */
export type Endpoint<Params extends Schema = Schema, Query extends Schema = Schema, Reply extends Schema = Schema, Body extends Schema = Schema> = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Path with `:name` parameters, beginning with `/api/`; a file of open data may lie under `/public/`. */
  readonly path: string;
  readonly may: Permission;
  /** One sentence for the API document. */
  readonly summary: string;
  readonly params: Params;
  readonly query: Query;
  /** Shape of a JSON body. An endpoint without one takes none. */
  readonly body?: Body;
  /** Shape of a JSON reply. For `file` endpoints it describes nothing and is `z.unknown()`. */
  readonly reply: Reply;
  /** Media types when the reply is a file instead of JSON. */
  readonly file?: readonly string[];
  /** True when the request carries files as multipart form data. */
  readonly upload?: boolean;
};

/** Declares an endpoint; an identity function that keeps the exact types of its schemas. */
export function endpoint<P extends Schema, Q extends Schema, R extends Schema, B extends Schema = Schema>(shape: Endpoint<P, Q, R, B>): Endpoint<P, Q, R, B> {
  return shape;
}

/** The one shape of every error reply: a Refusal's code and facts, or `fault` with the id under which the log knows it. */
export type ErrorReply = { readonly error: { readonly code: string; readonly facts: Readonly<Record<string, unknown>>; readonly id?: string } };
