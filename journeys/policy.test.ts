import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listenToErrors, openBrowser } from './browser.ts';
import { removeFolder, startServer, type Server } from './server.ts';

let server: Server;
let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
  server = await startServer({ JUMYS_DEMO: 'off' });
  await server.ready;
});
afterAll(async () => {
  await browser.close();
  await server.stop();
  removeFolder(server);
});

/** A page with what its policy forbade, told by the browser itself. */
async function open(path: string): Promise<{ page: Page; errors: string[]; forbidden: () => Promise<string[]> }> {
  const page = await (await browser.newContext()).newPage();
  const errors = listenToErrors(page);
  await page.addInitScript(() => {
    const held: string[] = [];
    Object.assign(globalThis, { forbidden: held });
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => held.push(`${violatedDirective} ${blockedURI}`));
  });
  await page.goto(server.address + path);
  return { page, errors, forbidden: () => page.evaluate(() => (globalThis as unknown as { forbidden: string[] }).forbidden) };
}

test('no script runs that is not ours, on any page', async () => {
  for (const path of ['/', '/projects', '/api']) {
    const { page, forbidden } = await open(path);
    await page.waitForLoadState('networkidle');
    await page.evaluate(() => {
      const element = document.createElement('div');
      element.innerHTML = '<img src="/none.png" onerror="window.ran = 1"><a id="link" href="javascript:window.ran=2">a</a><form id="form" action="https://evil.example/"></form>';
      document.body.append(element);
      const script = document.createElement('script');
      script.textContent = 'window.ran = 3';
      document.body.append(script);
      const style = document.createElement('style');
      style.textContent = 'body { outline: 7px solid red }';
      document.head.append(style);
      document.getElementById('link')!.click();
      (document.getElementById('form') as HTMLFormElement).requestSubmit();
      // What is evaluated from here passes by the policy; a text that the page evaluates later does not.
      setTimeout('window.ran = 4', 0);
    });
    const kinds = ['script-src-attr', 'script-src-elem', 'style-src-elem', 'form-action', 'eval'];
    // A form is sent a while after it was asked to be.
    await expect.poll(async () => { const found = (await forbidden()).join('\n'); return kinds.filter((kind) => !found.includes(kind)); }, { timeout: 10_000, message: path }).toEqual([]);
    expect(await page.evaluate(() => [(globalThis as { ran?: number }).ran, getComputedStyle(document.body).outlineWidth === '7px']), path).toEqual([undefined, false]);
    await page.context().close();
  }
});

test('our own pages and the page of the API ask for nothing that the policy forbids', async () => {
  for (const [path, shows] of [['/', 'main h1'], ['/projects', 'main h1'], ['/sign-in', 'main, form'], ['/api', '.swagger-ui .opblock']] as const) {
    const { page, errors, forbidden } = await open(path);
    await page.waitForSelector(shows, { timeout: 30_000 });
    await page.waitForLoadState('networkidle');
    expect([await forbidden(), errors.filter((text) => !/status of 4\d\d/.test(text))], path).toEqual([[], []]);
    await page.context().close();
  }
});
