import type { ExtKeyUsage } from 'pkijs';
import { Refusal } from '#kernel/refusal.ts';
import { extension, findExtension, hold, mayBeUsed, mustBeStrong, readCertificates, type HeldCertificate } from './signature-certificate.ts';
import { digestOf, mustHaveSigned, readCms, signerOf } from './signature-cms.ts';
import { openRevocations } from './signature-revocation.ts';
import { wrongSignature, type SignatureVerifier } from './signature-verifier.ts';

/** What a certificate of the national authority is for: to sign in (client authentication) or to sign (e-mail protection). */
const purposes = ['1.3.6.1.5.5.7.3.2', '1.3.6.1.5.5.7.3.4'];
/** Whose it is: a person's, or an employee's of an organisation. Certificates of information systems have others. */
const holders = ['1.2.398.3.3.4.1.1', '1.2.398.3.3.4.1.2'];
const longestPath = 5;

/**
 * Judges RSA signatures by the certificates of a folder: those that signed themselves are trusted, others help to reach them.
 * What was revoked the lists of another folder say. Refuses `wrong-setting` when the folder has no certificate that is trusted.
 */
export async function rsaVerifier(rootsFolder: string, crlsFolder: string): Promise<SignatureVerifier> {
  const held = await readCertificates(rootsFolder).catch(() => []);
  const roots = held.filter(({ x509 }) => x509.ca && x509.checkIssued(x509) && x509.verify(x509.publicKey));
  if (roots.length === 0) throw new Refusal('wrong-setting', 400, { setting: 'JUMYS_SIGNATURE_ROOTS' }, 'JUMYS_SIGNATURE_ROOTS: no folder with certificates, one of them a root');
  const revocations = openRevocations(crlsFolder);
  return {
    async verify(bytes, content, at) {
      const cms = readCms(bytes);
      const given = cms.certificates.map(hold);
      const signer = hold(cms.certificate);
      mustHaveSigned(cms, content, mustBeStrong(signer).publicKey);
      mustBeInTime(signer, at, 'expired');
      mustBeForPeople(signer);
      const path = findPath(signer, roots, [...held, ...given], at);
      for (const [place, one] of path.slice(0, -1).entries()) await revocations.mustStand(one, path[place + 1]!, at);
      return signerOf(signer.parsed);
    },
  };
}

function mustBeInTime({ x509: { validFromDate, validToDate } }: HeldCertificate, at: Date, why: 'expired' | 'certificate'): void {
  if (!(validFromDate <= at && at <= validToDate)) throw wrongSignature(why);
}

function mustBeForPeople({ parsed }: HeldCertificate): void {
  const extended = findExtension(parsed, extension.extendedKeyUsage) as ExtKeyUsage | undefined;
  const has = (wanted: readonly string[]) => wanted.some((one) => extended?.keyPurposes?.includes(one));
  if (!mayBeUsed(parsed, 'digitalSignature') || !has(purposes) || !has(holders)) throw wrongSignature('certificate');
}

/** The certificates from the signer's to a root, each signed by the next (RFC 5280, 6). Refuses `wrong-signature` {why: certificate} when there is no such way. */
function findPath(signer: HeldCertificate, roots: readonly HeldCertificate[], others: readonly HeldCertificate[], at: Date): HeldCertificate[] {
  const path = [signer];
  while (path.length < longestPath) {
    const last = path.at(-1)!;
    const issues = (one: HeldCertificate) => isAuthority(one, path.length - 1, at) && last.x509.checkIssued(one.x509) && last.x509.verify(one.x509.publicKey);
    if (digestOf(last.parsed.signatureAlgorithm.algorithmId) === undefined) break;
    const root = roots.find(issues);
    if (root !== undefined) return [...path, root];
    const next = others.find((one) => !path.some(({ x509 }) => x509.raw.equals(one.x509.raw)) && issues(one));
    if (next === undefined) break;
    path.push(next);
  }
  throw wrongSignature('certificate');
}

/** Whether a certificate may sign others, with so many authorities below it. */
function isAuthority(one: HeldCertificate, below: number, at: Date): boolean {
  const constraints = findExtension(one.parsed, extension.basicConstraints) as { cA?: boolean; pathLenConstraint?: unknown } | undefined;
  const { pathLenConstraint: most } = constraints ?? {};
  if (!one.x509.ca || !mayBeUsed(one.parsed, 'keyCertSign') || (typeof most === 'number' && below > most)) return false;
  try {
    mustBeStrong(one);
    mustBeInTime(one, at, 'certificate');
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}
