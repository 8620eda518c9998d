import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { Provenance } from './contract.ts';
import { listAmounts } from './mci.ts';
import { listOccupations } from './occupation.ts';
import { builtInPlaces } from './place.ts';
import { listAlmaty, listPlan } from './plan.ts';
import { listConditions, listQualifications } from './qualification.ts';
import { listContributions, listRates } from './rate.ts';
import { listRegions, listSuccession, listTiles } from './region.ts';
import { listSectors } from './sector.ts';
import { listSources } from './source.ts';
import { listYouthBands } from './youth.ts';

const tables = {
  listAlmaty, listAmounts, listConditions, listContributions, listOccupations, listPlan, listQualifications, listRates, listRegions, listSectors, listSuccession, listTiles, listYouthBands,
  builtInPlaces,
};

for (const [name, list] of Object.entries(tables)) {
  test(`every value of ${name} names sources that exist and says whether it is confirmed`, () => {
    const values = list();
    expect(values.length).toBeGreaterThan(list === listYouthBands ? 1 : 5);
    const known = new Set(listSources(values).map((source) => source.key));
    for (const value of values) {
      const { source } = Provenance.parse(value);
      expect(source.filter((key) => !known.has(key))).toEqual([]);
    }
  });

  test(`a value of ${name} that rests on memory alone is not confirmed, and one in part only in part or with a note`, () => {
    for (const value of list()) {
      if (value.source.join() === 'memory') expect(value.confirmed).toBe('no');
      if (value.source.includes('memory')) expect(value.confirmed !== 'yes' || value.note !== null).toBe(true);
      if (value.confirmed === 'no') expect(value.source).toContain('memory');
    }
  });
}

test('every source is used by some value', () => {
  const all = Object.values(tables).flatMap((list) => [...list()]);
  const lines = readFileSync(new URL('data/sources.csv', import.meta.url), 'utf8').trimEnd().split('\n');
  expect(listSources(all).length).toBe(lines.length - 1);
});

test('every table of facts is read by a test above', () => {
  const files = readdirSync(new URL('data/', import.meta.url)).map((file) => file.replace('.csv', ''));
  expect(files.toSorted()).toEqual(
    ['almaty', 'conditions', 'contributions', 'districts', 'mci', 'occupations', 'plan', 'qualifications', 'rates', 'regions', 'sectors', 'sources', 'succession', 'tiles', 'youth'],
  );
});
