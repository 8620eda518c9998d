// One database is enough: what is published is held against itself in memory.
import { expect, test } from 'vitest';
import { checkRelations } from '#contradictions';
import { tables, type Table } from './cell.ts';
import { closeCube, type ClosedCube } from './closed-cube.ts';
import { checkConsistent, relationsOf } from './consistency.ts';
import { madeUpCube, today } from './testing.ts';

const closed = closeCube(madeUpCube(), Buffer.alloc(32, 3), today);

/** The release with one figure changed: that of the first row of a table which shows it. */
function planted(table: Table, measure: string, change: (value: number) => number, which = (row: ClosedCube['tables'][Table][number]) => Number(row[measure]) > 0): ClosedCube {
  const at = closed.tables[table].findIndex(which);
  const rows = closed.tables[table].map((row, index) => (index === at ? { ...row, [measure]: change(Number(row[measure])) } : row));
  return { ...closed, tables: { ...closed.tables, [table]: rows } };
}

test.each([
  ['a rung above the wider one', planted('places', 'held12', (value) => value + 1000), 'held12 at most held6'],
  ['more due than promised', planted('kinds', 'due', (value) => value + 10_000), 'due at most promised'],
  ['one promised job more than the pledges promise', planted('sections', 'promised', (value) => value + 1), 'promised by sections'],
  ['one promised job less in a region', planted('places', 'promised', (value) => value - 1, (row) => row['level'] === 1), 'promised by places'],
  ['people that no district has', planted('places', 'paid', (value) => value + 5000, (row) => row['level'] === 1 && Number(row['paid']) > 0), 'paid by places'],
])('a release with %s is refused, and the relation is named', (_, release, relation) => {
  expect(() => checkConsistent(release)).toThrow(expect.objectContaining({ code: 'release-contradicts', status: 409, facts: expect.objectContaining({ relations: expect.stringContaining(relation) }) }));
});

test('the same pledges in two tables that do not agree are refused', () => {
  const alone = closed.divisions.find(({ whole, parts, rest }) => whole.table === 'projects' && parts.length === 1 && !rest && closed.tables.pledges.some((row) => row['pledge'] === parts[0]!.key && Number(row['contracted']) > 0))!;
  const release = planted('pledges', 'contracted', (value) => value + 50, (row) => row['pledge'] === alone.parts[0]!.key);
  expect(() => checkConsistent(release)).toThrow(expect.objectContaining({ facts: expect.objectContaining({ relations: expect.stringContaining(`${alone.whole.name}: contracted by pledges`) }) }));
});

test('what was rounded and withheld by our own rules raises no alarm, and everything is comparable', () => {
  for (const seed of [1, 2, 3, 4]) {
    const release = closeCube(madeUpCube({ seed, projects: 40, months: 2 }), Buffer.alloc(32, seed), today);
    const findings = checkRelations(relationsOf(release));
    expect(findings.filter(({ verdict }) => verdict !== 'holds')).toEqual([]);
    expect(findings.length).toBeGreaterThan(1000);
  }
});

test('every table of a release is held against another', () => {
  const whole = new Set(closed.divisions.flatMap(({ whole: one, parts }) => [one.table, ...parts.map(({ table }) => table)]));
  expect([...whole].toSorted()).toEqual([...tables].toSorted());
});
