import { randomInt } from 'node:crypto';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '#kernel/refusal.ts';
import { secure, type Site } from './http-guard.ts';
import type { Log } from './log.ts';

const askers = new WeakMap<FastifyRequest, string | null>();

/** Remembers whose account a request came from, so that the log can say who was refused. */
export function noteAsker(request: FastifyRequest, account: string | null): void {
  askers.set(request, account);
}

/** Answers whatever was thrown in the one error shape: a refusal by its code and facts, a fault by an id under which the log knows it. The log has a line of either. */
export function sendError(error: unknown, request: FastifyRequest, reply: FastifyReply, { log, config }: { log: Log; config: Site }): FastifyReply {
  secure(reply, config);
  reply.header('cache-control', 'no-store');
  // What is left of an upload is not read: the connection ends with the reply.
  if ((request.headers['content-type'] ?? '').startsWith('multipart/')) reply.header('connection', 'close');
  // Whoever left in the middle of a body has broken what read it.
  const left = request.raw.destroyed && !request.raw.complete;
  const refusal = error instanceof Refusal ? error : left ? new Refusal('bad-request', 400) : refusedByFastify(error as FastifyError);
  if (refusal) {
    const { code, status, facts: { seconds } } = refusal;
    if (status === 429 && typeof seconds === 'number') reply.header('retry-after', String(seconds));
    log.info({ route: request.routeOptions.url, method: request.method, status, code, account: askers.get(request) ?? null, from: request.ip }, 'refused');
    return reply.code(status).type(json).send(JSON.stringify({ error: { code, facts: refusal.facts } }));
  }
  const id = faultId();
  log.error({ id, route: request.routeOptions.url, method: request.method, err: error }, 'fault');
  return reply.code(500).type(json).send(JSON.stringify({ error: { code: 'fault', facts: {}, id } }));
}

const json = 'application/json; charset=utf-8';

/** Errors of Fastify and its plugins that are about the request (too large, of a wrong type, no such file): refusals, in our shape, without its words, which repeat the address. */
function refusedByFastify({ statusCode: status, message }: FastifyError): Refusal | undefined {
  // What takes uploads apart throws plain errors about what was sent.
  if (brokenUpload.test(message)) return new Refusal('bad-request', 400);
  if (status === undefined || status < 400 || status >= 500) return undefined;
  // A folder is answered by 403: it is nothing that one could ask for.
  if (status === 403 || status === 404) return new Refusal('not-found', 404);
  if (status === 413) return new Refusal('too-large', 413);
  if (status === 415) return new Refusal('unsupported-media-type', 415);
  return new Refusal('bad-request', status);
}

const brokenUpload = /^Unexpected end of multipart data$| terminated early due to unexpected end of multipart data$|^Multipart: Boundary not found$/;

/** Letters only, so that it is easily read out and no log takes it for an identifier. */
function faultId(): string {
  return Array.from({ length: 10 }, () => 'abcdefghijkmnpqrstuvwxyz'[randomInt(24)]).join('');
}
