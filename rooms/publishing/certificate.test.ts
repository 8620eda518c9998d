import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { everywhere, operator, type Scope } from '#kernel/actor.ts';
import { asReader } from '#platform/access.ts';
import { listAuditLines } from '#platform/audit.ts';
import { openTestGround } from '#platform/testing.ts';
import type { WholeCube } from './cell.ts';
import { certify, issueCertificate, verifyCertificate } from './certificate.ts';
import { writeCertificate } from './certificate-page.ts';
import type { PublishingGround } from './release.ts';
import { firstMonth, madeUpCube, today } from './testing.ts';

const actor = operator('test');
const base = madeUpCube({ seed: 4 });
const due = firstMonth;
let ground: PublishingGround;
let cube: WholeCube = base;

/** The whole country, or nothing. */
const figures = { current: async () => ({ cube, madeUp: true }), of: async ({ places }: Scope) => ({ cube: places.length > 0 ? cube : { ...cube, pledges: [] }, madeUp: true }) };
const issue = (pledgeId: string, language: 'kk' | 'ru' | 'en' = 'kk', scope = everywhere) => issueCertificate(ground, figures, { actor, scope, pledgeId, language });
const positionOf = (verdict: string, month: number) => base.pledges.findIndex(({ dueOn }, at) => dueOn < '2026-02' && base.verdict(at, month) === verdict);
const kept = base.pledges[positionOf('kept', due)]!;
const last = firstMonth + base.months - 1;

/** The country in which a pledge has other verdicts or figures than before. */
const changed = (pledgeId: string, change: Partial<Pick<WholeCube, 'verdict' | 'figure'>>): WholeCube => {
  const its = base.pledges.findIndex((pledge) => pledge.pledgeId === pledgeId);
  return {
    ...base,
    verdict: (at, month) => (at === its && change.verdict ? change.verdict(at, month) : base.verdict(at, month)),
    figure: (column, at, month) => (at === its && change.figure ? change.figure(column, at, month) : base.figure(column, at, month)),
  };
};

beforeAll(async () => {
  ground = { ...(await openTestGround()), clock: { now: () => new Date(`${today}T06:00:00Z`) } };
});

test('a pledge beyond what the asker may see has no certificate, as one that does not exist', async () => {
  await expect(issue(kept.pledgeId, 'kk', { places: [], employers: [] })).rejects.toMatchObject({ code: 'no-such-pledge', status: 404 });
  await expect(issue('no such')).rejects.toMatchObject({ code: 'no-such-pledge', status: 404 });
});

test('what was missed, is lost since or is not due yet is not certified, nor a month that can still change', () => {
  const missed = positionOf('missed', due);
  expect(() => certify(base, missed, today)).toThrow(expect.objectContaining({ code: 'nothing-to-certify', status: 409, facts: { verdict: 'missed' } }));
  const at = base.pledges.indexOf(kept);
  expect(() => certify(changed(kept.pledgeId, { verdict: (_, month) => (month === due ? 'kept' : 'lost') }), at, today)).toThrow('nothing-to-certify');
  expect(() => certify(base, base.pledges.findIndex(({ dueOn }) => dueOn > '2027'), today)).toThrow('nothing-to-certify');
  expect(() => certify(base, at, '2026-03-31')).toThrow('no-closed-months');
});

test('a number that was never given is unknown', async () => {
  await expect(verifyCertificate(ground, figures, '0'.repeat(26))).rejects.toMatchObject({ code: 'no-such-certificate', status: 404 });
});

test('while it is being held a pledge is certified as it was in its due month, and once held as held', () => {
  const at = base.pledges.indexOf(kept);
  expect(certify(base, at, today)).toMatchObject({ month: due, verdict: 'kept', jobs: kept.jobs, credited: kept.jobs });
  const held = changed(kept.pledgeId, { verdict: (_, month) => (month === last ? 'held' : 'kept') });
  expect(certify({ ...held, pledges: held.pledges.map((pledge) => ({ ...pledge, holdMonths: 1 })) }, at, today)).toMatchObject({ month: due + 1, verdict: 'held' });
});

test('a certificate is issued once for the same evidence, in each language, and stands in the ledger and the audit', async () => {
  const first = await issue(kept.pledgeId);
  expect(first.number).toMatch(/^[0-9a-hjkmnp-tv-z]{26}$/);
  expect(first.pdf.subarray(0, 5).toString()).toBe('%PDF-');
  expect(first.sha256).toBe(createHash('sha256').update(first.pdf).digest('hex'));
  const again = await issue(kept.pledgeId);
  expect(again).toMatchObject({ number: first.number, sha256: first.sha256 });
  expect(again.pdf.equals(first.pdf)).toBe(true);
  expect((await issue(kept.pledgeId, 'ru')).number).not.toBe(first.number);
  const lines = await listAuditLines(ground.db, { what: 'certificate-issued', limit: 10 });
  expect(lines.map(({ subject, facts }) => [subject, facts['sha256']])).toContainEqual([kept.pledgeId, first.sha256]);
  expect(lines).toHaveLength(2);
});

test('two who ask at once are given the same certificate', async () => {
  const [one, other] = await Promise.all([issue(kept.pledgeId, 'en'), issue(kept.pledgeId, 'en')]);
  expect(one.number).toBe(other.number);
});

test('a certificate is valid while the evidence says the same, and superseded when it says something else', async () => {
  const { number } = await issue(kept.pledgeId);
  const status = async () => (await verifyCertificate(ground, figures, number)).status;
  expect(await status()).toBe('valid');
  for (const other of [
    changed(kept.pledgeId, { verdict: (at, month) => (month === due ? 'substantially-kept' : base.verdict(at, month)) }),
    changed(kept.pledgeId, { verdict: (at, month) => (month === due ? base.verdict(at, month) : 'lost') }),
    changed(kept.pledgeId, { figure: (column, at, month) => base.figure(column, at, month) - (column === 'judged' ? 1 : 0) }),
    { ...base, pledges: base.pledges.map((pledge) => (pledge === kept ? { ...pledge, jobs: pledge.jobs + 1 } : pledge)) },
    { ...base, pledges: base.pledges.filter((pledge) => pledge !== kept) },
  ]) {
    cube = other;
    expect(await status()).toBe('superseded');
  }
  cube = base;
  expect(await status()).toBe('valid');
});

test('whoever reads the database as a reader sees no certificate: a number is for whom it was given', async () => {
  await expect(asReader(ground.db, everywhere, (transaction) => sql`select number from publishing.certificate`.execute(transaction))).rejects.toMatchObject({ code: '42501' });
});

test('however long the names are, what proves a certificate stands on its one page', async () => {
  const at = base.pledges.indexOf(kept);
  const long = 'Строительство завода ферросплавов мощностью 120 тысяч тонн в год и развитие инфраструктуры Хромтауского района Актюбинской области';
  const named = { ...base, employers: new Map([...base.employers, [kept.employer, long]]), pledges: base.pledges.map((pledge) => ({ ...pledge, project: pledge.project && { ...pledge.project, nameKk: long, nameRu: long } })) };
  const printed = { number: '0'.repeat(26), month: due, verdict: 'held' as const, credited: 1234, jobs: 1234, dueOn: kept.dueOn, definition: '1', pledgeId: kept.pledgeId, issuedAt: new Date(today), madeUp: true, address: `https://jumys.example/public/certificates/${'0'.repeat(26)}` };
  for (const language of ['kk', 'ru', 'en'] as const) {
    const pdf = await writeCertificate(named, at, { ...printed, language });
    expect(pdf.toString('latin1').match(/\/Type \/Page\b/g), language).toHaveLength(1);
  }
});
