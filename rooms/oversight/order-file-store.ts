import { sql } from 'kysely';
import type { Database } from '#platform/database.ts';
import type { OrderPage } from './contract.ts';
import type { By } from './ground.ts';

type FileFacts = Omit<OrderPage['files'][number], 'at'> & { readonly at: Date };
export type NewFile = Pick<FileFacts, 'name' | 'type' | 'bytes' | 'sha256'> & { readonly content: Buffer };

export async function listFiles(transaction: Database, orderId: number): Promise<FileFacts[]> {
  const { rows } = await sql<FileFacts>`select id, name, type, bytes, sha256, at, by_whom as by from oversight.order_file where order_id = ${orderId} order by id`.execute(transaction);
  return rows;
}

export async function countFiles(transaction: Database, orderId: number): Promise<number> {
  return (await sql<{ files: number }>`select count(*)::integer as files from oversight.order_file where order_id = ${orderId}`.execute(transaction)).rows[0]?.files ?? 0;
}

export async function enterFile(transaction: Database, orderId: number, one: NewFile, by: By, at: Date): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into oversight.order_file (order_id, name, type, bytes, sha256, content, at, by_whom)
    values (${orderId}, ${one.name}, ${one.type}, ${one.bytes}, ${one.sha256}, ${one.content}, ${at}, ${by.name}) returning id`.execute(transaction);
  return rows[0]!.id;
}

/** A file of an order that the reader of the transaction sees. */
export async function findFile(transaction: Database, orderId: number, id: number): Promise<{ name: string; type: string; content: Buffer } | undefined> {
  return (await sql<{ name: string; type: string; content: Buffer }>`
    select name, type, content from oversight.order_file where id = ${id} and order_id = ${orderId}`.execute(transaction)).rows[0];
}
