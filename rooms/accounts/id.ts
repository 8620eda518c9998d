import { createHash, randomBytes } from 'node:crypto';

/** A UUID of version 7: in the order of time, and told to nobody in advance. */
export function makeId(at: Date): string {
  const hex = at.getTime().toString(16).padStart(12, '0') + randomBytes(10).toString('hex');
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 3) | 8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
}

/** 256 random bits as 43 letters: what a cookie, a link or an API token holds. */
export function makeToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What is kept of a random token. It is too long to be guessed, so a plain hash does. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
