// One database is enough: what is asked of it is what platform/audit-seal.test.ts asks of both.
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { operator } from '#kernel/actor.ts';
import { exportAudit, record } from './audit.ts';
import { writeLine, writeRecord } from './audit-chain.ts';
import { signCheckpoint, writePublicKey } from './audit-checkpoint.ts';
import { changeAuditKey, openAuditLog } from './audit-key.ts';
import { sealNow } from './audit-seal.ts';
import { chain, sampleEntry } from './audit-testing.ts';
import { verifyAudit } from './audit-verify.ts';
import { publicOf, vouchFor } from './signing-key.ts';
import { openTestDatabase, testFolder } from './testing.ts';

const name = 'jumys.audit/sample';
const make = (): KeyObject => generateKeyPairSync('ed25519').privateKey;
const written = (key: KeyObject): string => writePublicKey(name, publicOf(key));
const [first, second, third, stranger] = [make(), make(), make(), make()];

/** The record of a change, vouched for by whom one likes. */
const changeTo = (from: KeyObject, to: KeyObject, by = from): string => writeRecord({
  ...sampleEntry(1), what: 'signing-key-changed', subject: name, facts: { of: 'audit', from: written(from), key: written(to), signature: vouchFor(name, written(to), by) },
});
const plain = (n: number): string => writeRecord(sampleEntry(n));

/** Ten lines, the fourth and the eighth of which change the key; sealed by the keys that `by` names for each size. */
async function judge({ changes = { 4: changeTo(first, second), 8: changeTo(second, third) }, by = { 3: first, 4: second, 7: second, 10: third }, key = first }: {
  changes?: Record<number, string>; by?: Record<number, KeyObject>; key?: KeyObject;
} = {}) {
  const lines = chain(Array.from({ length: 10 }, (_, at) => changes[at + 1] ?? plain(at + 1)));
  const checkpoints = Object.entries(by).map(([size, signer]) => signCheckpoint({ origin: name, size: Number(size), hash: lines[Number(size) - 1]!.hash }, signer)).join('');
  const { whole, sealed, findings } = await verifyAudit({ lines: lines.map(writeLine), checkpoints, publicKey: written(key) });
  return { whole, sealed, codes: findings.map(({ code }) => code) };
}

test('a key that nobody vouches for, another than that of the time, or a stranger’s word is found', async () => {
  expect(await judge({ changes: { 4: changeTo(first, second, stranger) } })).toMatchObject({ whole: false, codes: expect.arrayContaining(['key-change-forged', 'checkpoint-forged']) as string[] });
  // Who vouches for himself vouches for nobody.
  expect(await judge({ changes: { 4: changeTo(stranger, second) }, by: { 3: first, 10: second } })).toMatchObject({ whole: false, sealed: 3 });
  expect(await judge({ by: { 3: second, 10: third } })).toMatchObject({ whole: false, codes: ['checkpoint-forged'] });
  // A key that leaked and was changed for that seals nothing any more.
  expect(await judge({ by: { 3: first, 5: first, 10: third } })).toMatchObject({ whole: false, codes: ['checkpoint-forged'] });
  expect(await judge({ key: stranger })).toMatchObject({ whole: false, codes: expect.arrayContaining(['key-change-forged', 'never-sealed']) as string[] });
});

test('the key that the log began with verifies all of it, through every change', async () => {
  expect(await judge()).toEqual({ whole: true, sealed: 10, codes: [] });
});

async function open() {
  const folder = testFolder();
  const config = { dataFolder: join(folder, 'data'), keyFile: join(folder, 'secret/key') };
  mkdirSync(config.dataFolder);
  writeFileSync(join(config.dataFolder, 'database'), 'a-log\n');
  const { db } = await openTestDatabase();
  const ground = { db, config, clock: { now: () => new Date('2026-11-22T10:00:00Z') } };
  const { file, firstKey } = await openAuditLog(ground);
  return {
    ground, keyFile: `${config.keyFile}.audit`,
    write: (n: number) => db.transaction().execute((transaction) => record(transaction, sampleEntry(n))),
    change: (config: typeof ground.config = ground.config) => changeAuditKey({ db, config }, { actor: operator('test'), at: new Date(0) }),
    verify: async () => {
      const { whole, sealed, findings } = await verifyAudit({ lines: exportAudit(db), checkpoints: readFileSync(file, 'utf8'), publicKey: firstKey });
      return { whole, sealed, findings };
    },
  };
}

test('a log whose key is changed again and again is sealed on by the present one, whose file holds no other', async () => {
  const { ground, keyFile, write, change, verify } = await open();
  await write(1);
  await sealNow(ground);
  const keys = [await change(), await change()];
  expect(await sealNow(ground)).toEqual({ size: 3, added: true, alarm: undefined });
  await write(4);
  expect(await sealNow(ground)).toMatchObject({ size: 4, added: true, alarm: undefined });
  expect(await verify()).toEqual({ whole: true, sealed: 4, findings: [] });
  const { publicKey, firstKey, changes } = await openAuditLog(ground);
  expect([publicKey, changes.map(({ key }) => key)]).toEqual([keys[1], keys]);
  expect(firstKey).not.toBe(publicKey);
  expect(readFileSync(keyFile, 'utf8').match(/BEGIN/g)).toHaveLength(1);
});

test('killed before the line or after it, the one key counts or the other', async () => {
  const { ground, keyFile, write, change, verify } = await open();
  await write(1);
  await sealNow(ground);
  const before = readFileSync(keyFile, 'utf8');
  // Killed before: the file has a second key that no line tells of.
  writeFileSync(keyFile, before + (make().export({ type: 'pkcs8', format: 'pem' }) as string));
  await write(2);
  expect(await sealNow(ground)).toMatchObject({ size: 2, alarm: undefined });
  await change();
  // Killed after: the file still has the old one, before the new.
  writeFileSync(keyFile, before + readFileSync(keyFile, 'utf8'));
  expect(await sealNow(ground)).toMatchObject({ size: 3, alarm: undefined });
  // The new key is lost: nothing is signed by the old one in its place.
  writeFileSync(keyFile, before);
  await write(4);
  expect(await sealNow(ground)).toMatchObject({ size: 3, added: false, alarm: { code: 'checkpoint-forged' } });
  expect(await verify()).toMatchObject({ whole: true, sealed: 3 });
});

test('where a command prints the keys the next one must have been put there, and the last is used when it was', async () => {
  const { ground, write, change, verify } = await open();
  await write(1);
  await sealNow(ground);
  const folder = testFolder();
  const printed = join(folder, 'keys');
  const program = join(folder, 'print');
  writeFileSync(program, `#!/bin/sh\nexec cat "${printed}"\n`);
  chmodSync(program, 0o700);
  const present = readFileSync(`${ground.config.keyFile}.audit`, 'utf8');
  writeFileSync(printed, present);
  const config = { ...ground.config, keyCommands: { vault: undefined, audit: [program], releases: undefined } };
  await expect(change(config)).rejects.toMatchObject({ code: 'key-to-be-put' });
  writeFileSync(printed, present + (make().export({ type: 'pkcs8', format: 'pem' }) as string));
  await change(config);
  expect(await sealNow({ ...ground, config })).toMatchObject({ size: 2, added: true, alarm: undefined });
  expect(await verify()).toMatchObject({ whole: true, sealed: 2 });
});
