import { beforeAll, beforeEach, expect, test } from 'vitest';
import { operator, type Actor } from '#kernel/actor.ts';
import { placeText } from '#kernel/place.ts';
import { listAuditLines } from '#platform/audit.ts';
import { openTestDatabase } from '#platform/testing.ts';
import type { Given } from './addressee.ts';
import { listNotices } from './notice.ts';
import { escalateOverdue, giveOrder, takeStep } from './order.ts';
import { getOrder, listOrders } from './order-page.ts';
import { ordersCsv } from './order-table.ts';
import type { NewStep } from './order-store.ts';
import { akimat, as, district, districtOffice, elsewhere, employer, factory, foreignEmployer, ministry, openTestOversight, region, scopeFor, stranger, type TestOversight } from './testing.ts';

let world: TestOversight;
beforeAll(async () => {
  world = await openTestOversight((await openTestDatabase()).db);
});
beforeEach(() => world.clear());

const wording = 'Сообщить, когда будут заключены договоры';
const toPlace = (place: number) => ({ place: placeText(place) });
const give = (actor: Actor, to: Given['to'], more: Partial<Given> = {}) =>
  giveOrder(world.ground, actor, scopeFor(actor, 'give-orders'), { subject: null, wording, dueOn: '2026-03-10', to, ...more });
const step = (actor: Actor, id: number, what: NewStep & { what: Parameters<typeof takeStep>[4]['what'] }) =>
  takeStep(world.ground, actor, scopeFor(actor, what.what === 'read' || what.what === 'answered' ? 'answer-orders' : 'give-orders'), id, what);
const look = (actor: Actor, id: number) => getOrder(world.ground, actor, scopeFor(actor, 'read-figures'), id);
const list = (actor: Actor, filter: object = {}) => listOrders(world.ground, actor, scopeFor(actor, 'read-figures'), { sort: 'awaits', ...filter }, { page: 1, size: 50 });
const told = async (actor: Actor) => (await listNotices(world.ground, actor, { page: 1, size: 20 })).rows.map(({ what }) => what).toReversed();

test.each([
  ['its own place', akimat, toPlace(region)], ['a place of elsewhere', akimat, toPlace(elsewhere)], ['the country', ministry, toPlace(0)],
  ['a place that there is not', ministry, toPlace(999_000_000)], ['an employer of elsewhere', akimat, { employer: foreignEmployer }], ['an employer that there is not', ministry, { employer: 77 }],
])('an office gives no order to %s', async (_, actor, to) => {
  await expect(give(actor, to)).rejects.toMatchObject({ code: 'no-such-addressee', status: 404 });
});

test('an order is about what giver and addressee may both see', async () => {
  await expect(give(akimat, toPlace(district), { subject: { kind: 'pledge', id: 'P-2' } })).rejects.toMatchObject({ code: 'no-such-pledge' });
  await expect(give(akimat, toPlace(district), { subject: { kind: 'project', id: 'none' } })).rejects.toMatchObject({ code: 'no-such-project' });
  await expect(give(ministry, toPlace(elsewhere), { subject: { kind: 'pledge', id: 'P-1' } })).rejects.toMatchObject({ code: 'subject-elsewhere' });
  await expect(give(ministry, toPlace(elsewhere), { subject: { kind: 'place', id: placeText(region) } })).rejects.toMatchObject({ code: 'subject-elsewhere' });
  await give(ministry, toPlace(region), { subject: { kind: 'place', id: placeText(district) } });
});

test('a term lies ahead, and the wording names nobody', async () => {
  await expect(give(akimat, toPlace(district), { dueOn: '2026-03-01' })).rejects.toMatchObject({ code: 'term-passed' });
  await expect(give(akimat, toPlace(district), { wording: 'Вызвать 550101100015' })).rejects.toMatchObject({ code: 'identifier-in-text' });
  expect((await list(ministry)).total).toBe(0);
});

test('giver, addressee and those above them see an order; others find none', async () => {
  const id = await give(akimat, { employer }, { subject: { kind: 'pledge', id: 'P-1' } });
  for (const one of [akimat, factory, ministry, as('auditor', { place: 0 })]) expect((await look(one, id)).order, one.name).toMatchObject({ id, wording, subject: { id: 'P-1' } });
  for (const one of [stranger, as('employer', { employer: foreignEmployer })]) {
    await expect(look(one, id)).rejects.toMatchObject({ code: 'no-such-order', status: 404 });
    expect((await list(one)).total).toBe(0);
  }
  const between = await give(ministry, toPlace(region));
  expect((await list(districtOffice)).rows.map((row) => row.id)).not.toContain(between);
});

test('an order goes from given to closed, each step by whose it is', async () => {
  const id = await give(akimat, toPlace(district), { subject: { kind: 'project', id: 'J-1' } });
  expect((await look(akimat, id)).order).toMatchObject({ from: { place: { kato: placeText(region) }, role: 'region-staff' }, to: { place: { kato: placeText(district) }, employer: null }, subject: { names: { ru: 'Проект' } } });
  await expect(step(akimat, id, { what: 'answered', note: 'Сам себе' })).rejects.toMatchObject({ code: 'no-such-order' });
  await expect(step(factory, id, { what: 'read' })).rejects.toMatchObject({ code: 'no-such-order' });
  await expect(step(ministry, id, { what: 'closed', note: 'x' })).rejects.toMatchObject({ code: 'no-such-order' });
  await expect(step(akimat, id, { what: 'accepted' })).rejects.toMatchObject({ code: 'wrong-step', facts: { state: 'given' } });
  await expect(step(akimat, id, { what: 'closed' })).rejects.toMatchObject({ code: 'reason-needed' });
  await step(districtOffice, id, { what: 'read' });
  await step(districtOffice, id, { what: 'read' });
  await expect(step(districtOffice, id, { what: 'answered', note: 'См.', pledges: ['P-2'] })).rejects.toMatchObject({ code: 'no-such-pledge' });
  await expect(step(districtOffice, id, { what: 'answered', note: 'См.', imports: ['none'] })).rejects.toMatchObject({ code: 'no-such-import' });
  await step(districtOffice, id, { what: 'answered', note: 'Договоры заключены', pledges: ['P-1'] });
  await step(akimat, id, { what: 'returned', note: 'Где платежи?', dueOn: '2026-03-20' });
  await step(districtOffice, id, { what: 'answered', note: 'Перечислены' });
  await step(akimat, id, { what: 'accepted' });
  await step(akimat, id, { what: 'closed' });
  const page = await look(districtOffice, id);
  expect(page.steps.map(({ what }) => what)).toEqual(['given', 'read', 'answered', 'returned', 'answered', 'accepted', 'closed']);
  expect(page.steps[2]).toMatchObject({ note: 'Договоры заключены', pledges: ['P-1'], act: { by: districtOffice.name } });
  expect(page.order).toMatchObject({ state: 'closed', dueOn: '2026-03-20', awaits: false });
  expect(page.may).toEqual({ read: false, answer: false, judge: false, close: false });
  expect(await told(districtOffice)).toEqual(['order-given', 'order-returned', 'order-accepted', 'order-closed']);
  expect(await told(as('region-staff', { place: region }, 'a colleague'))).toEqual(['order-answered', 'order-answered']);
  expect((await listAuditLines(world.ground.db, { limit: 1 }))[0]).toMatchObject({ what: 'order-closed', subject: String(id) });
});

test('offices between giver and addressee may answer as well, and only the addressee is told', async () => {
  const id = await give(ministry, toPlace(district));
  expect(await told(akimat)).toEqual([]);
  expect((await list(akimat)).rows[0]).toMatchObject({ id, awaits: true });
  await step(akimat, id, { what: 'answered', note: 'Отвечает область' });
  expect((await look(ministry, id)).may).toMatchObject({ judge: true, answer: false });
});

test('a passed term is told once to the giver, to the office above and to the addressee, and anew when a later one passes', async () => {
  const id = await give(akimat, { employer });
  expect(await escalateOverdue(world.ground)).toBe(0);
  world.pass(9);
  expect(await escalateOverdue(world.ground)).toBe(1);
  expect(await escalateOverdue(world.ground)).toBe(0);
  for (const one of [akimat, ministry, factory]) expect((await told(one)).filter((what) => what === 'order-overdue'), one.name).toHaveLength(1);
  expect(await told(stranger)).toEqual([]);
  expect((await look(factory, id)).steps.at(-1)).toMatchObject({ what: 'overdue', dueOn: '2026-03-10', act: { by: operator('of the clock').name } });
  expect((await look(factory, id)).order).toMatchObject({ overdue: true, state: 'given' });
  await step(factory, id, { what: 'answered', note: 'Поздно' });
  expect((await look(factory, id)).order.overdue).toBe(false);
  await step(akimat, id, { what: 'returned', note: 'Нет', dueOn: '2026-03-15' });
  expect(await escalateOverdue(world.ground)).toBe(0);
  world.pass(5);
  expect(await escalateOverdue(world.ground)).toBe(1);
});

test('the term is a day in Kazakhstan, all of it', async () => {
  await give(akimat, { employer });
  world.pass(8.5);
  expect(world.ground.clock.now().toISOString()).toBe('2026-03-10T18:00:00.000Z');
  expect(await escalateOverdue(world.ground)).toBe(0);
  world.pass(1 / 24);
  expect(await escalateOverdue(world.ground)).toBe(1);
});

test('what awaits the asker comes first, and filters leave what they name', async () => {
  const toDistrict = await give(akimat, toPlace(district), { dueOn: '2026-03-05' });
  const toFactory = await give(akimat, { employer }, { subject: { kind: 'pledge', id: 'P-1' }, dueOn: '2026-03-25' });
  await step(factory, toFactory, { what: 'answered', note: 'Готово' });
  expect((await list(akimat)).rows.map(({ id }) => id)).toEqual([toFactory, toDistrict]);
  expect(await list(akimat)).toMatchObject({ total: 2, awaiting: 1, overdue: 0 });
  world.pass(10);
  const ids = async (filter: object) => (await list(akimat, filter)).rows.map(({ id }) => id);
  expect(await ids({ overdue: 'yes' })).toEqual([toDistrict]);
  expect(await ids({ awaits: 'yes' })).toEqual([toFactory]);
  expect(await ids({ state: 'answered' })).toEqual([toFactory]);
  expect(await ids({ pledgeId: 'P-1' })).toEqual([toFactory]);
  expect(await ids({ employer })).toEqual([toFactory]);
  expect(await ids({ place: placeText(district) })).toEqual([toDistrict]);
  expect(await ids({ sort: '-dueOn' })).toEqual([toFactory, toDistrict]);
});

test('the file of orders disarms what begins like a formula', async () => {
  await give(akimat, { employer }, { wording: '=HYPERLINK("x")' });
  const text = ordersCsv((await list(akimat)).rows, 'ru');
  expect(text.split('\r\n')[0]).toBe('\ufeff№,Состояние,Просрочено,Срок,От кого,Кому,О чём,Что сделать,Дано');
  expect(text).toContain(`1,дано,,2026-03-10,Область,Завод,,"'=HYPERLINK(""x"")"`);
});
