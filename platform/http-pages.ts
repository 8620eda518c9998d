import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest, FastifySchema } from 'fastify';
import { Refusal } from '#kernel/refusal.ts';
import { secure, type Site } from './http-guard.ts';

/**
 * Serves the built pages. Files under assets/ carry their hash in the name and never change; every other path that a browser
 * asks a page for is the one page, which finds its way by the address. The page's `__NONCE__` becomes a new nonce each time.
 */
export async function servePages(server: FastifyInstance, webFolder: string | undefined, site: Site): Promise<void> {
  if (webFolder !== undefined) {
    await server.register(fastifyStatic, {
      root: webFolder,
      index: false,
      cacheControl: false,
      dotfiles: 'ignore',
      // The page itself must not get out without its nonce.
      allowedPath: (path) => path !== '/index.html',
      setHeaders: (reply, path) => {
        reply.header('cache-control', path.startsWith(join(webFolder, 'assets')) ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    });
    server.get('/', { schema: { hide: true } as FastifySchema }, async (_request, reply) => sendPage(reply, webFolder, site));
  }
  server.setNotFoundHandler(async (request, reply) => {
    if (webFolder === undefined || !asksForPage(request)) throw new Refusal('not-found', 404);
    return sendPage(reply, webFolder, site);
  });
}

function asksForPage(request: FastifyRequest): boolean {
  const isPage = !/^\/api(\/|\?|$)/.test(request.url);
  return isPage && (request.method === 'GET' || request.method === 'HEAD') && (request.headers.accept ?? '').includes('text/html');
}

async function sendPage(reply: FastifyReply, webFolder: string, site: Site): Promise<FastifyReply> {
  const page = await readFile(join(webFolder, 'index.html'), 'utf8').catch(() => {
    throw new Refusal('pages-not-built', 503, { command: 'npm run prepare' });
  });
  const nonce = randomBytes(16).toString('base64');
  secure(reply, site, nonce);
  return reply.header('cache-control', 'no-store').type('text/html; charset=utf-8').send(page.replaceAll('__NONCE__', nonce));
}
