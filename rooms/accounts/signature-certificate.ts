import { X509Certificate } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Certificate } from 'pkijs';
import { parsing } from './signature-cms.ts';
import { wrongSignature } from './signature-verifier.ts';

/** A certificate as two readers have it: OpenSSL judges signatures and names, pkijs tells the extensions. */
export type HeldCertificate = { readonly x509: X509Certificate; readonly parsed: Certificate };

export const extension = { keyUsage: '2.5.29.15', basicConstraints: '2.5.29.19', policies: '2.5.29.32', extendedKeyUsage: '2.5.29.37' } as const;
const known = new Set<string>(Object.values(extension));
/** First byte of the key usage (RFC 5280, 4.2.1.3). */
const usage = { digitalSignature: 0x80, keyCertSign: 0x04, cRLSign: 0x02 } as const;
/** The certificates of a folder, PEM or DER. */
export async function readCertificates(folder: string): Promise<HeldCertificate[]> {
  const read = (await readdir(folder)).toSorted().map(async (name) => {
    const bytes = await readFile(join(folder, name));
    const blocks = [...bytes.toString('latin1').matchAll(/-----BEGIN CERTIFICATE-----([^-]+)-----END CERTIFICATE-----/g)].map(([, text = '']) => Buffer.from(text, 'base64'));
    return (blocks.length === 0 ? [bytes] : blocks).map((block) => new X509Certificate(block)).map((x509) => ({ x509, parsed: Certificate.fromBER(Uint8Array.from(x509.raw).buffer) }));
  });
  return (await Promise.all(read)).flat();
}

export function hold(parsed: Certificate): HeldCertificate {
  return parsing(() => ({ parsed, x509: new X509Certificate(Buffer.from(parsed.toSchema().toBER())) }));
}

/** RSA of 2048 bits and more, and nothing critical that is not understood here. */
export function mustBeStrong({ x509, parsed: { extensions = [] } }: HeldCertificate): X509Certificate {
  const { asymmetricKeyType, asymmetricKeyDetails } = parsing(() => x509.publicKey);
  if (asymmetricKeyType !== 'rsa' || (asymmetricKeyDetails?.modulusLength ?? 0) < 2048) throw wrongSignature('certificate');
  if (extensions.some(({ critical, extnID }) => critical && !known.has(extnID))) throw wrongSignature('certificate');
  return x509;
}

/** What an extension says; undefined when the certificate has none. One given twice is refused. */
export function findExtension({ extensions = [] }: Certificate, id: string): unknown {
  const found = extensions.filter(({ extnID }) => extnID === id);
  if (found.length > 1) throw wrongSignature('certificate');
  return parsing(() => found[0]?.parsedValue);
}

/** Whether the key usage allows it; a certificate that says nothing allows nothing. */
export function mayBeUsed(parsed: Certificate, what: keyof typeof usage): boolean {
  const bits = findExtension(parsed, extension.keyUsage) as { valueBlock?: { valueHexView?: Uint8Array } } | undefined;
  return ((bits?.valueBlock?.valueHexView?.[0] ?? 0) & usage[what]) !== 0;
}
