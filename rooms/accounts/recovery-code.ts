import { randomInt } from 'node:crypto';
import type { Secrets } from './secret.ts';

/** Letters and digits that nobody takes for one another when reading them off paper. */
const letters = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Ten codes such as `k7wqm-2xhtr`, 49 bits each. */
export function makeRecoveryCodes(): string[] {
  const five = () => Array.from({ length: 5 }, () => letters.charAt(randomInt(letters.length))).join('');
  return Array.from({ length: 10 }, () => `${five()}-${five()}`);
}

/** What is kept of a code; how it was typed in does not matter. Undefined for what can be none. */
export function recoveryCodeHash(secrets: Secrets, account: string, code: string): string | undefined {
  const plain = code.toLowerCase().replace(/[\s-]/g, '');
  if (!/^[a-z2-9]{10}$/.test(plain)) return undefined;
  return secrets.hash('recovery-code', `${account} ${plain}`);
}
