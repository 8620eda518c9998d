// One database is enough: the package is made of a release in memory.
import { expect, test } from 'vitest';
import { closeCube } from './closed-cube.ts';
import { checkConsistent, relationsOfOc4ids } from './consistency.ts';
import { oc4idsPackage, sectorOf, statusOf } from './oc4ids.ts';
import { Oc4idsPackage, sectors } from './oc4ids-shape.ts';
import { madeUpCube, today } from './testing.ts';

const cube = madeUpCube();
const closed = closeCube(cube, Buffer.alloc(32, 3), today);
const publisher = { name: 'Министерство', prefix: 'oc4ids-jumys0', address: 'https://jumys.example.kz' };
const facts = { number: 7, at: new Date(`${today}T06:00:00Z`), madeUp: true, licence: 'https://creativecommons.org/licenses/by/4.0/' };
const made = oc4idsPackage(cube, closed, publisher, facts)!;
const row = (id: string) => closed.tables.projects.find((one) => one['project'] === id)!;

test('what the standard does not want is refused by our statement of it: no projects, a repeated party, an unknown status, a field of our own', () => {
  const [first] = made.projects;
  for (const wrong of [
    { ...made, projects: [] }, { ...made, version: '0.9.5' }, { ...made, uri: 'not an address' }, { ...made, publishedDate: '2026-08-15' },
    { ...made, projects: [{ ...first, status: 'completed' }] }, { ...made, projects: [{ ...first, parties: [first!.parties[0], first!.parties[0]] }] },
    { ...made, projects: [{ ...first, title: '' }] }, { ...made, projects: [{ ...first, metrics: [] }] }, { ...made, projects: [{ ...first, bin: '000000000000' }] },
  ]) expect(Oc4idsPackage.safeParse(wrong).success).toBe(false);
});

test('every project of a release is in its package, in the shape of the standard', () => {
  expect(Oc4idsPackage.parse(made)).toEqual(made);
  expect(made.projects.map(({ id }) => id)).toEqual([...cube.projects.keys()].map((id) => `oc4ids-jumys0-${id}`).toSorted());
});

test('the promise is the forecast, and the evidence the metrics, month by month, with no figure that the tables do not show', () => {
  let shown = 0;
  for (const { identifiers: [name], forecasts, metrics = [] } of made.projects) {
    const pledges = cube.pledges.filter(({ projectId }) => projectId === name!.id);
    expect(forecasts![0]!.observations.map(({ id, measure }) => [id, measure])).toEqual(pledges.map(({ pledgeId, jobs }) => [pledgeId, jobs]));
    const paid = metrics.find(({ id }) => id === 'jobsPaid')!.observations;
    expect(paid.at(-1)!.measure ?? null).toBe(row(name!.id)['paid']);
    for (const { measure } of metrics.flatMap(({ observations }) => observations)) {
      if (measure === undefined) continue;
      shown += 1;
      expect(measure % 10).toBe(0);
      expect(measure).toBeGreaterThanOrEqual(20);
    }
  }
  expect(shown).toBeGreaterThan(20);
});

test('a figure that is withheld has neither measure nor nought, and says so in the latest month only', () => {
  const silent = made.projects.flatMap(({ metrics = [] }) => metrics).flatMap(({ observations }) => observations).filter(({ measure }) => measure === undefined);
  expect(silent.length).toBeGreaterThan(0);
  expect(new Set(silent.map(({ id }) => id.slice(-7)))).toEqual(new Set(['2026-03']));
  expect(silent.every(({ notes }) => notes !== undefined)).toBe(true);
});

test('a sole entrepreneur is no party, neither by name nor by number', () => {
  const sole = [...cube.employers].filter(([, name]) => name === null).map(([number]) => number);
  expect(sole.length).toBeGreaterThan(0);
  const parties = made.projects.flatMap((project) => project.parties.map(({ id }) => id));
  for (const number of sole) expect(parties).not.toContain(`employer-${number}`);
  expect(parties).toContain('employer-1');
});

test('every stage and section has a code of the standard', () => {
  expect(Object.keys(statusOf)).toEqual(expect.arrayContaining(['idea', 'appraisal', 'approved', 'construction', 'operation', 'closed']));
  expect(Object.keys(sectorOf).join('')).toBe('ABCDEFGHIJKLMNOPQRSTU');
  expect(sectors).toEqual(expect.arrayContaining([...new Set(Object.values(sectorOf))]));
});

test('a figure that differs from the one in the table of projects refuses the release', () => {
  expect(() => checkConsistent(closed, relationsOfOc4ids(made, closed))).not.toThrow();
  const at = made.projects.findIndex(({ metrics }) => metrics?.[0]?.observations.at(-1)?.measure !== undefined);
  const planted = structuredClone(made);
  planted.projects[at]!.metrics![0]!.observations.at(-1)!.measure! += 10;
  expect(() => checkConsistent(closed, relationsOfOc4ids(planted, closed))).toThrow(expect.objectContaining({ code: 'release-contradicts' }));
  const short = structuredClone(made);
  short.projects[at]!.forecasts![0]!.observations[0]!.measure! -= 1;
  expect(() => checkConsistent(closed, relationsOfOc4ids(short, closed))).toThrow(expect.objectContaining({ facts: expect.objectContaining({ relations: expect.stringContaining('promised by its forecasts') }) }));
});
