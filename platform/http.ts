import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import fastify from 'fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Actor, Permission, Scope } from '#kernel/actor.ts';
import type { Endpoint } from '#kernel/contract.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Config } from './config.ts';
import { bodyParser, checkContentType, takeJson } from './http-body.ts';
import { serveDocument } from './http-document.ts';
import { noteAsker, sendError } from './http-error.ts';
import { guard, secure, type Site } from './http-guard.ts';
import { connectionOptions, defaultLimits, refuseAtSocket, watchPace, type Limits } from './http-limits.ts';
import { servePages } from './http-pages.ts';
import { addressParser } from './http-parse.ts';
import { openTurnstile, type Turnstile } from './http-rate.ts';
import { holdOpen } from './live.ts';
import type { Log } from './log.ts';
import { closePrototypes } from './prototypes.ts';
import { readTls } from './tls.ts';

/**
 * What a handler gets: the parsed address and body, who asks and where he may, the request for uploads, the reply for
 * cookies, and a signal that aborts when nobody waits any more or the asker's session has ended.
 */
export type Asked<Params, Query, Body> = {
  params: Params; query: Query; body: Body; actor: Actor; scope: Scope; request: FastifyRequest; reply: FastifyReply; signal: AbortSignal;
};

/** An endpoint and what answers it. Made by `route`, which knows the types. */
export type Route = { readonly endpoint: Endpoint; handle(asked: Asked<unknown, unknown, unknown>): Promise<unknown> };

/** Who a request comes from, and where that actor holds a permission (undefined: nowhere). */
export type Gate = { identify(request: FastifyRequest): Promise<Actor> | Actor; scopeOf(actor: Actor, permission: Permission): Scope | undefined };

/** What the handler of a `file` endpoint returns; the type is one of the endpoint's. */
type FileReply = { readonly name: string; readonly type: string; readonly body: string | Uint8Array | Readable };

/** Joins an endpoint and its handler; the handler's input and reply have the types of the endpoint's schemas. */
export function route<P extends z.ZodType, Q extends z.ZodType, R extends z.ZodType, B extends z.ZodType>(
  endpoint: Endpoint<P, Q, R, B>,
  handle: (asked: Asked<z.output<P>, z.output<Q>, z.output<B>>) => Promise<z.input<R>> | z.input<R>,
): Route {
  return { endpoint, handle: async (asked) => handle(asked as Asked<z.output<P>, z.output<Q>, z.output<B>>) };
}

type ServerOptions = {
  routes: readonly Route[];
  config: Pick<Config, 'maxUnpackedBytes'> & Site & Partial<Pick<Config, 'proxies' | 'tls'>>;
  log: Log;
  webFolder: string | undefined;
  gate: Gate;
  /** Of connections; the tests pass smaller ones. */
  limits?: Limits;
};

/**
 * Builds the server: API, its document, and the pages of `webFolder` (undefined: none), over TLS where `tls` names its files. The gate is asked before anything of
 * a request is read. Replies are parsed by their schema, so nothing leaves that the contract does not name.
 */
export async function buildServer(options: ServerOptions): Promise<FastifyInstance> {
  closePrototypes();
  const { limits = defaultLimits, config: { proxies, tls } } = options;
  const server: FastifyInstance = fastify({
    logger: false, ...connectionOptions(limits, tls && await readTls(tls)), routerOptions: { maxParamLength: 500 }, trustProxy: proxies === undefined ? false : [...proxies],
    clientErrorHandler: refuseAtSocket,
    frameworkErrors: (error, request, reply) => void sendError(error, request, reply as FastifyReply, options),
  });
  watchPace(server.server, limits);
  // Endpoints take small JSON bodies and files: any other content type is refused. A file is bounded by the length that its
  // request announces (in addRoute), because the plugin's own limit cuts a streamed file short without a word.
  server.removeAllContentTypeParsers();
  takeJson(server);
  await server.register(cookie);
  await server.register(multipart, { limits: { fileSize: Infinity, files: 1, fields: 20, fieldSize: 10_000, parts: 21 } });
  server.setValidatorCompiler(() => () => true);
  server.setSerializerCompiler(() => (value) => JSON.stringify(value));
  server.setErrorHandler((error, request, reply) => sendError(error, request, reply, options));
  server.addHook('onRequest', async (request, reply) => {
    secure(reply, options.config);
    guard(request, options.config);
  });
  server.addHook('onResponse', async (request, reply) => {
    options.log.debug({ method: request.method, route: request.routeOptions.url, status: reply.statusCode, ms: Math.round(reply.elapsedTime) }, 'answered');
  });
  await serveDocument(server, options.config);
  const turnstile = openTurnstile(limits);
  for (const one of options.routes) addRoute(server, one, options, turnstile);
  await servePages(server, options.webFolder, options.config);
  return server;
}

/** Listens, on this machine only unless another host is named, and returns the address. Refuses `port-in-use`. */
export async function listen(server: FastifyInstance, port: number, host = '127.0.0.1'): Promise<string> {
  try {
    await server.listen({ host, port });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') throw new Refusal('port-in-use', 409, { port }, `port ${port} is in use: set PORT to another`);
    throw error;
  }
  const address = server.server.address();
  return `${'setSecureContext' in server.server ? 'https' : 'http'}://localhost:${typeof address === 'object' && address ? address.port : port}`;
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

function addRoute(server: FastifyInstance, { endpoint, handle }: Route, { gate, config }: ServerOptions, turnstile: Turnstile): void {
  const { method, path, may, upload, file } = endpoint;
  if (!may) throw new Error(`${method} ${path} does not say who may call it`);
  if (!path.startsWith('/api/') && !/^\/public\/.*\.json$/.test(path)) throw new Error(`${method} ${path} does not begin with /api/`);
  const parseParams = addressParser(endpoint.params);
  const parseQuery = addressParser(endpoint.query);
  const parseBody = bodyParser(endpoint.body);
  const admitted = new WeakMap<FastifyRequest, { actor: Actor; scope: Scope }>();
  server.route({
    method,
    url: path,
    config: { endpoint },
    onRequest: async (request) => {
      const actor = await gate.identify(request);
      noteAsker(request, actor.account);
      // What is everybody's is cached, and asked without end on the day of a scandal.
      if (may !== 'anyone') turnstile(actor);
      admitted.set(request, { actor, scope: admit(gate, actor, may) });
    },
    handler: async (request, reply) => {
      const { actor, scope } = admitted.get(request)!;
      checkContentType(request, endpoint);
      if (upload) checkLength(request, config.maxUnpackedBytes);
      const asked = { params: parseParams(request.params), query: parseQuery(request.query), body: parseBody(request.body) };
      const answer = await handle({ ...asked, actor, scope, request, reply, signal: abortWhenLeft(reply, actor) });
      return file ? sendFile(reply, endpoint, answer as FileReply) : sendJson(request, reply, endpoint, prepare(endpoint, answer));
    },
  });
}

/** The scope of an actor's permission. Refuses `sign-in-needed` to nobody and `not-permitted` to whoever is known. */
function admit(gate: Gate, actor: Actor, permission: Permission): Scope {
  const scope = gate.scopeOf(actor, permission);
  if (scope !== undefined) return scope;
  if (actor.kind === 'nobody') throw new Refusal('sign-in-needed', 401);
  throw new Refusal('not-permitted', 403, { permission });
}

function checkLength(request: FastifyRequest, most: number): void {
  const length = request.headers['content-length'];
  if (length === undefined) throw new Refusal('length-required', 411);
  if (Number(length) > most) throw new Refusal('too-large', 413, { bytes: Number(length), most });
}

function abortWhenLeft(reply: FastifyReply, actor: Actor): AbortSignal {
  const controller = new AbortController();
  const release = holdOpen(actor.account, () => {
    controller.abort();
    reply.raw.destroy();
  });
  reply.raw.once('close', () => {
    release();
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
function sendJson(request: FastifyRequest, reply: FastifyReply, endpoint: Endpoint, { text, etag }: Prepared): FastifyReply {
  reply.header('etag', etag);
  if (!reply.hasHeader('cache-control')) reply.headers(cacheHeaders(endpoint));
  const known = (request.headers['if-none-match'] ?? '').split(',').map((one) => one.trim().replace(/^W\//, ''));
  if (request.method === 'GET' && known.includes(etag)) return reply.code(304).send();
  return reply.type('application/json; charset=utf-8').send(text);
}

/** What everybody may see anybody may keep; what is shown for who one is is kept nowhere, not on the browser's disk either. */
function cacheHeaders({ may, method }: Endpoint): { [name: string]: string } {
  if (may === 'anyone' && method === 'GET') return { 'cache-control': 'no-cache' };
  return { 'cache-control': 'no-store', vary: 'cookie, authorization' };
}

function sendFile(reply: FastifyReply, endpoint: Endpoint, { name, type, body }: FileReply): FastifyReply {
  if (!endpoint.file?.includes(type.split(';')[0] ?? '')) throw new Error(`${endpoint.path} does not announce ${type}`);
  const plain = name.replace(/[^\w.-]/g, '_');
  reply.header('content-disposition', `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`);
  if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
  return reply.type(type).send(body);
}
