import { z } from 'zod';
import { Identifier, isBin, isIin } from '#kernel/identifiers.ts';
import { Refusal } from '#kernel/refusal.ts';
import { readCms, serialOf } from './signature-cms.ts';
import { wrongSignature, type SignatureVerifier } from './signature-verifier.ts';

const timeoutMilliseconds = 15_000;
const mostBytes = 1_000_000;

const Info = z.object({
  valid: z.boolean(),
  keyUsage: z.string(),
  keyUser: z.array(z.string()).default([]),
  serialNumber: z.string(),
  revocations: z.array(z.object({ revoked: z.boolean() })).default([]),
  subject: z.object({ iin: z.string().optional(), bin: z.string().optional() }),
  issuer: z.object({ dn: z.string().optional(), commonName: z.string().optional() }).default({}),
});
/** NCANode 3 answers `certificates`; its OpenAPI document calls them `signers`. */
const Verification = z.object({
  valid: z.boolean(),
  signers: z.array(z.object({ certificates: z.array(Info).optional(), signers: z.array(Info).optional() })),
});

/**
 * Has signatures judged by a NCANode 3 of the operator, which knows the national algorithms. It goes by the content of an
 * attached signature and not by ours, so only detached ones are taken. Refuses `verifier-unreachable` when it does not answer.
 */
export function ncanodeVerifier(address: string): SignatureVerifier {
  const url = `${address.replace(/\/$/, '')}/cms/verify`;
  return {
    async verify(bytes, content) {
      const cms = readCms(bytes);
      if (cms.content !== undefined) throw wrongSignature('content');
      const reply = await ask(url, { revocationCheck: ['OCSP', 'CRL'], cms: Buffer.from(bytes).toString('base64'), data: Buffer.from(content).toString('base64') });
      const [signer, ...others] = reply.signers;
      const [info] = signer?.certificates ?? signer?.signers ?? [];
      // A reply about no signer is valid too.
      if (info === undefined || others.length > 0) throw wrongSignature('signature');
      if (info.revocations.some(({ revoked }) => revoked)) throw wrongSignature('revoked');
      if (!reply.valid) throw wrongSignature('signature');
      const serial = info.serialNumber.toLowerCase().replace(/^(00)+(?=..)/, '');
      const isForPeople = ['AUTH', 'SIGN'].includes(info.keyUsage) && info.keyUser.some((one) => one === 'INDIVIDUAL' || one === 'ORGANIZATION');
      if (!info.valid || !isForPeople || serial !== serialOf(cms.certificate.serialNumber)) throw wrongSignature('certificate');
      const { iin, bin } = info.subject;
      if (iin === undefined || !isIin(iin)) throw wrongSignature('iin');
      return { iin: new Identifier(iin), ...(bin !== undefined && isBin(bin) ? { bin: new Identifier(bin) } : {}), serial, issuer: info.issuer.dn ?? info.issuer.commonName ?? '' };
    },
  };
}

async function ask(url: string, body: object): Promise<z.output<typeof Verification>> {
  const reply = await fetch(url, {
    method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body), redirect: 'error', signal: AbortSignal.timeout(timeoutMilliseconds),
  }).then(async (response) => ({ status: response.status, text: await readText(response) }), () => undefined).catch(() => undefined);
  if (reply === undefined || reply.status >= 500) throw new Refusal('verifier-unreachable', 503);
  // What it cannot read it answers by 400.
  if (reply.status !== 200) throw wrongSignature('form');
  const parsed = Verification.safeParse(parseJson(reply.text));
  if (!parsed.success) throw new Refusal('verifier-unreachable', 503);
  return parsed.data;
}

async function readText({ body }: Response): Promise<string> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of body ?? []) {
    size += piece.length;
    if (size > mostBytes) throw new Refusal('verifier-unreachable', 503);
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString();
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
