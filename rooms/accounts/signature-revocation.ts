import { verify } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { CertificateRevocationList } from 'pkijs';
import { Refusal } from '#kernel/refusal.ts';
import { mayBeUsed, type HeldCertificate } from './signature-certificate.ts';
import { digestOf, serialOf } from './signature-cms.ts';
import { wrongSignature } from './signature-verifier.ts';

/** A list as its file has it. */
type List = { readonly parsed: CertificateRevocationList; readonly serials: ReadonlySet<string>; readonly isDelta: boolean; readonly isUnderstood: boolean };

const deltaIndicator = '2.5.29.27';

/**
 * The lists of revoked certificates in a folder, read anew when a file has changed. A certificate stands when a whole list of
 * its issuer says so that is in time; a list of changes since can only take it away.
 */
export function openRevocations(folder: string): { mustStand(one: HeldCertificate, issuer: HeldCertificate, at: Date): Promise<void> } {
  const read = new Map<string, { stamp: string; list: List | undefined }>();
  const readLists = async (): Promise<List[]> => {
    const names = await readdir(folder).catch(() => []);
    const lists = names.map(async (name) => {
      const path = join(folder, name);
      const { mtimeMs, size } = await stat(path);
      const stamp = `${mtimeMs} ${size}`;
      if (read.get(name)?.stamp !== stamp) read.set(name, { stamp, list: readList(await readFile(path)) });
      return read.get(name)?.list;
    });
    return (await Promise.all(lists)).filter((list) => list !== undefined);
  };
  return {
    /** Refuses `wrong-signature` {why: revoked}, and `revocation-unknown` 503 without a whole list that is in time. */
    async mustStand({ parsed: { serialNumber } }, issuer, at) {
      const lists = (await readLists().catch(() => [])).filter((list) => isIssuedBy(list, issuer) && list.parsed.thisUpdate.value <= at);
      if (lists.some(({ serials }) => serials.has(serialOf(serialNumber)))) throw wrongSignature('revoked');
      const inTime = lists.some(({ isDelta, isUnderstood, parsed: { nextUpdate } }) => !isDelta && isUnderstood && nextUpdate !== undefined && nextUpdate.value > at);
      if (!inTime) throw new Refusal('revocation-unknown', 503);
    },
  };
}

/** Undefined for a file that is no list. */
function readList(bytes: Buffer): List | undefined {
  try {
    const block = /-----BEGIN X509 CRL-----([^-]+)-----END X509 CRL-----/.exec(bytes.toString('latin1'))?.[1];
    const parsed = CertificateRevocationList.fromBER(Uint8Array.from(block === undefined ? bytes : Buffer.from(block, 'base64')).buffer);
    const extensions = parsed.crlExtensions?.extensions ?? [];
    const isDelta = extensions.some(({ extnID }) => extnID === deltaIndicator);
    return {
      parsed, isDelta, serials: new Set((parsed.revokedCertificates ?? []).map(({ userCertificate }) => serialOf(userCertificate))),
      // A list may say critically that it covers only some certificates or reasons: such a one is not whole.
      isUnderstood: extensions.every(({ critical, extnID }) => !critical || extnID === deltaIndicator),
    };
  } catch {
    return undefined;
  }
}

function isIssuedBy({ parsed }: List, { x509, parsed: issuer }: HeldCertificate): boolean {
  const digest = digestOf(parsed.signatureAlgorithm.algorithmId);
  if (digest === undefined || !parsed.issuer.isEqual(issuer.subject) || !mayBeUsed(issuer, 'cRLSign')) return false;
  return verify(digest, parsed.tbsView, x509.publicKey, Buffer.from(parsed.signatureValue.valueBlock.valueHexView));
}
