import { isUtf8 } from 'node:buffer';

/** A record of CSV: the line on which it begins, `columns` or `encoding` if it is so wrong, and its fields as texts. */
export type SlowRecord = { line: number; framing: string; fields: string[] };

/**
 * A second reading of RFC 4180 as docs/registers.md takes it, by regular expressions over the whole of what stands below the
 * header: records of `width` columns, the first of them on line `firstLine`. The fields of a `columns` record are empty.
 */
export function readRecords(bytes: Buffer, width: number, firstLine: number): { records: SlowRecord[]; openQuote: number | undefined } {
  const text = bytes.toString('latin1');
  const records: SlowRecord[] = [];
  let line = firstLine;
  let at = 0;
  const match = (shape: RegExp): string | undefined => {
    shape.lastIndex = at;
    const found = shape.exec(text)?.[0];
    if (found !== undefined) at += found.length;
    return found;
  };
  while (at < text.length) {
    if (match(/\r?\n/y) !== undefined) {
      line += 1;
      continue;
    }
    const start = at;
    const fields: string[] = [];
    let broken = false;
    do {
      const quoted = match(/"(?:[^"]|"")*"(?!")/y);
      if (quoted === undefined && text[at] === '"') return { records, openQuote: line };
      let bare = match(/[^,\n]*/y) ?? '';
      if (text[at] === '\n' && bare.endsWith('\r')) bare = bare.slice(0, -1);
      if (quoted === undefined ? bare.includes('"') : bare !== '') broken = true;
      fields.push(quoted === undefined ? bare : quoted.slice(1, -1).replaceAll('""', '"'));
    } while (match(/,/y) !== undefined);
    const raw = text.slice(start, at);
    match(/\n/y);
    const framing = broken || fields.length !== width ? 'columns' : isUtf8(Buffer.from(raw, 'latin1')) ? '' : 'encoding';
    records.push({ line, framing, fields: framing === 'columns' ? Array.from({ length: width }, () => '') : fields.map((field) => Buffer.from(field, 'latin1').toString()) });
    line += raw.split('\n').length - 1 + 1;
  }
  return { records, openQuote: undefined };
}
