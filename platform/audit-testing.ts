import { generateKeyPairSync } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { beginning, hashLine, writeLine, writeRecord } from './audit-chain.ts';
import type { AuditEntry, AuditLine } from './audit-chain.ts';
import { signCheckpoint, writePublicKey } from './audit-checkpoint.ts';
import { publicOf, vouchFor } from './signing-key.ts';

/** The n-th of made-up entries for tests. */
export function sampleEntry(n: number): AuditEntry {
  return {
    actor: { kind: 'account', name: `officer-${n % 3}`, account: `account-${n % 3}`, from: ['192.0.2.7', '2001:db8::1:2', undefined][n % 3] },
    what: ['import-accepted', 'persons-read', 'grant-given'][n % 3] ?? '',
    subject: n % 2 === 0 ? String(n) : undefined,
    facts: { note: `№ ${n} «ә»\u2028"`, count: n, right: n % 2 === 0, nothing: null },
    at: new Date(Date.UTC(2026, 10, 22) + n * 1000 + 7),
  };
}

/** A chain in memory over records, as somebody without a database would make it. */
export function chain(records: readonly string[]): AuditLine[] {
  const lines: AuditLine[] = [];
  for (const record of records) {
    const line = { seq: lines.length + 1, prev: lines.at(-1)?.hash ?? beginning, record };
    lines.push({ ...line, hash: hashLine(line) });
  }
  return lines;
}

export type SampleLog = { lines: AuditLine[]; texts: string[]; checkpoints: string; publicKey: string; privateKey: KeyObject; name: string };

/** A log of made-up entries, sealed at the given sizes; its key is changed in the line `changed`, if any. */
export function sampleLog(length: number, seals: readonly number[], changed = 0): SampleLog {
  const [privateKey, next] = [generateKeyPairSync('ed25519').privateKey, generateKeyPairSync('ed25519').privateKey];
  const name = 'jumys.audit/sample';
  const [publicKey, key] = [privateKey, next].map((one) => writePublicKey(name, publicOf(one))) as [string, string];
  const change = writeRecord({ ...sampleEntry(changed), what: 'signing-key-changed', facts: { of: 'audit', from: publicKey, key, signature: vouchFor(name, key, privateKey) } });
  const lines = chain(Array.from({ length }, (_, at) => (at + 1 === changed ? change : writeRecord(sampleEntry(at + 1)))));
  const checkpoints = seals.map((size) => signCheckpoint({ origin: name, size, hash: lines[size - 1]?.hash ?? '' }, changed > 0 && size >= changed ? next : privateKey)).join('');
  return { lines, texts: lines.map(writeLine), checkpoints, publicKey, privateKey, name };
}
