// One database is enough: the official schema sees the public file only.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv-draft-04';
import { beforeAll, expect, test } from 'vitest';
import { Oc4idsPackage } from '../rooms/publishing/oc4ids-shape.ts';
import { findFile, findLatest } from '../rooms/publishing/store.ts';
import { openTestCountry } from './country.ts';

/** The folder with project-schema.json and project-package-schema.json of the standard; docs/oc4ids.md says where they are to be had. */
const folder = process.env['JUMYS_OC4IDS_SCHEMA'];

/** Checks by the official schema, which is of JSON Schema draft 4. */
function openOfficial(from: string) {
  const read = (name: string) => JSON.parse(readFileSync(join(from, name), 'utf8')) as { id: string };
  const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;
  const ajv = new Ajv.default({ strict: false, allErrors: true, formats: { 'date-time': instant, uri: (text: string) => URL.canParse(text), email: true } });
  return ajv.addSchema(read('project-schema.json')).compile(read('project-package-schema.json'));
}

let published: Oc4idsPackage;

beforeAll(async () => {
  if (folder === undefined) return;
  const country = await openTestCountry();
  const { number } = (await findLatest(country.app.db))!;
  published = JSON.parse((await findFile(country.app.db, number, 'oc4ids.json'))!.toString()) as Oc4idsPackage;
  await country.close();
}, 300_000);

test.skipIf(folder === undefined)('the official schema refuses what the standard does not want', () => {
  const check = openOfficial(folder!);
  const [first] = published.projects;
  for (const wrong of [{ ...published, publisher: {} }, { ...published, projects: [] }, { ...published, projects: [{ ...first, status: 'closed' }] }, { ...published, projects: [{ ...first, metrics: [{}] }] }]) {
    expect(check(wrong)).toBe(false);
  }
});

test.skipIf(folder === undefined)('the official schema accepts every project of a made-up country', () => {
  const check = openOfficial(folder!);
  check(published);
  expect(check.errors ?? []).toEqual([]);
  expect(published.projects.length).toBeGreaterThan(5);
  console.log(`${published.projects.length} projects accepted`);
});
