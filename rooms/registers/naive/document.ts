import { readFileSync } from 'node:fs';

/** A column as docs/registers.md names it: the grammar is the document's own words. */
export type DocumentColumn = { name: string; key: boolean; grammar: string; optional: boolean };

const path = new URL('../../../docs/registers.md', import.meta.url);

/** The registers as the public document describes them, read from its table. */
export function readDocument(): Map<string, DocumentColumn[]> {
  const rows = readFileSync(path, 'utf8').split('\n').filter((line) => /^\| `[a-z]+` \| \*\*/.test(line));
  return new Map(rows.map((row) => {
    const [, register = '', columns = ''] = /^\| `([a-z]+)` \| (.*) \|$/.exec(row) ?? [];
    const found = [...columns.replace(/\([^)]*\)/g, '').matchAll(/(\*\*)?([a-z_]+)(?:\*\*)? `([^`]+)`/g)];
    return [register, found.map(([, key, name = '', text = '']) => ({
      name, key: key !== undefined, grammar: text.replaceAll('\\|', '|').replace(/\?$/, ''), optional: text.endsWith('?'),
    }))];
  }));
}
