import { createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { link, mkdir, readFile, unlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Refusal } from '#kernel/refusal.ts';
import { writePublicKey } from './audit-checkpoint.ts';
import type { Config } from './config.ts';

/** `checkpointsFolder`: where checkpoints are kept, outside of the database and the data folder; `<keyFile>.checkpoints` when not set. */
export type AuditConfig = Pick<Config, 'dataFolder' | 'keyFile'> & { readonly checkpointsFolder?: string | undefined };

/** The log of this database: its name, the key that seals it, that key for others, and the file of its checkpoints. */
export type AuditLog = { readonly name: string; readonly privateKey: KeyObject; readonly publicKey: string; readonly file: string };

/**
 * The log of the database that belongs to this data folder; its key, `<keyFile>.audit`, is made on first use, readable by its
 * user only. The name is that by which folder and database know each other, so that logs that share a key file are never
 * taken for one another. Refuses `audit-key-unreadable` and `audit-key-broken`.
 */
export async function openAuditLog(config: AuditConfig): Promise<AuditLog> {
  const id = (await readFile(join(config.dataFolder, 'database'), 'utf8')).trim();
  const name = `jumys.audit/${id}`;
  const keyFile = `${config.keyFile}.audit`;
  const text = (await findKey(keyFile)) ?? (await makeKey(keyFile));
  const privateKey = parseKey(text);
  const folder = config.checkpointsFolder ?? `${config.keyFile}.checkpoints`;
  return { name, privateKey, publicKey: writePublicKey(name, createPublicKey(privateKey)), file: join(folder, `${id}.txt`) };
}

async function findKey(file: string): Promise<string | undefined> {
  return readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw new Refusal('audit-key-unreadable', 500, { reason: error.code ?? 'unknown' }, `the key that seals the audit cannot be read (${error.code}); it lies beside the vault's key`);
  });
}

/** Whole or not at all; of two processes that make it at once the first wins. */
async function makeKey(file: string): Promise<string> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const beside = `${file}.${randomBytes(6).toString('hex')}`;
  await writeFile(beside, generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flush: true });
  await link(beside, file).catch((failed: NodeJS.ErrnoException) => {
    if (failed.code !== 'EEXIST') throw failed;
  });
  await unlink(beside);
  return readFile(file, 'utf8');
}

function parseKey(text: string): KeyObject {
  try {
    const key = createPrivateKey(text);
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch {
    // Refused below, without the reason: it may repeat what stands in the file.
  }
  throw new Refusal('audit-key-broken', 500, {}, 'the key that seals the audit must be an Ed25519 private key, PKCS #8 in PEM');
}
