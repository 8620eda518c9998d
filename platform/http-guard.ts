import type { FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '#kernel/refusal.ts';

/** Methods that change nothing, and that another site may therefore make a browser send. */
const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Under which address the server is known besides this machine's own names, such as https://jumys.example.kz; undefined: none. */
export type Site = {
  readonly address?: string | undefined;
  /** Set where pages may ask NCALayer, on the reader's own machine, for a signature. */
  readonly signatures?: object | undefined;
};

/** Where NCALayer listens. */
const ncalayer = 'wss://127.0.0.1:13579';

/**
 * The server answers to its own names only (a page that rebinds its name to 127.0.0.1 is refused `wrong-host`), and a change
 * must not come from another site's page (`wrong-origin`): browsers tell by Sec-Fetch-Site and Origin, programs send neither.
 */
export function guard(request: FastifyRequest, { address }: Site): void {
  const host = (request.headers.host ?? '').toLowerCase();
  // Two names, or one in the first line: what a proxy before us went by may be the other one.
  if (hosts(request) > 1 || !(request.raw.url ?? '').startsWith('/')) throw new Refusal('wrong-host', 421);
  const [scheme, usual] = 'encrypted' in request.raw.socket ? ['https', 443] : ['http', 80];
  const port = request.raw.socket.localPort ?? usual;
  const here = ['localhost', '127.0.0.1', '[::1]'].flatMap((name) => (port === usual ? [name, `${name}:${usual}`] : [`${name}:${port}`]));
  const away = address === undefined ? undefined : new URL(address);
  if (!here.includes(host) && host !== away?.host) throw new Refusal('wrong-host', 421);
  if (safeMethods.has(request.method)) return;
  const site = request.headers['sec-fetch-site'];
  const { origin } = request.headers;
  const sameSite = site === undefined || site === 'same-origin' || site === 'none';
  const sameOrigin = origin === undefined || origin === (host === away?.host ? away.origin : `${scheme}://${host}`);
  if (!sameSite || !sameOrigin) throw new Refusal('wrong-origin', 403);
}

function hosts({ raw: { rawHeaders } }: FastifyRequest): number {
  return rawHeaders.filter((name, at) => at % 2 === 0 && name.toLowerCase() === 'host').length;
}

/** Everything that a browser could be asked for on a page's behalf and that no page of ours needs. */
const unused = ['accelerometer', 'camera', 'display-capture', 'geolocation', 'gyroscope', 'magnetometer', 'microphone', 'midi', 'payment', 'usb', 'xr-spatial-tracking'];

/** Headers of every reply; a page adds the nonce under which its own styles and scripts may run. */
export function secure(reply: FastifyReply, { address, signatures }: Site, nonce?: string): void {
  const own = nonce === undefined ? "'self'" : `'self' 'nonce-${nonce}'`;
  reply.headers({
    'content-security-policy': `default-src 'self'; script-src ${own}; style-src ${own}; img-src 'self' data:;${signatures === undefined ? '' : ` connect-src 'self' ${ncalayer};`} object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`,
    'cross-origin-embedder-policy': 'require-corp',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': unused.map((name) => `${name}=()`).join(', '),
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    // The address is an https one: whoever came once never comes unencrypted again.
    ...(address === undefined ? {} : { 'strict-transport-security': 'max-age=31536000; includeSubDomains' }),
  });
}
