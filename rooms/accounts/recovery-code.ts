import { randomInt } from 'node:crypto';
import type { Secrets } from './secret.ts';

/** Letters and digits that nobody takes for one another when reading them off paper. */
const letters = 'abcdefghjkmnpqrstuvwxyz23456789';

const [groups, inGroup] = [6, 4] as const;

/** Ten codes such as `k7wq-m2xh-tr4n-9pbc-vd3s-fgh6`, 118 bits each: more than a hash can be asked for, so that a keyed one does. */
export function makeRecoveryCodes(): string[] {
  const group = () => Array.from({ length: inGroup }, () => letters.charAt(randomInt(letters.length))).join('');
  return Array.from({ length: 10 }, () => Array.from({ length: groups }, group).join('-'));
}

/** What is kept of a code; how it was typed in does not matter. Undefined for what can be none. */
export function recoveryCodeHash(secrets: Secrets, account: string, code: string): string | undefined {
  const plain = code.toLowerCase().replace(/[\s-]/g, '');
  if (plain.length !== groups * inGroup || !/^[a-z2-9]+$/.test(plain)) return undefined;
  return secrets.hash('recovery-code', `${account} ${plain}`);
}
