import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';

/*
 * An authority of the test's own: certificates, lists of revoked ones and CMS, written out byte by byte (RFC 5280, RFC 5652).
 * It shares nothing with the reader under test, and can write what no library would.
 */

/** One ASN.1 value in DER. */
export function der(tag: number, ...parts: readonly (Uint8Array | string)[]): Buffer {
  const body = Buffer.concat(parts.map((part) => Buffer.from(part)));
  const length = body.length < 128 ? [body.length] : body.length < 256 ? [0x81, body.length] : body.length < 65_536 ? [0x82, body.length >> 8, body.length & 255] : [0x83, body.length >> 16, (body.length >> 8) & 255, body.length & 255];
  return Buffer.concat([Buffer.from([tag, ...length]), body]);
}

export const sequence = (...parts: readonly Uint8Array[]) => der(0x30, ...parts);
const set = (...parts: readonly Uint8Array[]) => der(0x31, ...parts);
/** A whole number from 0 to 65,535; a first bit that is set would make it negative. */
const integer = (value: number) => {
  const bytes = value < 256 ? [value] : [value >> 8, value & 255];
  return der(0x02, Buffer.from((bytes[0] ?? 0) >= 128 ? [0, ...bytes] : bytes));
};
const octets = (bytes: Uint8Array) => der(0x04, bytes);
const bits = (bytes: Uint8Array, unused = 0) => der(0x03, Buffer.from([unused]), bytes);
const utf8 = (text: string) => der(0x0c, text);
const time = (at: Date) => der(0x18, `${at.toISOString().replace(/[-:T]|\.\d+/g, '')}`);

export function oid(text: string): Buffer {
  const [first = 0, second = 0, ...rest] = text.split('.').map(Number);
  const bytes = [first * 40 + second, ...rest].flatMap((part) => {
    const groups = [part & 127];
    for (let left = Math.floor(part / 128); left > 0; left = Math.floor(left / 128)) groups.unshift((left & 127) | 128);
    return groups;
  });
  return der(0x06, Buffer.from(bytes));
}

const sha256 = '2.16.840.1.101.3.4.2.1';
const sha256WithRsa = '1.2.840.113549.1.1.11';
const algorithm = (id: string) => sequence(oid(id), der(0x05));
const data = '1.2.840.113549.1.7.1';

/** A name: `C=KZ, CN=…`, with types by their numbers. */
const nameOf = (parts: readonly (readonly [string, string])[]) => sequence(...parts.map(([type, text]) => set(sequence(oid(type), utf8(text)))));

export type KeyPair = { readonly privateKey: KeyObject; readonly publicKey: KeyObject };
export const makeKeys = (modulusLength = 2048): KeyPair => generateKeyPairSync('rsa', { modulusLength });

/** A certificate with all that it takes to sign by it, or for it. */
export type TestCertificate = { readonly bytes: Buffer; readonly name: Buffer; readonly issuer: Buffer; readonly serial: number; readonly keys: KeyPair };

export const individual = ['1.3.6.1.5.5.7.3.4', '1.2.398.3.3.4.1.1'];
export const years = { from: new Date('2025-01-01T00:00:00Z'), to: new Date('2028-01-01T00:00:00Z') } as const;
let serials = 1000;

type Wanted = {
  readonly subject: readonly (readonly [string, string])[];
  /** Undefined: it signs itself. */
  readonly issuer?: TestCertificate;
  readonly keys?: KeyPair; readonly from?: Date; readonly to?: Date;
  /** Byte of the key usage; purposes by their numbers; an authority with so many below it. */
  readonly usage?: number; readonly purposes?: readonly string[]; readonly authority?: boolean; readonly below?: number;
  /** Another extension, critical. */
  readonly critical?: string;
  readonly signature?: { readonly id: string; readonly digest: string };
};

export function makeCertificate({ subject, issuer, keys = makeKeys(), from = years.from, to = years.to, usage, purposes, authority = false, below, critical, signature = { id: sha256WithRsa, digest: 'sha256' } }: Wanted): TestCertificate {
  const serial = (serials += 1);
  const name = nameOf(subject);
  const extension = (id: string, value: Buffer, isCritical = true) => sequence(oid(id), ...(isCritical ? [der(0x01, Buffer.from([255]))] : []), octets(value));
  const extensions = [
    ...(authority ? [extension('2.5.29.19', sequence(der(0x01, Buffer.from([255])), ...(below === undefined ? [] : [integer(below)])))] : []),
    ...(usage === undefined ? [] : [extension('2.5.29.15', bits(Buffer.from([usage])))]),
    ...(purposes === undefined ? [] : [extension('2.5.29.37', sequence(...purposes.map(oid)), false)]),
    ...(critical === undefined ? [] : [extension(critical, sequence())]),
  ];
  const body = sequence(
    der(0xa0, integer(2)), integer(serial), algorithm(signature.id), issuer?.name ?? name, sequence(time(from), time(to)), name,
    keys.publicKey.export({ type: 'spki', format: 'der' }), der(0xa3, sequence(...extensions)),
  );
  const by = issuer?.keys.privateKey ?? keys.privateKey;
  return { bytes: sequence(body, algorithm(signature.id), bits(sign(signature.digest, body, by))), name, issuer: issuer?.name ?? name, serial, keys };
}

/** A list of what an authority revoked; `delta` makes it one of changes since. */
export function makeList(issuer: TestCertificate, revoked: readonly TestCertificate[], { from = years.from, to = years.to, delta = false, critical, keys = issuer.keys }: { from?: Date; to?: Date; delta?: boolean; critical?: string; keys?: KeyPair } = {}): Buffer {
  const extension = (id: string, value: Buffer) => sequence(oid(id), der(0x01, Buffer.from([255])), octets(value));
  const extensions = [...(delta ? [extension('2.5.29.27', integer(1))] : []), ...(critical === undefined ? [] : [extension(critical, sequence())])];
  const body = sequence(
    integer(1), algorithm(sha256WithRsa), issuer.name, time(from), time(to),
    ...(revoked.length === 0 ? [] : [sequence(...revoked.map(({ serial }) => sequence(integer(serial), time(from))))]),
    ...(extensions.length === 0 ? [] : [der(0xa0, sequence(...extensions))]),
  );
  return sequence(body, algorithm(sha256WithRsa), bits(sign('sha256', body, keys.privateKey)));
}

export const pem = (kind: 'CERTIFICATE' | 'X509 CRL', bytes: Buffer) => `-----BEGIN ${kind}-----\n${bytes.toString('base64').replace(/.{64}/g, '$&\n')}\n-----END ${kind}-----\n`;

type Signing = {
  /** Signs in the place of the certificate's key. */
  readonly keys?: KeyPair;
  readonly attached?: boolean;
  /** What the CMS carries, when that is not what was signed. */
  readonly carried?: Uint8Array;
  readonly withAttributes?: boolean;
  readonly signatures?: number;
  readonly with?: readonly TestCertificate[];
  readonly contentType?: string;
  readonly digest?: { readonly id: string; readonly name: string };
  /** More attributes that are signed. */
  readonly attributes?: readonly Buffer[];
};

/** CMS SignedData over a content. */
export function signCms(content: Uint8Array, by: TestCertificate, how: Signing = {}): Buffer {
  const { keys = by.keys, attached = false, carried = content, withAttributes = true, signatures = 1, contentType = data, digest = { id: sha256, name: 'sha256' } } = how;
  const attribute = (type: string, value: Buffer) => sequence(oid(type), set(value));
  const attributes = [attribute('1.2.840.113549.1.9.3', oid(contentType)), attribute('1.2.840.113549.1.9.4', octets(createHash(digest.name).update(content).digest())), ...(how.attributes ?? [])];
  const signature = sign(digest.name, withAttributes ? set(...attributes) : content, keys.privateKey);
  const signer = sequence(
    integer(1), sequence(by.issuer, integer(by.serial)), algorithm(digest.id), ...(withAttributes ? [der(0xa0, ...attributes)] : []), algorithm('1.2.840.113549.1.1.1'), octets(signature),
  );
  return sequence(oid('1.2.840.113549.1.7.2'), der(0xa0, sequence(
    integer(1), set(algorithm(digest.id)), sequence(oid(contentType), ...(attached ? [der(0xa0, octets(carried))] : [])),
    der(0xa0, by.bytes, ...(how.with ?? []).map(({ bytes }) => bytes)), set(...Array.from({ length: signatures }, () => signer)),
  )));
}

/** A certificate of a person, from an authority; `iin` as the subject's serial number has it. */
export function makePerson(issuer: TestCertificate, iin: string | undefined, wanted: Partial<Wanted> = {}): TestCertificate {
  const subject = [['2.5.4.3', 'ТЕСТОВ ТЕСТ'], ...(iin === undefined ? [] : [['2.5.4.5', iin] as const]), ['2.5.4.6', 'KZ']] as const;
  return makeCertificate({ subject, issuer, usage: 0xc0, purposes: individual, ...wanted });
}
