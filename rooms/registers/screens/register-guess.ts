import { registerNames, type RegisterName } from '../contract.ts';

/** The register that a file's name speaks of: the longest of their names that it holds (`2026-10_contracts.csv.gz`); undefined when it names none. */
export function registerOfFile(name: string): RegisterName | undefined {
  const text = name.toLowerCase();
  return registerNames.filter((register) => text.includes(register) || text.includes(register.replace(/s$/, ''))).toSorted((a, b) => b.length - a.length)[0];
}
