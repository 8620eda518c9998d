// One database is enough: the order of files is a matter of the rows that DuckDB keeps.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { operator } from '#kernel/actor.ts';
import { openDuck } from '#platform/duck.ts';
import { openTestGround, testFolder } from '#platform/testing.ts';
import { regionCodes } from '#reference';
import type { RegisterName } from './contract.ts';
import { loadCurrent } from './current.ts';
import { listRegisters } from './definition.ts';
import { importFile } from './import.ts';
import { company, csv, header, person, row } from './naive/sample.ts';
import { rejectsCsv } from './store.ts';

type Row = Readonly<Record<string, string>>;
type Extract = { readonly register: RegisterName; readonly name: string; readonly rows: readonly Row[] };

const folder = testFolder();
/** A region that only the classifier file brings, a district in it, and a village of a region that is built in. */
const [region, district, village] = ['800000000', '801000000', '113690999'];
const extracts: readonly Extract[] = [
  { register: 'places', name: 'classifier', rows: [{ kato: region, name_ru: 'Новая область' }, { kato: district }, { kato: village }] },
  { register: 'population', name: 'people', rows: [district, village, '000000000'].map((place, at) => ({ iin: person(at), place })) },
  { register: 'population', name: 'people again', rows: [district, region, '751110000'].map((place, at) => ({ iin: person(at), place, recorded_at: `2025-07-0${at + 1}T10:00:00Z` })) },
  { register: 'employers', name: 'employers', rows: [region, village].map((place, at) => ({ employer: company(at), place })) },
  { register: 'contracts', name: 'contracts', rows: [region, district, village].map((workplace, at) => ({ contract_no: `${at}`, workplace })) },
  { register: 'pledges', name: 'pledges', rows: [district, village].map((place, at) => ({ pledge_id: `${at}`, place })) },
];
for (const { register, name, rows } of extracts) writeFileSync(join(folder, `${name}.csv`), csv([header(register), ...rows.map((changes) => row(register, changes))]));

/** What a data folder of its own tells after these files in this order: every file's outcome, and the current rows. */
async function outcomeOf(order: readonly Extract[]): Promise<unknown> {
  const ground = await openTestGround();
  const duck = await openDuck({ threads: 1 });
  try {
    const files: Record<string, unknown> = {};
    for (const { register, name } of order) {
      const { id, records, accepted, rejected, duplicates } = await importFile({ ...ground, register, file: join(folder, `${name}.csv`), by: operator('test') });
      files[name] = { records, accepted, rejected, duplicates, rejects: (await Array.fromAsync(rejectsCsv(ground.db, id))).join('') };
    }
    await loadCurrent(duck, ground);
    const current: Record<string, unknown> = {};
    for (const { name, columns } of listRegisters()) {
      // Persons and employers have other numbers in another order.
      const shown = columns.filter(({ type, name: column }) => !['iin', 'bin', 'employer'].includes(type) && column !== 'status').map((column) => column.name);
      current[name] = await duck.rows(`select ${shown.join(', ')} from register.${name} order by all`);
    }
    return { files, current };
  } finally {
    duck.close();
    await ground.close();
  }
}

test('in any order the files have the same outcomes and leave the same rows, though one of them brings a region', async () => {
  expect(regionCodes()).not.toContain(region.slice(0, 2));
  const expected = await outcomeOf(extracts);
  expect(expected).toMatchObject({
    files: {
      classifier: { accepted: 3, rejected: 0 }, people: { accepted: 2, rejected: 1, rejects: `line,column,code,value\n2,place,place,${district}\n` },
      'people again': { accepted: 1, rejected: 2 }, contracts: { accepted: 1, rejected: 2 }, pledges: { accepted: 1, rejected: 1 },
    },
  });
  const shuffled = fc.shuffledSubarray([...extracts], { minLength: extracts.length });
  await fc.assert(fc.asyncProperty(shuffled, async (order) => { expect(await outcomeOf(order)).toEqual(expected); }), { numRuns: 8, examples: [[[...extracts].reverse()]] });
}, 240_000);
