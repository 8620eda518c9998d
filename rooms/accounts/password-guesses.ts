import { commonPasswords } from './usual-passwords.ts';

/** More letters than these cannot make a password weaker, and long ones take long to take apart. */
const mostLetters = 64;

type Estimator = (password: string, names: readonly string[]) => number;
let estimator: Promise<Estimator> | undefined;

/**
 * How many guesses somebody who knows the habits of people needs for a password, as a power of ten: it is taken apart into leaked
 * passwords (49,000 of them, by how often they were found), words of ours, the `names` given, rows of keys, dates, repetitions, with
 * letters exchanged for digits as people do (zxcvbn). What knows all these is loaded with the first password: no start waits for it.
 */
export async function guessesFor(password: string, names: readonly string[]): Promise<number> {
  estimator ??= load();
  return (await estimator)([...password].slice(0, mostLetters).join(''), names);
}

async function load(): Promise<Estimator> {
  const [{ ZxcvbnFactory }, { dictionary, adjacencyGraphs }] = await Promise.all([import('@zxcvbn-ts/core'), import('@zxcvbn-ts/language-common')]);
  const zxcvbn = new ZxcvbnFactory({ dictionary: { ...dictionary, usual: [...commonPasswords] }, graphs: adjacencyGraphs });
  return (password, names) => zxcvbn.check(password, [...names]).guessesLog10;
}
