// One database is enough: drafts are plain rows, and the walls around them are tried on both by the tests of access.
import { beforeAll, expect, test } from 'vitest';
import { everywhere, type Actor, type Scope } from '#kernel/actor.ts';
import { asSystem } from '#platform/access.ts';
import { readAudit } from '#platform/audit.ts';
import { openTestGround } from '#platform/testing.ts';
import { currentOf, listImports, listVersions } from '#registers';
import { draftPage } from './draft-page.ts';
import { begin, getOwn, save, submit, withdraw } from './drafting.ts';
import { listOfOthers, takeStep, holdDraft } from './draft-store.ts';
import { enterApproved } from './entering.ts';
import { approve, giveBack } from './reviewing.ts';
import { asStaff, company, inPlace, openTestProjects, type TestProjects } from './testing.ts';
import { projectVersions } from './versions.ts';

let ground: TestProjects;
beforeAll(async () => {
  ground = openTestProjects(await openTestGround());
  await ground.bring('employers', { employer: company(1), name: 'Мұнай' }, { employer: company(2), name: 'Газ' });
  await ground.bring('projects', { project_id: 'P-1' }, { project_id: 'P-2', place: '710000000' });
  await ground.bring('pledges', { pledge_id: 'G-1' });
  await ground.compute();
});

const region = 271_000_000;
const [author, reviewer] = [asStaff('author'), asStaff('reviewer')];
const asking = (actor: Actor, scope: Scope = inPlace(region)) => ({ ground, actor, scope });
const whole = {
  name_kk: 'Жол', name_ru: 'Дорога', kind: 'infrastructure', funding: 'state', sector: 'F', owner: company(2), place: '271010000', stage: 'idea', starts_on: '2025-04-01', ends_on: '2026-04-01', investment: '5000000', office: 'Акимат',
};

test('a draft of a row that is not held, or of another place, is not begun', async () => {
  const refused = { code: 'no-such-row' };
  for (const key of [{ projectId: 'P-9' }, { projectId: 'P-2' }, {}]) await expect(begin(asking(author), { register: 'projects', intent: 'change', key })).rejects.toMatchObject(refused);
  await expect(begin(asking(author, inPlace(710_000_000)), { register: 'pledges', intent: 'annulment', key: { pledgeId: 'G-1' } })).rejects.toMatchObject(refused);
});

test('every wrong field is named with its reason, by the checks that files pass', async () => {
  const { draftId, faults } = await begin(asking(author), { register: 'projects', intent: 'new', key: {} });
  expect(faults.map(({ column, code }) => `${column} ${code}`)).toEqual(['name_kk', 'name_ru', 'kind', 'sector', 'owner', 'place', 'stage', 'starts_on', 'investment', 'office'].map((column) => `${column} missing`));
  const wrong = { ...whole, name_ru: 'х'.repeat(401), kind: 'railway', sector: 'ZZ', owner: '123456789012', place: '99', stage: '', starts_on: '2025-02-30', ends_on: 'soon', investment: '1 000', foreign_share: '1.5' };
  const page = await save(asking(author), draftId, wrong);
  expect(Object.fromEntries(page.faults.map(({ column, code }) => [column, code]))).toEqual({
    name_ru: 'text', kind: 'code', sector: 'code', owner: 'bin', place: 'place', stage: 'missing', starts_on: 'date', ends_on: 'date', investment: 'money', foreign_share: 'number',
  });
  expect(JSON.stringify(page.fields)).not.toContain('123456789012');
  const late = await save(asking(author), draftId, { ...whole, ends_on: '2025-03-01', place: '710000000', owner: company(77), foreign_share: '' });
  expect(late.faults).toEqual(expect.arrayContaining([{ column: 'ends_on', code: 'order' }, { column: 'place', code: 'outside' }, { column: 'owner', code: 'unknown-employer' }]));
  expect(late.faults).toHaveLength(3);
  await expect(submit(asking(author), draftId, 'why')).rejects.toMatchObject({ code: 'draft-has-faults', facts: { columns: 'owner, ends_on, place' } });
  await expect(save(asking(author), draftId, { project_id: 'P-1' })).rejects.toMatchObject({ code: 'no-such-column' });
  await expect(save(asking(author), draftId, { recorded_at: '2030-01-01T00:00:00Z' })).rejects.toMatchObject({ code: 'no-such-column' });
  await expect(save(asking(reviewer), draftId, whole)).rejects.toMatchObject({ code: 'no-such-draft' });
});

test('a project that the author does not see is unknown to him, and none is changed from outside of its place', async () => {
  const pledge = await begin(asking(author), { register: 'pledges', intent: 'new', key: { projectId: 'P-2' } });
  expect(pledge.faults).toContainEqual({ column: 'project_id', code: 'unknown-project' });
  const money = await begin(asking(author), { register: 'investments', intent: 'new', key: { projectId: 'P-2' } });
  expect(money.faults).toContainEqual({ column: 'project_id', code: 'unknown-project' });
});

async function submitted(fields: Record<string, string> = whole): Promise<string> {
  const { draftId } = await begin(asking(author), { register: 'projects', intent: 'new', key: {} });
  expect((await save(asking(author), draftId, fields)).faults).toEqual([]);
  await submit(asking(author), draftId, 'order 12');
  return draftId;
}

test('nobody approves his own draft, one of another place, or one that is not under review', async () => {
  const draftId = await submitted();
  await expect(approve(asking(author), draftId, undefined)).rejects.toMatchObject({ code: 'own-draft' });
  await expect(giveBack(asking(author), draftId, 'mine')).rejects.toMatchObject({ code: 'own-draft' });
  await expect(approve(asking(reviewer, inPlace(710_000_000)), draftId, undefined)).rejects.toMatchObject({ code: 'no-such-draft' });
  await expect(save(asking(author), draftId, { stage: 'closed' })).rejects.toMatchObject({ code: 'wrong-state' });
  await giveBack(asking(reviewer), draftId, 'the office is missing');
  await expect(approve(asking(reviewer), draftId, undefined)).rejects.toMatchObject({ code: 'wrong-state' });
  expect((await getOwn(asking(author), draftId)).state).toBe('returned');
  await withdraw(asking(author), draftId);
  await expect(submit(asking(author), draftId, 'again')).rejects.toMatchObject({ code: 'wrong-state' });
});

test('what was not submitted nobody else sees, and who reviews sees what lies within his places', async () => {
  const { draftId } = await begin(asking(author), { register: 'projects', intent: 'new', key: {} });
  const seen = async (scope: Scope) => (await listOfOthers(ground.db, scope, 'reviewer', { state: 'submitted', page: 1, size: 50 })).rows.map((row) => row.draftId);
  expect(await seen(everywhere)).not.toContain(draftId);
  const open = await submitted();
  expect(await seen(inPlace(region))).toContain(open);
  expect(await seen(everywhere)).toContain(open);
  expect(await seen(inPlace(710_000_000))).toEqual([]);
  expect(await seen({ places: [], employers: [1] })).toEqual([]);
});

test('an approved draft becomes a row by an import of its own, once, however often the server dies', async () => {
  const draftId = await submitted();
  const before = ground.imports();
  ground.now.at = '2025-03-02T09:30:00.000Z';
  const page = await approve(asking(reviewer), draftId, 'as ordered');
  expect(page.state).toBe('approved');
  await enterApproved(ground);
  // As if it had been killed between the import and the mark.
  await asSystem(ground.db, async (trx) => takeStep(trx, await holdDraft(trx, draftId), { state: 'approved' }, { what: 'withdrawn', actor: author, at: ground.clock.now() }));
  await Promise.all([enterApproved(ground), enterApproved(ground)]);
  expect(ground.imports()).toBe(before + 2);
  const versions = await listVersions(ground, 'projects', { project_id: page.projectId! });
  expect(versions).toHaveLength(1);
  expect(versions[0]).toMatchObject({ fields: { name_ru: 'Дорога', place: '271010000', status: 'active', recorded_at: '2025-03-02T09:30:00.000Z' }, source: { draft: draftId, by: 'reviewer', file: 'by-hand.csv' }, currentTo: null });
  const [again, first] = (await listImports(ground.db, { register: 'projects', page: 1, size: 2 })).rows;
  expect([first?.accepted, first?.duplicates, again?.accepted, again?.duplicates]).toEqual([1, 0, 0, 1]);
  expect((await getOwn(asking(author), draftId)).state).toBe('entered');
  const lines = (await Array.fromAsync(readAudit(ground.db))).map(({ record }) => JSON.parse(record) as { what: string; subject: string; actor: string }).filter(({ subject }) => subject === draftId);
  expect(lines.map(({ what, actor }) => `${what} ${actor}`)).toEqual(['draft-begun author', 'draft-submitted author', 'draft-approved reviewer', 'draft-entered reviewer', 'draft-withdrawn author', 'draft-entered reviewer']);
});

test('a change begins from the current row, and is refused when that has changed meanwhile or says what is held', async () => {
  const { draftId, fields, current } = await begin(asking(author), { register: 'pledges', intent: 'change', key: { pledgeId: 'G-1' } });
  expect(fields).toMatchObject({ pledge_id: 'G-1', jobs: '10', employer: { name: 'Мұнай' } });
  expect(current).toMatchObject({ jobs: '10' });
  await expect(submit(asking(author), draftId, 'nothing')).rejects.toMatchObject({ code: 'nothing-changed' });
  await save(asking(author), draftId, { jobs: '8' });
  await submit(asking(author), draftId, 'the line was cut');
  await ground.bring('pledges', { pledge_id: 'G-1', jobs: '12', recorded_at: '2024-05-01T00:00:00Z' });
  await expect(approve(asking(reviewer), draftId, undefined)).rejects.toMatchObject({ code: 'row-changed' });
  await giveBack(asking(reviewer), draftId, 'a file came');
  await submit(asking(author), draftId, 'still');
  ground.now.at = '2024-04-30T00:00:00.000Z';
  await expect(approve(asking(reviewer), draftId, undefined)).rejects.toMatchObject({ code: 'row-is-newer' });
  ground.now.at = '2025-03-03T09:00:00.000Z';
  await approve(asking(reviewer), draftId, undefined);
  await enterApproved(ground);
  expect(currentOf(await listVersions(ground, 'pledges', { pledge_id: 'G-1' }))?.fields).toMatchObject({ jobs: '8', hold_months: '12' });
  // What it replaced is still told when it is the current row itself.
  expect(await draftPage(ground, inPlace(region), await getOwn(asking(author), draftId))).toMatchObject({ state: 'entered', current: { jobs: '12' }, fields: { jobs: '8' } });
});

test('an annulment ends the row and leaves its versions', async () => {
  const { draftId } = await begin(asking(author), { register: 'pledges', intent: 'annulment', key: { pledgeId: 'G-1' } });
  await expect(save(asking(author), draftId, { jobs: '1' })).rejects.toMatchObject({ code: 'no-such-column' });
  await submit(asking(author), draftId, 'given up');
  ground.now.at = '2025-03-04T09:00:00.000Z';
  await approve(asking(reviewer), draftId, undefined);
  await enterApproved(ground);
  const versions = await listVersions(ground, 'pledges', { pledge_id: 'G-1' });
  expect(versions.map(({ annulled }) => annulled)).toEqual([false, false, false, true]);
  await expect(begin(asking(author), { register: 'pledges', intent: 'change', key: { pledgeId: 'G-1' } })).rejects.toMatchObject({ code: 'no-such-row' });
});

test('money of a month is written as a row of its own, and again as another version of it', async () => {
  for (const [nth, amount] of ['700', '900.50'].entries()) {
    const { draftId } = await begin(asking(author), { register: 'investments', intent: 'new', key: { projectId: 'P-1' } });
    const page = await save(asking(author), draftId, { period: '2025-01', amount });
    expect(page.faults).toEqual([]);
    expect(page.current).toEqual(nth === 0 ? null : { project_id: 'P-1', period: '2025-01', amount: '700' });
    await submit(asking(author), draftId, 'paper 3');
    ground.now.at = `2025-03-05T0${nth}:00:00.000Z`;
    await approve(asking(reviewer), draftId, undefined);
    await enterApproved(ground);
  }
});

test('two visitors of the demonstration are told apart by the roles they looked as', async () => {
  const visitor = (role: 'region-staff' | 'ministry-approver', place: number): Actor => ({ kind: 'visitor', account: null, name: 'visitor', grants: [{ role, place, employer: null }] });
  const [writes, approves] = [visitor('region-staff', region), visitor('ministry-approver', 0)];
  const { draftId, projectId } = await begin(asking(writes), { register: 'projects', intent: 'new', key: {} });
  await save(asking(writes), draftId, whole);
  await submit(asking(writes), draftId, 'order 13');
  await expect(approve(asking(writes), draftId, undefined)).rejects.toMatchObject({ code: 'own-draft' });
  ground.now.at = '2025-03-06T09:00:00.000Z';
  const page = await approve(asking(approves, everywhere), draftId, undefined);
  expect([page.authorName, ...page.steps.map(({ name }) => name)]).toEqual([...Array.from({ length: 3 }, () => 'visitor region-staff 271000000'), 'visitor ministry-approver 0']);
  await enterApproved(ground);
  const { versions } = await projectVersions(ground, everywhere, projectId!);
  expect(versions[0]?.source.draft).toMatchObject({ author: 'visitor region-staff 271000000', reviewer: 'visitor ministry-approver 0', reason: 'order 13' });
});
