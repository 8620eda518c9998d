import type { Scope } from '#kernel/actor.ts';
import { lastDay, monthText } from '#kernel/month.ts';
import { asReader } from '#platform/access.ts';
import { employerName, placeName, placesAbove, type View } from '#pledges';
import { figureColumns, type FigureRow } from './contract.ts';
import { getDraft } from './draft.ts';
import { listKept, type DraftFigures, type KeptFigures } from './figure-store.ts';
import type { ClosingGround } from './ground.ts';
import type { StoredDraft } from './store.ts';

export type FiguresAsked = { readonly place?: string | undefined; readonly employer?: number | undefined; readonly changed?: 'yes' | undefined; readonly q?: string | undefined; readonly sort: string };
export type FiguresOfDraft = { readonly total: number; readonly changed: number; readonly sum: DraftFigures; readonly rows: readonly FigureRow[] };

/**
 * The figures of a draft by pledge, in its last month, within a scope. While the draft stands they are those of the computation in
 * force, beside those at its opening where they differ; afterwards those that it ended with, beside those in force. `sum` and
 * `changed` are over all that pass the filters. Refuses `no-such-draft`.
 */
export async function listFigures(ground: ClosingGround, scope: Scope, through: number, asked: FiguresAsked): Promise<FiguresOfDraft> {
  const draft = await getDraft(ground.db, through);
  const view = await ground.views.of(scope);
  // A draft's own figures never change, and a view is of one computation.
  const all = await view.remember('figures-of-draft', { draft: draft.id, ended: draft.ended }, () => figuresOf(ground, scope, view, draft));
  const rows = all.filter((row) => passes(view, row, asked));
  const passing = asked.changed === undefined ? rows : rows.filter(({ changed }) => changed);
  return { total: passing.length, changed: rows.filter(({ changed }) => changed).length, sum: sumOf(passing), rows: sorted(passing, asked.sort) };
}

/** The figures of all pledges of a draft within a scope. */
async function figuresOf(ground: ClosingGround, scope: Scope, view: View, { id, through, ended }: StoredDraft): Promise<FigureRow[]> {
  const frozen = ended === 'frozen';
  const kept = new Map((await asReader(ground.db, scope, (transaction) => listKept(transaction, id, frozen ? 'frozen' : 'opened'))).map((one) => [one.pledgeId, one]));
  const now = currentFigures(view, through);
  const [shown, beside] = frozen ? [kept, now] : [now, kept];
  return [...new Set([...now.keys(), ...kept.keys()])].map((pledgeId) => {
    const { employer, place } = now.get(pledgeId) ?? kept.get(pledgeId)!;
    const [figures, other] = [shown.get(pledgeId), beside.get(pledgeId)];
    const changed = figureColumns.some((column) => figures?.[column] !== other?.[column]);
    return { pledgeId, employer: employerName(view.cube, employer), place: placeName(view.cube, place), figures: onlyFigures(figures), other: changed ? onlyFigures(other) : null, changed };
  });
}

/** Those of each pledge awarded by the end of a month, as the computation in force has them. */
function currentFigures({ cube }: View, month: number): Map<string, KeptFigures> {
  const { firstMonth, months, pledges } = cube;
  if (month < firstMonth || month >= firstMonth + months) return new Map();
  const day = lastDay(monthText(month));
  return new Map(pledges.flatMap(({ pledgeId, employer, place, jobs, awardedOn }, at) => {
    const known = (column: Parameters<typeof cube.figure>[0]) => cube.figure(column, at, month);
    const orNull = (value: number) => (Number.isNaN(value) ? null : value);
    if (awardedOn > day || Number.isNaN(known('contracted'))) return [];
    return [[pledgeId, {
      pledgeId, employer, place, promised: jobs, due: known('due'), reported: orNull(known('reported')), contracted: known('contracted'), paid: known('paid'), held3: known('held3'),
      credited: orNull(known('credited')),
    }]];
  }));
}

function passes({ cube }: View, { pledgeId, employer, place }: FigureRow, asked: FiguresAsked): boolean {
  const sought = asked.q?.trim().toLocaleLowerCase();
  return (asked.employer === undefined || employer.number === asked.employer)
    && (asked.place === undefined || placesAbove(cube.places, Number(place.kato)).includes(Number(asked.place)))
    && (!sought || pledgeId.toLocaleLowerCase().includes(sought) || (employer.name ?? '').toLocaleLowerCase().includes(sought));
}

function onlyFigures(one: KeptFigures | undefined): DraftFigures | null {
  if (one === undefined) return null;
  const { promised, due, reported, contracted, paid, held3, credited } = one;
  return { promised, due, reported, contracted, paid, held3, credited };
}

/** Reported and credited are summed over the pledges of which they are known; null where they are of none. */
function sumOf(rows: readonly FigureRow[]): DraftFigures {
  const add = (column: keyof DraftFigures) => rows.reduce((sum, { figures }) => sum + (figures?.[column] ?? 0), 0);
  const addKnown = (column: 'reported' | 'credited') => (rows.some(({ figures }) => figures !== null && figures[column] !== null) ? add(column) : null);
  return { promised: add('promised'), due: add('due'), reported: addKnown('reported'), contracted: add('contracted'), paid: add('paid'), held3: add('held3'), credited: addKnown('credited') };
}

/** Absent figures last, whatever the direction; ties by id. */
function sorted(rows: readonly FigureRow[], sort: string): FigureRow[] {
  const column = sort.replace('-', '') as 'pledgeId' | keyof DraftFigures;
  const direction = sort.startsWith('-') ? -1 : 1;
  const byId = (a: FigureRow, b: FigureRow) => (a.pledgeId < b.pledgeId ? -1 : 1);
  if (column === 'pledgeId') return rows.toSorted((a, b) => direction * byId(a, b));
  return rows.toSorted((a, b) => {
    const [left, right] = [a.figures?.[column] ?? null, b.figures?.[column] ?? null];
    if (left === null || right === null) return Number(left === null) - Number(right === null) || byId(a, b);
    return direction * (left - right) || byId(a, b);
  });
}
