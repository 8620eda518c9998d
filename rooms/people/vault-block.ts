import type { Duck } from '#platform/duck.ts';
import { open, seal, sealBytes } from '#platform/seal.ts';
import type { VaultKeys } from './key.ts';

/** Identifiers are sealed so many together, in the order of their numbers; each takes five bytes, which hold twelve digits. */
const blockSize = 4096;
const bytes = 5;

/** Numbers and who they stand for, from a number on, without gaps. */
export type Run = { readonly first: number; readonly identifiers: readonly number[] };

/** The block that holds a number of a file: the number that it begins with. */
export function blockOf(number: number, firstNumber: number): number {
  return number - ((number - firstNumber) % blockSize);
}

const sealingKey = (keys: VaultKeys): Buffer => Buffer.from(keys.derive('identifiers'), 'base64url');
const ownerOf = (first: number, count: number): string => `${first} ${count}`;

/**
 * Makes the table vault.block(number INTEGER, block BLOB) of a table of number INTEGER and identifier BIGINT, whose numbers are
 * without gaps: each block stands at the number that it begins with, and is sealed for its place.
 */
export async function sealBlocks(duck: Duck, keys: VaultKeys, table: string, firstNumber: number): Promise<void> {
  const key = sealingKey(keys);
  const packed = await duck.rows<{ first: number; identifiers: string }>(`
    select min(number)::integer as first, string_agg(lpad(to_hex(identifier), ${bytes * 2}, '0'), '' order by number) as identifiers
    from ${table} group by (number - ${firstNumber}) // ${blockSize} order by 1`);
  await duck.run('create or replace table vault.block (number integer, block blob)');
  for (const { first, identifiers } of packed) {
    const text = Buffer.from(identifiers, 'hex');
    await duck.run(`insert into vault.block values (${first}, from_hex('${seal(key, ownerOf(first, text.length / bytes), text).toString('hex')}'))`);
  }
}

/** Opens blocks that a query yields as number and block. Throws a fault when one was not sealed for its place. */
export async function openBlocks(duck: Duck, keys: VaultKeys, query: string): Promise<Run[]> {
  const key = sealingKey(keys);
  const sealed = await duck.rows<{ first: number; text: string }>(`select number as first, hex(block) as text from (${query}) order by 1`);
  return sealed.map(({ first, text }) => ({ first, identifiers: openOne(key, first, Buffer.from(text, 'hex')) }));
}

function openOne(key: Buffer, first: number, sealed: Buffer): number[] {
  const text = open(key, ownerOf(first, (sealed.length - sealBytes) / bytes), sealed);
  return Array.from({ length: text.length / bytes }, (_, at) => text.readUIntBE(at * bytes, bytes));
}

/** Makes a table (number INTEGER, identifier BIGINT) of what blocks hold, but for numbers that `wanted` leaves out. */
export async function loadRuns(duck: Duck, table: string, runs: readonly Run[], wanted: (number: number) => boolean = () => true): Promise<void> {
  await duck.run(`create or replace table ${table} (number integer, identifier bigint)`);
  for (const { first, identifiers } of runs) {
    const rows = identifiers.flatMap((identifier, at) => (wanted(first + at) ? [`(${first + at},${identifier})`] : []));
    if (rows.length > 0) await duck.run(`insert into ${table} values ${rows.join(',')}`);
  }
}
