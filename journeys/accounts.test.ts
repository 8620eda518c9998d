import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zstdDecompressSync } from 'node:zlib';
import { Secret, TOTP } from 'otpauth';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listenToErrors, openBrowser, settled, violations } from './browser.ts';
import { jumys, removeFolder, startServer, type Server } from './server.ts';

let server: Server;
let browser: Browser;
/** A district with a pledge of its own, a project there, and one of another region. */
let district: { readonly kato: string; readonly project: string; readonly foreign: string };
/** Signed in as the first administrator, from the second test on. */
let office: { readonly context: BrowserContext; readonly page: Page; readonly errors: readonly string[] };
/** The officer's own browser, from the third test on. */
let desk: typeof office;
const password = 'a steppe of seven winds';

beforeAll(async () => {
  browser = await openBrowser();
  const folder = mkdtempSync(join(tmpdir(), 'jumys-journey-'));
  const country = join(folder, 'country');
  const env = { ...process.env, JUMYS_DATA: join(folder, 'data'), JUMYS_KEY: join(folder, 'key'), JUMYS_DEMO: 'off' };
  await jumys(['demo', '--people', '3000', '--seed', '3', '--out', country], env);
  // Without their manifests nothing says that these files are made up: on what counts as real nobody looks without an account.
  for (const file of globSync(join(country, '*.manifest.json'))) rmSync(file);
  for (const register of ['places', 'employers', 'contracts', 'projects', 'contributions', 'pledges']) {
    const { code, err } = await jumys(['import', register, join(country, `${register}${register === 'contributions' ? '-2026-04' : ''}.csv.zst`)], env);
    expect(code, err).toBe(0);
  }
  district = findDistrict(zstdDecompressSync(readFileSync(join(country, 'pledges.csv.zst'))).toString());
  server = await startServer({ JUMYS_DEMO: 'off' }, folder);
  await server.ready;
}, 300_000);
afterAll(async () => {
  await browser.close();
  await server.stop();
  removeFolder(server);
});

/** The first pledge below a region, and a project that has pledges in other regions only. */
function findDistrict(csv: string): typeof district {
  const [head = '', ...lines] = csv.trim().split('\n');
  const column = (name: string) => head.split(',').indexOf(name);
  const rows = lines.map((line) => line.split(',')).map((cells) => ({ project: cells[column('project_id')]!, place: cells[column('place')]! }));
  const here = rows.find(({ place }) => !place.endsWith('0000000'))!;
  const region = (place: string) => place.slice(0, 2);
  const foreign = rows.find(({ project }) => rows.every((row) => row.project !== project || region(row.place) !== region(here.place)))!;
  return { kato: `${here.place.slice(0, 4)}00000`, project: here.project, foreign: foreign.project };
}

async function openContext(): Promise<typeof office> {
  const context = await browser.newContext({ viewport: { width: 1360, height: 900 } });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  return { context, page, errors: listenToErrors(page) };
}

/** What the console said that was no refusal: a browser reports those as errors too. */
const faults = (errors: readonly string[]) => errors.filter((text) => !/status of 4\d\d/.test(text));

const to = (path: string) => new URL(path, server.address).href;
const linkOf = (text: string, page: string) => new RegExp(`/${page}#\\S+`).exec(text)?.[0] ?? '';

test('nobody sees a page before he has signed in, and every way in says so', async () => {
  const { context, page } = await openContext();
  await page.goto(to('/projects?lang=en'));
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  expect(await page.getByRole('navigation', { name: 'Sections' }).innerText()).toBe('Open data\nReference');
  await page.getByLabel('Sign-in name').fill('nobody');
  await page.getByLabel('Password').fill('nothing of the kind');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('Sign-in name or password is wrong.').waitFor();
  expect(await violations(page)).toEqual([]);
  await context.close();
});

test('the link on the console makes the first administrator, who may nothing before the second factor is on', async () => {
  office = await openContext();
  const { page } = office;
  await page.goto(to(`${linkOf(server.output(), 'set-up').replace('#', '?lang=en#')}`));
  await page.getByLabel('Name', { exact: true }).fill('Aigerim Serik');
  expect(new URL(page.url()).hash).toBe('');
  await page.getByLabel('Sign-in name').fill('aigerim');
  await page.getByLabel('New password').fill('short');
  await page.getByRole('button', { name: 'Make the account' }).click();
  await page.getByText('The password is too short').waitFor();
  await page.getByLabel('New password').fill(password);
  await page.getByRole('button', { name: 'Make the account' }).click();
  await page.getByRole('heading', { name: 'The account is made' }).waitFor();
  await signIn(page, 'aigerim');
  await page.getByRole('heading', { name: 'Aigerim Serik' }).waitFor();
  await page.getByRole('link', { name: 'Jumys' }).click();
  const codes = await enrol(page);
  expect(codes).toHaveLength(10);
  for (const code of codes) expect(code).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){5}$/);
  await page.getByRole('link', { name: 'Accounts', exact: true }).waitFor();
  expect(await violations(page)).toEqual([]);
});

test('an invited officer of a district sees his district alone, and nothing that is not his to do', async () => {
  const { page } = office;
  await page.getByRole('link', { name: 'Accounts', exact: true }).click();
  await page.getByRole('button', { name: 'Invite' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name', { exact: true }).fill('Daulet Omar');
  await dialog.getByLabel('Sign-in name').fill('daulet');
  await dialog.getByLabel('Role').click();
  await page.getByRole('option', { name: 'district akimat staff' }).click();
  const place = dialog.getByLabel('Place');
  await place.fill(district.kato);
  // Of its own list: that of the roles is still on its way out.
  await page.locator(`[id="${await place.getAttribute('aria-controls')}"]`).getByRole('option').first().click();
  await dialog.getByRole('button', { name: 'Make the account and its link' }).click();
  const address = await dialog.locator('pre').innerText();
  await page.keyboard.press('Escape');

  desk = await openContext();
  const { page: his } = desk;
  await his.goto(to(linkOf(address, 'invitation').replace('#', '?lang=en#')));
  await his.getByRole('heading', { name: 'Good day, Daulet Omar' }).waitFor();
  await his.getByLabel('New password').fill(password);
  await his.getByRole('button', { name: 'Set the password' }).click();
  await his.getByRole('heading', { name: 'The password is set' }).waitFor();
  await signIn(his, 'daulet');
  await enrol(his);
  // The account was made in the language of the administrator's page, and so is his.
  await his.getByRole('navigation', { name: 'Sections' }).getByText('Projects').click();
  await settled(his);
  expect(await his.getByRole('navigation', { name: 'Sections' }).innerText()).not.toMatch(/Registers|Accounts|Audit/);
  const { rows } = await answer<{ rows: { projectId: string }[] }>(his, '/api/projects?size=500');
  expect(rows.map(({ projectId }) => projectId)).toContain(district.project);
  expect(rows.map(({ projectId }) => projectId)).not.toContain(district.foreign);
  await his.goto(to('/registers'));
  await his.getByRole('heading', { name: 'Your roles do not open this' }).waitFor();
  expect(await his.locator('input[type=file]').count()).toBe(0);
  expect(await violations(his)).toEqual([]);
});

test('a foreign project answers exactly as one that does not exist', async () => {
  const { page } = desk;
  const texts: string[] = [];
  for (const id of [district.foreign, 'no-such-project-at-all']) {
    await page.goto(to(`/projects/${encodeURIComponent(id)}`));
    await page.getByText('There is no project of that number.').waitFor();
    texts.push(await page.locator('main').innerText());
  }
  expect(texts[0]).toBe(texts[1]);
});

test('who reads persons says for what purpose first, and the reading is written down', async () => {
  const { page } = desk;
  const { rows } = await answer<{ rows: { pledgeId: string }[] }>(page, '/api/pledges?size=1');
  await page.goto(to(`/pledges/${encodeURIComponent(rows[0]!.pledgeId)}`));
  await page.getByText('For what purpose do you look at persons?').waitFor();
  expect(await page.locator('#spells table').count()).toBe(0);
  await page.getByRole('button', { name: 'following up a pledge' }).click();
  await page.locator('#spells table').waitFor();
  await page.getByText('You look for the purpose: following up a pledge.').waitFor();
  expect(await page.getByRole('button', { name: /Show the IIN/ }).count()).toBe(0);
  expect(await violations(page)).toEqual([]);
});

test('when his role is taken away, his next click asks him to sign in', async () => {
  const { page } = office;
  await page.getByRole('link', { name: 'Daulet Omar' }).click();
  await page.getByRole('button', { name: 'Take away: district akimat staff' }).click();
  await page.getByText('No role', { exact: true }).waitFor();
  await desk.page.getByRole('navigation', { name: 'Sections' }).getByRole('link').first().click();
  await desk.page.getByRole('heading', { name: 'Sign in' }).waitFor();
  expect(faults(office.errors)).toEqual([]);
  expect(faults(desk.errors)).toEqual([]);
});

async function signIn(page: Page, name: string): Promise<void> {
  await page.getByLabel('Sign-in name').fill(name);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** Whoever has shown one factor finds the second wherever he goes; sets it up, and returns the recovery codes. */
async function enrol(page: Page): Promise<string[]> {
  await page.getByRole('heading', { name: 'A second factor is needed first' }).waitFor();
  expect(await page.getByRole('heading', { name: 'Sessions' }).count()).toBe(0);
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Set up' }).click();
  const secret = (await page.locator('.secret').innerText()).replaceAll(' ', '');
  await page.getByLabel('Six digits').fill(new TOTP({ secret: Secret.fromBase32(secret) }).generate());
  await page.getByRole('button', { name: 'Switch on' }).click();
  const codes = await page.getByRole('region', { name: 'Recovery codes' }).locator('pre').innerText();
  return codes.trim().split('\n');
}

/** What the server answers to the page's own session. */
async function answer<Reply>(page: Page, path: string): Promise<Reply> {
  return page.evaluate(async (address) => (await fetch(address)).json() as never, path);
}
