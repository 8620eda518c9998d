import { readdir, readFile } from 'node:fs/promises';
import { DuckDBInstance, DuckDBTypeId } from '@duckdb/node-api';
import type { DuckDBConnection, DuckDBType, DuckDBValue } from '@duckdb/node-api';
import { maskIdentifiers } from '#kernel/identifiers.ts';

/** One DuckDB in memory with one connection: statements queue. */
export type Duck = {
  /** Runs one or more statements. */
  run(sql: string): Promise<void>;
  /**
   * All rows of the last statement as plain values: BIGINT a number when safe, else a bigint; HUGEINT a bigint; DATE
   * 'YYYY-MM-DD'; TIMESTAMP, DECIMAL, UUID and whatever else is no number text; LIST an array; STRUCT an object.
   */
  rows<T>(sql: string): Promise<T[]>;
  /** Ends the running statement, which rejects. */
  interrupt(): void;
  /** Of the running statement, 0 to 100; -1 when DuckDB cannot tell. */
  progress(): { percentage: number };
  close(): void;
};

/**
 * Opens a DuckDB in memory. `memoryLimit` bounds its buffers (default 2GB); what exceeds it goes to `tempFolder`.
 * Messages of errors pass through `maskIdentifiers`, because DuckDB quotes the value that it could not read.
 */
export async function openDuck(options: { memoryLimit?: string; tempFolder?: string; threads?: number } = {}): Promise<Duck> {
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: options.memoryLimit ?? '2GB',
    ...(options.tempFolder === undefined ? {} : { temp_directory: options.tempFolder }),
    ...(options.threads === undefined ? {} : { threads: String(options.threads) }),
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  const connection: DuckDBConnection = await instance.connect();
  return {
    async run(sql) {
      await masked(() => connection.run(sql));
    },
    async rows<T>(sql: string) {
      const reader = await masked(() => connection.runAndReadAll(sql));
      return reader.convertRowObjects<unknown>(plainValue) as T[];
    },
    interrupt: () => connection.interrupt(),
    progress: () => ({ percentage: connection.progress.percentage }),
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

async function masked<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    // The original is not kept as `cause`: it would be printed, and with it the value.
    throw new Error(maskIdentifiers(error instanceof Error ? error.message : String(error)));
  }
}

function safe(value: bigint): number | bigint {
  return value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER ? Number(value) : value;
}

function plainValue(value: DuckDBValue, type: DuckDBType, inner: (value: DuckDBValue, type: DuckDBType, again: never) => unknown): unknown {
  if (value === null) return null;
  const within = (item: DuckDBValue, itemType: DuckDBType): unknown => inner(item, itemType, inner as never);
  if (typeof value === 'bigint') return type.typeId === DuckDBTypeId.BIGINT || type.typeId === DuckDBTypeId.UBIGINT ? safe(value) : value;
  if (typeof value !== 'object') return value;
  if (type.typeId === DuckDBTypeId.LIST || type.typeId === DuckDBTypeId.ARRAY) {
    const { items } = value as { items: readonly DuckDBValue[] };
    const { valueType } = type as { valueType: DuckDBType } & DuckDBType;
    return items.map((item) => within(item, valueType));
  }
  if (type.typeId === DuckDBTypeId.STRUCT) {
    const { entries } = value as { entries: Readonly<Record<string, DuckDBValue>> };
    const { entryNames, entryTypes } = type as { entryNames: readonly string[]; entryTypes: readonly DuckDBType[] } & DuckDBType;
    return Object.fromEntries(entryNames.map((name, at) => [name, within(entries[name] ?? null, entryTypes[at]!)]));
  }
  return String(value);
}

/** A quoted SQL literal, for DuckDB statements that take no parameters (file names, COPY). NUL, which would end the statement, is a fault. */
export function textLiteral(text: string): string {
  if (text.includes('\0')) throw new Error('a text with NUL cannot be a literal');
  return `'${text.replaceAll("'", "''")}'`;
}

/** Reads the named steps (default: all) `NN-name.sql` of a folder, in the order of their numbers. */
export async function readSteps(folder: URL, names?: readonly string[]): Promise<{ name: string; sql: string }[]> {
  const base = folder.href.endsWith('/') ? folder : new URL(`${folder.href}/`);
  const files = (await readdir(base)).filter((file) => /^\d+-.+\.sql$/.test(file)).toSorted();
  const steps = files.map((file) => file.slice(0, -'.sql'.length));
  for (const name of names ?? []) {
    if (!steps.includes(name)) throw new Error(`no step ${name} in ${base.pathname}`);
  }
  const wanted = names === undefined ? steps : steps.filter((name) => names.includes(name));
  return Promise.all(wanted.map(async (name) => ({ name, sql: await readFile(new URL(`${name}.sql`, base), 'utf8') })));
}
