// One database is enough: what people do is tested on both in the rooms that it is done with.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { nobody, operator } from '#kernel/actor.ts';
import { monthText } from '#kernel/month.ts';
import { testFolder } from '#platform/testing.ts';
import { writeWork } from '#demo';
import { importFile } from '#registers';
import type { NearRow, Reconciliation, ReconciliationTable } from '../rooms/closing/reconciliation-contract.ts';
import { asActor, openTestCountry, type TestCountry } from './country.ts';

let country: TestCountry;
beforeAll(async () => {
  country = await openTestCountry();
}, 300_000);
afterAll(() => country.close());

const get = async <Reply>(url: string, actor = operator('test')) => (await country.ask(actor, 'GET', url)).json<Reply>();
const count = async (url: string) => (await get<{ total: number }>(url)).total;

test('a visitor of the made-up country finds orders in each state, some of them overdue', async () => {
  const { rows, overdue } = await get<{ rows: { state: string; from: { role: string }; to: { employer: object | null } }[]; overdue: number }>('/api/orders?size=200');
  expect(new Set(rows.map(({ state }) => state))).toEqual(new Set(['given', 'read', 'answered', 'returned', 'accepted', 'closed']));
  expect(overdue).toBeGreaterThan(0);
  expect(new Set(rows.map(({ from, to }) => `${from.role} ${to.employer === null ? 'akimat' : 'employer'}`))).toEqual(new Set(['ministry-approver akimat', 'region-staff employer', 'region-staff akimat']));
  const answered = rows.filter(({ state }) => state === 'answered' || state === 'accepted') as unknown as { id: number }[];
  const pages = await Promise.all(answered.map(({ id }) => get<{ files: object[] }>(`/api/orders/${id}`)));
  expect(pages.filter(({ files }) => files.length > 0).length).toBeGreaterThan(1);
});

test('figures are contested and answered in every way, and some wait', async () => {
  const { rows, open } = await get<{ rows: { answer: { outcome: string } | null }[]; open: number }>('/api/objections?size=200');
  expect(open).toBe(2);
  expect(rows.flatMap(({ answer }) => answer?.outcome ?? []).toSorted()).toEqual(['corrected', 'refused', 'upheld']);
});

test('pledges are cured and waived, findings judged, drafts written and reviewed, a promise certified', async () => {
  const { cube } = await country.app.views.current();
  const decided = await Promise.all(cube.pledges.map(({ pledgeId }) => get<{ rows: { kind: string; reason: string }[] }>(`/api/pledges/${pledgeId}/decisions`)));
  expect(decided.flatMap(({ rows }) => rows.map(({ kind }) => kind)).toSorted()).toEqual(['cure', 'cure', 'waiver']);
  const { states } = await get<{ states: { [state: string]: number } }>('/api/findings');
  expect(Object.entries(states).filter(([, many]) => many > 0).map(([state]) => state).toSorted()).toEqual(['confirmed', 'dismissed', 'open']);
  expect(await Promise.all(['submitted', 'returned', 'entered', 'approved'].map((state) => count(`/api/reviews?state=${state}`)))).toEqual([1, 1, 1, 0]);
  const { rows } = await get<{ rows: { subject: string }[] }>('/api/audit?what=certificate-issued');
  expect(rows).toHaveLength(1);
  expect((await country.ask(asActor('auditor', { place: 0 }), 'GET', `/api/pledges/${rows[0]!.subject}/certificate.pdf`)).statusCode).toBe(200);
});

test('whom it concerns was told, and nobody who has not signed in sees any of it', async () => {
  const { cube } = await country.app.views.current();
  const employers = [...new Set(cube.pledges.map(({ employer }) => employer))];
  const told = await Promise.all(employers.map((employer) => get<{ total: number }>('/api/notices', asActor('employer', { employer }))));
  expect(told.filter(({ total }) => total > 0).length).toBeGreaterThan(2);
  expect((await country.ask(nobody, 'GET', '/api/orders')).statusCode).toBe(401);
});

test('of the promises that will lack people each region is told its own, as the whole country is', async () => {
  type Short = { short: { pledgeId: string; place: { kato: string } }[] };
  const told = (demand: Short) => demand.short.map(({ pledgeId, place }) => `${pledgeId} ${place.kato}`).toSorted();
  const whole = await get<Short>('/api/demand');
  expect(whole.short.length).toBeGreaterThan(0);
  for (const region of new Set(whole.short.map(({ place }) => `${place.kato.slice(0, 2)}0000000`))) {
    const own = await get<Short>('/api/demand', asActor('region-staff', { place: Number(region) }));
    expect(told(own)).toEqual(told(whole).filter((one) => one.split(' ')[1]!.startsWith(region.slice(0, 2))));
  }
});

/** A month that is no longer provisional. */
const sheetMonth = ({ firstMonth, months }: { firstMonth: number; months: number }) => monthText(firstMonth + months - 3);
const sheetOf = (pledgeId: string, month: string) => `/api/pledges/${encodeURIComponent(pledgeId)}/reconciliation?month=${month}`;

test('the sheet of a pledge comes to the stored figures, computed alone or with others, and leaves nothing over', async () => {
  const month = sheetMonth((await country.app.views.current()).cube);
  const { rows, sum } = await get<ReconciliationTable>(`/api/reconciliation?month=${month}&size=100&sort=-near`);
  expect(rows.length).toBeGreaterThan(5);
  for (const row of rows) {
    const people = Object.values(row.byReason).reduce((all, one) => all + one, 0);
    expect([row.byReason.counts, people, row.notFound]).toEqual([row.paid, row.near, row.reported === null ? null : row.reported - row.near]);
  }
  expect(sum.reported).toBe(sum.near + sum.notFound);
  for (const together of rows.slice(0, 3)) {
    const { sheet, parts } = await get<Reconciliation>(sheetOf(together.pledgeId, month));
    expect(sheet).toEqual(together);
    const people = Object.fromEntries(parts.map((one) => [one.part, one.people])) as Record<Reconciliation['parts'][number]['part'], number>;
    expect(people.stayed + people.counts + people.came).toBe(sheet.headcount);
    if (sheet.base !== null) expect([people.stayed + people.moved + people.gone, people.counts + people.came + people.participant - people.moved - people.gone]).toEqual([sheet.base, sheet.net]);
  }
});

test('a sheet names people by register rows to whoever says for what, writes that down, and shows an employer its own people only', async () => {
  const { cube } = await country.app.views.current();
  const month = sheetMonth(cube);
  const largest = (await get<ReconciliationTable>(`/api/reconciliation?month=${month}&size=1&sort=-near`)).rows[0]!.pledgeId;
  const pledge = cube.pledges.find(({ pledgeId }) => pledgeId === largest)!;
  const people = `/api/pledges/${encodeURIComponent(pledge.pledgeId)}/reconciliation/people?month=${month}`;
  const auditor = asActor('auditor', { place: 0 });
  expect((await country.ask(auditor, 'GET', people)).statusCode).toBe(400);
  expect((await country.ask(asActor('ministry-approver', { place: 0 }), 'GET', `${people}&purpose=audit`)).statusCode).toBe(403);

  type Near = { total: number; withheld: number; rows: NearRow[] };
  const { sheet } = await get<Reconciliation>(sheetOf(pledge.pledgeId, month));
  const told = await get<Near>(`${people}&purpose=audit&size=5`, auditor);
  expect([told.total, told.withheld, told.rows.length]).toEqual([sheet.near, 0, Math.min(5, sheet.near)]);
  expect(told.rows.every(({ contracts, payments }) => contracts.length + payments.length > 0)).toBe(true);
  const { rows: looks } = await get<{ rows: { what: string; subject: string }[] }>(`/api/readings?person=${told.rows[0]!.person}`, auditor);
  expect(looks[0]).toMatchObject({ what: 'reconciliation', subject: pledge.pledgeId });

  const own = await get<Near>(`${people}&purpose=contest&size=100`, asActor('employer', { employer: pledge.one }));
  expect(own.total + own.withheld).toBe(sheet.near);
  expect(own.rows.every(({ employer }) => employer.number === pledge.one)).toBe(true);
  const base = await get<{ total: number; withheld: number }>(`${people.replace('/people', '/base')}&purpose=audit`, auditor);
  expect(base.total).toBeGreaterThan(0);
});

test('a computation leaves no table of its own behind: one that a killed program left would stand open to everybody', async () => {
  const { rows } = await sql<{ name: string }>`select relname as name from pg_class where relpersistence = 't' and relkind = 'r'`.execute(country.app.db);
  expect(rows).toEqual([]);
});

test('the work is written once', async () => {
  const before = await count('/api/orders');
  expect(await writeWork(country.app)).toEqual([]);
  expect(await count('/api/orders')).toBe(before);
  expect((await get<{ open: number }>('/api/objections')).open).toBe(2);
});

test('while rows have come that the figures do not know yet there is no sheet', async () => {
  const { cube } = await country.app.views.current();
  const month = sheetMonth(cube);
  const [pledge] = cube.pledges;
  const file = join(testFolder(), 'reports.csv');
  writeFileSync(file, `pledge_id,period,jobs,recorded_at\n${pledge!.pledgeId},${month},4321,2030-01-01T00:00:00Z\n`);
  await importFile({ ...country.app, register: 'reports', file, by: operator('test'), madeUp: true });
  const refused = await country.ask(operator('test'), 'GET', sheetOf(pledge!.pledgeId, month));
  expect([refused.statusCode, refused.json<{ error: { code: string } }>().error.code]).toEqual([409, 'figures-behind']);
});
