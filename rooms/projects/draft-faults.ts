import type { Scope } from '#kernel/actor.ts';
import { checkWrittenRow, getRegister } from '#registers';
import type { DraftFault } from './contract.ts';
import { coverOf, placeOf, reaches, writtenColumns, type StoredDraft, type StoredFields } from './draft.ts';
import type { ProjectGround } from './ground.ts';
import { findProject } from './store.ts';

/** What a draft touches: the places of its row now and as written, or of the project that it belongs to. */
export type Touched = {
  /** Places that cover all of it; empty when there is none, or it is not known yet. */
  readonly cover: readonly number[];
  readonly faults: readonly DraftFault[];
};

/**
 * Where a draft lies, and whether its author may write there: a project or pledge in the place it states and, if it is held
 * already, in the place it has; others where their project lies. A project that the author does not see is unknown to him.
 */
export async function lookWhere(ground: ProjectGround, scope: Scope, { register, fields }: Pick<StoredDraft, 'register' | 'fields'>, current: Readonly<Record<string, unknown>> | undefined): Promise<Touched> {
  const projectId = fields['project_id'];
  const project = register === 'projects' || typeof projectId !== 'string' ? undefined : await findProject(ground.db, scope, projectId);
  const faults: DraftFault[] = register !== 'projects' && typeof projectId === 'string' && project === undefined ? [{ column: 'project_id', code: 'unknown-project' }] : [];
  if (register === 'participants' || register === 'investments') {
    const cover = project === undefined ? [] : coverOf(project.place);
    return { cover, faults: project !== undefined && !reaches(scope, cover) ? [{ column: 'project_id', code: 'unknown-project' }] : faults };
  }
  const places = [placeOf(fields), current === undefined ? null : placeOf(current)].filter((place) => place !== null);
  const covers = places.map(coverOf);
  const cover = covers.reduce((common, next) => common.filter((place) => next.includes(place)), covers[0] ?? []);
  return { cover, faults: covers.every((one) => reaches(scope, one)) ? faults : [...faults, { column: 'place', code: 'outside' }] };
}

/** A row as a register file would write it, all but its employers: each by a text that stands in its place. */
function withoutEmployers(fields: StoredFields): { [column: string]: string } {
  return Object.fromEntries(Object.entries(fields).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

/** Everything that stands in the way of a row, the first of each field: what a file would be rejected for, then what is amiss with where it lies. */
export async function findFaults(register: StoredDraft['register'], fields: StoredFields, touched: readonly DraftFault[]): Promise<DraftFault[]> {
  const written = writtenColumns(register).filter(({ name }) => typeof fields[name] !== 'number').map(({ name }) => name);
  const told = (await checkWrittenRow(getRegister(register), withoutEmployers(fields))).flatMap(({ column, code }): DraftFault[] => (written.includes(column) && code !== 'columns' && code !== 'encoding' && code !== 'iin' && code !== 'instant' ? [{ column, code }] : []));
  return [...told, ...touched.filter(({ column }) => !told.some((fault) => fault.column === column))];
}
