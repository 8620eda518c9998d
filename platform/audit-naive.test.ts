import { createHash, createPublicKey, verify, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { writeLine } from './audit-chain.ts';
import { chain, sampleLog } from './audit-testing.ts';
import { verifyAudit } from './audit-verify.ts';

const document = readFileSync(join(import.meta.dirname, '../docs/audit.md'), 'utf8');
const block = (name: string) => document.split(`\`\`\`${name}\n`)[1]?.split('```')[0] ?? '';

type Key = { name: string; id: string; key: KeyObject };

function readKey(text: string): Key | undefined {
  const [name = '', id = '', ...base64] = text.trim().split('+');
  const bytes = Buffer.from(base64.join('+'), 'base64');
  if (sha256(`${name}\n`, bytes).subarray(0, 4).toString('hex') !== id) return undefined;
  return { name, id, key: createPublicKey({ key: Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), bytes.subarray(1)]), format: 'der', type: 'spki' }) };
}

const sha256 = (...parts: (string | Buffer)[]) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();

/** A verifier by the text of docs/audit.md alone: it shares no code with the other, and only says whether the log is whole. */
function isWhole(lines: string, checkpoints: string, publicKey: string): boolean {
  const hashes: string[] = [];
  let [written, key] = [publicKey.trim(), readKey(publicKey)];
  /** From which size on which key seals. */
  const keys = [{ from: 0, key }];
  for (const text of lines.split('\n').slice(0, -1)) {
    const { seq, prev, record, hash } = JSON.parse(text) as { seq: number; prev: string; record: string; hash: string };
    if (seq !== hashes.length + 1 || prev !== (hashes.at(-1) ?? '0'.repeat(64))) return false;
    if (hash !== sha256(`jumys audit 1\n${seq}\n${prev}\n${record}`).toString('hex')) return false;
    hashes.push(hash);
    const { what, facts } = JSON.parse(record) as { what: string; facts: Record<string, string> };
    if (what !== 'signing-key-changed' || facts['of'] !== 'audit') continue;
    if (facts['from'] !== written || !verify(null, Buffer.from(`jumys/key 1\n${key?.name}\n${facts['key']}\n`), key!.key, Buffer.from(facts['signature'] ?? '', 'base64'))) return false;
    [written, key] = [facts['key'] ?? '', readKey(facts['key'] ?? '')];
    keys.push({ from: seq, key });
  }
  const notes = checkpoints.trim().split(/\n\n(?!—)/);
  return notes.every((note) => {
    const [body = '', signatures = ''] = note.split('\n\n');
    const [origin, size, hash] = body.split('\n');
    const ofItsTime = keys.findLast(({ from }) => from <= Number(size))?.key;
    if (ofItsTime === undefined) return false;
    const own = signatures.split('\n').filter((line) => line.startsWith(`— ${ofItsTime.name} `)).map((line) => Buffer.from(line.slice(ofItsTime.name.length + 3), 'base64'));
    return origin === ofItsTime.name && own.length > 0 && hash === Buffer.from(hashes[Number(size) - 1] ?? '', 'hex').toString('base64')
      && own.every((one) => one.subarray(0, 4).toString('hex') === ofItsTime.id && verify(null, Buffer.from(`${body}\n`), ofItsTime.key, one.subarray(4)));
  });
}

test('the example of the document is whole, by its text and by ours', async () => {
  const lines = block('jsonl');
  expect(isWhole(lines, block('checkpoints'), block('key'))).toBe(true);
  const verdict = await verifyAudit({ lines: lines.split('\n').slice(0, -1), checkpoints: block('checkpoints'), publicKey: block('key') });
  expect(verdict).toEqual({ whole: true, lines: 3, checkpoints: 2, sealed: 3, findings: [] });
});

test('each field of a record that the document lists is in the example, and no other', () => {
  const names = new Set([...document.split('## A record')[1]?.split('##')[0]?.matchAll(/^\| `(\w+)`/gm) ?? []].map((found) => found[1]));
  for (const line of block('jsonl').trim().split('\n')) expect(new Set(Object.keys(JSON.parse((JSON.parse(line) as { record: string }).record) as object))).toEqual(names);
});

test('a verifier by the text of the document and ours agree, on whole logs and spoilt ones', async () => {
  const log = sampleLog(8, [2, 5, 8], 4);
  const spoil: Readonly<Record<string, (at: number, other: number) => { texts?: string[]; checkpoints?: string }>> = {
    'nothing': () => ({}),
    'alter': (at) => ({ texts: log.texts.with(at, (log.texts[at] ?? '').replace('officer', 'nobody')) }),
    'delete': (at) => ({ texts: log.texts.toSpliced(at, 1) }),
    'insert': (at, other) => ({ texts: log.texts.toSpliced(at, 0, log.texts[other] ?? '') }),
    'exchange': (at, other) => ({ texts: log.texts.with(at, log.texts[other] ?? '').with(other, log.texts[at] ?? '') }),
    'cut off': (at) => ({ texts: log.texts.slice(0, at) }),
    'write anew': (at, other) => ({ texts: chain(log.lines.map(({ record }) => record).with(at, log.lines[other]?.record ?? '')).map(writeLine) }),
    'exchange a digit of a checkpoint': (at, other) => ({ checkpoints: log.checkpoints.replace(String(at + 1), String(other + 1)) }),
  };
  const seen = new Set<boolean>();
  await fc.assert(fc.asyncProperty(fc.constantFrom(...Object.keys(spoil)), fc.nat(7), fc.nat(7), async (how, at, other) => {
    const { texts = log.texts, checkpoints = log.checkpoints } = spoil[how]?.(at, other) ?? {};
    const { whole } = await verifyAudit({ lines: texts, checkpoints, publicKey: log.publicKey });
    expect(isWhole(texts.map((text) => `${text}\n`).join(''), checkpoints, log.publicKey)).toBe(whole);
    seen.add(whole);
  }), { numRuns: 300 });
  expect(seen.size).toBe(2);
});
