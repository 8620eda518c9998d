// One database is enough: what people do is tested on both in the rooms that it is done with.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { nobody, operator } from '#kernel/actor.ts';
import { writeWork } from '#demo';
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

test('the work is written once', async () => {
  const before = await count('/api/orders');
  expect(await writeWork(country.app)).toEqual([]);
  expect(await count('/api/orders')).toBe(before);
  expect((await get<{ open: number }>('/api/objections')).open).toBe(2);
});
