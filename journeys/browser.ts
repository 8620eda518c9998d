import axe, { type AxeResults } from 'axe-core';
import { chromium, type Browser, type Page } from 'playwright-core';

/** A browser that talks to nobody but our own server. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['JUMYS_CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
}

/** What axe finds wrong by any of its rules, one line each. Our pages have no frames, so it is run in the page itself. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations: found } = await page.evaluate(`axe.run(document, { resultTypes: ['violations'] })`) as AxeResults;
  return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).slice(0, 3).join('; ')}`);
}

/** What the page said to its console as an error, and faults it met. */
export function listenToErrors(page: Page): string[] {
  const errors: string[] = [];
  page.on('console', (message) => { if (message.type() === 'error') errors.push(message.text()); });
  page.on('pageerror', (error) => errors.push(error.message));
  return errors;
}

/** Waits until nothing is loading: no busy region and a heading. */
export async function settled(page: Page): Promise<void> {
  await page.waitForSelector('main h1', { timeout: 30_000 });
  await page.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null, undefined, { timeout: 30_000 });
}
