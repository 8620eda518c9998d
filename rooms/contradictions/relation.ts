import { Refusal } from '#kernel/refusal.ts';
import { figureColumns, relationColumns } from './columns.ts';
import { parseFigure } from './figure.ts';
import type { Figure } from './values.ts';
import type { Interval } from './interval.ts';
import type { Labelled } from './label.ts';
import { readTable } from './table.ts';
import type { Fault, Table } from './table.ts';

/** A figure with the labels that say what it is a figure of, and where it is printed. */
export type PublishedFigure = Figure & Labelled & {
  readonly id: string; readonly text: string; readonly source: string;
  /** Why its text is not read; nothing is known of its values then. */
  readonly unread: string | undefined;
};

/** What is said to hold among figures. The order of the operands counts for `share`, `ratio` and `difference`. */
export type Relation = { readonly id: string; readonly kind: Kind; readonly result: PublishedFigure; readonly operands: readonly PublishedFigure[] };

/** The kinds of relation, with the least and the most operands that each takes. */
const kinds = { sum: [2, Infinity], part: [1, Infinity], share: [2, 2], same: [1, Infinity], ratio: [2, 2], difference: [2, 2] } as const;
export type Kind = keyof typeof kinds;

/** A file as it was handed in: what to call it, and its bytes. */
export type File = { readonly name: string; readonly bytes: Uint8Array };

/** Reads the two files of docs/contradictions.md. Refuses what `relationsOf` does. */
export function readRelations(figures: File, relations: File): Relation[] {
  return relationsOf({ name: figures.name, table: readTable(figures.bytes, figureColumns) }, { name: relations.name, table: readTable(relations.bytes, relationColumns) });
}

type Named = { readonly name: string; readonly table: Table };

/**
 * The relations of two tables of docs/contradictions.md. Refuses both (`broken-figures`) when a single line of them is broken,
 * and names every such line with its column and the reason.
 */
export function relationsOf(figuresFile: Named, relationsFile: Named): Relation[] {
  const figures = readFigures(figuresFile.table);
  const { table } = relationsFile;
  const known = new Map(figures.figures.map((figure) => [figure.id, figure]));
  const faults: Fault[] = [...table.faults];
  const seen = new Set<string>();
  const relations = table.rows.flatMap(({ line, fields }): Relation[] => {
    const { id = '', kind: named = '', result = '', operands = '' } = fields;
    const kind = named.toLowerCase();
    const before = faults.length;
    const fault = (column: string, reason: string): void => void faults.push({ line, column, reason });
    checkId(id, seen, fault);
    const isKind = (word: string): word is Kind => Object.hasOwn(kinds, word);
    const names = operands.split('+').map((name) => name.trim());
    if (!isKind(kind)) fault('kind', `"${named}" is none of ${Object.keys(kinds).join(', ')}`);
    else {
      const [fewest, most] = kinds[kind];
      if (operands === '' || names.length < fewest || names.length > most) fault('operands', `${kind} takes ${fewest === most ? fewest : `${fewest} or more`}, joined by +`);
    }
    // A broken figure is reported where it stands, and not again where it is named; a broken line may be any figure's.
    const strange = (name: string): boolean => name !== '' && !known.has(name) && !figures.broken.has(name) && figuresFile.table.faults.length === 0;
    if (result === '') fault('result', 'names no figure');
    if (strange(result)) fault('result', `no figure is called "${result}"`);
    for (const name of new Set(names)) if (strange(name)) fault('operands', `no figure is called "${name}"`);
    if (operands !== '' && names.includes('')) fault('operands', 'an operand without a name');
    if (new Set([...names, result]).size <= names.length) fault('operands', 'a figure is named twice');
    const [whole, ...parts] = [result, ...names].map((name) => known.get(name));
    return faults.length === before && isKind(kind) && whole ? [{ id, kind, result: whole, operands: parts.filter((part) => part !== undefined) }] : [];
  });
  const told = [...figures.faults.map((fault) => tell(figuresFile, fault)), ...faults.map((fault) => tell(relationsFile, fault))];
  if (told.length > 0) throw new Refusal('broken-figures', 400, { faults: told.length, first: told[0] ?? null }, told.join('\n'));
  return relations;
}

const anything: Interval = { low: null, high: null };
const unknown: Figure = { unit: 'number', thing: undefined, change: undefined, values: anything, rounded: anything };

function readFigures(table: Table): { figures: PublishedFigure[]; broken: Set<string>; faults: Fault[] } {
  const faults: Fault[] = [...table.faults];
  const [seen, broken] = [new Set<string>(), new Set<string>()];
  const figures = table.rows.flatMap(({ line, fields }): PublishedFigure[] => {
    const { id = '', text = '', population = '', period = '', place = '', source = '' } = fields;
    checkId(id, seen, (column, reason) => faults.push({ line, column, reason }));
    const labelled = { id, text, population, period, place, source };
    const figure = parseFigure(text);
    if (!('reason' in figure)) return [{ ...figure, ...labelled, unread: undefined }];
    if (text !== '') return [{ ...unknown, ...labelled, unread: figure.reason }];
    faults.push({ line, column: 'text', reason: 'is empty' });
    broken.add(id);
    return [];
  });
  return { figures, broken, faults: faults.toSorted((one, other) => one.line - other.line) };
}

function checkId(id: string, seen: Set<string>, fault: (column: string, reason: string) => void): void {
  if (id === '') fault('id', 'is empty');
  else if (id.includes('+')) fault('id', 'holds a +, which joins operands');
  else if (seen.has(id)) fault('id', `"${id}" stands above already`);
  seen.add(id);
}

function tell({ name }: Named, { line, column, reason }: Fault): string {
  return `${name}, line ${line}${column === '' ? '' : `, column ${column}`}: ${reason}`;
}
