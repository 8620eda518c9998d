import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { checkDigit } from '#kernel/identifiers.ts';
import { Refusal } from '#kernel/refusal.ts';
import { testFolder } from '#platform/testing.ts';
import { openVerifier } from './signature-open.ts';
import { der, makeCertificate, makeKeys, makeList, makePerson, pem, sequence, signCms, type TestCertificate } from './signature-testing.ts';
import type { SignatureVerifier } from './signature-verifier.ts';

/** Born in 1855: nobody's. */
const iin = `55101010001${checkDigit('55101010001')}`;
const bin = '050140000011';
const at = new Date('2026-03-02T09:00:00Z');
const content = Buffer.from('Jumys, http://localhost:3000: sign in. of the test');

const folder = testFolder();
const [roots, crls] = [join(folder, 'roots'), join(folder, 'crls')];
let root: TestCertificate;
let authority: TestCertificate;
let person: TestCertificate;
let verifier: SignatureVerifier;

const list = (name: string, bytes: Buffer) => writeFileSync(join(crls, name), bytes);
beforeAll(async () => {
  mkdirSync(roots);
  mkdirSync(crls);
  root = makeCertificate({ subject: [['2.5.4.3', 'Root of the test']], authority: true, usage: 0x06 });
  authority = makeCertificate({ subject: [['2.5.4.3', 'Authority of the test']], issuer: root, authority: true, below: 0, usage: 0x06 });
  person = makePerson(authority, `IIN${iin}`);
  writeFileSync(join(roots, 'root.pem'), pem('CERTIFICATE', root.bytes));
  list('root.crl', makeList(root, []));
  list('authority.crl', makeList(authority, []));
  verifier = await openVerifier({ roots, crls, ncanode: undefined });
});

const chain = () => ({ with: [authority] });
/** Who signed, or why it is not taken. */
const judge = (cms: Uint8Array, when = at, about: Uint8Array = content, by = verifier) => by.verify(cms, about, when).then(
  ({ iin: found, bin: organisation }) => [found.reveal(), organisation?.reveal()].filter((one) => one !== undefined).join(' '),
  (error: unknown) => (error instanceof Refusal ? `${error.status} ${String(error.facts['why'] ?? error.code)}` : `fault ${String(error)}`),
);

test('a signature by a person’s certificate names the person, detached and attached', async () => {
  expect(await judge(signCms(content, person, chain()))).toBe(iin);
  expect(await judge(signCms(content, person, { ...chain(), attached: true }))).toBe(iin);
  const { serial, issuer } = await verifier.verify(signCms(content, person, chain()), content, at);
  expect([serial, issuer]).toEqual([person.serial.toString(16).padStart(4, '0'), '2.5.4.3=Authority of the test']);
  expect(signCms(content, person, chain()).length).toBeLessThan(10_000);
});

test('the folder’s own certificates complete the way, in PEM and in DER', async () => {
  const apart = join(folder, 'apart');
  mkdirSync(apart);
  writeFileSync(join(apart, 'both.pem'), pem('CERTIFICATE', root.bytes));
  writeFileSync(join(apart, 'authority.cer'), authority.bytes);
  const other = await openVerifier({ roots: apart, crls, ncanode: undefined });
  expect(await judge(signCms(content, person), at, content, other)).toBe(iin);
  expect(await judge(signCms(content, person))).toBe('401 certificate');
});

test('an employee’s certificate names the organisation too, and the key of a person for authentication is taken', async () => {
  const employee = makePerson(authority, undefined, { subject: [['2.5.4.5', `IIN${iin}`], ['2.5.4.11', `BIN${bin}`]], purposes: ['1.3.6.1.5.5.7.3.2', '1.2.398.3.3.4.1.2', '1.2.398.3.3.4.1.2.5'] });
  expect(await judge(signCms(content, employee, chain()))).toBe(`${iin} ${bin}`);
});

test('another content, one that was swapped, and none of its digest are refused', async () => {
  expect(await judge(signCms(Buffer.from('something else'), person, chain()))).toBe('401 content');
  expect(await judge(signCms(Buffer.from('something else'), person, { ...chain(), attached: true }))).toBe('401 content');
  expect(await judge(signCms(Buffer.from('something else'), person, { ...chain(), attached: true, carried: content }))).toBe('401 content');
  expect(await judge(signCms(content, person, { ...chain(), attached: true, carried: Buffer.from('something else') }))).toBe('401 content');
});

test('what was signed as attributes does not pass for content', async () => {
  expect(await judge(signCms(content, person, { ...chain(), withAttributes: false }))).toBe('401 form');
  expect(await judge(signCms(content, person, { ...chain(), contentType: '1.2.840.113549.1.9.16.1.4' }))).toBe('401 form');
});

test('a digest that stands twice is refused', async () => {
  const again = sequence(Buffer.from('06092a864886f70d010904', 'hex'), der(0x31, der(0x04, Buffer.alloc(32))));
  expect(await judge(signCms(content, person, { ...chain(), attributes: [again] }))).toBe('401 form');
});

test('a signature by another key, two signers and none are refused', async () => {
  expect(await judge(signCms(content, person, { ...chain(), keys: makeKeys() }))).toBe('401 signature');
  expect(await judge(signCms(content, person, { ...chain(), signatures: 2 }))).toBe('401 form');
  expect(await judge(signCms(content, person, { ...chain(), signatures: 0 }))).toBe('401 form');
});

test('SHA-1 is not taken, neither of the content nor under a certificate', async () => {
  expect(await judge(signCms(content, person, { ...chain(), digest: { id: '1.3.14.3.2.26', name: 'sha1' } }))).toBe('401 signature');
  const weak = makePerson(authority, `IIN${iin}`, { signature: { id: '1.2.840.113549.1.1.5', digest: 'sha1' } });
  expect(await judge(signCms(content, weak, chain()))).toBe('401 certificate');
});

test('a key of 1024 bits is not taken', async () => {
  expect(await judge(signCms(content, makePerson(authority, `IIN${iin}`, { keys: makeKeys(1024) }), chain()))).toBe('401 certificate');
});

test('a certificate that is over or not yet begun is refused, and so is one under an authority that is', async () => {
  expect(await judge(signCms(content, makePerson(authority, `IIN${iin}`, { to: new Date('2026-03-02T08:59:59Z') }), chain()))).toBe('401 expired');
  expect(await judge(signCms(content, makePerson(authority, `IIN${iin}`, { from: new Date('2026-03-02T09:00:01Z') }), chain()))).toBe('401 expired');
  const over = makeCertificate({ subject: [['2.5.4.3', 'Over']], issuer: root, authority: true, usage: 0x06, to: new Date('2026-03-01T00:00:00Z') });
  expect(await judge(signCms(content, makePerson(over, `IIN${iin}`), { with: [over] }))).toBe('401 certificate');
});

test('a certificate of another root, one that calls itself by our authority’s name, and one that signed itself are refused', async () => {
  const foreign = makeCertificate({ subject: [['2.5.4.3', 'Root of the test']], authority: true, usage: 0x06 });
  expect(await judge(signCms(content, makePerson(foreign, `IIN${iin}`), { with: [foreign] }))).toBe('401 certificate');
  const posing = makeCertificate({ subject: [['2.5.4.3', 'Authority of the test']], issuer: foreign, authority: true, usage: 0x06 });
  expect(await judge(signCms(content, makePerson(posing, `IIN${iin}`), { with: [posing, foreign] }))).toBe('401 certificate');
  const self = makeCertificate({ subject: [['2.5.4.5', `IIN${iin}`]], usage: 0xc0, purposes: ['1.3.6.1.5.5.7.3.4', '1.2.398.3.3.4.1.1'] });
  expect(await judge(signCms(content, self))).toBe('401 certificate');
});

test('a person is no authority: not by his own certificate, and not beyond the length that was set', async () => {
  const child = makePerson(person, `IIN${iin}`);
  expect(await judge(signCms(content, child, { with: [person, authority] }))).toBe('401 certificate');
  const deeper = makeCertificate({ subject: [['2.5.4.3', 'Deeper']], issuer: authority, authority: true, usage: 0x06 });
  list('deeper.crl', makeList(deeper, []));
  expect(await judge(signCms(content, makePerson(deeper, `IIN${iin}`), { with: [deeper, authority] }))).toBe('401 certificate');
  const unable = makeCertificate({ subject: [['2.5.4.3', 'Unable']], issuer: root, authority: true, usage: 0x02 });
  expect(await judge(signCms(content, makePerson(unable, `IIN${iin}`), { with: [unable] }))).toBe('401 certificate');
});

test('a key for something else than people’s signatures is refused', async () => {
  const wrong = [
    { usage: 0x20 }, { purposes: [] }, { purposes: ['1.3.6.1.5.5.7.3.1', '1.2.398.3.3.4.1.1'] }, { purposes: ['1.3.6.1.5.5.7.3.4'] },
    { purposes: ['1.3.6.1.5.5.7.3.4', '1.2.398.3.3.4.1.1.1'] }, { critical: '2.5.29.30' },
  ];
  for (const one of wrong) expect(await judge(signCms(content, makePerson(authority, `IIN${iin}`, one), chain())), JSON.stringify(one)).toBe('401 certificate');
});

test('a certificate without an IIN, with one of a wrong check digit, with two, or with a BIN in its place is refused', async () => {
  const wrong = `${iin.slice(0, 11)}${(Number(iin[11]) + 1) % 10}`;
  for (const text of [undefined, `IIN${wrong}`, iin, `IIN${iin} `, `BIN${bin}`, `IIN${bin}`]) {
    expect(await judge(signCms(content, makePerson(authority, text), chain())), text).toBe('401 iin');
  }
  const two = makePerson(authority, undefined, { subject: [['2.5.4.5', `IIN${iin}`], ['2.5.4.5', `IIN${iin}`]] });
  expect(await judge(signCms(content, two, chain()))).toBe('401 iin');
});

test('a revoked certificate is refused, and everything under a revoked authority', async () => {
  const revoked = makePerson(authority, `IIN${iin}`);
  list('authority.crl', makeList(authority, [revoked]));
  expect(await judge(signCms(content, revoked, chain()))).toBe('401 revoked');
  expect(await judge(signCms(content, person, chain()))).toBe(iin);
  list('root.crl', makeList(root, [authority]));
  expect(await judge(signCms(content, person, chain()))).toBe('401 revoked');
  list('root.crl', makeList(root, []));
  list('delta.crl', Buffer.from(pem('X509 CRL', makeList(authority, [person], { delta: true }))));
  expect(await judge(signCms(content, person, chain()))).toBe('401 revoked');
  rmSync(join(crls, 'delta.crl'));
  expect(await judge(signCms(content, person, chain()))).toBe(iin);
});

test('without a whole list of the issuer that is in time nothing is taken', async () => {
  const other = makeCertificate({ subject: [['2.5.4.3', 'Other']], issuer: root, authority: true, usage: 0x06 });
  const someone = signCms(content, makePerson(other, `IIN${iin}`), { with: [other] });
  expect(await judge(someone)).toBe('503 revocation-unknown');
  const unfit = {
    stale: makeList(other, [], { to: new Date('2026-03-02T08:59:59Z') }), future: makeList(other, [], { from: new Date('2026-03-02T09:00:01Z') }),
    forged: makeList(other, [], { keys: makeKeys() }), delta: makeList(other, [], { delta: true }), partial: makeList(other, [], { critical: '2.5.29.28' }), garbage: Buffer.from('no list'),
  };
  for (const [name, bytes] of Object.entries(unfit)) {
    list('other.crl', bytes);
    expect(await judge(someone), name).toBe('503 revocation-unknown');
  }
  list('other.crl', makeList(other, []));
  expect(await judge(someone)).toBe(iin);
});

test('a list that was changed counts at once', async () => {
  const someone = makePerson(authority, `IIN${iin}`);
  expect(await judge(signCms(content, someone, chain()))).toBe(iin);
  list('authority.crl', makeList(authority, [someone]));
  expect(await judge(signCms(content, someone, chain()))).toBe('401 revoked');
});

test('garbage is refused as such: nothing, noise, depth, great lengths', async () => {
  const deep = Buffer.concat(Array.from({ length: 20_000 }, () => Buffer.from([0x30, 0x80])));
  for (const bytes of [Buffer.alloc(0), Buffer.from('garbage'), Buffer.alloc(45_000, 0x30), deep, Buffer.from('3084ffffffff', 'hex'), sequence(), person.bytes]) expect(await judge(bytes)).toBe('401 form');
});

test('two thousand signatures with something changed are refused, none is a fault, and none names anybody else', async () => {
  list('authority.crl', makeList(authority, []));
  const right = signCms(content, person, chain());
  expect(await judge(right)).toBe(iin);
  const change = fc.oneof(
    fc.record({ kind: fc.constant('byte'), from: fc.nat(right.length - 1), value: fc.nat(255), length: fc.constant(1) }),
    fc.record({ kind: fc.constant('cut'), from: fc.nat(right.length - 1), value: fc.constant(0), length: fc.integer({ min: 1, max: 64 }) }),
    fc.record({ kind: fc.constant('again'), from: fc.nat(right.length - 1), value: fc.constant(0), length: fc.integer({ min: 1, max: 64 }) }),
    fc.record({ kind: fc.constant('zero'), from: fc.nat(right.length - 1), value: fc.constant(0), length: fc.integer({ min: 1, max: 64 }) }),
  );
  const said: string[] = [];
  await fc.assert(fc.asyncProperty(change, async ({ kind, from, value, length }) => {
    const [before, part, after] = [right.subarray(0, from), right.subarray(from, from + length), right.subarray(from + length)];
    const inside = kind === 'byte' ? Buffer.from([value]) : kind === 'cut' ? Buffer.alloc(0) : kind === 'again' ? Buffer.concat([part, part]) : Buffer.alloc(part.length);
    const changed = Buffer.concat([before, inside, after]);
    if (changed.equals(right)) return;
    const answer = await judge(changed);
    said.push(answer);
    expect(answer).toMatch(/^(401 (form|content|signature|certificate|expired|iin)|503 revocation-unknown|551010\d{6})$/);
    if (/^\d{12}$/.test(answer)) expect(answer).toBe(iin);
  }), { numRuns: 2000 });
  // Some bytes of the wrapping nobody signs, such as its version or the count of unused bits: the same content by the same person.
  expect(said.filter((answer) => answer === iin).length).toBeLessThan(said.length / 50);
  expect(said).toEqual(expect.arrayContaining(['401 form', '401 signature', '401 certificate']));
});

test('a folder without a root is refused at the start', async () => {
  for (const name of ['absent', 'crls']) await expect(openVerifier({ roots: join(folder, name), crls, ncanode: undefined })).rejects.toMatchObject({ code: 'wrong-setting' });
});
