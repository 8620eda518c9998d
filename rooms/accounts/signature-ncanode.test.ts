import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { checkDigit } from '#kernel/identifiers.ts';
import { Refusal } from '#kernel/refusal.ts';
import { ncanodeVerifier } from './signature-ncanode.ts';
import { makeCertificate, makePerson, signCms } from './signature-testing.ts';

/*
 * A STAND-IN for NCANode 3, with replies of the shape that its code and its OpenAPI document give. It judges nothing: the
 * national algorithms cannot run here, and what a real NCANode says of a real GOST signature is not shown by these tests.
 */
const iin = `55101010001${checkDigit('55101010001')}`;
const content = Buffer.from('to sign');
const authority = makeCertificate({ subject: [['2.5.4.3', 'Authority']], authority: true, usage: 0x06 });
const person = makePerson(authority, `IIN${iin}`);
const cms = signCms(content, person);
const serial = person.serial.toString(16).padStart(4, '0').toUpperCase();

const info = {
  valid: true, keyUsage: 'SIGN', keyUser: ['INDIVIDUAL'], serialNumber: serial, signAlg: 'ECGOST3410-2015-512', revocations: [{ revoked: false, by: 'OCSP', revocationTime: null, reason: null }],
  notBefore: '2025-05-02T08:38:13.000+00:00', notAfter: '2027-05-02T08:38:13.000+00:00', subject: { iin, commonName: 'ТЕСТОВ ТЕСТ', country: 'KZ' }, issuer: { commonName: 'ҰЛТТЫҚ КУӘЛАНДЫРУШЫ ОРТАЛЫҚ (GOST) 2022', dn: 'C=KZ' },
};
const right = { status: 200, message: 'OK', valid: true, signers: [{ certificates: [info] }] };

let server: Server;
let address = '';
let reply: { status: number; body: unknown } = { status: 200, body: right };
let asked: { url: string | undefined; method: string | undefined; body: unknown } | undefined;
beforeAll(async () => {
  server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece)).on('end', () => {
      asked = { url: request.url, method: request.method, body: JSON.parse(Buffer.concat(pieces).toString()) };
      response.writeHead(reply.status, { 'content-type': 'application/json', location: 'http://127.0.0.1:1/' }).end(typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body));
    });
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const at = server.address();
  address = `http://127.0.0.1:${typeof at === 'object' && at !== null ? at.port : 0}`;
});
afterAll(() => server.close());
beforeEach(() => { reply = { status: 200, body: right }; });

const judge = (bytes: Uint8Array = cms, to = address) => ncanodeVerifier(to).verify(bytes, content, new Date()).then(
  ({ iin: found, bin }) => [found.reveal(), bin?.reveal()].filter((one) => one !== undefined).join(' '),
  (error: unknown) => (error instanceof Refusal ? `${error.status} ${String(error.facts['why'] ?? error.code)}` : `fault ${String(error)}`),
);
const says = (body: unknown, status = 200) => { reply = { status, body }; };
const saysOfSigner = (changes: object) => says({ ...right, signers: [{ certificates: [{ ...info, ...changes }] }] });

test('the stand-in is asked for revocation by both ways and is given CMS and content', async () => {
  expect(await judge()).toBe(iin);
  expect(asked).toEqual({ url: '/cms/verify', method: 'POST', body: { revocationCheck: ['OCSP', 'CRL'], cms: cms.toString('base64'), data: content.toString('base64') } });
});

test('the name of the list in its document is understood as that in its code', async () => {
  says({ ...right, signers: [{ signers: [{ ...info, keyUser: ['ORGANIZATION', 'EMPLOYEE'], subject: { iin, bin: '050140000011' } }] }] });
  expect(await judge()).toBe(`${iin} 050140000011`);
});

test('an attached signature is refused unasked: NCANode would go by its content and not by ours', async () => {
  asked = undefined;
  expect(await judge(signCms(content, person, { attached: true }))).toBe('401 content');
  expect(asked).toBeUndefined();
});

test('a reply that is not valid, about nobody, about two or about another certificate is refused', async () => {
  says({ ...right, valid: false });
  expect(await judge()).toBe('401 signature');
  says({ ...right, signers: [] });
  expect(await judge()).toBe('401 signature');
  says({ ...right, signers: [...right.signers, ...right.signers] });
  expect(await judge()).toBe('401 signature');
  const refused = [[{ valid: false }, 'certificate'], [{ keyUsage: 'UNKNOWN' }, 'certificate'], [{ keyUser: ['NCA_ADMIN'] }, 'certificate'], [{ serialNumber: 'ff' }, 'certificate'], [{ revocations: [{ revoked: true }] }, 'revoked'], [{ subject: {} }, 'iin'], [{ subject: { iin: '123456789011' } }, 'iin']] as const;
  for (const [changes, why] of refused) {
    saysOfSigner(changes);
    expect(await judge(), JSON.stringify(changes)).toBe(`401 ${why}`);
  }
});

test('what it cannot read is refused; a fault, another place, another shape and silence are said to be unreachable', async () => {
  says({ status: 400, message: 'unreadable' }, 400);
  expect(await judge()).toBe('401 form');
  for (const [body, status] of [['', 500], [right, 302], ['no json', 200], [{ valid: 'yes' }, 200], [`"${'x'.repeat(1_000_001)}"`, 200]] as const) {
    says(body, status);
    expect(await judge(), String(status)).toBe('503 verifier-unreachable');
  }
  expect(await judge(cms, 'http://127.0.0.1:1')).toBe('503 verifier-unreachable');
});
