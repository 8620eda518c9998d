/** A record of a CSV file: the line on which it begins, counted from 1, and its fields. */
export type Line = { readonly line: number; readonly fields: readonly string[] };

/** What is wrong with a file: where, and why. `column` is empty where the whole line is meant. */
export type Fault = { readonly line: number; readonly column: string; readonly reason: string };

export type Table = { readonly rows: readonly { readonly line: number; readonly fields: Readonly<Record<string, string>> }[]; readonly faults: readonly Fault[] };

/**
 * Reads CSV as RFC 4180 has it: UTF-8 with or without byte order mark, commas, LF or CRLF, quotes around fields. The header
 * is exactly `columns`; blank lines are passed over. Fields lose the blanks around them. A record of other length is a fault.
 */
export function readTable(bytes: Uint8Array, columns: readonly string[]): Table {
  let text;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return { rows: [], faults: [{ line: 1, column: '', reason: 'the file is not UTF-8' }] };
  }
  const { lines, fault } = readLines(text);
  const [header, ...records] = lines;
  // A file of semicolons or tabs may fail in its quotes as well, which says nothing of what is wrong with it.
  const first = faultOfHeader(header ?? { line: 1, fields: [] }, columns) ?? fault;
  if (first) return { rows: [], faults: [first] };
  const isWhole = ({ fields }: Line): boolean => fields.length === columns.length;
  return {
    rows: records.filter(isWhole).map(({ line, fields }) => ({ line, fields: Object.fromEntries(columns.map((column, at) => [column, fields[at] ?? ''])) })),
    faults: records.filter((record) => !isWhole(record)).map(({ line, fields }) => ({
      line, column: '', reason: `${fields.length} fields instead of ${columns.length}${fields.length > columns.length ? '; a field with a comma in it stands in quotes' : ''}`,
    })),
  };
}

function faultOfHeader({ line, fields }: Line, columns: readonly string[]): Fault | undefined {
  if (fields.join() === columns.join()) return undefined;
  const [mark] = fields.length === 1 ? /[;\t]/.exec(fields[0] ?? '') ?? [] : [];
  const missing = columns.filter((column) => !fields.includes(column));
  const hint = mark !== undefined ? `; its fields are parted by ${mark === ';' ? 'semicolons' : 'tabs'}` : missing.length > 0 ? `; there is no ${missing.join(', ')}` : '';
  return { line, column: mark === undefined && missing.length === 1 ? missing[0] ?? '' : '', reason: `the header must be ${columns.join()}${hint}` };
}

function readLines(text: string): { lines: Line[]; fault?: Fault } {
  const cell = /(?:[ \t]*"((?:[^"]|"")*)"[ \t]*|([^",\r\n]*))(,|\r?\n|$)/y;
  const lines: { line: number; fields: string[] }[] = [];
  let record = { line: 1, fields: [] as string[] };
  let line = 1;
  while (cell.lastIndex < text.length || record.fields.length > 0) {
    const found = cell.exec(text);
    if (!found) return { lines, fault: { line, column: '', reason: 'a quote out of place: a field with a quote in it stands in quotes, each quote within doubled' } };
    record.fields.push((found[1]?.replaceAll('""', '"') ?? found[2] ?? '').trim());
    line += found[0].split('\n').length - 1;
    if (found[3] === ',') continue;
    if (record.fields.some((field) => field !== '')) lines.push(record);
    record = { line, fields: [] };
  }
  return { lines };
}
