import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

/** The repository's folder. */
export const repository = join(import.meta.dirname, '..');

/** One import: what is written, and the path within the repository that it leads to; undefined for packages and `node:`. */
export type Import = { readonly written: string; readonly target: string | undefined };

export type Source = { readonly path: string; readonly text: string; readonly lines: number; readonly imports: readonly Import[] };

const aliases = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')).imports as Readonly<Record<string, string>>;

/** Statements, dynamic imports, and files named beside the code (workers, steps); a wildcard ends a glob's fixed part. */
const importShapes = [
  /^[ \t]*(?:import|export)\b[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]/gm,
  /^[ \t]*import\s*['"]([^'"]+)['"]/gm,
  /\bimport\(\s*['"]([^'"]+)['"]\s*\)/g,
  /\bnew URL\(\s*['"]([^'"]+)['"],\s*import\.meta\.url\s*\)/g,
];
const globShape = /\bimport\.meta\.glob(?:<[^(]*>)?\(\s*(\[[^\]]*\]|'[^']*')/g;

function targetOf(path: string, written: string): string | undefined {
  if (written.startsWith('#')) {
    const exact = aliases[written];
    if (exact !== undefined) return exact.slice(2);
    const [folder = ''] = written.split('/');
    return aliases[`${folder}/*`]?.slice(2).replace('*', written.slice(folder.length + 1)) ?? written;
  }
  if (!written.startsWith('.')) return undefined;
  return relative(repository, resolve(repository, dirname(path), written));
}

function importsOf(path: string, text: string): Import[] {
  const written = importShapes.flatMap((shape) => [...text.matchAll(shape)].map((found) => found[1] ?? ''));
  const globs = [...text.matchAll(globShape)].flatMap((found) => [...(found[1] ?? '').matchAll(/'([^']+)'/g)].map((one) => one[1] ?? ''));
  return [...written, ...globs].map((one) => ({ written: one, target: targetOf(path, one) }));
}

/** Paths within the repository, of what is ours: nothing installed, built or private to a machine. */
export function listFiles(...patterns: string[]): string[] {
  return globSync(patterns, { cwd: repository, exclude: ['node_modules', 'dist', 'data', 'tmp', '.git'] }).toSorted();
}

/** Every file of code, with what it imports. */
export function listSources(): Source[] {
  return listFiles('**/*.{ts,tsx}').map((path) => {
    const text = readFileSync(join(repository, path), 'utf8');
    return { path, text, lines: text.split('\n').length - 1, imports: importsOf(path, text) };
  });
}
