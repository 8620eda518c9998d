import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Secret, TOTP } from 'otpauth';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startProvider, testClient, type TestProvider } from '../rooms/accounts/oidc-testing.ts';
import { openBrowser } from './browser.ts';
import { removeFolder, startServer, type Server } from './server.ts';

let provider: TestProvider;
let server: Server;
let browser: Browser;

beforeAll(async () => {
  const port = await freePort();
  // 127.0.0.1 and localhost are two sites to a browser, as a provider and this server are.
  provider = await startProvider(`http://localhost:${port}/api/sign-in/oidc/return`);
  const folder = mkdtempSync(join(tmpdir(), 'jumys-journey-'));
  writeFileSync(join(folder, 'secret'), testClient.secret);
  server = await startServer({
    JUMYS_DEMO: 'off', PORT: String(port), JUMYS_OIDC_ISSUER: provider.issuer, JUMYS_OIDC_CLIENT: testClient.id, JUMYS_OIDC_SECRET_FILE: join(folder, 'secret'), JUMYS_OIDC_NAME: 'Ministry',
  }, folder);
  await server.ready;
  browser = await openBrowser();
}, 180_000);
afterAll(async () => {
  await browser.close();
  await server.stop();
  await provider.close();
  removeFolder(server);
});

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const at = probe.address();
      probe.close(() => resolve(typeof at === 'object' && at !== null ? at.port : 0));
    });
  });
}

const password = 'a steppe of seven winds';
type Me = { readonly signIn: string | null; readonly session: { readonly how: string } | null };

/** What the server answers to the page's own session. */
function ask<Reply>(page: Page, url: string, body?: object, method = 'POST'): Promise<Reply> {
  return page.evaluate(async ([to, given, by]) => {
    const reply = await fetch(to, { method: by, ...(given === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(given) }) });
    return (await reply.json()) as never;
  }, [url, body, method] as const);
}

test('a browser that comes back from the provider’s site is signed in on the page where it lands', async () => {
  const page = await (await browser.newContext()).newPage();
  const send = (url: string, body?: object) => ask<{ address?: string }>(page, url, body);
  const me = () => ask<Me>(page, '/api/me', undefined, 'GET');
  const [, token] = /\/set-up#([\w-]+)/.exec(server.output()) ?? [];
  await page.goto(`${server.address}/sign-in`);
  await send('/api/set-up', { token, signIn: 'boss', name: 'Boss', password });
  await send('/api/sign-in', { signIn: 'boss', password });
  provider.who = { subject: 'boss-at-the-ministry' };
  await page.goto((await send('/api/me/oidc')).address!);
  expect(new URL(page.url()).pathname).toBe('/account');
  await send('/api/sign-out');
  await page.goto(`${server.address}/sign-in`);
  await page.getByRole('button', { name: /Ministry/ }).click();
  // One factor was shown: the second is set up before anything else.
  await page.waitForURL(`${server.address}/account#second-factor`);
  await expect.poll(async () => (await me()).session?.how, { timeout: 15_000 }).toBe('oidc');
  expect((await me()).signIn).toBe('boss');
  provider.who = { subject: 'stranger' };
  await send('/api/sign-out');
  await page.context().clearCookies({ domain: '127.0.0.1' });
  await page.goto(`${server.address}/sign-in`);
  await page.getByRole('button', { name: /Ministry/ }).click();
  await page.getByText('ешбір есептік жазба байланысқан жоқ', { exact: false }).waitFor();
});

test('an invitation is followed by the provider’s button, and leads on to the second factor', async () => {
  const page = await (await browser.newContext()).newPage();
  await page.goto(`${server.address}/sign-in`);
  await ask(page, '/api/sign-in', { signIn: 'boss', password });
  const { secret } = await ask<{ secret: string }>(page, '/api/me/second-factor');
  await ask(page, '/api/me/second-factor', { code: new TOTP({ secret: Secret.fromBase32(secret) }).generate() }, 'PUT');
  const { link } = await ask<{ link: { address: string } }>(page, '/api/accounts', { signIn: 'guest', name: 'Guest', language: 'en', grants: [{ role: 'auditor', place: '000000000' }] });
  const guest = await (await browser.newContext()).newPage();
  provider.who = { subject: 'guest-at-the-ministry' };
  await guest.goto(`${server.address}/invitation?lang=en#${link.address.split('#')[1]}`);
  await guest.getByRole('button', { name: 'Sign in through Ministry' }).click();
  await guest.getByRole('heading', { name: 'A second factor is needed first' }).waitFor();
  expect(await ask<Me>(guest, '/api/me', undefined, 'GET')).toMatchObject({ signIn: 'guest', session: { how: 'oidc' } });
});
