import { copyFile, constants } from 'node:fs/promises';
import { Refusal } from '#kernel/refusal.ts';
import { textLiteral } from '#platform/duck.ts';
import type { Duck } from '#platform/duck.ts';
import type { Records } from './csv.ts';
import type { Register } from './definition.ts';
import { checkHeader } from './header.ts';
import type { Source } from './source.ts';
import { tooLarge } from './unpack.ts';

type Shape = { name: string; type: string; children: number; text: boolean };

/**
 * Makes a Parquet file of text columns ready to be checked; row n is line n + 1, NULL an empty field. DuckDB sees a copy at
 * `target`, to be removed by the caller: a name of ours, and bytes that nobody changes meanwhile. Refuses `cut` and
 * `damaged`, a wrong header, `column-not-text`, `too-large`.
 */
export async function openParquet(duck: Duck, register: Register, source: Source, target: string, limit: number): Promise<Records> {
  await copyFile(source.path, target, constants.COPYFILE_FICLONE);
  const file = textLiteral(target);
  const [root, ...shapes] = await readParquet(() => duck.rows<Shape>(`
    select name, type, coalesce(num_children, 0)::integer as children,
      coalesce(type = 'BYTE_ARRAY' and (converted_type = 'UTF8' or logical_type like 'StringType%'), false) as text
    from parquet_schema(${file})`));
  checkHeader(register, shapes.map((shape) => shape.name));
  const other = shapes.find((shape) => !shape.text);
  if (other !== undefined || root?.children !== shapes.length) {
    throw new Refusal('column-not-text', 422, { column: other?.name ?? '' }, `the Parquet column ${other?.name ?? ''} is not text`);
  }
  const [sizes] = await readParquet(() => duck.rows<{ rows: number; bytes: number }>(`
    select coalesce(max(num_rows), 0)::bigint as rows,
      coalesce((select sum(total_uncompressed_size) from parquet_metadata(${file})), 0)::bigint as bytes
    from parquet_file_metadata(${file})`));
  const { rows: count, bytes } = sizes ?? { rows: 0, bytes: 0 };
  // A field takes at least a byte of any file that is unpacked, however well Parquet packs repeated ones.
  if (Math.max(Number(bytes), Number(count) * shapes.length) > limit) throw tooLarge(limit);
  const held = new Set(shapes.map((shape) => shape.name));
  const fields = register.columns.map(({ name }) => (held.has(name) ? `grammar.cleaned(${name}) as ${name}` : `'' as ${name}`));
  return {
    count: Number(count),
    sql: `(select cast(file_row_number + 2 as integer) as line, '' as framing, ${fields.join(', ')}
      from read_parquet(${file}, file_row_number = true))`,
  };
}

/** Runs a query over a Parquet file that came in. What went wrong in reading a Parquet file, when it is the file's fault: refuses `cut`, `damaged` or `not-utf8`; else throws the error. */
export async function readParquet<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw refusalOf(error);
  }
}

function refusalOf(error: unknown): unknown {
  const message = error instanceof Error ? error.message : '';
  if (/No magic bytes found at end|too small to be a Parquet/.test(message)) {
    return new Refusal('cut', 422, { packing: 'parquet' }, 'the Parquet file has no end: it was cut, or is something else');
  }
  if (message.includes('Invalid string encoding')) return new Refusal('not-utf8', 422, {}, 'the Parquet file has text that is not UTF-8');
  if (/^(Out of Memory|IO|INTERRUPT|Internal)/i.test(message)) return error;
  return new Refusal('damaged', 422, { packing: 'parquet' }, 'the bytes are no whole Parquet file: it is damaged');
}
