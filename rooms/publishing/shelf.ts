import type { z } from 'zod';
import { Refusal } from '#kernel/refusal.ts';
import { monthText } from '#kernel/month.ts';
import type { Database } from '#platform/database.ts';
import type { Release } from './contract.ts';
import { licence } from './release.ts';
import { findFile, findLatest, type StoredRelease } from './store.ts';
import { tables, type Table } from './cell.ts';
import type { Row } from './table-file.ts';

/** The newest release in memory, read back from its own published files, with the replies that were given from it. */
export type Shelf = {
  readonly release: z.input<typeof Release>;
  readonly rows: Readonly<Record<Table, readonly Row[]>>;
  /** The reply made before to the same question, or a new one: a release never changes. */
  remember<T extends object>(question: string, asked: object, make: () => T): T;
};

/** Holds the shelf of the newest release; `refresh` after another one was made. Refuses `no-release` before the first. */
export type Shelves = { current(): Promise<Shelf>; refresh(): void };

const repliesKept = 1000;

export function createShelves(db: Database): Shelves {
  let kept: Promise<Shelf> | undefined;
  return {
    refresh: () => { kept = undefined; },
    current: () => {
      kept ??= openShelf(db).catch((error: unknown) => { kept = undefined; throw error; });
      return kept;
    },
  };
}

export function releaseFacts(release: StoredRelease): z.input<typeof Release> {
  const { number, at, madeUp, definition, method, sums, signature, publicKey, keyChanges, firstMonth, lastMonth } = release;
  return {
    number, at: at.toISOString(), madeUp, definition, method, licence, sums, signature, publicKey, keyChanges: [...keyChanges],
    months: { first: monthText(firstMonth), last: monthText(lastMonth) },
  };
}

async function openShelf(db: Database): Promise<Shelf> {
  const latest = await findLatest(db);
  if (latest === undefined) throw new Refusal('no-release', 404);
  const rows: Partial<Record<Table, readonly Row[]>> = {};
  for (const table of tables) {
    const file = await findFile(db, latest.number, `${table}.json`);
    rows[table] = (JSON.parse(file!.toString()) as { rows: Row[] }).rows;
  }
  const replies = new Map<string, object>();
  return {
    release: releaseFacts(latest),
    rows: rows as Record<Table, readonly Row[]>,
    remember<T extends object>(question: string, asked: object, make: () => T) {
      const key = `${question} ${JSON.stringify(asked)}`;
      const found = (replies.get(key) as T | undefined) ?? make();
      replies.delete(key);
      replies.set(key, found);
      if (replies.size > repliesKept) replies.delete(replies.keys().next().value!);
      return found;
    },
  };
}
