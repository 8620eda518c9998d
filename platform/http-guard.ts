import type { FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '#kernel/refusal.ts';

/** Methods that change nothing, and that another site may therefore make a browser send. */
const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Under which address the server is known besides this machine's own names, such as https://jumys.example.kz; undefined: none. */
export type Site = { readonly address?: string | undefined };

/**
 * The server answers to its own names only (a page that rebinds its name to 127.0.0.1 is refused `wrong-host`), and a change
 * must not come from another site's page (`wrong-origin`): browsers tell by Sec-Fetch-Site and Origin, programs send neither.
 */
export function guard(request: FastifyRequest, { address }: Site): void {
  const host = (request.headers.host ?? '').toLowerCase();
  const port = request.raw.socket.localPort ?? 80;
  const here = ['localhost', '127.0.0.1', '[::1]'].flatMap((name) => (port === 80 ? [name, `${name}:80`] : [`${name}:${port}`]));
  const away = address === undefined ? undefined : new URL(address);
  if (!here.includes(host) && host !== away?.host) throw new Refusal('wrong-host', 421);
  if (safeMethods.has(request.method)) return;
  const site = request.headers['sec-fetch-site'];
  const { origin } = request.headers;
  const sameSite = site === undefined || site === 'same-origin' || site === 'none';
  const sameOrigin = origin === undefined || origin === (host === away?.host ? away.origin : `http://${host}`);
  if (!sameSite || !sameOrigin) throw new Refusal('wrong-origin', 403);
}

/** Headers of every reply; a page adds the nonce under which its own styles and scripts may run. */
export function secure(reply: FastifyReply, nonce?: string): void {
  const own = nonce === undefined ? "'self'" : `'self' 'nonce-${nonce}'`;
  reply.headers({
    'content-security-policy': `default-src 'self'; script-src ${own}; style-src ${own}; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`,
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  });
}
