import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, test } from 'vitest';

const languages = ['kk', 'ru', 'en'] as const;
type Words = Map<string, string>;

function flatten(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  return Object.entries(value as object).flatMap(([key, inner]) => flatten(inner, path === '' ? key : `${path}.${key}`));
}

/** The words of every topic in every language: `rooms/pledges/words/overview.kk.json` holds the Kazakh ones of `rooms/pledges/words/overview`. */
const topics = new Map<string, Map<string, Words>>();
for (const path of globSync(['web/words/*.json', 'rooms/*/words/*.json'])) {
  const language = basename(path, '.json').split('.').at(-1) ?? '';
  const topic = path.slice(0, -`${language}.json`.length);
  const words = new Map(flatten(JSON.parse(readFileSync(path, 'utf8'))));
  topics.set(topic, (topics.get(topic) ?? new Map<string, Words>()).set(language, words));
}

/** Forms of a word for one, a few and many differ from language to language; what they are forms of does not. */
const withoutForms = (words: Words | undefined) => new Set([...(words?.keys() ?? [])].map((key) => key.replace(/_(one|few|many|other)$/, '')));
const places = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).toSorted();

test.each([...topics])('%s has the same words in Kazakh, Russian and English', (_, inLanguage) => {
  expect([...inLanguage.keys()].toSorted()).toEqual([...languages].toSorted());
  const russian = withoutForms(inLanguage.get('ru'));
  for (const language of languages) expect(withoutForms(inLanguage.get(language)), language).toEqual(russian);
});

test.each([...topics])('no word of %s is empty, and each fills in the same facts in every language', (_, inLanguage) => {
  for (const [language, words] of inLanguage) {
    for (const [key, text] of words) {
      expect(text.trim(), `${language} ${key}`).not.toBe('');
      const russian = inLanguage.get('ru')?.get(key) ?? inLanguage.get('ru')?.get(key.replace(/_\w+$/, ''));
      expect(places(text), `${language} ${key}`).toEqual(places(russian ?? ''));
    }
  }
});

const code = globSync(['web/**/*.{ts,tsx}', 'rooms/**/*.{ts,tsx}']).filter((path) => !path.endsWith('.test.ts')).map((path) => readFileSync(path, 'utf8')).join('\n');
/** Whole keys in quotes, and what stands before the first `${` of a key put together. A key that is missing is for the type check to find. */
const quoted = new Set([...code.matchAll(/['"`](?:\w+:)?([\w-]+(?:\.[\w-]+)*)['"`]/g)].map(([, key]) => key));
const begun = [...new Set([...code.matchAll(/`(?:\w+:)?((?:[\w-]+\.)+)\$\{/g)].map(([, beginning]) => beginning ?? ''))];

test.each([...topics].filter(([topic]) => !topic.endsWith('/remark.')))('no word of %s stands unused', (_, inLanguage) => {
  const unused = [...withoutForms(inLanguage.get('ru'))].filter((key) => !quoted.has(key) && !begun.some((beginning) => key.startsWith(beginning)));
  expect(unused).toEqual([]);
});
