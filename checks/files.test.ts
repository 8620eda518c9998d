import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { listFiles, listSources, repository } from './sources.ts';

const sources = listSources();

test('a file is named for what it holds', () => {
  const vague = /^(utils?|helpers?|common|types?|managers?|index|misc|shared)\b/;
  expect(sources.map(({ path }) => path).filter((path) => vague.test(basename(path)))).toEqual([]);
});

test('nothing is exported without a name, but to the tools that demand it', () => {
  expect(sources.filter(({ text }) => /^export default\b/m.test(text)).map(({ path }) => path)).toEqual(sources.map(({ path }) => path).filter((path) => /^[\w.]+\.config\.ts$/.test(path)));
});

test('no type is given up', () => {
  const code = (text: string) => text.replace(/\/\*[\s\S]*?\*\/|\/\/.*|(['"`])(?:\\.|(?!\1)[^\\])*\1/g, '');
  expect(sources.filter(({ text }) => /[:<|&]\s*any\b|\bas any\b/.test(code(text)) || /@ts-(ignore|nocheck)/.test(text)).map(({ path }) => path)).toEqual([]);
});

test('half of the files have less than 100 lines, nine in ten less than 250', () => {
  const steps = listFiles('rooms/*/steps/*.sql').map((path) => readFileSync(join(repository, path), 'utf8').split('\n').length - 1);
  const lengths = [...sources.map(({ lines }) => lines), ...steps];
  const share = (limit: number) => lengths.filter((lines) => lines < limit).length / lengths.length;
  expect(share(100)).toBeGreaterThanOrEqual(0.5);
  expect(share(250)).toBeGreaterThanOrEqual(0.9);
});

test('the machine speaks through its log and its command line, never through the console', () => {
  const speaking = sources.filter(({ path, text }) => !/^(checks|journeys|bench)\//.test(path) && !path.endsWith('.test.ts') && /\bconsole\.\w+\(/.test(text));
  expect(speaking.map(({ path }) => path)).toEqual([]);
});
