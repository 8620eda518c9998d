const firstPass = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
const secondPass = [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2];

/**
 * The check digit of an IIN or BIN for its first eleven digits; undefined when both passes give 10 and the number is
 * never issued. Rules of forming the number: Government resolution No. 406 of 22 May 2007.
 */
export function checkDigit(firstEleven: string): number | undefined {
  for (const weights of [firstPass, secondPass]) {
    const rest = weights.reduce((sum, weight, at) => sum + weight * Number(firstEleven[at]), 0) % 11;
    if (rest < 10) return rest;
  }
  return undefined;
}

function hasRightCheckDigit(text: string): boolean {
  return /^\d{12}$/.test(text) && checkDigit(text.slice(0, 11)) === Number(text[11]);
}

/** True for a person's number: right check digit, digits 1-6 a date in the century that digit 7 (1-6) names. */
export function isIin(text: string): boolean {
  if (!hasRightCheckDigit(text)) return false;
  const century = Number(text[6]);
  if (century < 1 || century > 6) return false;
  const year = 1800 + 100 * Math.floor((century - 1) / 2) + Number(text.slice(0, 2));
  const month = Number(text.slice(2, 4));
  const day = Number(text.slice(4, 6));
  const date = new Date(Date.UTC(year, month - 1, day));
  return month >= 1 && month <= 12 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day && day > 0;
}

/** True for an organisation's number: right check digit, digits 3-4 a month, digit 5 in 4-6. */
export function isBin(text: string): boolean {
  if (!hasRightCheckDigit(text)) return false;
  const month = Number(text.slice(2, 4));
  return month >= 1 && month <= 12 && '456'.includes(text[4] ?? '');
}

/** An identifier that masks itself wherever it is printed, logged or serialised; `reveal` is the only way out. */
export class Identifier {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** The twelve digits themselves. Call it only where a stated purpose asks for them. */
  reveal(): string {
    return this.#text;
  }

  toString(): string {
    return '************';
  }

  toJSON(): string {
    return this.toString();
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString();
  }
}

/**
 * Replaces every run of eleven or more digits (also full-width or Arabic-Indic ones, also when blanks or hyphens part
 * them) by stars, so that a message or a rejected value never shows an identifier.
 */
export function maskIdentifiers(text: string): string {
  return text.replace(/\p{Nd}(?:[\s\u200b-]?\p{Nd}){10,}/gu, (run) => run.replace(/\p{Nd}/gu, '*'));
}

/**
 * True when a text holds what passes as an IIN or a BIN: twelve digits that are no part of a longer run, also full-width or
 * Arabic-Indic ones, also in groups parted by single blanks, points or hyphens. For what people type: a row of a register may
 * have such a key by chance and still be named.
 */
export function holdsIdentifier(text: string): boolean {
  const plain = text.normalize('NFKC').replace(/\p{Nd}/gu, digitOf);
  return [...plain.matchAll(/\d+(?:[\s.\u200b\u2010-\u2015-]\d+)*/g)].some(([run]) => {
    const groups = run.split(/\D/);
    return groups.some((_, first) => {
      let joined = '';
      return groups.slice(first).some((group) => isIin((joined += group)) || isBin(joined));
    });
  });
}

/** A digit of any script as one of 0-9: those of a script stand in a row, and nothing that is a digit stands before its nought. */
function digitOf(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value += 1;
  return String(value);
}
