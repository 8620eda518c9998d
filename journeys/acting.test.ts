import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { monthIndex, monthText, type Month } from '#kernel/month.ts';
import { listenToErrors, openBrowser, settled } from './browser.ts';
import { jumys, removeFolder, startServer, type Server } from './server.ts';

let server: Server;
let browser: Browser;
let page: Page;
let errors: string[];
/** The month under draft, and two pledges with people near them of which far more is reported than is evidenced. */
let month: Month;
let pledge: Sheet;
let other: Sheet;
const wording = 'Find out why fewer are paid than are reported.';
const contested = 'He works for us still.';
/** How many contest the draft, and how many objections of it await an answer. */
let before: { readonly said: { readonly contests: number }; readonly unanswered: number };

type Sheet = { readonly pledgeId: string; readonly employer: { readonly number: number; readonly name: string | null }; readonly place: { readonly kato: string }; readonly near: number };

const get = async <Reply>(path: string) => (await fetch(server.address + path)).json() as Promise<Reply>;
const sheetOf = ({ pledgeId }: Sheet) => `/months/${month}/reconciliation?pledge=${pledgeId}`;

beforeAll(async () => {
  [browser, server] = await Promise.all([openBrowser(), startServer({ JUMYS_DEMO_PEOPLE: '4000' })]);
  await server.ready;
  month = (await get<{ draft: { month: Month } }>('/api/months')).draft.month;
  const { rows } = await get<{ rows: Sheet[] }>(`/api/reconciliation?month=${month}&sort=-near&size=10`);
  [pledge, other] = rows.filter(({ employer }) => employer.name !== null) as [Sheet, Sheet];
  before = await get(`/api/months/${month}/draft`);
  await reportFarMore([pledge, other]);
  page = await (await browser.newContext({ viewport: { width: 1360, height: 900 } })).newPage();
  page.setDefaultTimeout(10_000);
  errors = listenToErrors(page);
}, 120_000);
afterAll(async () => {
  await browser.close();
  await server.stop();
  removeFolder(server);
});

/** A country this small has no signs of paper jobs: for four months through the draft's two of its pledges report twenty jobs more than there are people. */
async function reportFarMore(sheets: readonly Sheet[]): Promise<void> {
  const today = new Date().toISOString().slice(0, 10);
  const months = [3, 2, 1, 0].map((before) => monthText(monthIndex(month) - before));
  const rows = sheets.flatMap(({ pledgeId, near }) => months.map((period) => `${pledgeId},${period},${near + 20},${today}T00:00:00+05:00`));
  writeFileSync(join(server.folder, 'reports.csv'), `${['pledge_id,period,jobs,recorded_at', ...rows].join('\n')}\n`);
  writeFileSync(join(server.folder, 'reports.manifest.json'), JSON.stringify({ register: 'reports', madeUp: true }));
  const { code, out, err } = await jumys(['import', 'reports', join(server.folder, 'reports.csv'), '--as-of', today], server.env);
  expect(code, out + err).toBe(0);
  await vi.waitFor(async () => expect((await get<{ total: number }>('/api/findings?rule=report-outruns-evidence&state=open')).total).toBe(sheets.length), { timeout: 30_000, interval: 200 });
}

async function open(path: string): Promise<void> {
  const address = new URL(path, server.address);
  address.searchParams.set('lang', 'en');
  await page.goto(address.href);
  await settled(page);
}

async function choose(select: Locator, option: string | RegExp): Promise<void> {
  await select.click();
  await page.getByRole('option', { name: option }).first().click();
}

/** Looks as one role, at once for the whole country, else at a place or as an employer. */
async function lookAs(role: string, where?: { readonly place?: string; readonly employer?: string }): Promise<void> {
  await open('/months');
  const bar = page.getByRole('region', { name: 'Demonstration' });
  await choose(bar.getByRole('combobox', { name: 'Role' }), role);
  const search = where?.place === undefined ? bar.getByLabel('Choose an employer') : bar.getByLabel('Place');
  const wanted = where?.place ?? where?.employer;
  if (wanted !== undefined) {
    await search.click();
    await search.fill(wanted);
    await page.getByRole('option').first().click();
    await bar.locator('strong').waitFor();
  }
  await settled(page);
}

test('the ministry gives an order about a pledge, the akimat reads and answers it, and the ministry accepts the answer', async () => {
  await lookAs('ministry analyst');
  await open(`/pledges/${pledge.pledgeId}`);
  await page.getByRole('button', { name: 'Give an order' }).press('Enter');
  const form = page.getByRole('dialog');
  await choose(form.getByLabel('To whom'), 'Akimat of a place');
  await form.getByLabel('What is to be done').fill(wording);
  const due = form.getByLabel('Term');
  await due.fill(new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10));
  await due.press('Enter');
  await form.waitFor({ state: 'hidden' });

  await lookAs('district akimat staff', { place: pledge.place.kato });
  await open('/orders?only=awaiting');
  await page.locator('table tr').filter({ hasText: wording }).getByRole('link').first().press('Enter');
  await page.getByText('Read, not answered yet').waitFor();
  await page.getByLabel('What was done').fill('The employer was visited: its payments come late.');
  await page.getByRole('button', { name: 'Send the answer' }).press('Enter');
  await page.getByText('whoever gave it has still to accept or return the answer').waitFor();

  await lookAs('ministry analyst');
  await open('/orders?only=awaiting');
  await page.locator('table tr').filter({ hasText: wording }).getByRole('link').first().click();
  await page.getByText('The employer was visited: its payments come late.').waitFor();
  await page.getByRole('button', { name: 'Accept' }).press('Enter');
  await page.getByText('The answer was accepted.').waitFor();
  expect(errors.splice(0)).toEqual([]);
}, 60_000);

test('an employer says for what purpose it looks at the people of its sheet, and contests a row from there', async () => {
  await lookAs('employer’s representative', { employer: pledge.employer.name! });
  await open(sheetOf(pledge));
  expect(await page.getByRole('table', { name: 'People, by register rows' }).count()).toBe(0);
  await page.getByRole('button', { name: 'a contested count' }).press('Enter');
  await page.getByRole('checkbox', { name: /Choose person/ }).first().press('Space');
  await page.getByRole('button', { name: /^Contest/ }).press('Enter');
  const form = page.getByRole('dialog');
  expect(await form.getByLabel('Contract number or payment reference').inputValue()).not.toBe('');
  await form.getByLabel('What is wrong', { exact: true }).fill(contested);
  await form.getByRole('button', { name: 'Contest' }).press('Enter');
  await form.waitFor({ state: 'hidden' });

  await open(`/months/${month}`);
  await choose(page.getByRole('combobox', { name: 'Answer', exact: true }), 'contests');
  await page.getByRole('button', { name: 'Send the answer' }).press('Enter');
  await page.getByText('Your answer now').waitFor();
  expect(errors.splice(0)).toEqual([]);
}, 60_000);

test('the draft counts what the employer said, and is not frozen while it can be contested', async () => {
  await lookAs('ministry approver');
  await open(`/months/${month}`);
  await page.getByText(`contest: ${before.said.contests + 1}, no answer`).waitFor();
  await page.getByText(`Objections that await an answer: ${before.unanswered + 1}.`).waitFor();
  await page.getByRole('button', { name: 'Freeze as a release' }).press('Enter');
  await page.getByRole('alert').getByText(/It can still be contested, until/).waitFor();
  // The refusal is an error to the browser's console as well.
  expect(errors.splice(0).filter((error) => !error.includes('409'))).toEqual([]);
}, 60_000);

test('the region answers the objection, and the draft awaits no answer any more', async () => {
  await lookAs('region akimat staff', { place: `${pledge.place.kato.slice(0, 2)}0000000` });
  await open('/objections');
  await page.locator('table tr').filter({ hasText: contested }).getByRole('button', { name: /^Answer/ }).press('Enter');
  const form = page.getByRole('dialog');
  await form.getByLabel('Answer in words').fill('His payment came after the extract.');
  await form.getByRole('button', { name: 'Answer' }).press('Enter');
  await form.waitFor({ state: 'hidden' });
  await open(`/pledges/${pledge.pledgeId}`);
  await page.getByText('His payment came after the extract.').waitFor();
  await open(`/months/${month}`);
  expect((await get<typeof before>(`/api/months/${month}/draft`)).unanswered).toBe(before.unanswered);
  expect(errors.splice(0)).toEqual([]);
}, 60_000);

test('an officer confirms one sign of paper jobs with a reason and dismisses another', async () => {
  await lookAs('ministry analyst');
  for (const [{ pledgeId }, verdict, reason] of [[pledge, 'Confirm', 'Nobody was seen at the site.'], [other, 'Dismiss', 'The report counts contractors.']] as const) {
    await open('/findings?rule=report-outruns-evidence');
    await page.locator('table tr').filter({ hasText: pledgeId }).getByRole('link').first().press('Enter');
    await page.getByRole('radio', { name: new RegExp(`^${verdict}`) }).press('Space');
    await page.getByRole('textbox', { name: 'Reason' }).fill(reason);
    await page.getByRole('button', { name: 'Enter' }).press('Enter');
    await page.locator('#judgement').getByText(reason).first().waitFor();
  }
  await open('/findings');
  expect(await page.locator('main').innerText()).toContain('Confirmed 1 · dismissed 1');
  expect(errors.splice(0)).toEqual([]);
}, 60_000);
