import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { Refusal } from '#kernel/refusal.ts';
import type { AccountGround } from './ground.ts';
import { guessesFor } from './password-guesses.ts';

const deriveNow = promisify(argon2);
type Derivation = Parameters<typeof deriveNow>[1];

/** Each takes 19 MB and a thread of the few that files are read by too: two at once leave room for the rest of the system. */
const atOnce = 2;
const mostWaiting = 100;
let running = 0;
const waiting: (() => void)[] = [];

/** argon2id in its turn. Refuses `busy` 503 when a hundred wait already: somebody floods the sign-in. */
async function derive(given: Derivation): Promise<Buffer> {
  if (running < atOnce) running += 1;
  else if (waiting.length >= mostWaiting) throw new Refusal('busy', 503);
  else await new Promise<void>((resolve) => waiting.push(resolve));
  try {
    return await deriveNow('argon2id', given);
  } finally {
    // Whoever waits takes the place over, else it is free.
    const next = waiting.shift();
    if (next === undefined) running -= 1;
    else next();
  }
}

/** Memory in KiB, passes and lanes: the least that OWASP's password storage guide names for argon2id. */
export type Cost = { readonly memory: number; readonly passes: number; readonly lanes: number };
const cost: Cost = { memory: 19_456, passes: 2, lanes: 1 };

/** Letters that look alike count as the same, however a keyboard composes them. */
function normalised(password: string): string {
  return password.normalize('NFC');
}

/** argon2id in PHC form, `$argon2id$v=19$m=…,t=…,p=…$salt$hash`. */
export async function hashPassword(password: string, { memory, passes, lanes }: Cost = cost): Promise<string> {
  const salt = randomBytes(16);
  const hash = await derive({ message: normalised(password), nonce: salt, memory, passes, parallelism: lanes, tagLength: 32 });
  return `$argon2id$v=19$m=${memory},t=${passes},p=${lanes}$${unpadded(salt)}$${unpadded(hash)}`;
}

/** Whether a password is the one of a hash. */
export async function verifyPassword(password: string, stored: string): Promise<boolean> {
  const { memory, passes, lanes, salt, hash } = parse(stored);
  const found = await derive({ message: normalised(password), nonce: salt, memory, passes, parallelism: lanes, tagLength: hash.length });
  return timingSafeEqual(found, hash);
}

/** A hash that nothing verifies against: an unknown name costs the time of a wrong password. */
export const nobodysPassword = `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.lanes}$${unpadded(randomBytes(16))}$${unpadded(randomBytes(32))}`;

/** True when a hash was made at less than today's cost; the password is hashed anew at the next sign-in. */
export function isOutdated(stored: string): boolean {
  const { memory, passes, lanes } = parse(stored);
  return memory < cost.memory || passes < cost.passes || lanes < cost.lanes;
}

/** Guesses that a password withstands, as a power of ten: the doors are shut after ten of them, and a stolen hash costs years for more. */
const leastGuesses = 9;

/**
 * Refuses `weak-password` {why}: `short` under 12 characters, `long` over 128, `same` when it is one character over and over,
 * `sign-in-name` when it is little else, `common` when it is made of what is tried first (password-guesses.ts), `breached` when the
 * operator's list knows it. Nothing else is asked of it (NIST SP 800-63B, 3.1.1.2).
 */
export async function checkPassword({ breached }: Pick<AccountGround, 'breached'>, password: string, signInName: string): Promise<void> {
  const plain = normalised(password);
  const characters = [...plain];
  const why = characters.length < 12 ? 'short'
    : characters.length > 128 ? 'long'
      : new Set(characters).size === 1 ? 'same'
        : plain.toLowerCase().includes(signInName) && plain.toLowerCase().replaceAll(signInName, '').length < 10 ? 'sign-in-name'
          : (await guessesFor(plain, [signInName])) < leastGuesses ? 'common'
            : (await breached?.has(plain)) === true ? 'breached'
              : undefined;
  if (why !== undefined) throw new Refusal('weak-password', 422, { why });
}

function unpadded(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('=', '');
}

function parse(stored: string): Cost & { readonly salt: Buffer; readonly hash: Buffer } {
  const [, memory, passes, lanes, salt = '', hash = ''] = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/.exec(stored) ?? [];
  if (hash === '') throw new Error('a stored password is not in PHC form');
  return { memory: Number(memory), passes: Number(passes), lanes: Number(lanes), salt: Buffer.from(salt, 'base64'), hash: Buffer.from(hash, 'base64') };
}
