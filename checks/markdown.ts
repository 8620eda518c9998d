import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listFiles, repository } from './sources.ts';

/** A file of the repository as text. */
export function readText(path: string): string {
  return readFileSync(join(repository, path), 'utf8');
}

/** Every document of the repository. */
export function listDocuments(): { path: string; text: string }[] {
  return listFiles('**/*.md').map((path) => ({ path, text: readText(path) }));
}

/** What stands in code spans, and each line of blocks of code. */
export function codeOf(text: string): string[] {
  const spans = [...text.matchAll(/`([^`\n]+)`/g)].map((found) => found[1] ?? '');
  return [...spans, ...text.split('\n').filter((line) => line.startsWith('    ')).map((line) => line.trim())];
}

/** The rows of every table, heads among them, as cells without padding; `\|` is a bar within a cell. */
export function rowsOf(text: string): string[][] {
  return text.split('\n')
    .filter((line) => line.startsWith('|') && !/^\|[-|: ]+\|$/.test(line))
    .map((line) => line.slice(1, -1).split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll('\\|', '|')));
}

/** The text under one heading `## …`, up to the next. */
export function sectionOf(text: string, heading: string): string {
  return text.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
}
