import { Refusal } from '#kernel/refusal.ts';
import { boundedFigure, checkRelations, type Relation } from '#contradictions';
import { tables, type Cell, type Table } from './cell.ts';
import type { ClosedCube } from './closed-cube.ts';
import { counted, promises, wider, type Figures, type Measure } from './measure.ts';
import { measureOf } from './oc4ids.ts';
import type { Oc4idsPackage } from './oc4ids-shape.ts';
import { knownOf } from './rounding.ts';
import type { Row } from './table-file.ts';

/** How many relations a refusal names. */
const mostNamed = 10;

/**
 * Holds what is about to be published against itself, with the intervals of our own rounding: each rung at most the wider one,
 * parts and totals, and the same pledges in two tables. `others` are relations of other products of the release. Refuses
 * `release-contradicts` and names the relations that no true figures could satisfy.
 */
export function checkConsistent(closed: Pick<ClosedCube, 'tables' | 'divisions'>, others: readonly Relation[] = []): void {
  const wrong = checkRelations([...relationsOf(closed), ...others]).filter(({ verdict }) => verdict === 'contradicts').map(({ relation }) => relation);
  if (wrong.length > 0) throw new Refusal('release-contradicts', 409, { count: wrong.length, relations: wrong.slice(0, mostNamed).join('; ') });
}

/** Every relation that should hold among the rows of a release. */
export function relationsOf({ tables: rows, divisions }: Pick<ClosedCube, 'tables' | 'divisions'>): Relation[] {
  const months = new Map<string, Map<string, Row>>();
  for (const table of tables) {
    for (const row of rows[table]) {
      const month = String(row['month']);
      if (!months.has(month)) months.set(month, new Map());
      months.get(month)!.set(nameOf(table, row), row);
    }
  }
  return [...months].flatMap(([month, named]) => [
    ...[...named].flatMap(([name, row]) => ladderOf(month, name, row)),
    ...divisions.flatMap((division) => divisionOf(month, division, named)),
  ]);
}

/** What the OC4IDS file says of a project is what the table of projects says: the jobs of its pledges make those promised, and every metric of the latest month is the figure there. */
export function relationsOfOc4ids({ projects }: Pick<Oc4idsPackage, 'projects'>, { tables: { projects: rows } }: Pick<ClosedCube, 'tables'>): Relation[] {
  const byId = new Map(rows.map((row) => [String(row['project']), row]));
  return projects.flatMap(({ identifiers, forecasts = [], metrics = [] }): Relation[] => {
    const id = identifiers[0]!.id;
    const row = byId.get(id)!;
    const month = String(row['month']);
    const printed = (name: string, value: number | null, population = '') => boundedFigure({ id: name, text: String(value), least: value ?? 0, most: value, population, period: month });
    const promised = forecasts.flatMap(({ observations }) => observations).filter(({ period }) => period.startDate.slice(0, 7) <= month);
    const parts = promised.map(({ id: pledge, measure }) => printed(`oc4ids pledge ${pledge}`, measure ?? null, `pledge ${pledge}`));
    const total = printed(`project ${id} promised`, Number(row['promised']));
    return [
      ...(parts.length === 0 ? [] : [{ id: `${month} oc4ids project ${id}: promised by its forecasts`, kind: parts.length === 1 ? 'same' as const : 'sum' as const, result: total, operands: parts.length === 1 ? [printed('oc4ids', promised[0]!.measure ?? null)] : parts }]),
      ...metrics.flatMap((metric) => metric.observations.filter(({ period }) => period.startDate.slice(0, 7) === month).map(({ measure = null }): Relation => ({
        id: `${month} oc4ids project ${id}: ${metric.id} is that of the projects`, kind: 'same',
        result: printed(`project ${id} ${measureOf[metric.id]}`, row[measureOf[metric.id]] as number | null), operands: [printed(`oc4ids project ${id} ${metric.id}`, measure)],
      }))),
    ];
  });
}

/** The name of the cell that a row is of. */
function nameOf(table: Table, row: Row): string {
  switch (table) {
    case 'places': return `place ${row['place']}`;
    case 'kinds': return `kind ${row['place']} ${row['kind']}`;
    case 'sections': return `section ${row['section']}`;
    case 'projects': return `project ${row['project']}`;
    case 'pledges': return `pledge ${row['pledge']}`;
  }
}

/** A figure of a row as it is printed, with all that it may stand for. What is withheld may be any number. */
export function figureOf(row: Row, measure: Measure, labels: { id: string; population?: string; period?: string }) {
  const value = row[measure];
  if (measure === 'promised' || measure === 'due') return boundedFigure({ ...labels, text: String(value), least: Number(value), most: Number(value) });
  if (value === null || value === undefined) return boundedFigure({ ...labels, text: '–', least: 0, most: null });
  const { least, most } = knownOf(measure, row as unknown as Figures);
  return boundedFigure({ ...labels, text: String(value), least: Math.max(0, least), most });
}

const rungs: readonly (readonly [Measure, Measure])[] = [['promised', 'due'], ['due', 'met'], ...counted.flatMap((narrow) => {
  const wide = wider[narrow];
  return wide === undefined ? [] : [[wide, narrow] as const];
})];

function ladderOf(period: string, name: string, row: Row): Relation[] {
  const figure = (measure: Measure) => figureOf(row, measure, { id: `${name} ${measure}`, period });
  return rungs.map(([wide, narrow]) => ({ id: `${period} ${name}: ${narrow} at most ${wide}`, kind: 'part', result: figure(wide), operands: [figure(narrow)] }));
}

/** Parts make their total, where they leave nothing out; else none of them is more than it. Cells of the same pledges have the same figure. */
function divisionOf(period: string, { whole, parts, rest }: { readonly whole: Cell; readonly parts: readonly Cell[]; readonly rest: boolean }, named: ReadonlyMap<string, Row>): Relation[] {
  const total = named.get(whole.name);
  const rows = parts.map(({ name }) => named.get(name));
  if (total === undefined || rows.some((row) => row === undefined)) return [];
  const isSame = parts.length === 1 && !rest;
  return [...promises, ...counted].map((measure) => {
    const figure = (row: Row, name: string) => figureOf(row, measure, { id: `${name} ${measure}`, population: isSame ? '' : name, period });
    return {
      id: `${period} ${whole.name}: ${measure} by ${parts[0]!.table}`, kind: isSame ? 'same' : rest ? 'part' : 'sum',
      result: figure(total, whole.name), operands: rows.map((row, at) => figure(row!, parts[at]!.name)),
    };
  });
}
