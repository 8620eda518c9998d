import { openDuck } from '#platform/duck.ts';
import type { Duck } from '#platform/duck.ts';
import { loadGrammar } from './grammar.ts';

let opened: Promise<Duck> | undefined;

/**
 * A small DuckDB that has the grammar and holds no tables, kept for questions about single rows: to open one takes longer than
 * they do. What is asked of it must leave nothing behind.
 */
export async function questionDuck(): Promise<Duck> {
  opened ??= open().catch((error: unknown) => {
    opened = undefined;
    throw error;
  });
  return opened;
}

async function open(): Promise<Duck> {
  const duck = await openDuck({ memoryLimit: '200MB', threads: 1 });
  await loadGrammar(duck);
  return duck;
}
