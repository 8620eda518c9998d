import { monthText } from '#kernel/month.ts';
import { placeText } from '#kernel/place.ts';
import { closedMonths, countsOf, listCells, listDivisions, type Cell, type Table, type WholeCube } from './cell.ts';
import { passGate, type Sheet } from './gate.ts';
import { ditherOf, protect } from './rounding.ts';
import type { Row } from './table-file.ts';
import { meanWages } from './wages.ts';

/** All that a release publishes: the rows of its four tables, and nothing else. */
export type ClosedCube = { readonly months: readonly number[]; readonly tables: Readonly<Record<Table, readonly Row[]>> };

/**
 * The closed cube of a computation: places, kinds and sections by month, projects in the latest. Every figure of people is
 * rounded, small ones are withheld, and the gate has passed each month. Refuses `no-closed-months` and `release-unsafe`.
 */
export function closeCube(cube: WholeCube, secret: Uint8Array, today: string): ClosedCube {
  const months = closedMonths(cube, today);
  const cells = listCells(cube);
  const divisions = listDivisions(cube, cells);
  const dithers = dithersOf(secret, cells);
  const tables: Record<Table, Row[]> = { places: [], kinds: [], sections: [], projects: [] };
  for (const month of months) {
    const counts = cells.map(({ members }) => countsOf(cube, members, month));
    // Projects pass the gate in every month, though only the latest are in this release: earlier releases told of the others.
    const sheet = passGate(cells, divisions, counts, counts.map((truth, at) => protect(truth, dithers[at]!)));
    const wages = meanWages(cube, cells, sheet, month);
    for (const [at, cell] of cells.entries()) {
      if (cell.table !== 'projects' || month === months.at(-1)) tables[cell.table].push(rowOf(cube, cell, month, sheet[at]!, wages[at] ?? null));
    }
  }
  return { months, tables };
}

/**
 * The dither of each cell. Cells of the same pledges (a district with one project, and that project) share one, so that one set of
 * people has one figure: that of the project, or else of the smallest place.
 */
function dithersOf(secret: Uint8Array, cells: readonly Cell[]): number[] {
  const named = new Map<string, string>();
  for (const { members, name } of cells.toReversed()) {
    const set = members.join();
    if (!named.has(set)) named.set(set, name);
  }
  return cells.map(({ members }) => ditherOf(secret, named.get(members.join())!));
}

function rowOf(cube: WholeCube, cell: Cell, month: number, figures: Sheet[number], wageMean: number | null): Row {
  const begun = { month: monthText(month), ...figures };
  if (cell.table === 'sections') return { ...begun, section: cell.key, wage_mean: wageMean };
  if (cell.table === 'kinds') return { ...begun, place: placeText(cell.place), kind: cell.key };
  if (cell.table === 'places') {
    const place = cube.places.get(cell.place);
    return {
      ...begun, place: cell.key, level: place?.level ?? 0, name_kk: place?.nameKk ?? null, name_ru: place?.nameRu ?? null, name_en: place?.nameEn ?? null,
      wage_mean: wageMean,
    };
  }
  const project = cube.projects.get(cell.key)!;
  return {
    ...begun, project: cell.key, name_kk: project.nameKk, name_ru: project.nameRu, name_en: project.nameEn, kind: project.kind, section: project.section,
    place: placeText(project.place), stage: project.stage, starts_on: project.startsOn, ends_on: project.endsOn, investment: Number(project.investment) / 100,
  };
}
