import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/**
 * How bytes are sealed, by the number that every sealed text begins with: another cipher gets another number, and what was sealed before can
 * still be opened until a rotation has brought it under the new one. Nonces are random: a key may seal far less than 2^32 texts.
 */
const ciphers = { 1: { name: 'aes-256-gcm', nonce: 12, tag: 16 } } as const;
const present = 1;

/** Bytes that a seal adds: its number, nonce and tag. */
export const sealBytes = 1 + ciphers[present].nonce + ciphers[present].tag;

/** Encrypts bytes under a key of 32 bytes for one owner, in whose place no other's can be put. */
export function seal(key: Buffer, owner: string, text: Buffer): Buffer {
  const { name, nonce: length } = ciphers[present];
  const nonce = randomBytes(length);
  const cipher = createCipheriv(name, key, nonce).setAAD(Buffer.from(owner));
  const body = Buffer.concat([cipher.update(text), cipher.final()]);
  return Buffer.concat([Buffer.from([present]), nonce, cipher.getAuthTag(), body]);
}

/** The way back. Throws when the bytes were sealed under another key or for another owner, changed, or by a cipher that is not known. */
export function open(key: Buffer, owner: string, sealed: Buffer): Buffer {
  const cipher = ciphers[sealed[0] as keyof typeof ciphers] as (typeof ciphers)[1] | undefined;
  if (cipher === undefined) throw new Error('sealed by a cipher that this version does not know');
  const { name, nonce, tag } = cipher;
  const decipher = createDecipheriv(name, key, sealed.subarray(1, 1 + nonce), { authTagLength: tag });
  decipher.setAAD(Buffer.from(owner)).setAuthTag(sealed.subarray(1 + nonce, 1 + nonce + tag));
  return Buffer.concat([decipher.update(sealed.subarray(1 + nonce + tag)), decipher.final()]);
}
