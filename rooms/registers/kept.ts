import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '#platform/config.ts';
import type { Database } from '#platform/database.ts';
import { textLiteral } from '#platform/duck.ts';
import type { RegisterName } from './contract.ts';
import { isSpelled } from './definition.ts';
import type { Column, ColumnType, Register } from './definition.ts';
import { spellingName } from './grammar.ts';
import { listKept } from './store.ts';

/** DuckDB's form of the values of a type, as kept: identifiers and places as numbers, money in tiyn, months as integers. */
export function keptType(type: ColumnType): string {
  switch (type) {
    case 'iin': case 'bin': case 'employer': case 'kato': case 'place': case 'month': case 'rate': case 'share': return 'integer';
    case 'date': return 'date';
    case 'instant': case 'money': case 'signed-money': case 'whole': case 'count': return 'bigint';
    case 'level': return 'tinyint';
    default: return 'varchar';
  }
}

/** A column's name in kept rows: a person is no longer an IIN. */
export function keptName(column: Column): string {
  return column.type === 'iin' ? 'person' : column.name;
}

/** The names under which a register's fields are kept: its columns, then the spellings of those that need one. */
export function keptNames(register: Register): string[] {
  return [...register.columns.map(keptName), ...register.columns.filter((column) => isSpelled(column.type)).map(spellingName)];
}

/** Names of the key's columns, and which of them may be empty. */
export function keyNames(register: Register): string[] {
  return register.columns.filter((column) => column.key).map(keptName);
}

/** Where the accepted rows of an import lie. */
export function rowsFile(dataFolder: string, register: RegisterName, id: string): string {
  return join(dataFolder, 'rows', register, `${id}.parquet`);
}

/** Where an import tells which rows it showed not to be current. */
export function supersededFile(dataFolder: string, register: RegisterName, id: string): string {
  return join(dataFolder, 'superseded', register, `${id}.parquet`);
}

/** What is held of a register, as DuckDB table expressions. */
export type Held = {
  /** Every row ever accepted: import (ordinal), line, then `keptNames`; undefined when there is none. */
  readonly rows: string | undefined;
  /** The rows that are not the current one of their fact: import, line; undefined when there is none. */
  readonly superseded: string | undefined;
};

/** Where kept rows are looked for. */
export type HeldGround = { readonly db: Database; readonly config: Pick<Config, 'dataFolder'> };

/** The held rows of a register: those of its imports in PostgreSQL, and no other file. A missing file is a fault. */
export async function findHeld({ db, config }: HeldGround, register: RegisterName): Promise<Held> {
  const imports = await listKept(db, register);
  return {
    rows: readFiles(imports.map(({ id }) => rowsFile(config.dataFolder, register, id))),
    superseded: readFiles(imports.filter((one) => one.superseded).map(({ id }) => supersededFile(config.dataFolder, register, id))),
  };
}

function readFiles(files: readonly string[]): string | undefined {
  if (files.length === 0) return undefined;
  if (!files.every((file) => existsSync(file))) throw new Error('a file of kept rows is missing: the data folder is not the one this database was filled with');
  return `read_parquet([${files.map(textLiteral).join(', ')}])`;
}
