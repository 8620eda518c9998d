import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { listAmounts } from './mci.ts';
import { listRates } from './rate.ts';
import { remarkKey } from './remark.ts';

const remarks = [...listAmounts(), ...listRates()].flatMap((value) => ['base' in value ? value.base : null, value.note].filter((text) => text !== null));

test.each(['kk', 'ru', 'en'])('every remark on an amount or a rate has its words in %s', (language) => {
  const words = JSON.parse(readFileSync(`rooms/reference/words/remark.${language}.json`, 'utf8')) as { [key: string]: string };
  expect([...new Set(remarks)].filter((text) => !words[remarkKey(text)])).toEqual([]);
});

test('no words stand for a remark that is gone', () => {
  const words = JSON.parse(readFileSync('rooms/reference/words/remark.en.json', 'utf8')) as { [key: string]: string };
  const keys = new Set(remarks.map(remarkKey));
  expect(Object.keys(words).filter((key) => !keys.has(key))).toEqual([]);
});
