import { sql } from 'kysely';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { placeText } from '#kernel/place.ts';
import { asReader, asSystem } from '#platform/access.ts';
import { openTestDatabase } from '#platform/testing.ts';
import { enterCureOrWaiver } from './decision.ts';
import { listNotices, markSeen, tell } from './notice.ts';
import { giveOrder } from './order.ts';
import { tellVerdicts } from './recomputed.ts';
import { akimat, as, district, districtOffice, factory, head, ministry, openTestOversight, region, scopeFor, stranger, type TestOversight } from './testing.ts';

let world: TestOversight;
beforeAll(async () => {
  world = await openTestOversight((await openTestDatabase()).db);
});
beforeEach(() => world.clear());

const read = (actor: Parameters<typeof listNotices>[1]) => listNotices(world.ground, actor, { page: 1, size: 10 });
const recomputed = () => asSystem(world.ground.db, (transaction) => tellVerdicts(transaction, world.ground));
const tellRegion = () => asSystem(world.ground.db, (transaction) =>
  tell(transaction, world.ground, { what: 'month-frozen', subjectKind: 'month', subject: '2026-01', facts: { month: '2026-01' }, to: [region], at: world.ground.clock.now() }));

test('a notice that is written with what failed is not written', async () => {
  await expect(asSystem(world.ground.db, async (transaction) => {
    await tell(transaction, world.ground, { what: 'month-frozen', subjectKind: 'month', subject: '2026-01', facts: {}, to: [region], at: new Date() });
    throw new Error('something else');
  })).rejects.toThrow('something else');
  expect((await read(akimat)).total).toBe(0);
});

test('those above or below an office are not told what it is told, nor those who only look', async () => {
  await tellRegion();
  expect((await read(akimat)).total).toBe(1);
  for (const one of [ministry, districtOffice, stranger, factory, as('employment-centre', { place: region }), as('auditor', { place: region })]) expect((await read(one)).total, one.name).toBe(0);
});

test('what has been seen is seen by that reader alone, and never becomes unseen', async () => {
  await tellRegion();
  await tellRegion();
  const [newest, older] = (await read(akimat)).rows;
  expect(await read(akimat)).toMatchObject({ unseen: 2 });
  await markSeen(world.ground, akimat, newest!.id);
  await markSeen(world.ground, akimat, older!.id);
  expect(await read(akimat)).toMatchObject({ total: 2, unseen: 0, rows: [{ seen: true }, { seen: true }] });
  expect((await read({ ...akimat, account: 'another' })).unseen).toBe(2);
  await markSeen(world.ground, akimat, 1_000_000);
  await tellRegion();
  expect((await read(akimat)).unseen).toBe(1);
});

test('a visitor has seen what he saw as the same role in the same place', async () => {
  const visitor = (where: typeof akimat) => ({ ...where, kind: 'visitor' as const, account: null, name: 'visitor' });
  await tellRegion();
  await markSeen(world.ground, visitor(akimat), 1_000_000);
  expect((await read(visitor(akimat))).unseen).toBe(0);
  expect((await read(akimat)).unseen).toBe(1);
});

test('the first computation tells nobody; a later one tells of pledges that became missed or lost, once', async () => {
  await recomputed();
  expect((await read(factory)).total).toBe(0);
  await world.compute('P-1', 7, 'kept');
  await recomputed();
  await world.compute('P-1', 5, 'lost');
  await recomputed();
  await recomputed();
  for (const one of [factory, as('employer', { employer: head }), akimat]) expect((await read(one)).rows.map(({ what, subject }) => `${what} ${subject}`), one.name).toEqual(['pledge-lost P-1']);
  expect((await read(stranger)).total).toBe(0);
});

test('what is kept about a pledge is followed to where the pledge goes', async () => {
  await enterCureOrWaiver(world.ground, akimat, scopeFor(akimat, 'decide-pledges'), 'P-1', { kind: 'waiver', office: 'Акимат', reason: 'Паводок', decidedOn: '2026-03-01', jobs: 1 });
  await asSystem(world.ground.db, async (transaction) => {
    await sql`update pledges.pledge set seen_by = '{230000000,0}' where pledge_id = 'P-1'`.execute(transaction);
    await tellVerdicts(transaction, world.ground);
    await sql`update pledges.pledge set seen_by = (select seen_by from projects.project where project_id = 'J-1') where pledge_id = 'P-1'`.execute(transaction);
  });
  const { rows } = await asReader(world.ground.db, scopeFor(stranger, 'read-figures'), (transaction) => sql`select pledge_id from oversight.decision`.execute(transaction));
  expect(rows).toEqual([{ pledge_id: 'P-1' }]);
});

test('the database shows a reader of elsewhere nothing of this room, whatever is asked of it', async () => {
  await giveOrder(world.ground, akimat, scopeFor(akimat, 'give-orders'), { subject: null, wording: 'Сделать', dueOn: '2026-03-10', to: { place: placeText(district) } });
  await enterCureOrWaiver(world.ground, akimat, scopeFor(akimat, 'decide-pledges'), 'P-1', { kind: 'waiver', office: 'Акимат', reason: 'Паводок', decidedOn: '2026-03-01', jobs: 1 });
  const count = (actor: typeof akimat, table: string) => asReader(world.ground.db, scopeFor(actor, 'read-figures'), async (transaction) =>
    (await sql<{ rows: number }>`select count(*)::integer as rows from ${sql.table(`oversight.${table}`)}`.execute(transaction)).rows[0]?.rows);
  for (const table of ['decision', 'given_order', 'order_step']) {
    expect(await count(stranger, table), table).toBe(0);
    expect(await count(akimat, table), table).toBe(1);
  }
  expect(await count(stranger, 'notice')).toBe(0);
});

test('a mail goes to those with an address in their own language, not to who did it, and says what it is about and no more', async () => {
  const { db } = world.ground;
  await sql`truncate platform.mail, accounts.account cascade`.execute(db);
  for (const [id, language, place] of [['m-1', 'kk', region], ['m-2', 'ru', region], ['m-3', 'en', district]] as const) {
    await sql`insert into accounts.account (id, sign_in, name, language, email, created_at, created_by) values (${id}, ${id}, 'Holder', ${language}, ${`${id}@akimat.example`}, now(), 'test')`.execute(db);
    await sql`insert into accounts.role_grant (id, account, role, place, given_at, given_by) values (${id}, ${id}, ${place === region ? 'region-staff' : 'district-staff'}, ${place}, now(), 'test')`.execute(db);
  }
  const ground = { ...world.ground, mailAddress: 'https://jumys.example' };
  await enterCureOrWaiver(ground, { ...akimat, account: 'm-2' }, scopeFor(akimat, 'decide-pledges'), 'P-1', { kind: 'cure', office: 'Акимат', reason: 'Причина, которой в письме нет', decidedOn: '2026-03-01', until: '2026-06-30' });
  await giveOrder(ground, akimat, scopeFor(akimat, 'give-orders'), { subject: null, wording: 'Слова, которых в письме нет', dueOn: '2026-03-10', to: { place: placeText(district) } });
  const { rows } = await sql<{ receiver: string; title: string; body: string }>`select receiver, title, body from platform.mail order by receiver`.execute(db);
  expect(rows).toEqual([
    { receiver: 'm-1@akimat.example', title: 'P-1 міндеттемесін орындауға болатын соңғы күн: 2026\u00a0жылғы 30\u00a0маусым', body: expect.stringContaining('https://jumys.example/pledges/P-1\n') as unknown },
    { receiver: 'm-3@akimat.example', title: 'Order No. 1 was given to you; its term is 10\u00a0March 2026', body: expect.stringContaining('https://jumys.example/orders/1\n') as unknown },
  ]);
  expect(JSON.stringify(rows)).not.toContain('нет');
});
