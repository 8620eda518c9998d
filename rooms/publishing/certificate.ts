import { createHash, randomBytes } from 'node:crypto';
import type { Actor, Scope } from '#kernel/actor.ts';
import type { Language } from '#kernel/format.ts';
import { isProvisional, monthIndex, monthOfDay } from '#kernel/month.ts';
import { Refusal } from '#kernel/refusal.ts';
import { asSystem } from '#platform/access.ts';
import { record } from '#platform/audit.ts';
import { closedMonths, type WholeCube } from './cell.ts';
import { writeCertificate } from './certificate-page.ts';
import { addCertificate, findCertificate, findIssued, type Certificate } from './store.ts';
import { readPublisher } from './publisher.ts';
import type { PublishingGround } from './release.ts';

/** The figures as somebody sees them: the whole country's, or what a scope covers. */
export type ReadFigures = {
  current(): Promise<{ readonly cube: WholeCube; readonly madeUp: boolean }>;
  of(scope: Scope): Promise<{ readonly cube: WholeCube; readonly madeUp: boolean }>;
};

/** What may be certified of a pledge: a final verdict, the month that settled it, and the jobs that it rests on. */
type Certified = Pick<Certificate, 'month' | 'verdict' | 'credited' | 'jobs' | 'dueOn'>;

/**
 * What may be certified of a pledge today. While it is being held that is the verdict of its due month. Refuses
 * `nothing-to-certify` unless the promise was kept, substantially kept or held, and is not lost since.
 */
export function certify(cube: WholeCube, at: number, today: string): Certified {
  const { jobs, dueOn, holdMonths } = cube.pledges[at]!;
  const latest = closedMonths(cube, today).at(-1)!;
  const due = monthIndex(monthOfDay(dueOn));
  const now = cube.verdict(at, latest);
  const month = now === 'held' ? Math.min(latest, due + holdMonths) : due;
  const verdict = now === 'holding' ? cube.verdict(at, due) : now;
  const credited = cube.figure('judged', at, month);
  if ((verdict !== 'kept' && verdict !== 'substantially-kept' && verdict !== 'held') || isProvisional(month, today) || Number.isNaN(credited)) {
    throw new Refusal('nothing-to-certify', 409, { verdict: now });
  }
  return { month, verdict, credited, jobs, dueOn };
}

/**
 * The certificate of a pledge that the scope covers, in a language: the one issued before for the same evidence, or a new one
 * that goes into the ledger and the audit. Refuses `no-such-pledge` and what `certify` refuses.
 */
export async function issueCertificate(
  { db, config, clock }: PublishingGround, figures: ReadFigures, { actor, scope, pledgeId, language }: { actor: Actor; scope: Scope; pledgeId: string; language: Language },
): Promise<Certificate> {
  const { cube, madeUp } = await figures.of(scope);
  const at = cube.pledges.findIndex((pledge) => pledge.pledgeId === pledgeId);
  if (at < 0 || cube.computation === null) throw new Refusal('no-such-pledge', 404);
  const issuedAt = clock.now();
  const certified = { ...certify(cube, at, issuedAt.toISOString().slice(0, 10)), pledgeId, language, definition: cube.computation.definition };
  const before = await asSystem(db, (transaction) => findIssued(transaction, certified));
  if (before !== undefined) return before;
  const number = newNumber();
  const pdf = await writeCertificate(cube, at, { ...certified, number, issuedAt, madeUp, address: `${readPublisher(config).address}/public/certificates/${number}` });
  const certificate: Certificate = { ...certified, number, pdf, sha256: createHash('sha256').update(pdf).digest('hex'), issuedAt, issuedBy: actor.name };
  return asSystem(db, async (transaction) => {
    const added = await addCertificate(transaction, certificate);
    // Somebody else asked for the same in the same moment: there is one certificate.
    if (!added) return (await findIssued(transaction, certified))!;
    await record(transaction, { actor, what: 'certificate-issued', subject: pledgeId, facts: { month: certified.month, verdict: certified.verdict, sha256: certificate.sha256 }, at: issuedAt });
    return certificate;
  });
}

type NamesOf = { readonly kk: string; readonly ru: string; readonly en: string | null };
type Verified = {
  readonly certificate: Certificate; readonly status: 'valid' | 'superseded'; readonly madeUp: boolean;
  readonly pledge: { readonly project: NamesOf | null; readonly place: NamesOf | null; readonly employer: string | null };
};

/** A certificate by its number, and whether the evidence still says the same. Refuses `no-such-certificate`. */
export async function verifyCertificate({ db, clock }: PublishingGround, figures: ReadFigures, number: string): Promise<Verified> {
  const certificate = await asSystem(db, (transaction) => findCertificate(transaction, number));
  if (certificate === undefined) throw new Refusal('no-such-certificate', 404);
  const { cube, madeUp } = await figures.current();
  const at = cube.pledges.findIndex(({ pledgeId }) => pledgeId === certificate.pledgeId);
  if (at < 0) return { certificate, status: 'superseded', madeUp, pledge: { project: null, place: null, employer: null } };
  const { project, place, employer } = cube.pledges[at]!;
  const named = (of: { nameKk: string; nameRu: string; nameEn: string | null } | null | undefined) => (of == null ? null : { kk: of.nameKk, ru: of.nameRu, en: of.nameEn });
  return {
    certificate, madeUp, status: stands(cube, at, certificate, clock.now().toISOString().slice(0, 10)) ? 'valid' : 'superseded',
    pledge: { project: named(project), place: named(cube.places.get(place)), employer: cube.employers.get(employer) ?? null },
  };
}

/** Whether promise and evidence of the certified month are what they were, and the jobs are not lost since. */
function stands(cube: WholeCube, at: number, { month, verdict, credited, jobs, dueOn }: Certified, today: string): boolean {
  const pledge = cube.pledges[at]!;
  const now = cube.verdict(at, closedMonths(cube, today).at(-1)!);
  const same = cube.verdict(at, month) === verdict || (verdict === 'held' && now === 'held');
  return same && now !== 'lost' && now !== 'missed' && cube.figure('judged', at, month) === credited && pledge.jobs === jobs && pledge.dueOn === dueOn;
}

const letters = '0123456789abcdefghjkmnpqrstvwxyz';

/** 128 random bits, five a letter, without those that are taken for others. */
function newNumber(): string {
  let rest = BigInt(`0x${randomBytes(16).toString('hex')}`);
  return Array.from({ length: 26 }, () => {
    const letter = letters[Number(rest % 32n)]!;
    rest /= 32n;
    return letter;
  }).join('');
}
