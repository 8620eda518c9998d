import { createHash, randomInt } from 'node:crypto';
import type { Readable } from 'node:stream';
import multipart from '@fastify/multipart';
import fastify from 'fastify';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Endpoint } from '#kernel/contract.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Config } from './config.ts';
import { describeEndpoint, serveDocument } from './http-document.ts';
import { guard, secure } from './http-guard.ts';
import { servePages } from './http-pages.ts';
import { addressParser } from './http-parse.ts';
import type { Log } from './log.ts';

/** What a handler gets: the parsed address, the request for uploads, and a signal that aborts when nobody waits any more. */
export type Asked<Params, Query> = { params: Params; query: Query; request: FastifyRequest; signal: AbortSignal };

/** An endpoint and what answers it. Made by `route`, which knows the types. */
export type Route = { readonly endpoint: Endpoint; handle(asked: Asked<unknown, unknown>): Promise<unknown> };

/** What the handler of a `file` endpoint returns; the type is one of the endpoint's. */
type FileReply = { readonly name: string; readonly type: string; readonly body: string | Uint8Array | Readable };

/** Joins an endpoint and its handler; the handler's input and reply have the types of the endpoint's schemas. */
export function route<P extends z.ZodType, Q extends z.ZodType, R extends z.ZodType>(
  endpoint: Endpoint<P, Q, R>,
  handle: (asked: Asked<z.output<P>, z.output<Q>>) => Promise<z.input<R>> | z.input<R>,
): Route {
  return { endpoint, handle: async (asked) => handle(asked as Asked<z.output<P>, z.output<Q>>) };
}

/**
 * Builds the server: API, its document, and the pages of `webFolder` (undefined: none). `prelude` runs before every API
 * handler and may refuse. Replies are parsed by their schema, so nothing leaves that the contract does not name.
 */
export async function buildServer(options: {
  routes: readonly Route[];
  config: Pick<Config, 'maxUnpackedBytes'>;
  log: Log;
  webFolder: string | undefined;
  prelude?: (request: FastifyRequest) => Promise<void> | void;
}): Promise<FastifyInstance> {
  const server: FastifyInstance = fastify({ logger: false, routerOptions: { maxParamLength: 500 }, trustProxy: false });
  // Endpoints take no body but files: any other content type is refused. A file is bounded by the length that its request
  // announces (in addRoute), because the plugin's own limit cuts a streamed file short without a word.
  server.removeAllContentTypeParsers();
  await server.register(multipart, { limits: { fileSize: Infinity, files: 1, fields: 20, fieldSize: 10_000, parts: 21 } });
  server.setValidatorCompiler(() => () => true);
  server.setSerializerCompiler(() => (value) => JSON.stringify(value));
  server.setErrorHandler((error, request, reply) => sendError(error, request, reply, options.log));
  server.addHook('onRequest', async (request, reply) => {
    secure(reply);
    guard(request);
  });
  server.addHook('onResponse', async (request, reply) => {
    options.log.debug({ method: request.method, route: request.routeOptions.url, status: reply.statusCode, ms: Math.round(reply.elapsedTime) }, 'answered');
  });
  await serveDocument(server);
  for (const one of options.routes) addRoute(server, one, options);
  await servePages(server, options.webFolder);
  return server;
}

/** Listens on this machine only and returns the address. Refuses `port-in-use`. */
export async function listen(server: FastifyInstance, port: number): Promise<string> {
  try {
    await server.listen({ host: '127.0.0.1', port });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') throw new Refusal('port-in-use', 409, { port }, `port ${port} is in use: set PORT to another`);
    throw error;
  }
  const address = server.server.address();
  return `http://localhost:${typeof address === 'object' && address ? address.port : port}`;
}

/** Takes no more requests, lets those under way finish within `patience` milliseconds, then cuts what is left. */
export async function closeServer(server: FastifyInstance, patience = 20_000): Promise<void> {
  const late = setTimeout(() => server.server.closeAllConnections(), patience);
  // A browser keeps its connection open after the last reply: idle, it would hold up the closing.
  const sweep = setInterval(() => server.server.closeIdleConnections(), 50);
  await server.close().finally(() => {
    clearTimeout(late);
    clearInterval(sweep);
  });
}

function addRoute(server: FastifyInstance, { endpoint, handle }: Route, { prelude, config }: Pick<Parameters<typeof buildServer>[0], 'prelude' | 'config'>): void {
  const { method, path, may, upload, file } = endpoint;
  if (!may) throw new Error(`${method} ${path} does not say who may call it`);
  if (!path.startsWith('/api/')) throw new Error(`${method} ${path} does not begin with /api/`);
  const parseParams = addressParser(endpoint.params);
  const parseQuery = addressParser(endpoint.query);
  server.route({
    method,
    url: path,
    schema: describeEndpoint(endpoint),
    handler: async (request, reply) => {
      if (request.isMultipart() !== (upload === true)) throw new Refusal('unsupported-media-type', 415);
      if (upload) checkLength(request, config.maxUnpackedBytes);
      await prelude?.(request);
      const asked = { params: parseParams(request.params), query: parseQuery(request.query), request, signal: abortWhenLeft(reply) };
      const answer = await handle(asked);
      return file ? sendFile(reply, endpoint, answer as FileReply) : sendJson(request, reply, prepare(endpoint, answer));
    },
  });
}

function checkLength(request: FastifyRequest, most: number): void {
  const length = request.headers['content-length'];
  if (length === undefined) throw new Refusal('length-required', 411);
  if (Number(length) > most) throw new Refusal('too-large', 413, { bytes: Number(length), most });
}

function abortWhenLeft(reply: FastifyReply): AbortSignal {
  const controller = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) controller.abort();
  });
  return controller.signal;
}

/** A reply as it goes out, with its tag. */
type Prepared = { readonly text: string; readonly etag: string };

/** Replies that a handler gives more than once, as the same object, are parsed and written out once. */
const preparedReplies = new WeakMap<object, Prepared>();

function prepare(endpoint: Endpoint, answer: unknown): Prepared {
  const known = typeof answer === 'object' && answer !== null ? preparedReplies.get(answer) : undefined;
  if (known !== undefined) return known;
  const text = JSON.stringify(endpoint.reply.parse(answer));
  const prepared = { text, etag: `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"` };
  if (typeof answer === 'object' && answer !== null) preparedReplies.set(answer, prepared);
  return prepared;
}

/** A page asks again for what it shows already: an unchanged reply costs its computing, not its sending. */
function sendJson(request: FastifyRequest, reply: FastifyReply, { text, etag }: Prepared): FastifyReply {
  reply.headers({ etag, 'cache-control': 'no-cache' });
  const known = (request.headers['if-none-match'] ?? '').split(',').map((one) => one.trim().replace(/^W\//, ''));
  if (request.method === 'GET' && known.includes(etag)) return reply.code(304).send();
  return reply.type('application/json; charset=utf-8').send(text);
}

function sendFile(reply: FastifyReply, endpoint: Endpoint, { name, type, body }: FileReply): FastifyReply {
  if (!endpoint.file?.includes(type.split(';')[0] ?? '')) throw new Error(`${endpoint.path} does not announce ${type}`);
  const plain = name.replace(/[^\w.-]/g, '_');
  reply.header('content-disposition', `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`);
  return reply.header('cache-control', 'no-store').type(type).send(body);
}

function sendError(error: unknown, request: FastifyRequest, reply: FastifyReply, log: Log): FastifyReply {
  secure(reply);
  reply.header('cache-control', 'no-store');
  // What is left of an upload is not read: the connection ends with the reply.
  if (request.isMultipart()) reply.header('connection', 'close');
  const refusal = error instanceof Refusal ? error : refusedByFastify(error as FastifyError);
  if (refusal) return reply.code(refusal.status).send({ error: { code: refusal.code, facts: refusal.facts } });
  const id = faultId();
  log.error({ id, route: request.routeOptions.url, method: request.method, err: error }, 'fault');
  return reply.code(500).send({ error: { code: 'fault', facts: {}, id } });
}

/** Errors of Fastify and its plugins that are about the request (too large, of a wrong type, no such file): refusals, in our shape. */
function refusedByFastify({ statusCode: status }: FastifyError): Refusal | undefined {
  if (status === undefined || status < 400 || status >= 500) return undefined;
  // A folder is answered by 403: it is nothing that one could ask for.
  if (status === 403 || status === 404) return new Refusal('not-found', 404);
  if (status === 413) return new Refusal('too-large', 413);
  if (status === 415) return new Refusal('unsupported-media-type', 415);
  return new Refusal('bad-request', status);
}

/** Letters only, so that it is easily read out and no log takes it for an identifier. */
function faultId(): string {
  return Array.from({ length: 10 }, () => 'abcdefghijkmnpqrstuvwxyz'[randomInt(24)]).join('');
}
