import { generateKeyPairSync, sign } from 'node:crypto';

/** One ASN.1 value in DER, of less than 64 KB. */
function der(tag: number, ...parts: readonly (Uint8Array | string)[]): Buffer {
  const body = Buffer.concat(parts.map((part) => Buffer.from(part)));
  const length = body.length < 128 ? [body.length] : [0x82, body.length >> 8, body.length & 255];
  return Buffer.concat([Buffer.from([tag, ...length]), body]);
}

type Write = (...parts: readonly (Uint8Array | string)[]) => Buffer;
const of = (tag: number): Write => (...parts) => der(tag, ...parts);
const [integer, bits, octets, id, utf8, time, sequence, set] = [of(0x02), of(0x03), of(0x04), of(0x06), of(0x0c), of(0x18), of(0x30), of(0x31)];
const instant = (at: Date): Buffer => time(at.toISOString().replace(/[-:T]|\.\d+/g, ''));
const ecdsaWithSha256 = sequence(id(Buffer.from('2a8648ce3d040302', 'hex')));

/** A certificate (RFC 5280) for localhost and 127.0.0.1, signed by its own key on P-256, both as PEM; by its common name a test tells it from another. */
export function makeTlsPair(name: string, { until = new Date(Date.now() + 86_400_000) } = {}): { cert: string; key: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const whose = sequence(set(sequence(id(Buffer.from('550403', 'hex')), utf8(name))));
  const names = sequence(der(0x82, 'localhost'), der(0x87, Buffer.from([127, 0, 0, 1])));
  const body = sequence(
    der(0xa0, integer(Buffer.from([2]))), integer(Buffer.from([1])), ecdsaWithSha256, whose, sequence(instant(new Date(0)), instant(until)), whose,
    publicKey.export({ type: 'spki', format: 'der' }), der(0xa3, sequence(sequence(id(Buffer.from('551d11', 'hex')), octets(names)))),
  );
  const bytes = sequence(body, ecdsaWithSha256, bits(Buffer.from([0]), sign('sha256', body, privateKey)));
  const lines = bytes.toString('base64').replace(/.{64}/g, '$&\n');
  return { cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`, key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string };
}
