import { sql } from 'kysely';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { Actor } from '#kernel/actor.ts';
import { listAuditLines } from '#platform/audit.ts';
import { openTestDatabase } from '#platform/testing.ts';
import { monthIndex, type Month } from '#kernel/month.ts';
import { listNotices } from './notice.ts';
import { answer, contest, listObjections } from './objection.ts';
import { objectionsCsv } from './objection-table.ts';
import { akimat, as, district, districtOffice, elsewhere, employer, factory, foreignEmployer, ministry, openTestOversight, scopeFor, stranger, type TestOversight } from './testing.ts';

let world: TestOversight;
beforeAll(async () => {
  world = await openTestOversight((await openTestDatabase()).db);
});
beforeEach(() => world.clear());

const objection = { month: '2026-01', figure: 'paid', reason: 'Платёж прошёл 20 февраля', rows: [{ register: 'contributions', reference: 'PAY-77', wrong: 'missing' }, { register: 'contracts', reference: 'TD-5', wrong: 'workplace' }] } as const;
type Asked = Parameters<typeof contest>[4];
const open = (actor: Actor = factory, asked: Partial<Asked> = {}, pledgeId = 'P-1') => contest(world.ground, actor, scopeFor(actor, 'contest-figures'), pledgeId, { ...objection, rows: [...objection.rows], ...asked });
const say = (actor: Actor, id: number, asked: Partial<Parameters<typeof answer>[4]> = {}) => answer(world.ground, actor, scopeFor(actor, 'decide-pledges'), id, { outcome: 'refused', text: 'Платёж за другой месяц', ...asked });
const list = async (actor: Actor, filter: Partial<Parameters<typeof listObjections>[3]> = {}) => listObjections(world.ground, actor, scopeFor(actor, 'read-figures'), { sort: 'open', ...filter }, { page: 1, size: 50 });

/** An import as the ledger of registers keeps it. */
async function imported(id: string, register: string, at: string, accepted = 1): Promise<void> {
  await sql`delete from registers.import where id = ${id}`.execute(world.ground.db);
  await sql`
    insert into registers.import (id, ordinal, register, file, sha256, bytes, by_whom, started_at, finished_at, seconds, records, accepted, rejected, duplicates, superseded, made_up)
    values (${id}, (select coalesce(max(ordinal), 0) + 1 from registers.import), ${register}, 'f.csv', repeat('0', 64), 1, 'x', ${at}, ${at}, 1, ${accepted}, ${accepted}, 0, 0, 0, false)`.execute(world.ground.db);
}

test('a pledge of elsewhere cannot be contested, nor a month without figures', async () => {
  await expect(open(factory, {}, 'P-2')).rejects.toMatchObject({ code: 'no-such-pledge', status: 404 });
  await expect(open(stranger)).rejects.toMatchObject({ code: 'no-such-pledge' });
  await expect(open(factory, { month: '2026-02' })).rejects.toMatchObject({ code: 'no-figures-for-month' });
});

test('nobody is named by identifier, neither in the reason nor as a reference', async () => {
  await expect(open(factory, { reason: 'Не учтён 550101-100015' })).rejects.toMatchObject({ code: 'identifier-in-text' });
  await expect(open(factory, { rows: [{ register: 'contracts', reference: '550101100015', wrong: 'missing' }] })).rejects.toMatchObject({ code: 'identifier-in-text' });
  const id = await open();
  await expect(say(akimat, id, { text: 'Это 550101100015' })).rejects.toMatchObject({ code: 'identifier-in-text' });
});

test('an objection names its rows and leaves the figure as it is', async () => {
  const id = await open();
  expect((await list(akimat)).rows[0]).toMatchObject({ id, pledgeId: 'P-1', month: '2026-01', figure: 'paid', rows: objection.rows, employer: { number: employer, name: 'Завод' }, answer: null, awaits: true });
  const { cube } = await world.ground.views.current();
  expect(cube.figure('paid', 0, cube.firstMonth)).toBe(10);
  expect((await listAuditLines(world.ground.db, { limit: 1 }))[0]).toMatchObject({ what: 'objection-opened', subject: 'P-1', facts: { objection: id, rows: 2 } });
  expect(await list(stranger)).toMatchObject({ total: 0, open: 0 });
  await open(districtOffice);
  expect((await list(districtOffice)).rows[0]).toMatchObject({ employer: null, awaits: false });
});

test('the region or the ministry answers, once, and not what they contest themselves', async () => {
  const id = await open();
  await expect(say(stranger, id)).rejects.toMatchObject({ code: 'no-such-objection', status: 404 });
  await expect(say(akimat, id + 1)).rejects.toMatchObject({ code: 'no-such-objection' });
  await say(ministry, id, { outcome: 'upheld', text: 'Верно' });
  await expect(say(akimat, id)).rejects.toMatchObject({ code: 'answered-already' });
  expect((await list(factory)).rows[0]).toMatchObject({ awaits: false, answer: { outcome: 'upheld', text: 'Верно', importId: null, act: { by: ministry.name } } });
  const own = await open(akimat);
  expect((await list(akimat, { state: 'open' })).rows).toMatchObject([{ id: own, awaits: false }]);
  await expect(say(akimat, own)).rejects.toMatchObject({ code: 'own-objection' });
  expect(await list(akimat, { state: 'answered' })).toMatchObject({ total: 1, open: 1 });
});

test('corrected is what an import corrected that came since, of a register that was named', async () => {
  const id = await open();
  const corrected = (importId?: string) => say(akimat, id, { outcome: 'corrected', text: 'Исправлено', ...(importId === undefined ? {} : { importId }) });
  await expect(corrected()).rejects.toMatchObject({ code: 'no-such-import' });
  await imported('i-old', 'contracts', '2026-03-01T00:00:00Z');
  await expect(corrected('i-old')).rejects.toMatchObject({ code: 'import-too-old' });
  await imported('i-other', 'absences', '2026-03-05T00:00:00Z');
  await expect(corrected('i-other')).rejects.toMatchObject({ code: 'import-too-old' });
  await imported('i-empty', 'contracts', '2026-03-05T00:00:00Z', 0);
  await expect(corrected('i-empty')).rejects.toMatchObject({ code: 'import-too-old' });
  await imported('i-new', 'contributions', '2026-03-05T00:00:00Z');
  await corrected('i-new');
  expect((await list(factory)).rows[0]?.answer).toMatchObject({ outcome: 'corrected', importId: 'i-new' });
});

test('region and employer are told of an objection and of its answer, whoever did either is not', async () => {
  const id = await open();
  await say(akimat, id);
  const told = async (actor: Actor) => (await listNotices(world.ground, actor, { page: 1, size: 9 })).rows.map(({ what }) => what);
  expect(await told(factory)).toEqual(['objection-answered']);
  expect(await told(akimat)).toEqual(['objection-opened']);
  expect(await told(as('district-staff', { place: district }))).toEqual([]);
});

test('the list is narrowed by state, place, employer and month, and put in order, within what one sees', async () => {
  const first = await open();
  const second = await open(districtOffice, { reason: 'Второе' });
  const foreign = await open(as('employer', { employer: foreignEmployer }), { reason: '=Третье' }, 'P-2');
  await say(akimat, first);
  const ids = async (actor: Actor, filter: Parameters<typeof list>[1]) => (await list(actor, filter)).rows.map(({ id }) => id);
  expect(await ids(akimat, { place: String(elsewhere) })).toEqual([]);
  expect(await ids(ministry, {})).toEqual([foreign, second, first]);
  expect(await ids(ministry, { sort: 'id' })).toEqual([first, second, foreign]);
  expect(await ids(ministry, { state: 'refused' })).toEqual([first]);
  expect(await ids(ministry, { state: 'upheld' })).toEqual([]);
  expect(await ids(ministry, { place: String(district) })).toEqual([second, first]);
  expect(await ids(ministry, { employer: foreignEmployer })).toEqual([foreign]);
  expect(await ids(ministry, { month: monthIndex('2026-02' as Month) })).toEqual([]);
  const { rows, open: waiting } = await list(ministry, { sort: '-state' });
  expect(waiting).toBe(2);
  expect(rows[0]).toMatchObject({ project: { ru: 'Проект' }, place: { names: { ru: 'Другая область' } } });
  const csv = objectionsCsv(rows, 'ru');
  expect(csv.split('\r\n')).toHaveLength(5);
  expect(csv).toContain("'=Третье");
  expect(csv).toContain('Платёж PAY-77: отсутствует; Договор TD-5: не то место работы');
});
