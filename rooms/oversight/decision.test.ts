import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { Actor } from '#kernel/actor.ts';
import { listAuditLines } from '#platform/audit.ts';
import { openTestDatabase } from '#platform/testing.ts';
import { enterCureOrWaiver, listDecisions, withdraw } from './decision.ts';
import { listNotices } from './notice.ts';
import { akimat, factory, ministry, openTestOversight, scopeFor, stranger, type TestOversight } from './testing.ts';

let world: TestOversight;
beforeAll(async () => {
  world = await openTestOversight((await openTestDatabase()).db);
});
beforeEach(() => world.clear());

const cure = { kind: 'cure', office: 'Комиссия при акимате', reason: 'Поздняя поставка линии', decidedOn: '2026-02-20', until: '2026-01-31' } as const;
const waiver = { kind: 'waiver', office: 'Министерство', reason: 'Паводок', decidedOn: '2026-02-25', jobs: 3 } as const;
const enter = (asked: Parameters<typeof enterCureOrWaiver>[4], pledgeId = 'P-1', actor: Actor = akimat) =>
  enterCureOrWaiver(world.ground, actor, scopeFor(actor, 'decide-pledges'), pledgeId, asked);
const list = (actor: Actor = akimat) => listDecisions(world.ground, scopeFor(actor, 'read-figures'), 'P-1');

test('a pledge of elsewhere is answered like one that does not exist, and nothing is written', async () => {
  await expect(enter(cure, 'P-2')).rejects.toMatchObject({ code: 'no-such-pledge', status: 404 });
  await expect(enter(cure, 'no such')).rejects.toMatchObject({ code: 'no-such-pledge', status: 404 });
  await expect(list(stranger)).rejects.toMatchObject({ code: 'no-such-pledge' });
  expect(await listAuditLines(world.ground.db, { limit: 5 })).toEqual([]);
  expect(await listDecisions(world.ground, scopeFor(ministry, 'read-figures'), 'P-2')).toEqual([]);
});

test('a cure ends after the due day, a waiver has no more jobs than the pledge, and nothing is decided tomorrow', async () => {
  await expect(enter({ ...cure, until: '2025-12-31' })).rejects.toMatchObject({ code: 'cure-too-early', facts: { dueOn: '2025-12-31' } });
  await expect(enter({ ...waiver, jobs: 11 })).rejects.toMatchObject({ code: 'waives-too-much', facts: { most: 10 } });
  await expect(enter({ ...cure, decidedOn: '2026-03-03' })).rejects.toMatchObject({ code: 'decided-in-future' });
  await enter({ ...waiver, jobs: 10, decidedOn: '2026-03-02' });
});

test('a reason with an identifier in it is refused', async () => {
  await expect(enter({ ...cure, reason: 'по заявлению 550101 100015' })).rejects.toMatchObject({ code: 'identifier-in-text', status: 422 });
});

test('a decision says who decided and why, and leaves the verdict as the evidence has it', async () => {
  await enter(cure);
  const [decision] = await list();
  expect(decision).toMatchObject({ kind: 'cure', office: cure.office, reason: cure.reason, decidedOn: cure.decidedOn, until: '2026-01-31', jobs: null, ended: null, act: { by: akimat.name, visitor: false } });
  const { cube } = await world.ground.views.current();
  expect(cube.verdict(0, cube.firstMonth)).toBe('missed');
  expect((await listAuditLines(world.ground.db, { limit: 1 }))[0]).toMatchObject({ what: 'pledge-cured', subject: 'P-1', facts: { until: '2026-01-31' } });
});

test('a cured pledge shows what it holds in the month of its cure day, of the jobs that no waiver lets off', async () => {
  await enter(cure);
  expect((await list())[0]?.held).toEqual({ month: '2026-01', judged: 7, jobs: 10, kept: false, provisional: true });
  await enter(waiver);
  expect((await list()).find(({ kind }) => kind === 'cure')?.held).toMatchObject({ judged: 7, jobs: 7, kept: true });
  await world.compute('P-1', 6, 'missed');
  expect((await list()).find(({ kind }) => kind === 'cure')?.held).toMatchObject({ judged: 6, jobs: 7, kept: false });
  await world.compute('P-1', null, null);
  expect((await list()).find(({ kind }) => kind === 'cure')?.held).toMatchObject({ judged: null, kept: null });
  await enter({ ...cure, until: '2026-06-30' });
  expect((await list())[0]?.held).toBeNull();
});

test('a later decision of a kind supersedes the one before, which stays', async () => {
  await enter(cure);
  await enter({ ...cure, until: '2026-06-30', reason: 'Ещё раз' }, 'P-1', ministry);
  await enter(waiver);
  const rows = await list();
  expect(rows.map(({ kind, until, ended }) => [kind, until, ended?.how ?? null])).toEqual([['waiver', null, null], ['cure', '2026-06-30', null], ['cure', '2026-01-31', 'superseded']]);
  expect(rows[2]?.ended).toMatchObject({ reason: 'Ещё раз', act: { by: ministry.name } });
});

test('what is withdrawn is withdrawn once, with the reason, and by those within whose territory it lies', async () => {
  await enter(cure);
  const id = (await list())[0]!.id;
  const why = { office: 'Министерство', reason: 'Решение отменено судом', decidedOn: '2026-03-01' };
  const end = (actor: Actor) => withdraw(world.ground, actor, scopeFor(actor, 'decide-pledges'), id, why);
  await expect(end(stranger)).rejects.toMatchObject({ code: 'no-such-decision', status: 404 });
  await end(ministry);
  expect((await list())[0]).toMatchObject({ kind: 'cure', ended: { how: 'withdrawn', office: why.office, reason: why.reason, on: why.decidedOn } });
  await expect(end(ministry)).rejects.toMatchObject({ code: 'no-such-decision', status: 404 });
});

test('a decision is told to the employer and the region of the pledge, not to who decided, nor to other regions', async () => {
  await enter(cure);
  const told = async (actor: Actor) => (await listNotices(world.ground, actor, { page: 1, size: 10 })).rows.map(({ what, subject }) => `${what} ${subject}`);
  expect(await told(factory)).toEqual(['pledge-cured P-1']);
  expect(await told({ ...akimat, account: 'a colleague' })).toEqual(['pledge-cured P-1']);
  expect(await told(akimat)).toEqual([]);
  expect(await told(stranger)).toEqual([]);
  expect(await told(ministry)).toEqual([]);
});

test('what a visitor does is marked as his', async () => {
  await enter(cure, 'P-1', { ...akimat, kind: 'visitor', account: null, name: 'visitor' });
  expect((await list())[0]?.act).toMatchObject({ by: 'visitor', visitor: true });
});
