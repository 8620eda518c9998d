// One database is enough: the events are plain rows, and their wall is the one of projects.
import { beforeAll, expect, test } from 'vitest';
import { checkWall } from '#platform/access.ts';
import { readAudit } from '#platform/audit.ts';
import { openTestGround } from '#platform/testing.ts';
import { begin, save, submit } from './drafting.ts';
import { enterApproved } from './entering.ts';
import { lifePage, tell } from './life.ts';
import { approve } from './reviewing.ts';
import { asStaff, company, inPlace, openTestProjects, type TestProjects } from './testing.ts';
import { pledgeVersions, projectVersions } from './versions.ts';

let ground: TestProjects;
beforeAll(async () => {
  ground = openTestProjects(await openTestGround());
  await ground.bring('employers', { employer: company(1), name: 'Мұнай' });
  await ground.bring('projects', { project_id: 'P-1', funding: 'grant' }, { project_id: 'P-2', place: '710000000', owner: company(1) });
  await ground.bring('pledges', { pledge_id: 'G-1' }, { pledge_id: 'G-2', project_id: 'P-2', place: '710000000' });
  await ground.bring('investments', { period: '2024-04', amount: '100.00' });
  await ground.compute();
});

const [region, other] = [inPlace(271_010_000, 271_000_000), inPlace(710_000_000)];
const asking = (name: string, scope = region) => ({ ground, actor: asStaff(name), scope });
const paper = { office: 'Акимат', reason: 'paper 1' };

test('nobody tells anything of a project that he does not see, or that lies outside of his places', async () => {
  for (const id of ['P-2', 'P-9']) {
    await expect(lifePage(ground, region, id)).rejects.toMatchObject({ code: 'no-such-project' });
    await expect(tell(asking('a'), id, { what: 'stage', outcome: 'closed', on: '2025-01-01', ...paper })).rejects.toMatchObject({ code: 'no-such-project' });
    await expect(projectVersions(ground, region, id)).rejects.toMatchObject({ code: 'no-such-project' });
  }
  for (const id of ['G-2', 'G-9']) await expect(pledgeVersions(ground, region, id)).rejects.toMatchObject({ code: 'no-such-pledge' });
  // A pledge in one's own place shows its project, which does not make it one's own.
  await ground.bring('pledges', { pledge_id: 'G-3', project_id: 'P-2' });
  await ground.compute();
  expect((await lifePage(ground, region, 'P-2')).projectId).toBe('P-2');
  await expect(tell(asking('a'), 'P-2', { what: 'stage', outcome: 'closed', on: '2025-01-01', ...paper })).rejects.toMatchObject({ code: 'outside-your-places' });
  await expect(begin(asking('a'), { register: 'projects', intent: 'change', key: { projectId: 'P-2' } })).rejects.toMatchObject({ code: 'no-such-row' });
});

test('what cannot be is not told: a day to come, an outcome of something else, a decision before its opinions', async () => {
  const told = (what: 'technical' | 'stage' | 'decision', outcome: string, on: string, replaces?: string) => tell(asking('a'), 'P-1', { what, outcome, on, ...paper, replaces });
  await expect(told('technical', 'positive', '2025-03-02')).rejects.toMatchObject({ code: 'future-day' });
  await expect(told('technical', 'positive', '2025-02-30')).rejects.toMatchObject({ code: 'future-day' });
  await expect(told('technical', 'closed', '2025-01-01')).rejects.toMatchObject({ code: 'wrong-outcome' });
  await expect(told('stage', 'positive', '2025-01-01')).rejects.toMatchObject({ code: 'wrong-outcome' });
  await expect(told('stage', 'closed', '2025-01-01', 'no such')).rejects.toMatchObject({ code: 'no-such-event' });
  await expect(told('decision', 'approved', '2025-01-01')).rejects.toMatchObject({ code: 'appraisal-incomplete', facts: { missing: 'technical, financial, economic' } });
});

test('one decision after three opinions; another replaces it, and money before it is shown', async () => {
  expect(await lifePage(ground, region, 'P-1')).toMatchObject({ spentBefore: { tenge: 100, first: '2024-04', decided: null }, counterObligation: true, watchedUntil: '2026-06' });
  for (const what of ['technical', 'financial', 'economic'] as const) await tell(asking('a'), 'P-1', { what, outcome: 'positive', on: '2024-03-01', ...paper });
  const { eventId } = await tell(asking('b'), 'P-1', { what: 'decision', outcome: 'approved', on: '2024-05-20', ...paper });
  expect((await lifePage(ground, region, 'P-1')).spentBefore).toEqual({ tenge: 100, first: '2024-04', decided: '2024-05-20' });
  await expect(tell(asking('b'), 'P-1', { what: 'decision', outcome: 'rejected', on: '2024-06-20', ...paper })).rejects.toMatchObject({ code: 'decided-already' });
  await tell(asking('b'), 'P-1', { what: 'decision', outcome: 'approved', on: '2024-04-02', ...paper, replaces: eventId });
  await expect(tell(asking('b'), 'P-1', { what: 'decision', outcome: 'approved', on: '2024-04-02', ...paper, replaces: eventId })).rejects.toMatchObject({ code: 'no-such-event' });
  const { spentBefore, events } = await lifePage(ground, region, 'P-1');
  expect(spentBefore).toBeNull();
  expect(events.map(({ what, on, name }) => `${what} ${on} ${name}`)).toEqual(['technical 2024-03-01 a', 'financial 2024-03-01 a', 'economic 2024-03-01 a', 'decision 2024-04-02 b']);
});

test('an id that looks like an identifier of a person goes into the audit masked, however long it is', async () => {
  const id = `123456789012 ${'😀'.repeat(60)}`;
  await ground.bring('projects', { project_id: id });
  await ground.compute();
  await tell(asking('a'), id, { what: 'stage', outcome: 'construction', on: '2025-01-01', ...paper });
  const { draftId } = await begin(asking('a'), { register: 'projects', intent: 'change', key: { projectId: id } });
  const lines = (await Array.fromAsync(readAudit(ground.db))).map(({ record }) => record);
  expect(lines.filter((line) => line.includes(draftId) || line.includes('life-event-told')).length).toBeGreaterThan(1);
  expect(lines.join()).not.toContain('123456789012');
});

test('a told stage stands beside that of the register, which stays', async () => {
  await tell(asking('a'), 'P-1', { what: 'stage', outcome: 'operation', on: '2025-02-10', ...paper });
  const { stage, toldStage, time, offices } = await lifePage(ground, region, 'P-1');
  expect({ stage, toldStage, fact: time.fact, standing: time.standing }).toEqual({ stage: 'construction', toldStage: 'operation', fact: '2025-02-10', standing: 'within' });
  expect(offices.akimats.map(({ kato }) => kato)).toEqual(['271000000', '270000000']);
});

test('a closed project is in maintenance through the last month that a pledge must hold', async () => {
  await ground.bring('projects', { project_id: 'P-1', stage: 'closed', recorded_at: '2025-02-20T00:00:00Z' });
  await ground.compute();
  const before = ground.now.at;
  ground.now.at = '2026-06-30T23:00:00.000Z';
  expect((await lifePage(ground, region, 'P-1')).maintenance).toBe(true);
  ground.now.at = '2026-07-01T00:00:00.000Z';
  expect((await lifePage(ground, region, 'P-1')).maintenance).toBe(false);
  ground.now.at = before;
});

test('versions tell when each was the current one, and one that came late never was', async () => {
  ground.now.at = '2025-03-02T00:00:00.000Z';
  await ground.bring('pledges', { pledge_id: 'G-1', jobs: '11', recorded_at: '2023-01-01T00:00:00Z' });
  const { draftId } = await begin(asking('a'), { register: 'pledges', intent: 'change', key: { pledgeId: 'G-1' } });
  await save(asking('a'), draftId, { jobs: '12' });
  await submit(asking('a'), draftId, 'order 5');
  ground.now.at = '2025-03-03T00:00:00.000Z';
  await approve(asking('b'), draftId, undefined);
  await enterApproved(ground);
  const { versions } = await pledgeVersions(ground, region, 'G-1');
  expect(versions.map(({ fields, currentFrom, currentTo, current, source }) => [fields['jobs'], currentFrom, currentTo, current, source.draft])).toEqual([
    ['10', '2025-03-01T08:00:00.000Z', '2025-03-03T00:00:00.000Z', false, null],
    ['11', null, null, false, null],
    ['12', '2025-03-03T00:00:00.000Z', null, true, { author: 'a', reason: 'order 5', reviewer: 'b' }],
  ]);
  expect(versions[0]?.fields['employer']).toEqual({ number: 1, name: 'Мұнай' });
  expect((await pledgeVersions(ground, { places: [], employers: [1] }, 'G-1')).versions).toHaveLength(3);
  await expect(pledgeVersions(ground, other, 'G-1')).rejects.toMatchObject({ code: 'no-such-pledge' });
  await checkWall(ground.db);
});
