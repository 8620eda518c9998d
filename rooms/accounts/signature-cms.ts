import { createHash, verify, type KeyObject } from 'node:crypto';
import { Certificate, ContentInfo, IssuerAndSerialNumber, SignedData, type Attribute, type SignerInfo } from 'pkijs';
import { Identifier, isBin, isIin } from '#kernel/identifiers.ts';
import { wrongSignature, type Signer } from './signature-verifier.ts';

const oid = {
  signedData: '1.2.840.113549.1.7.2', data: '1.2.840.113549.1.7.1', contentType: '1.2.840.113549.1.9.3', messageDigest: '1.2.840.113549.1.9.4',
  rsa: '1.2.840.113549.1.1.1', serialNumber: '2.5.4.5', organizationalUnit: '2.5.4.11',
} as const;

/** Digests that are taken, and the names of RSA (PKCS #1 v1.5) with them. */
const digests: Readonly<Record<string, { readonly name: string; readonly withRsa: string }>> = {
  '2.16.840.1.101.3.4.2.1': { name: 'sha256', withRsa: '1.2.840.113549.1.1.11' },
  '2.16.840.1.101.3.4.2.2': { name: 'sha384', withRsa: '1.2.840.113549.1.1.12' },
  '2.16.840.1.101.3.4.2.3': { name: 'sha512', withRsa: '1.2.840.113549.1.1.13' },
};

/** The digest that goes with a signature algorithm of RSA; undefined for one that is not taken, SHA-1 among them. */
export function digestOf(signatureAlgorithm: string): string | undefined {
  return Object.values(digests).find(({ withRsa }) => withRsa === signatureAlgorithm)?.name;
}

/** A CMS as far as it was read: nothing of it is believed yet. */
export type ReadCms = {
  readonly signer: SignerInfo;
  /** The signer's own certificate, and all that came with it. */
  readonly certificate: Certificate;
  readonly certificates: readonly Certificate[];
  /** What the CMS says was signed; undefined when it is detached. */
  readonly content: Uint8Array | undefined;
  /** True when the signer's key is one of RSA. */
  readonly isRsa: boolean;
};

/** Runs what takes foreign bytes apart: whatever it throws is the bytes' fault. */
export function parsing<Result>(work: () => Result): Result {
  try {
    return work();
  } catch {
    throw wrongSignature('form');
  }
}

/** Takes a CMS SignedData of one signer apart. Refuses `wrong-signature` {why: form}. */
export function readCms(cms: Uint8Array): ReadCms {
  return parsing(() => {
    if (!isWhole(cms)) throw wrongSignature('form');
    const info = ContentInfo.fromBER(bufferOf(cms));
    if (info.contentType !== oid.signedData) throw wrongSignature('form');
    const { signerInfos, certificates: given = [], encapContentInfo: { eContentType, eContent } } = new SignedData({ schema: info.content });
    const [signer, ...others] = signerInfos;
    const certificates = given.filter((one) => one instanceof Certificate);
    if (signer === undefined || others.length > 0 || eContentType !== oid.data) throw wrongSignature('form');
    const { sid } = signer;
    if (!(sid instanceof IssuerAndSerialNumber)) throw wrongSignature('form');
    const certificate = certificates.find(({ issuer, serialNumber }) => issuer.isEqual(sid.issuer) && serialNumber.isEqual(sid.serialNumber));
    if (certificate === undefined) throw wrongSignature('form');
    return {
      signer, certificate, certificates, content: eContent && new Uint8Array(eContent.getValue()),
      isRsa: certificate.subjectPublicKeyInfo.algorithm.algorithmId === oid.rsa,
    };
  });
}

const mostValues = 3000;
const deepest = 40;

/**
 * Whether bytes are values within values whose lengths agree, up to the last byte, and not too many of them. The reader of
 * ASN.1 takes seconds over what only seems so, and does not see what comes after.
 */
function isWhole(bytes: Uint8Array): boolean {
  let values = 0;
  /** Where the value at a place ends; undefined when it is none. */
  const endOf = (start: number, limit: number, depth: number): number | undefined => {
    const [tag = 0, first = 0] = bytes.subarray(start, start + 2);
    const more = first < 128 ? 0 : first & 127;
    if ((values += 1) > mostValues || depth > deepest || start + 2 + more > limit || (tag & 31) === 31 || more > 3) return undefined;
    const isConstructed = (tag & 32) !== 0;
    const begin = start + 2 + more;
    if (first === 128) {
      if (!isConstructed) return undefined;
      let place = begin;
      while (bytes[place] !== 0 || bytes[place + 1] !== 0) {
        const next = endOf(place, limit, depth + 1);
        if (next === undefined) return undefined;
        place = next;
      }
      return place + 2 <= limit ? place + 2 : undefined;
    }
    const end = begin + (first < 128 ? first : bytes.subarray(start + 2, begin).reduce((sum, byte) => sum * 256 + byte, 0));
    if (end > limit) return undefined;
    for (let place = begin; isConstructed && place < end;) {
      const next = endOf(place, end, depth + 1);
      if (next === undefined) return undefined;
      place = next;
    }
    return end;
  };
  return endOf(0, bytes.length, 0) === bytes.length;
}

function bufferOf(bytes: Uint8Array): ArrayBuffer {
  return Uint8Array.from(bytes).buffer;
}

/** Refuses `wrong-signature` unless the signer's key signed exactly this content, as bytes without any other meaning (RFC 5652, 5.4). */
export function mustHaveSigned({ signer, content: attached }: ReadCms, content: Uint8Array, key: KeyObject): void {
  if (attached !== undefined && !Buffer.from(attached).equals(content)) throw wrongSignature('content');
  const digest = digests[signer.digestAlgorithm.algorithmId];
  const { algorithmId } = signer.signatureAlgorithm;
  if (digest === undefined || (algorithmId !== oid.rsa && algorithmId !== digest.withRsa)) throw wrongSignature('signature');
  // Without signed attributes, what was signed as attributes elsewhere could pass for content here.
  const { signedAttrs } = signer;
  if (signedAttrs === undefined) throw wrongSignature('form');
  const { type, told } = parsing(() => ({ type: valueOf(signedAttrs.attributes, oid.contentType).valueBlock.toString(), told: Buffer.from(valueOf(signedAttrs.attributes, oid.messageDigest).valueBlock.valueHexView) }));
  if (type !== oid.data) throw wrongSignature('form');
  if (!told.equals(createHash(digest.name).update(content).digest())) throw wrongSignature('content');
  const signed = Buffer.from(signedAttrs.encodedValue);
  if (!verify(digest.name, signed, key, Buffer.from(signer.signature.valueBlock.valueHexView))) throw wrongSignature('signature');
}

/** The one value of the one attribute of a type. */
function valueOf(attributes: readonly Attribute[], type: string): { valueBlock: { valueHexView: Uint8Array; toString(): string } } {
  const [attribute, ...others] = attributes.filter((one) => one.type === type);
  const values: unknown[] = attribute?.values ?? [];
  if (others.length > 0 || values.length !== 1) throw wrongSignature('form');
  return values[0] as { valueBlock: { valueHexView: Uint8Array; toString(): string } };
}

/** Whom a certificate names: the IIN from `serialNumber`, the BIN from an organisational unit. Refuses `wrong-signature` {why: iin}. */
export function signerOf({ subject, issuer, serialNumber }: Certificate): Signer {
  const textsOf = (type: string) => parsing(() => subject.typesAndValues.filter((one) => one.type === type).map(({ value }) => String((value as { valueBlock: { value: unknown } }).valueBlock.value)));
  const [iin, ...others] = textsOf(oid.serialNumber).map((text) => /^IIN(\d{12})$/.exec(text)?.[1]);
  if (iin === undefined || others.length > 0 || !isIin(iin)) throw wrongSignature('iin');
  const bin = textsOf(oid.organizationalUnit).map((text) => /^BIN(\d{12})$/.exec(text)?.[1]).find((one) => one !== undefined && isBin(one));
  return {
    iin: new Identifier(iin), ...(bin === undefined ? {} : { bin: new Identifier(bin) }), serial: serialOf(serialNumber),
    issuer: issuer.typesAndValues.map(({ type, value }) => `${type}=${String((value as { valueBlock: { value: unknown } }).valueBlock.value)}`).join(', '),
  };
}

/** A serial number in hex, as it stands in a certificate or a list of revoked ones. */
export function serialOf({ valueBlock: { valueHexView } }: { readonly valueBlock: { readonly valueHexView: Uint8Array } }): string {
  return Buffer.from(valueHexView).toString('hex').replace(/^(00)+(?=..)/, '');
}
