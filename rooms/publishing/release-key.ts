import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Config } from '#platform/config.ts';

/** Signs a text with the key of releases: Ed25519, the signature in base64 and the public key as PEM. */
export type Signer = (text: string) => { signature: string; publicKey: string };

/** The key of releases, `<keyFile>.releases`; made on first use, readable by its user only. */
export async function openSigner({ keyFile }: Pick<Config, 'keyFile'>): Promise<Signer> {
  const file = `${keyFile}.releases`;
  const key = createPrivateKey(await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return makeKey(file);
    throw error;
  }));
  const publicKey = createPublicKey(key).export({ type: 'spki', format: 'pem' }) as string;
  return (text) => ({ signature: sign(null, Buffer.from(text), key).toString('base64'), publicKey });
}

async function makeKey(file: string): Promise<string> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
  // Of two processes that make it at once the first wins.
  await writeFile(file, pem, { mode: 0o600, flag: 'wx', flush: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  return readFile(file, 'utf8');
}
