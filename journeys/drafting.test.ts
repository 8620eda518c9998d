import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { zstdDecompressSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listenToErrors, openBrowser, settled, violations } from './browser.ts';
import { jumys, removeFolder, startServer, type Server } from './server.ts';

let server: Server;
let browser: Browser;
/** A pledge below a region, as the files of the made-up country hold it. */
let held: { readonly project: string; readonly place: string; readonly employer: string };
/** Two people in browsers of their own: staff of the akimat of that region, and an approver of the ministry above it. */
let akimat: Desk;
let ministry: Desk;
/** The draft of the change, from the first test on. */
let draftId: string;

type Desk = { readonly page: Page; readonly errors: readonly string[] };

beforeAll(async () => {
  [browser, server] = await Promise.all([openBrowser(), startServer({ JUMYS_DEMO_PEOPLE: '4000' })]);
  const country = join(server.folder, 'country');
  // The same people and seed give the files that the first start imports: an employer is written by digits that no page tells.
  await Promise.all([server.ready, jumys(['demo', '--people', '4000', '--seed', '1', '--out', country], server.env)]);
  held = findPledge(zstdDecompressSync(readFileSync(join(country, 'pledges.csv.zst'))).toString());
  [akimat, ministry] = [await open(), await open()];
}, 180_000);
afterAll(async () => {
  await browser.close();
  await server.stop();
  removeFolder(server);
});

function findPledge(csv: string): typeof held {
  const [head = [], ...lines] = csv.trim().split('\n').map((line) => line.split(','));
  const field = (row: readonly string[], name: string) => row[head.indexOf(name)]!;
  const row = lines.find((one) => !field(one, 'place').endsWith('0000000'))!;
  return { project: field(row, 'project_id'), place: field(row, 'place'), employer: field(row, 'employer') };
}

async function open(): Promise<Desk> {
  const page = await (await browser.newContext({ viewport: { width: 1360, height: 900 } })).newPage();
  page.setDefaultTimeout(15_000);
  const errors = listenToErrors(page);
  await page.goto(to('/?lang=en'));
  await settled(page);
  return { page, errors };
}

const to = (path: string) => new URL(path, server.address).href;

/** Opens another page in somebody's browser, which remembers the language. */
async function go({ page }: Desk, path: string): Promise<void> {
  await page.goto(to(path));
  await settled(page);
}

/** Looks as a role, chosen in the bar; one of a part of the country takes its place after it. */
async function lookAs({ page }: Desk, role: string, place?: string): Promise<void> {
  const bar = page.getByRole('region', { name: 'Demonstration' });
  await bar.getByLabel('Role').click();
  await page.getByRole('option', { name: role }).click();
  if (place === undefined) return;
  const search = bar.getByLabel('Place');
  await search.fill(place);
  // Of its own list: that of the roles is still on its way out.
  await page.locator(`[id="${await search.getAttribute('aria-controls')}"]`).getByRole('option').first().waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await bar.locator('strong').waitFor();
}

/** Goes on with the Tab key until a field or button of that name has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let pressed = 0; pressed < 40; pressed += 1) {
    await page.keyboard.press('Tab');
    const reached = await page.evaluate(() => {
      const at = document.activeElement;
      return at instanceof HTMLInputElement || at instanceof HTMLTextAreaElement ? at.labels?.[0]?.textContent : at?.textContent;
    });
    if (reached?.trim() === name) return;
  }
  throw new Error(`the keyboard does not reach “${name}”`);
}

async function rewrite(page: Page, label: string, text: string): Promise<void> {
  await tabTo(page, label);
  await page.keyboard.press('Control+a');
  await page.keyboard.type(text);
}

/** Writes the reason for the reviewer, and hands over by the Enter key. */
async function handOver(page: Page, reason: string): Promise<void> {
  await rewrite(page, 'Reason or paper it rests on', reason);
  await tabTo(page, 'Submit for review');
  await page.keyboard.press('Enter');
  await page.getByText('The draft is under review by a second person.').waitFor();
}

/** Chooses from a list of the form; of places the one whose code is typed. */
async function choose(page: Page, label: string, wanted: string): Promise<void> {
  const field = page.getByRole('main').getByRole('combobox', { name: label, exact: true });
  await field.click();
  const code = /^\d+$/.test(wanted);
  if (code) await field.fill(wanted);
  // Of its own list: another may still be on its way out.
  const options = page.locator(`[id="${await field.getAttribute('aria-controls')}"]`).getByRole('option');
  await (code ? options : options.filter({ hasText: wanted })).first().click();
}

/** The cells of a row of the comparison on a page: before, after. */
const compared = (page: Page, column: string) => page.getByRole('row', { name: new RegExp(`^${column}`) }).getByRole('cell').allInnerTexts();

async function get<Reply>(path: string): Promise<Reply> {
  return (await fetch(to(path))).json() as Promise<Reply>;
}

test('staff of a region change a project’s row with the keyboard, are told what is wrong, and do not review their own', async () => {
  const { page } = akimat;
  await lookAs(akimat, 'region akimat staff', `${held.place.slice(0, 2)}0000000`);
  await go(akimat, `/projects/${held.project}`);
  await page.getByRole('combobox', { name: 'Row' }).focus();
  await tabTo(page, 'Change');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/drafts\/./);
  await settled(page);
  draftId = new URL(page.url()).pathname.split('/').at(-1)!;
  await rewrite(page, 'Investment, tenge', 'a lot');
  await page.getByText('an amount is digits').waitFor();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Control+a');
  await page.keyboard.type('987 654 321');
  await page.keyboard.press('Tab');
  await page.getByText('an amount is digits').waitFor({ state: 'detached' });
  await page.getByText(/^Saved /).waitFor();
  await handOver(page, 'Letter 12 of the owner');

  await go(akimat, `/reviews/${draftId}`);
  await page.getByText('This is your own draft: another person must review it.').waitFor();
  expect(await page.getByRole('button', { name: /Approve|Return/ }).count()).toBe(0);
});

test('what is sent back with a reason is seen by its author, who mends it and hands it over again', async () => {
  const { page: above } = ministry;
  await lookAs(ministry, 'ministry approver');
  await go(ministry, '/drafts');
  await above.locator(`a[href="/reviews/${draftId}"]`).click();
  await above.getByText('Letter 12 of the owner').first().waitFor();
  // Approving stands open at once, giving back asks for a reason first.
  expect(await above.getByRole('button', { name: 'Return' }).isDisabled()).toBe(true);
  await above.getByLabel('Remark; needed to return').fill('The letter says 987 654 000');
  await above.getByRole('button', { name: 'Return' }).click();
  await above.getByText('The draft was returned').waitFor();

  const { page } = akimat;
  await go(akimat, '/drafts');
  const row = page.getByRole('row').filter({ hasText: 'returned' });
  expect(await row.innerText()).toContain('The letter says 987 654 000');
  await row.getByRole('link').click();
  await page.getByText('The draft was returned: mend it and submit it again.').waitFor();
  expect(await page.locator('.life-warning').innerText()).toBe('The letter says 987 654 000');
  await rewrite(page, 'Investment, tenge', '987654000');
  await handOver(page, 'Letter 12 of the owner, second page');
});

test('a second person compares and approves, and the row enters the register and the figures', async () => {
  const { page } = ministry;
  await go(ministry, `/reviews/${draftId}`);
  await page.getByText('Fields that change: 1.').waitFor();
  const [before, after] = await compared(page, 'Investment');
  expect(before).toMatch(/₸$/);
  expect(after).toMatch(/^987.654.000 ₸$/);
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Approve' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('The row is in the register, and the figures are computed with it.').waitFor();
  const { rows } = await get<{ rows: { projectId: string; investment: number }[] }>('/api/projects?size=500');
  expect(rows.find(({ projectId }) => projectId === held.project)?.investment).toBe(987_654_000);
});

test('the history of the row holds both versions, who wrote and who approved, and compares any two', async () => {
  const { page } = akimat;
  await go(akimat, `/projects/${held.project}`);
  await page.getByRole('link', { name: 'History of the row' }).first().click();
  await page.getByText('Versions of the row: 2').waitFor();
  await page.getByText('Fields that differ: 2').waitFor();
  expect((await compared(page, 'Investment')).at(1)).toMatch(/^987.654.000 ₸$/);
  const list = page.getByRole('region', { name: 'All versions' });
  expect(await list.getByRole('row').allInnerTexts()).toEqual([
    expect.stringMatching(/^Version/), expect.stringContaining('projects.csv.zst'), expect.stringMatching(/by hand: visitor \(region akimat staff\); approved by: visitor \(ministry approver\)[^]*Letter 12 of the owner, second page[^]*now/),
  ]);
  expect(await violations(page)).toEqual([]);
  await page.getByRole('combobox', { name: 'First version' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('option', { name: /^Version 2/ }).waitFor();
  for (const key of ['ArrowDown', 'Enter']) await page.keyboard.press(key);
  await page.getByText('The versions are the same').waitFor();
  await page.reload();
  await page.getByText('The versions are the same').waitFor();
});

test('a new pledge promises nothing before its approval, and its jobs after it', async () => {
  const promised = async () => (await get<{ ladder: { promised: number } }>('/api/overview')).ladder.promised;
  const before = await promised();
  const { page } = akimat;
  await go(akimat, `/projects/${held.project}`);
  await page.getByRole('button', { name: 'New pledge' }).click();
  await page.waitForURL(/\/drafts\/./);
  await settled(page);
  await page.getByRole('button', { name: 'Submit for review' }).waitFor();
  const written = { 'Employer': held.employer, 'Jobs': '41', 'Awarded': '2025-02-03', 'Due': '2025-12-01', 'To be held, months': '12' };
  for (const [label, text] of Object.entries(written)) await page.getByLabel(label, { exact: true }).fill(text);
  await choose(page, 'Phase', 'operation');
  await choose(page, 'Term of work', 'permanent');
  await choose(page, 'Place', held.place);
  await page.getByText(/^Saved [^·]*$/).waitFor();
  await page.getByLabel('Reason or paper it rests on').fill('Agreement 7');
  await page.getByRole('button', { name: 'Submit for review' }).click();
  await page.getByText('The draft is under review by a second person.').waitFor();
  expect(await promised()).toBe(before);

  await go(ministry, '/drafts');
  await ministry.page.getByRole('row').filter({ hasText: 'new row' }).getByRole('link').click();
  await ministry.page.getByText('A new row: the register has none of it yet.').waitFor();
  await ministry.page.getByRole('button', { name: 'Approve' }).click();
  await ministry.page.getByText('The row is in the register, and the figures are computed with it.').waitFor();
  expect(await promised()).toBe(before + 41);
  expect([...akimat.errors, ...ministry.errors]).toEqual([]);
});
