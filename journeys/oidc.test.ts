import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
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

test('a browser that comes back from the provider’s site is signed in on the page where it lands', async () => {
  const page = await (await browser.newContext()).newPage();
  const send = (url: string, body?: object) => page.evaluate(async ([to, given]) => {
    const reply = await fetch(to, { method: 'POST', ...(given === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(given) }) });
    return (await reply.json()) as { address?: string };
  }, [url, body] as const);
  const me = () => page.evaluate(async () => (await (await fetch('/api/me')).json()) as { signIn: string | null; session: { how: string } | null });
  const [, token] = /\/set-up#([\w-]+)/.exec(server.output()) ?? [];
  await page.goto(`${server.address}/sign-in`);
  const password = 'a steppe of seven winds';
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
  await expect.poll(async () => (await me()).session?.how).toBe('oidc');
  expect((await me()).signIn).toBe('boss');
  provider.who = { subject: 'stranger' };
  await send('/api/sign-out');
  await page.context().clearCookies({ domain: '127.0.0.1' });
  await page.goto(`${server.address}/sign-in`);
  await page.getByRole('button', { name: /Ministry/ }).click();
  await page.getByText('ешбір есептік жазба байланысқан жоқ', { exact: false }).waitFor();
});
