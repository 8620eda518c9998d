import { open } from 'node:fs/promises';
import { Refusal } from '#kernel/refusal.ts';
import { textLiteral } from '#platform/duck.ts';
import type { Register } from './definition.ts';
import { controlMark, fieldSeparator, startFraming } from './framing.ts';
import type { Framed, Framing } from './framing.ts';
import { checkHeader } from './header.ts';
import type { Source } from './source.ts';
import { unpack } from './unpack.ts';

/** Records that are ready to be checked: how many, and a query over them as `checkSql` takes it. */
export type Records = { readonly count: number; readonly sql: string };

/** No header is longer than this many bytes. */
const longestHeader = 1024 * 1024;
/** Lines are numbered in 31 bits. */
const mostLines = 2 ** 31 - 2;

/**
 * Frames a CSV file into `target`, a file in the form that DuckDB reads without judging anything (see framing.ts), to be
 * removed by the caller. Refuses what its contents show: a wrong header, no bytes, no UTF-8, a quote left open, a cut stream.
 */
export async function frameCsv(
  register: Register, source: Source, target: string,
  options: { limit: number; onBytes: (bytes: number) => void; signal: AbortSignal | undefined },
): Promise<Records> {
  const framing = startFraming();
  const { found } = framing;
  const out = await open(target, 'wx', 0o600);
  let bytes = 0;
  try {
    for await (const piece of unpack(source.path, source.packing, source.size, options.limit)) {
      options.signal?.throwIfAborted();
      const had = found.header;
      bytes += piece.length;
      await write(out, framing.take(piece));
      if (had === undefined) checkBeginning(register, found, bytes);
      if (found.line > mostLines) throw new Refusal('too-large', 413, { lines: mostLines }, `the file has more than ${mostLines} lines`);
      options.onBytes(bytes);
    }
    await write(out, framing.end());
  } finally {
    await out.close();
  }
  checkEnd(register, framing, bytes);
  return { count: found.records, sql: recordsSql(register, found.header ?? [], target) };
}

async function write(out: Awaited<ReturnType<typeof open>>, lines: readonly Uint8Array[]): Promise<void> {
  for (const piece of lines) await out.writeFile(piece);
}

/** As early as it can be known, so that gigabytes of something else are not read to their end. */
function checkBeginning(register: Register, found: Readonly<Framed>, bytes: number): void {
  if (found.utf16) throw notUtf8();
  if (found.header !== undefined) checkHeader(register, found.header);
  else if (bytes > longestHeader) checkHeader(register, []);
}

function checkEnd(register: Register, { found }: Framing, bytes: number): void {
  if (bytes === 0) throw new Refusal('no-bytes', 422, {}, 'the file is empty: it has not even a header');
  if (found.utf16) throw notUtf8();
  if (found.openQuote !== undefined) {
    throw new Refusal('open-quote', 422, { line: found.openQuote }, `a quote of the record on line ${found.openQuote} is never closed: the file was cut`);
  }
  checkHeader(register, found.header ?? []);
  if (found.encoding > 0 && found.encoding + found.columns === found.records) throw notUtf8();
}

function notUtf8(): Refusal {
  return new Refusal('not-utf8', 422, {}, 'the file is not text in UTF-8');
}

function recordsSql(register: Register, header: readonly string[], target: string): string {
  const types = ['line', 'framing', ...header].map((name) => `${name}: '${name === 'line' ? 'integer' : 'varchar'}'`);
  const fields = register.columns.map(({ name }) => (header.includes(name) ? name : `'' as ${name}`));
  return `(select line, framing, ${fields.join(', ')} from read_csv(${textLiteral(target)}, columns = {${types.join(', ')}},
    auto_detect = false, header = false, delim = ${textLiteral(fieldSeparator)}, quote = '', escape = '', new_line = '\\n', nullstr = ${textLiteral(controlMark)}))`;
}
