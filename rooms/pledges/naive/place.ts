/** Where the parts AA BB CC H IJ of a KATO code begin and end. */
const parts = [[0, 2], [2, 4], [4, 6], [6, 7], [7, 9]] as const;

export const wholeCountry = '000000000';

/** Rule 1: the code with its last non-zero part set to zero, again and again until the classifier knows it. */
export function parentOf(place: string, classifier: ReadonlySet<string>): string | undefined {
  if (place === wholeCountry) return undefined;
  let code = place;
  for (const [from, to] of parts.toReversed()) {
    if (/^0+$/.test(code.slice(from, to))) continue;
    code = code.slice(0, from) + '0'.repeat(to - from) + code.slice(to);
    if (code === wholeCountry || classifier.has(code)) return code;
  }
  return wholeCountry;
}

/** The place itself and all that lies above it, narrowest first. */
export function chainOf(place: string, classifier: ReadonlySet<string>): string[] {
  const chain: string[] = [];
  for (let at: string | undefined = place; at !== undefined; at = parentOf(at, classifier)) chain.push(at);
  return chain;
}

/** Rule 1: A covers B when A is B or an ancestor of B. */
export function covers(a: string, b: string, classifier: ReadonlySet<string>): boolean {
  return chainOf(b, classifier).includes(a);
}
