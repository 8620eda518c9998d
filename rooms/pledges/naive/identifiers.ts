const firstPass = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
const secondPass = [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2];

/** Eleven digits with the check digit of an IIN or BIN behind them; undefined where there is none. */
export function withCheckDigit(eleven: string): string | undefined {
  for (const weights of [firstPass, secondPass]) {
    const rest = weights.reduce((sum, weight, at) => sum + weight * Number(eleven[at]), 0) % 11;
    if (rest < 10) return `${eleven}${rest}`;
  }
  return undefined;
}

function firstValid(stem: string): string {
  for (let serial = 1; ; serial += 1) {
    const found = withCheckDigit(`${stem}${String(serial).padStart(11 - stem.length, '0')}`);
    if (found !== undefined) return found;
  }
}

/** Years in an order of their own, so that the order of the numbers says nothing about the order of the identifiers. */
function yearOf(n: number): string {
  return String((50 + n * 37) % 100).padStart(2, '0');
}

/** The IIN of the n-th (0-99) made-up person: born in the nineteenth century, so that it is nobody's. */
export function iinOf(n: number): string {
  return firstValid(`${yearOf(n)}0412${1 + (n % 2)}`);
}

/** The BIN of the n-th (0-99) made-up company. */
export function binOf(n: number): string {
  return firstValid(`${yearOf(n)}0940`);
}
