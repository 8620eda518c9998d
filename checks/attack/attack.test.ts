// One database is enough: the attacker sees public bytes only.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zstdDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { operator } from '#kernel/actor.ts';
import { monthIndex, monthText, type Month } from '#kernel/month.ts';
import { placeText } from '#kernel/place.ts';
import { openTestGround } from '#platform/testing.ts';
import { writeMadeUpCountry } from '#demo';
import type { RegisterName } from '#registers';
import { openApp, type App } from '../../app.ts';
import { countsOf, listCells, tables, type Cell, type WholeCube } from '../../rooms/publishing/cell.ts';
import { closeCube } from '../../rooms/publishing/closed-cube.ts';
import { counted, type Counts } from '../../rooms/publishing/measure.ts';
import { stacksOf } from '../../rooms/publishing/stack.ts';
import { findFile, findLatest, keepSecret } from '../../rooms/publishing/store.ts';
import { madeUpCube, today } from '../../rooms/publishing/testing.ts';
import { readPublication, type Publication, type PublicFact } from './publication.ts';
import { boundsOf } from './solve.ts';
import { laySystem } from './system.ts';

/** How many people the attacked country has. */
const people = Number(process.env['JUMYS_ATTACK_PEOPLE'] ?? 40_000);
/** How many projects the denser countries have; 90 take two minutes each. */
const projects = Number(process.env['JUMYS_ATTACK_PROJECTS'] ?? 20);
let instant = Date.parse('2026-11-22T06:00:00Z');
/** Every look is a second later. */
const clock = { now: () => new Date((instant += 1000)) };
const secret = Buffer.alloc(32, 7);

/** A release as the attacker sees it, beside the truth that it was made of. */
type Attacked = { readonly publication: Publication; readonly cube: WholeCube };

const nameOf = ({ table, key, place }: Cell) => (table === 'kinds' ? `kinds ${placeText(place)} ${key}` : `${table} ${key}`);

function factsOf(cube: WholeCube): PublicFact[] {
  const stacks = stacksOf(cube);
  return cube.pledges.map(({ pledgeId, projectId, places, project }, at) => ({
    stack: stacks[at]!.map((other) => cube.pledges[other]!.pledgeId),
    older: stacks[at]!.slice(0, stacks[at]!.indexOf(at)).reduce((sum, other) => sum + cube.pledges[other]!.jobs, 0),
    pledge: pledgeId, project: projectId, places: places.map(placeText), kind: project?.kind ?? null, section: project?.section ?? null,
  }));
}

/** What a careless publisher would print: exact counts, those below ten left out. */
function careless(cube: WholeCube, months: readonly number[]): Publication {
  const cells = listCells(cube);
  const rows = months.flatMap((month) => cells.map((cell) => {
    const counts = countsOf(cube, cell.members, month);
    const shown = Object.fromEntries(counted.map((measure) => [measure, counts[measure] < 10 ? null : counts[measure]]));
    const names = { places: { place: cell.key }, kinds: { place: placeText(cell.place), kind: cell.key }, sections: { section: cell.key }, projects: { project: cell.key }, pledges: { pledge: cell.key } };
    return { table: cell.table, row: { month: monthText(month), promised: counts.promised, due: counts.due, ...shown, ...names[cell.table] } };
  }));
  return readPublication(tables.map((table) => JSON.stringify({ release: 1, table, rows: rows.filter((one) => one.table === table).map(({ row }) => row) })));
}

type Target = { readonly what: string; readonly terms: [string, number][]; readonly truth: number; readonly open: number };

/** Every count of one to nine people, and every difference of one to nine between rungs, months and releases. */
function targetsOf(attacked: readonly Attacked[], months: readonly string[]): Target[] {
  const targets = new Map<string, Target>();
  const add = (set: string, what: string, terms: Target['terms'], truth: number, most = Infinity) => {
    if (Math.abs(truth) < 1 || Math.abs(truth) > 9) return;
    targets.set(`${set} ${what}`, { what, terms, truth, open: Math.min(Math.max(5, Math.abs(truth) / 2), most) });
  };
  for (const [at, { publication: { release }, cube }] of attacked.entries()) {
    for (const cell of listCells(cube).filter(({ members }) => members.length > 0)) {
      const set = cell.members.join();
      for (const month of months) {
        const counts = (of: WholeCube, text: string) => countsOf(of, cell.members, monthIndex(text as Month));
        const now: Counts = counts(cube, month);
        const key = (measure: string, other = month, number = release) => `${number}|${other}|${nameOf(cell)}|${measure}`;
        // No more can be met than is due: that much is known before anything is published.
        for (const measure of counted) add(set, `${release} ${month} ${measure}`, [[key(measure), 1]], now[measure], measure === 'met' ? now.due : Infinity);
        for (const [wide, narrow] of [['contracted', 'paid'], ['paid', 'held3'], ['held3', 'held6']] as const) {
          add(set, `${release} ${month} ${wide} less ${narrow}`, [[key(wide), 1], [key(narrow), -1]], now[wide] - now[narrow]);
        }
        for (const other of months.filter((one) => one < month)) add(set, `${release} ${month} paid since ${other}`, [[key('paid'), 1], [key('paid', other), -1]], now.paid - counts(cube, other).paid);
        const before = attacked[at - 1];
        if (before !== undefined) add(set, `${release} ${month} paid since release before`, [[key('paid'), 1], [key('paid', month, before.publication.release), -1]], now.paid - counts(before.cube, month).paid);
      }
    }
  }
  return [...targets.values()];
}

/** Attacks the months, and tells how narrowly each target can be bounded. A project is published in the latest month only. */
async function attack(attacked: readonly Attacked[], months: readonly string[], rounding: 'dithered' | 'none') {
  const last = attacked[0]!.cube;
  // The first release from which on a block's figures of a month have not changed: the attacker is given what no outsider knows.
  const same = (release: number, pledges: readonly number[], month: string): number => {
    const figures = ({ cube }: Attacked) => JSON.stringify(countsOf(cube, pledges, monthIndex(month as Month)));
    let at = attacked.findIndex(({ publication }) => publication.release === release);
    while (at > 0 && figures(attacked[at]!) === figures(attacked[at - 1]!)) at -= 1;
    return attacked[at]!.publication.release;
  };
  const system = laySystem(attacked.map(({ publication }) => publication), factsOf(last), months, { rounding, same });
  const targets = targetsOf(attacked, months).flatMap((target) => {
    const terms = target.terms.flatMap(([key, factor]): [number, number][] => (system.unknowns.has(key) ? [[system.unknowns.get(key)!, factor]] : []));
    return terms.length === target.terms.length ? [{ ...target, columns: terms }] : [];
  });
  const bounds = await boundsOf(system, targets.map(({ columns }) => columns));
  const results = targets.map((target, at) => ({ ...target, ...bounds[at]!, width: bounds[at]!.most - bounds[at]!.least }));
  expect(results.filter(({ least, most, truth }) => truth < least || truth > most), 'the attacker draws no wrong conclusion').toEqual([]);
  return {
    targets: results.length,
    exact: results.filter(({ width, open }) => width === 0 && open > 0).length,
    told: results.filter(({ width, open }) => width < open),
    narrowest: Math.min(...results.filter(({ what }) => !what.includes('met')).map(({ width }) => width)),
  };
}

/** How many figures of people there are, and how many of them are withheld. */
function describe({ publication, cube }: Attacked) {
  const cells = new Map(listCells(cube).map((cell) => [nameOf(cell), cell]));
  const figures = publication.rows.flatMap((row) => {
    const counts = countsOf(cube, cells.get(row.cell)!.members, monthIndex(row.month as Month));
    return counted.filter((measure) => row.promised > 0 && !(measure === 'met' && row.due === 0)).map((measure) => ({ shown: row.figures[measure], truth: counts[measure] }));
  });
  const hidden = figures.filter(({ shown }) => shown === null);
  return { figures: figures.length, shown: figures.length - hidden.length, underTen: hidden.filter(({ truth }) => truth < 10).length, others: hidden.filter(({ truth }) => truth >= 10).length };
}

let app: App;
let releases: Attacked[] = [];
const months = () => {
  const all = [...new Set(releases[0]!.publication.rows.map(({ month }) => month))].toSorted();
  return all.slice(-2);
};

/** Three releases of a country that came through the door of real files; of contributions and contracts some came late, for the second and the third. */
beforeAll(async () => {
  const ground = await openTestGround();
  app = await openApp(ground.config, clock, { opened: ground });
  await keepSecret(app.db, secret);
  const { files } = await writeMadeUpCountry({ people, seed: 11, folder: join(ground.files, 'country') });
  const batches: { register: RegisterName; file: string; by: ReturnType<typeof operator>; madeUp: boolean }[][] = [[], [], []];
  for (const { register, path } of files) {
    const whole = !['contributions', 'contracts'].includes(register);
    const parts = whole ? [path] : splitLate(path);
    for (const [at, file] of parts.entries()) batches[at]!.push({ register: register as RegisterName, file, by: operator('test'), madeUp: true });
  }
  for (const batch of batches) {
    await app.importFiles(batch, () => undefined);
    // A made-up country is released after each computation.
    const { cube } = await app.views.current();
    const { number } = (await findLatest(app.db))!;
    expect(number).toBe(releases.length + 1);
    const bytes = await Promise.all([...tables, 'oc4ids'].map(async (file) => (await findFile(app.db, number, `${file}.json`))!.toString()));
    releases.push({ publication: readPublication(bytes), cube });
  }
}, 600_000);

afterAll(async () => {
  releases = [];
  await app.close();
});

/** The file in three: nearly all rows, and twice one in forty of them. */
function splitLate(path: string): string[] {
  const [head = '', ...lines] = zstdDecompressSync(readFileSync(path)).toString().split('\n').filter((line) => line !== '');
  const part = (at: number) => (at % 40 === 13 ? 1 : at % 40 === 27 ? 2 : 0);
  return [0, 1, 2].map((wanted) => {
    const file = path.replace('.csv.zst', `-${wanted}.csv`);
    writeFileSync(file, `${[head, ...lines.filter((_, at) => part(at) === wanted)].join('\n')}\n`);
    return file;
  });
}

test('from a careless publication the attacker recovers small counts: he can', async () => {
  const last = monthIndex(months().at(-1) as Month);
  const { cube } = releases[0]!;
  const { targets, exact, told } = await attack([{ publication: careless(cube, [last]), cube }], [monthText(last)], 'none');
  console.log(`careless: ${told.length} of ${targets} small counts told, ${exact} of them exactly`);
  expect(exact).toBeGreaterThan(0);
}, 600_000);

test('from all public bytes of three releases he recovers none', async () => {
  for (const one of releases) console.log(`release ${one.publication.release}:`, JSON.stringify(describe(one)));
  expect(releases[2]!.publication.rows).not.toEqual(releases[0]!.publication.rows);
  const { targets, exact, told, narrowest } = await attack(releases, months(), 'dithered');
  console.log(`published: ${told.length} of ${targets} small counts and differences told, ${exact} exactly, narrowest interval ${narrowest}`);
  expect(targets).toBeGreaterThan(100);
  expect({ told, exact }).toEqual({ told: [], exact: 0 });
  expect(narrowest).toBeGreaterThanOrEqual(5);
}, 600_000);

test('where the verdict of every pledge is told, small ones and those at the edge of a figure too, he recovers some: the attack reads verdicts', async () => {
  const cube = madeUpCube({ seed: 26, projects: 10, months: 1 });
  const closed = closeCube(cube, Buffer.alloc(32, 3), today);
  const all = closed.tables.pledges.map((row) => ({ ...row, verdict: cube.verdict(cube.pledges.findIndex(({ pledgeId }) => pledgeId === row['pledge']), 2026 * 12) }));
  const publish = (pledges: readonly object[]) => [{ cube, publication: readPublication(tables.map((table) => JSON.stringify({ release: 1, table, rows: table === 'pledges' ? pledges : closed.tables[table] }))) }];
  const careless = await attack(publish(all), ['2026-01'], 'dithered');
  const careful = await attack(publish(closed.tables.pledges), ['2026-01'], 'dithered');
  console.log(`verdicts of all pledges: ${careless.told.length} of ${careless.targets} told; as published: ${careful.told.length}`);
  expect(closed.tables.pledges.filter(({ verdict }) => verdict !== null && verdict !== 'not-due').length).toBeGreaterThan(3);
  expect(careless.told.length).toBeGreaterThan(0);
  expect(careful.told).toEqual([]);
}, 600_000);

test.each([1, 2])('nor from a denser country (%i), with corrections', async (seed) => {
  const attacked = [0, 0.2].map((late, at): Attacked => {
    const cube = madeUpCube({ seed, projects, months: 1, late });
    const closed = closeCube(cube, Buffer.alloc(32, seed), today);
    return { publication: readPublication(tables.map((table) => JSON.stringify({ release: at + 1, table, rows: closed.tables[table] }))), cube };
  });
  const naive = await attack([{ publication: careless(attacked[0]!.cube, [2026 * 12]), cube: attacked[0]!.cube }], ['2026-01'], 'none');
  const { targets, exact, told, narrowest } = await attack(attacked, ['2026-01'], 'dithered');
  console.log(`denser country ${seed}: careless ${naive.told.length} of ${naive.targets} told, ${naive.exact} exactly; published ${told.length} of ${targets}, narrowest ${narrowest}`);
  expect(naive.exact).toBeGreaterThan(0);
  expect({ told, exact }).toEqual({ told: [], exact: 0 });
}, 600_000);
