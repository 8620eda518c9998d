import papers from '../tables/papers.json' with { type: 'json' };

/** What offices and employers of the made-up country write, each in the language in which its office would. */
export { papers };

/** Puts names and numbers in the place of `{name}`. */
export function fill(text: string, facts: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(facts[name] ?? whole));
}
