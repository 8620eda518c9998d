// One database is enough: what it asks of the database, walls included, the checks of the repository hold on both.
import { sql } from 'kysely';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { everywhere, type Actor } from '#kernel/actor.ts';
import { asReader, asSystem } from '#platform/access.ts';
import { listAuditLines } from '#platform/audit.ts';
import { readConfig } from '#platform/config.ts';
import { answerDraft } from './answer.ts';
import type { AnswerRow } from './contract.ts';
import { openDraft, withdrawDraft } from './draft.ts';
import { draftPage, listAnswers } from './draft-page.ts';
import { listFigures } from './figure-page.ts';
import { freezeDraft } from './freeze.ts';
import { closeMadeUp } from './made-up.ts';
import { frozenThrough, listMonths } from './month-state.ts';
import { remindSilent } from './reminder.ts';
import { akimat, analyst, approver, as, district, districtOffice, elsewhere, employer, factory, farm, february, foreignEmployer, head, headOffice, january, laterEmployer, march, openTestClosing, region, scopeFor, type TestClosing } from './testing.ts';

let world: TestClosing;
beforeAll(async () => {
  world = await openTestClosing();
});
beforeEach(() => world.clear());

type Answer = Parameters<typeof answerDraft>[4];
const open = (through = february, until?: string) => openDraft(world.ground, analyst, through, { until });
const freeze = (actor: Actor = approver, through = february) => freezeDraft(world.ground, actor, through);
const say = (actor: Actor, party: Answer['party'], answer: Answer['answer'] = { outcome: 'agreed' }, through = february) =>
  answerDraft(world.ground, actor, scopeFor(actor, 'answer-drafts'), through, { party, answer });
const page = (actor: Actor, through = february) => draftPage(world.ground, scopeFor(actor, 'read-figures'), scopeFor(actor, 'answer-drafts'), through);
const figures = (actor: Actor, asked: object = {}) => listFigures(world.ground, scopeFor(actor, 'read-figures'), february, { sort: 'pledgeId', ...asked });
const months = async () => (await listMonths(world.ground, everywhere)).rows.map(({ month, state }) => `${month} ${state}`);
/** Who was told what, codes in order. */
const told = async (what: string) => (await asSystem(world.ground.db, (transaction) => sql<{ to: number[] }>`select array(select unnest(seen_by) order by 1) as to from oversight.notice where what = ${what} order by id`.execute(transaction))).rows.map(({ to }) => to);
const files = async (release: number) => (await sql<{ file: string; content: Buffer }>`select file, content from publishing.file where number = ${release} order by file`.execute(world.ground.db)).rows;
const everybodyAsked = [-foreignEmployer, -employer, region, elsewhere];

test('a month that can still change, or of which nothing is computed, gets no draft', async () => {
  await expect(open(march)).rejects.toMatchObject({ code: 'month-not-closed', status: 409, facts: { month: '2026-03' } });
  await expect(open(march + 1)).rejects.toMatchObject({ code: 'no-figures-for-month', status: 404 });
  await expect(open(january - 1)).rejects.toMatchObject({ code: 'no-figures-for-month' });
});

test('a draft can be contested for as long as is set at least, and not for ever', async () => {
  await expect(open(february, '2026-05-17')).rejects.toMatchObject({ code: 'period-too-short', status: 422, facts: { day: '2026-05-18' } });
  await expect(open(february, '2026-12-01')).rejects.toMatchObject({ code: 'period-too-long' });
  expect((await open(february, '2026-06-01')).until).toBe('2026-06-01');
  expect(readConfig({ JUMYS_OBJECTION_DAYS: '3' }).objectionDays).toBe(3);
  for (const wrong of ['0', '93', '-1', '2.5', 'two']) expect(() => readConfig({ JUMYS_OBJECTION_DAYS: wrong })).toThrow('JUMYS_OBJECTION_DAYS');
});

test('one draft stands at a time', async () => {
  await open();
  await expect(open(january)).rejects.toMatchObject({ code: 'draft-stands', status: 409, facts: { month: '2026-02' } });
});

test('regions and employers with a pledge awarded by then are asked and told, nobody else', async () => {
  expect(await open()).toMatchObject({ until: '2026-05-18', ended: null });
  expect(await told('draft-opened')).toEqual([everybodyAsked]);
  expect((await listAuditLines(world.ground.db, { limit: 1 }))[0]).toMatchObject({ what: 'draft-opened', actor: analyst.name, subject: '2026-02', facts: { until: '2026-05-18', asked: 4 } });
  expect(await months()).toEqual(['2026-03 open', '2026-02 draft', '2026-01 draft']);
});

test('nobody answers for another: a foreign party is like one that was not asked', async () => {
  await open();
  for (const [actor, party] of [
    [factory, { employer: foreignEmployer }], [factory, { employer: laterEmployer }], [factory, { employer: 999 }], [factory, { place: String(region) }], [akimat, { place: String(elsewhere) }],
    [akimat, { place: String(district) }], [akimat, { employer }], [akimat, { place: '999999999' }], [districtOffice, { place: String(region) }], [analyst, { place: String(region) }],
  ] as const) await expect(say(actor, party)).rejects.toEqual(expect.objectContaining({ code: 'no-such-party', status: 404, facts: {} }));
});

test('without a draft that stands nothing can be answered, withdrawn or frozen', async () => {
  const none = { code: 'no-such-draft', status: 404 };
  await expect(say(factory, { employer })).rejects.toMatchObject(none);
  await expect(withdrawDraft(world.ground, analyst, february, 'Рано')).rejects.toMatchObject(none);
  await expect(freeze()).rejects.toMatchObject(none);
  await expect(page(factory)).rejects.toMatchObject(none);
  await open();
  await expect(freeze(approver, january)).rejects.toMatchObject(none);
  await withdrawDraft(world.ground, analyst, february, 'Рано');
  await expect(say(factory, { employer })).rejects.toMatchObject(none);
  expect(await told('draft-withdrawn')).toEqual([everybodyAsked]);
  expect(await months()).toEqual(['2026-03 open', '2026-02 open', '2026-01 open']);
  await open(january);
});

test('remarks name nobody by identifier', async () => {
  await open();
  await expect(say(factory, { employer }, { outcome: 'remarks', remarks: 'Не учтён 550101100015' })).rejects.toMatchObject({ code: 'identifier-in-text' });
  await expect(withdrawDraft(world.ground, analyst, february, '550101-100015')).rejects.toMatchObject({ code: 'identifier-in-text' });
});

test('whoever contests has named rows: by an objection of its own to a month of the draft', async () => {
  await world.contest(january, null);
  await world.answerObjections();
  world.pass(1);
  await open();
  const contest = (actor: Actor, party: Answer['party']) => say(actor, party, { outcome: 'contests' });
  await expect(contest(factory, { employer })).rejects.toMatchObject({ code: 'objection-needed', status: 422 });
  // One of before that was answered, one to a later month, one of somebody else.
  await expect(contest(akimat, { place: String(region) })).rejects.toMatchObject({ code: 'objection-needed' });
  await world.contest(march, employer);
  await world.contest(january, null);
  await expect(contest(factory, { employer })).rejects.toMatchObject({ code: 'objection-needed' });
  await contest(akimat, { place: String(region) });
  await world.contest(january, head);
  await contest(factory, { employer });
});

test('answers are a ledger: a later one supersedes an earlier one, which stays', async () => {
  await open();
  await say(factory, { employer });
  // The one that it is one with speaks for it too.
  await say(headOffice, { employer }, { outcome: 'remarks', remarks: 'Поздний перевод' });
  expect((await page(factory)).own).toMatchObject([{ party: { employer: { number: employer, name: 'Завод' } }, pledges: 1, answer: { outcome: 'remarks', remarks: 'Поздний перевод', times: 2, act: { by: headOffice.name } } }]);
  const kept = await asSystem(world.ground.db, (transaction) => sql<{ outcome: string; by: string }>`select outcome, by_whom as by from closing.answer order by id`.execute(transaction));
  expect(kept.rows).toEqual([{ outcome: 'agreed', by: factory.name }, { outcome: 'remarks', by: headOffice.name }]);
  expect((await listAuditLines(world.ground.db, { what: 'draft-answered', limit: 2 })).map(({ facts }) => facts)).toEqual([{ party: -employer, outcome: 'remarks' }, { party: -employer, outcome: 'agreed' }]);
});

test('everybody sees what was said within his scope, and counts by region', async () => {
  await open();
  await say(factory, { employer });
  await say(akimat, { place: String(region) }, { outcome: 'remarks', remarks: 'Верно' });
  const nobody = { asked: 0, agreed: 0, remarks: 0, contests: 0, silent: 0 };
  expect(await page(analyst)).toMatchObject({
    said: { asked: 4, agreed: 1, remarks: 1, contests: 0, silent: 2 }, own: [], unanswered: 0,
    regions: [{ place: { kato: String(region) }, asked: true, said: 'remarks', employers: { ...nobody, asked: 1, agreed: 1 } }, { place: { kato: String(elsewhere) }, asked: true, said: null, employers: { ...nobody, asked: 1, silent: 1 } }],
  });
  expect(await page(akimat)).toMatchObject({ said: { asked: 2, agreed: 1, remarks: 1 }, own: [{ party: { place: { kato: String(region) } }, answer: { outcome: 'remarks' } }] });
  expect((await page(districtOffice)).said).toEqual({ ...nobody, asked: 1, agreed: 1 });
  expect(await page(farm)).toMatchObject({ said: { ...nobody, asked: 1, silent: 1 }, own: [{ answer: null }] });
  expect(await page(as('employer', { employer: laterEmployer }))).toMatchObject({ said: nobody, own: [] });
  const list = async (actor: Actor, asked: object = {}) => (await listAnswers(world.ground, scopeFor(actor, 'read-figures'), february, { sort: 'outcome', ...asked })).rows.map(({ party, answer }: AnswerRow) => `${party.place?.kato ?? party.employer?.number} ${answer?.outcome ?? 'silent'}`);
  expect(await list(analyst)).toEqual([`${employer} agreed`, `${region} remarks`, `${elsewhere} silent`, `${foreignEmployer} silent`]);
  expect(await list(analyst, { said: 'silent', kind: 'employer' })).toEqual([`${foreignEmployer} silent`]);
  expect(await list(analyst, { region: String(region) })).toEqual([`${employer} agreed`, `${region} remarks`]);
  expect(await list(farm)).toEqual([`${foreignEmployer} silent`]);
});

test('the database lets nobody see answers and figures of others, whatever is asked', async () => {
  await open();
  await say(factory, { employer });
  const seen = (scope: Actor) => asReader(world.ground.db, scopeFor(scope, 'read-figures'), async (transaction) => [
    (await sql`select id from closing.answer`.execute(transaction)).rows.length, (await sql`select pledge_id from closing.figure`.execute(transaction)).rows.length,
  ]);
  expect(await seen(farm)).toEqual([0, 1]);
  expect(await seen(akimat)).toEqual([1, 1]);
  expect(await seen(analyst)).toEqual([1, 2]);
  await expect(asReader(world.ground.db, everywhere, (transaction) => sql`delete from closing.answer`.execute(transaction))).rejects.toMatchObject({ code: '42501' });
});

test('the draft shows the figures in force, beside those at its opening where they differ', async () => {
  await open();
  expect((await figures(factory)).rows).toMatchObject([{ pledgeId: 'P-1', figures: { promised: 40, due: 40, reported: 40, contracted: 30, paid: 30, held3: 30, credited: 30 }, other: null, changed: false }]);
  await world.compute(33);
  const { rows, total, changed, sum } = await figures(analyst);
  expect({ total, changed, paid: sum.paid, reported: sum.reported }).toEqual({ total: 2, changed: 1, paid: 58, reported: 40 });
  expect(rows).toMatchObject([{ pledgeId: 'P-1', figures: { paid: 33 }, other: { paid: 30 } }, { pledgeId: 'P-2', figures: { paid: 25 }, other: null }]);
  expect((await figures(analyst, { changed: 'yes' })).rows.map(({ pledgeId }) => pledgeId)).toEqual(['P-1']);
  expect((await figures(analyst, { sort: 'paid' })).rows.map(({ pledgeId }) => pledgeId)).toEqual(['P-2', 'P-1']);
  expect((await figures(analyst, { place: String(region) })).rows.map(({ pledgeId }) => pledgeId)).toEqual(['P-1']);
  expect((await figures(analyst, { q: 'ферм' })).rows.map(({ pledgeId }) => pledgeId)).toEqual(['P-2']);
});

test('those who have not answered are told on the day before the last one, once', async () => {
  await open();
  await say(factory, { employer });
  world.pass(12);
  expect(await remindSilent(world.ground)).toBe(0);
  world.pass(1);
  expect(await remindSilent(world.ground)).toBe(3);
  expect(await remindSilent(world.ground)).toBe(0);
  expect(await told('draft-ends')).toEqual([[-foreignEmployer, region, elsewhere]]);
});

test('nothing is frozen before the last day is over, nor answered after it', async () => {
  await open();
  // 18 May, 23:59 in Kazakhstan.
  world.pass(14 + 12.9 / 24);
  await say(factory, { employer });
  await expect(freeze()).rejects.toMatchObject({ code: 'period-runs', status: 409, facts: { until: '2026-05-18' } });
  world.pass(0.2 / 24);
  await expect(say(factory, { employer })).rejects.toMatchObject({ code: 'period-over', status: 409, facts: { until: '2026-05-18' } });
  await freeze();
});

test('whoever opened a draft does not freeze it', async () => {
  await open();
  world.pass(15);
  await expect(freeze({ ...approver, account: analyst.account })).rejects.toMatchObject({ code: 'same-person', status: 403 });
});

test('an objection that was opened in time holds the freezing up until it is answered, a later one does not', async () => {
  await open();
  await world.contest(january, employer);
  await world.contest(march, employer);
  world.pass(15);
  await world.contest(february, employer);
  expect((await page(analyst)).unanswered).toBe(1);
  await expect(freeze()).rejects.toMatchObject({ code: 'objections-stand', status: 409, facts: { count: 1 } });
  await world.answerObjections();
  await world.contest(february, employer);
  await freeze();
});

test('figures that were computed before the last import are not frozen, nor those of a computation that was superseded meanwhile', async () => {
  await open();
  world.pass(15);
  await world.bring('i-1');
  await expect(freeze()).rejects.toMatchObject({ code: 'figures-stale', status: 409 });
  // The views still hold the former computation.
  const { views } = world.ground;
  const former = await views.current();
  await world.compute(31);
  await expect(freezeDraft({ ...world.ground, views: { ...views, current: () => Promise.resolve(former) } }, approver, february)).rejects.toMatchObject({ code: 'figures-stale' });
  expect(await frozenThrough(world.ground.db)).toBeUndefined();
  await freeze();
});

test('a frozen month is a release: all who were asked are told, and the silent ones stay silent', async () => {
  await open();
  await say(factory, { employer });
  world.pass(15);
  expect(await freeze()).toMatchObject({ ended: 'frozen', release: 1, endedBy: approver.name });
  expect(await frozenThrough(world.ground.db)).toBe(february);
  expect(world.refreshed()).toBe(1);
  expect(await told('month-frozen')).toEqual([everybodyAsked]);
  expect((await listAuditLines(world.ground.db, { limit: 2 })).map(({ what, facts }) => ({ what, ...facts }))).toMatchObject([{ what: 'month-frozen', release: 1, agreed: 1, silent: 3 }, { what: 'release-made' }]);
  expect(await months()).toEqual(['2026-03 open', '2026-02 frozen', '2026-01 frozen']);
  expect((await page(farm)).own).toMatchObject([{ answer: null }]);
  await expect(freeze()).rejects.toMatchObject({ code: 'no-such-draft' });
  await expect(open(january)).rejects.toMatchObject({ code: 'frozen-further', facts: { month: '2026-02' } });
});

test('a late contribution changes no byte of what was released, but the next release', async () => {
  await open();
  world.pass(15);
  await freeze();
  const before = await files(1);
  world.pass(1);
  await world.bring('i-late');
  await world.compute(39);
  expect((await figures(factory)).rows).toMatchObject([{ figures: { paid: 30 }, other: { paid: 39 }, changed: true }]);
  expect(await files(1)).toEqual(before);
  // The same months again, for the correction alone.
  await open();
  world.pass(15);
  await freeze();
  expect(await files(1)).toEqual(before);
  expect(await files(2)).not.toEqual(before);
  expect((await listMonths(world.ground, everywhere)).rows.map(({ release }) => release)).toEqual([null, 1, 1]);
});

test('killed between the release and the mark of the freeze, neither is there', async () => {
  await open();
  world.pass(15);
  const { db } = world.ground;
  await sql`create function closing.die() returns trigger language plpgsql as 'begin raise exception ''killed''; end'`.execute(db);
  await sql`create trigger dies before insert on closing.draft_step for each row execute function closing.die()`.execute(db);
  await expect(freeze()).rejects.toThrow('killed');
  expect(await frozenThrough(db)).toBeUndefined();
  expect(await months()).toEqual(['2026-03 open', '2026-02 draft', '2026-01 draft']);
  expect(await told('month-frozen')).toEqual([]);
  await sql`drop function closing.die() cascade`.execute(db);
  expect(await freeze()).toMatchObject({ release: 1 });
});

test('a made-up country is released through the month before the last closed one, of which the draft is opened; later computations correct the release', async () => {
  const warned: unknown[] = [];
  const log = { warn: (facts: unknown) => void warned.push(facts) };
  await closeMadeUp(world.ground, log);
  expect(await months()).toEqual(['2026-03 open', '2026-02 draft', '2026-01 frozen']);
  await closeMadeUp(world.ground, log);
  await world.compute(36);
  await closeMadeUp(world.ground, log);
  expect(await frozenThrough(world.ground.db)).toBe(january);
  expect(await files(2)).not.toEqual([]);
  expect(await files(3)).toEqual([]);
  world.pass(15);
  await freeze();
  await world.compute(37);
  await closeMadeUp(world.ground, log);
  expect(await months()).toEqual(['2026-03 open', '2026-02 frozen', '2026-01 frozen']);
  world.pass(31);
  await world.compute(38);
  await closeMadeUp(world.ground, log);
  expect(await months()).toEqual(['2026-03 draft', '2026-02 frozen', '2026-01 frozen']);
  expect(warned).toEqual([]);
});
