import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Pace } from './http-rate.ts';
import type { TlsOptions } from './tls.ts';

/** What a connection may take of the server before it is cut, and an account before it waits. */
export type Limits = Pace & {
  /** For all headers of a request to come. */
  readonly headersMilliseconds: number;
  /** Between two requests on one connection; longer than a proxy keeps one. */
  readonly idleMilliseconds: number;
  /** The pace that is asked of a body that comes, and of a reply that is taken: so many bytes in every such time. */
  readonly paceMilliseconds: number;
  readonly leastBytes: number;
  /** Of all headers together. */
  readonly headerBytes: number;
  /** At once. */
  readonly connections: number;
};

/** 500 bytes a second is less than the slowest telephone, and lets the largest JSON body be sent within minutes. */
export const defaultLimits: Limits = {
  headersMilliseconds: 10_000, idleMilliseconds: 72_000, paceMilliseconds: 10_000, leastBytes: 5000, headerBytes: 16_384, connections: 2000,
  requestsPerMinute: 600, requestBurst: 100,
};

/** Settings of Fastify and of Node's server, with TLS or without. A request as a whole has no limit: a register file may take its time, at the pace. */
export function connectionOptions({ headersMilliseconds, idleMilliseconds, headerBytes }: Limits, tls: TlsOptions | undefined) {
  const http = { headersTimeout: headersMilliseconds, maxHeaderSize: headerBytes, connectionsCheckingInterval: Math.ceil(headersMilliseconds / 4) };
  return { keepAliveTimeout: idleMilliseconds, ...(tls === undefined ? { http } : { https: { ...http, ...tls } }) };
}

/** What was under way on a connection when it was last looked at, and how far it was then. */
type Watched = { request?: IncomingMessage; reply?: ServerResponse; receiving: boolean; sending: boolean; read: number; sent: number };

/**
 * Cuts connections that send a body or take a reply slower than the pace: a client that sends a byte a second would hold a
 * connection, a file and what it has asked for as long as it liked. What waits for our own work is not the client's fault.
 */
export function watchPace(server: Server, { paceMilliseconds, leastBytes, connections }: Limits): void {
  server.maxConnections = connections;
  const watched = new Map<Socket, Watched>();
  // Before TLS stands there is nothing to watch: the handshake has a time of its own.
  server.on('setSecureContext' in server ? 'secureConnection' : 'connection', (socket: Socket) => {
    watched.set(socket, { receiving: false, sending: false, read: 0, sent: 0 });
    socket.once('close', () => watched.delete(socket));
  });
  server.on('request', (request, reply) => {
    Object.assign(watched.get(request.socket) ?? {}, { request, reply });
  });
  const timer = setInterval(() => {
    for (const [socket, before] of watched) {
      const { request } = before;
      const now = {
        // What has come and waits to be read by us is no delay of the client's.
        receiving: request !== undefined && !request.complete && request.readableLength === 0,
        sending: socket.writableLength > 0,
        read: socket.bytesRead, sent: socket.bytesWritten - socket.writableLength,
      };
      const tooSlow = (now.receiving && before.receiving && now.read - before.read < leastBytes) || (now.sending && before.sending && now.sent - before.sent < leastBytes);
      if (tooSlow) socket.destroy();
      else Object.assign(before, now);
    }
  }, paceMilliseconds);
  server.once('close', () => clearInterval(timer));
  timer.unref();
}

const statuses = { 400: 'Bad Request', 408: 'Request Timeout', 431: 'Request Header Fields Too Large' } as const;

/** Answers what is no HTTP, or too much of it, in the one error shape, and ends the connection: nothing behind it is read as a request. */
export function refuseAtSocket(error: NodeJS.ErrnoException, socket: Socket): void {
  const status = error.code === 'HPE_HEADER_OVERFLOW' ? 431 : error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400;
  // A reply that is under way must not get another one into its middle.
  const replying = (socket as Socket & { _httpMessage?: ServerResponse | null })._httpMessage?.headersSent === true;
  if (error.code === 'ECONNRESET' || !socket.writable || replying) {
    socket.destroy();
    return;
  }
  const body = JSON.stringify({ error: { code: status === 431 ? 'too-large' : 'bad-request', facts: {} } });
  const headers = ['content-type: application/json; charset=utf-8', 'cache-control: no-store', 'x-content-type-options: nosniff', `content-length: ${body.length}`, 'connection: close'];
  socket.write(`HTTP/1.1 ${status} ${statuses[status]}\r\n${headers.join('\r\n')}\r\n\r\n${body}`);
  socket.destroySoon();
}
