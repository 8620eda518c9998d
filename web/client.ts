import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import type { Endpoint, ErrorReply } from '#kernel/contract.ts';

/** What a request takes: parameters of the path, and query fields as they stand in the address (the server parses them). */
export type Asked<E extends Endpoint> = {
  readonly params?: z.input<E['params']>;
  readonly query?: { readonly [K in keyof z.input<E['query']>]?: string | number | undefined };
  readonly body?: FormData;
};

/** A reply that is not the one asked for: the code and facts of a refusal, `fault`, or `unreachable` when nobody answered. */
export class Unanswered extends Error {
  readonly status: number;
  readonly error: ErrorReply['error'];

  constructor(status: number, error: ErrorReply['error']) {
    super(error.code);
    this.status = status;
    this.error = error;
  }
}

/** The address of an endpoint, for requests and for links to files. */
export function addressOf<E extends Endpoint>(endpoint: E, { params, query }: Asked<E> = {}): string {
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String((params as { [key: string]: unknown })[name])));
  const fields = Object.entries(query ?? {}).flatMap(([key, value]) => (value === undefined || value === '' ? [] : [[key, String(value)]]));
  return fields.length === 0 ? path : `${path}?${new URLSearchParams(fields)}`;
}

/** Sends one request; throws `Unanswered`. */
export async function ask<E extends Endpoint>(endpoint: E, asked: Asked<E> = {}, signal?: AbortSignal): Promise<z.output<E['reply']>> {
  const response = await fetch(addressOf(endpoint, asked), { method: endpoint.method, body: asked.body ?? null, signal: signal ?? null })
    .catch((reason: unknown) => { throw signal?.aborted ? reason : new Unanswered(0, { code: 'unreachable', facts: {} }); });
  const reply: unknown = await response.json().catch(() => undefined);
  if (response.ok) return reply as z.output<E['reply']>;
  throw new Unanswered(response.status, (reply as ErrorReply | undefined)?.error ?? { code: 'fault', facts: {} });
}

/** The reply to a question, kept and shared; while a changed question is under way the last reply stays on screen. */
export function useReply<E extends Endpoint>(endpoint: E, asked: Asked<E> = {}, options: { readonly every?: number; readonly enabled?: boolean } = {}) {
  return useQuery<z.output<E['reply']>, Unanswered>({
    queryKey: [endpoint.method, endpoint.path, asked.params ?? {}, asked.query ?? {}],
    queryFn: ({ signal }) => ask(endpoint, asked, signal),
    placeholderData: keepPreviousData,
    enabled: options.enabled ?? true,
    ...(options.every === undefined ? {} : { refetchInterval: options.every }),
  });
}
