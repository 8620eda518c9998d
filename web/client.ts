import { keepPreviousData, QueryClient, useMutation, useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import type { Endpoint, ErrorReply } from '#kernel/contract.ts';
import { getMe } from '../rooms/accounts/contract.ts';
import { askToConfirm } from './confirmation.ts';

/** What a request takes: parameters of the path, query fields as they stand in the address (the server parses them), and a body: files as they are, anything else as JSON. */
export type Asked<E extends Endpoint> = {
  readonly params?: z.input<E['params']>;
  readonly query?: { readonly [K in keyof z.input<E['query']>]?: string | number | undefined };
  readonly body?: z.input<NonNullable<E['body']>> | FormData;
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

/** Replies by question. Figures change only when something is imported: the shell watches for that and asks again (shell.tsx). */
export const queries = new QueryClient({
  defaultOptions: { queries: { staleTime: 5 * 60_000, retry: (failures, error) => failures < 2 && error instanceof Unanswered && error.status === 0, refetchOnWindowFocus: false } },
});

/** The address of an endpoint, for requests and for links to files. */
export function addressOf<E extends Endpoint>(endpoint: E, { params, query }: Asked<E> = {}): string {
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String((params as { [key: string]: unknown })[name])));
  const fields = Object.entries(query ?? {}).flatMap(([key, value]) => (value === undefined || value === '' ? [] : [[key, String(value)]]));
  return fields.length === 0 ? path : `${path}?${new URLSearchParams(fields)}`;
}

/**
 * Sends one request; throws `Unanswered`. Where the server wants to know anew who sits there, the shell asks (confirm-dialog.tsx)
 * and the request is sent once more; where a session has ended, everything learns that nobody is signed in.
 */
export async function ask<E extends Endpoint>(endpoint: E, asked: Asked<E> = {}, signal?: AbortSignal): Promise<z.output<E['reply']>> {
  const json = asked.body !== undefined && !(asked.body instanceof FormData);
  const response = await fetch(addressOf(endpoint, asked), {
    method: endpoint.method,
    body: json ? JSON.stringify(asked.body) : (asked.body as FormData | undefined) ?? null,
    headers: json ? { 'content-type': 'application/json' } : {},
    signal: signal ?? null,
  }).catch((reason: unknown) => { throw signal?.aborted ? reason : new Unanswered(0, { code: 'unreachable', facts: {} }); });
  const reply: unknown = await response.json().catch(() => undefined);
  if (response.ok) return reply as z.output<E['reply']>;
  const error = (reply as ErrorReply | undefined)?.error ?? { code: 'fault', facts: {} };
  if (error.code === 'sign-in-needed') void queries.invalidateQueries({ queryKey: keyOf(getMe) });
  if (error.code === 'confirm-who-you-are' && (await askToConfirm(error.facts['fully'] === true ? 'fully' : 'any'))) return ask(endpoint, asked, signal);
  throw new Unanswered(response.status, error);
}

function keyOf<E extends Endpoint>(endpoint: E, asked: Asked<E> = {}): readonly unknown[] {
  return [endpoint.method, endpoint.path, asked.params ?? {}, asked.query ?? {}];
}

/** The reply to a question, kept and shared; while a changed question is under way the last reply stays on screen. */
export function useReply<E extends Endpoint>(endpoint: E, asked: Asked<E> = {}, options: { readonly every?: number; readonly enabled?: boolean } = {}) {
  return useQuery<z.output<E['reply']>, Unanswered>({
    queryKey: keyOf(endpoint, asked),
    queryFn: ({ signal }) => ask(endpoint, asked, signal),
    placeholderData: keepPreviousData,
    enabled: options.enabled ?? true,
    ...(options.every === undefined ? {} : { refetchInterval: options.every }),
  });
}

/** A change that a form or a button makes: `mutate` sends it, `isPending` while it is under way, `error` when it was refused. */
export function useChange<E extends Endpoint>(endpoint: E, done?: (reply: z.output<E['reply']>) => unknown) {
  return useMutation<z.output<E['reply']>, Unanswered, Asked<E>>({ mutationFn: (asked) => ask(endpoint, asked), ...(done === undefined ? {} : { onSuccess: done }) });
}
