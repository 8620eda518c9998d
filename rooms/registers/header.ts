import { maskIdentifiers } from '#kernel/identifiers.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Register } from './definition.ts';

/**
 * Checks the names of a file's columns, exact and in any order. Refuses `header-broken` (no header line can be read),
 * `header-unknown` and `header-repeated` with the name, and `header-missing` with a column whose fields may not be empty.
 */
export function checkHeader(register: Register, header: readonly string[]): void {
  if (header.length === 0) throw new Refusal('header-broken', 422, { register: register.name }, 'line 1 is no header: quotes out of place, or far too long');
  const known = new Set(register.columns.map((column) => column.name));
  const seen = new Set<string>();
  for (const name of header) {
    if (!known.has(name)) throw refusal('unknown', register, name, `${register.name} has no column "${shown(name)}"`);
    if (seen.has(name)) throw refusal('repeated', register, name, `the column ${name} comes twice`);
    seen.add(name);
  }
  const missing = register.columns.find((column) => column.required && !seen.has(column.name));
  if (missing !== undefined) throw refusal('missing', register, missing.name, `the column ${missing.name} of ${register.name} is missing`);
}

function refusal(problem: 'unknown' | 'repeated' | 'missing', register: Register, column: string, message: string): Refusal {
  return new Refusal(`header-${problem}`, 422, { register: register.name, column: shown(column) }, message);
}

/** A name from a file, which may be anything: short, visible, without identifiers. */
function shown(name: string): string {
  const visible = maskIdentifiers(name).replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '\ufffd');
  return visible.length > 60 ? `${visible.slice(0, 60)}…` : visible;
}
