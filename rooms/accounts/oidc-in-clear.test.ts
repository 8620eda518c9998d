import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openProvider } from './oidc-provider.ts';

let server: Server;
let issuer: string;
/** Where the provider on this machine says that its parts lie. */
let metadata: Readonly<Record<string, string>>;

beforeAll(async () => {
  server = createServer((_, reply) => void reply.setHeader('content-type', 'application/json').end(JSON.stringify({ issuer, ...metadata })));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());

async function outcome(changes: Readonly<Record<string, string>> = {}): Promise<string> {
  metadata = { authorization_endpoint: `${issuer}/authorize`, token_endpoint: `${issuer}/token`, jwks_uri: `${issuer}/keys`, ...changes };
  const provider = await openProvider({ issuer, client: 'jumys', secretFile: undefined, name: '', secondFactor: [] }, 'http://localhost:3000');
  return provider.addressFor({ state: 's', nonce: 'n', verifier: 'v'.repeat(43) }).then(() => 'asked', ({ code }: { code: string }) => code);
}

test('a provider on this machine leads nowhere else in clear', async () => {
  for (const part of ['authorization_endpoint', 'token_endpoint', 'jwks_uri']) expect(await outcome({ [part]: 'http://198.51.100.7/part' }), part).toBe('provider-unreachable');
  expect(await outcome({ token_endpoint: 'https://idp.kz/token' })).toBe('asked');
  expect(await outcome()).toBe('asked');
});
