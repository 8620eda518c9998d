import type { z } from 'zod';
import type { Actor, Scope } from '#kernel/actor.ts';
import { currentOf, listVersions, type RowVersion } from '#registers';
import type { Draft, DraftFields, DraftRow, DraftStep } from './contract.ts';
import { isFixed, keyOf, writtenColumns, type StoredDraft } from './draft.ts';
import { findFaults, lookWhere } from './draft-faults.ts';
import { readSteps } from './draft-store.ts';
import { employerNames } from './employer-name.ts';
import type { ProjectGround } from './ground.ts';

type Steps = readonly (Omit<DraftStep, 'at'> & { readonly at: Date })[];

/** A draft as a list shows it. */
export function draftRow({ draftId, register, intent, state, authorName, savedAt, fields }: StoredDraft, steps: Steps): DraftRow {
  const text = (column: string) => (typeof fields[column] === 'string' ? fields[column] : null);
  const [kk, ru] = [text('name_kk'), text('name_ru')];
  return {
    draftId, register, intent, state, authorName, savedAt: savedAt.toISOString(), projectId: text('project_id'), pledgeId: text('pledge_id'),
    names: kk === null && ru === null ? null : { kk: kk ?? ru ?? '', ru: ru ?? kk ?? '', en: text('name_en') },
    reason: steps.findLast(({ reason }) => reason !== null)?.reason ?? null,
  };
}

export async function draftRows(ground: ProjectGround, { total, rows }: { total: number; rows: readonly StoredDraft[] }): Promise<{ total: number; rows: DraftRow[] }> {
  const steps = await readSteps(ground.db, rows.map(({ draftId }) => draftId));
  return { total, rows: rows.map((draft) => draftRow(draft, steps.get(draft.draftId) ?? [])) };
}

/** The row of the register that a draft would replace, annulled or not; undefined when none is held or the key is not whole. */
export async function findCurrent(ground: ProjectGround, { register, fields }: Pick<StoredDraft, 'register' | 'fields'>): Promise<RowVersion | undefined> {
  const key = keyOf(register, fields);
  return key === undefined ? undefined : currentOf(await listVersions(ground, register, key));
}

/** The version that a draft was written against: the current one, or once it is approved the one that was current then. */
async function findReplaced(ground: ProjectGround, draft: StoredDraft): Promise<RowVersion | undefined> {
  const key = keyOf(draft.register, draft.fields);
  if (key === undefined) return undefined;
  const versions = await listVersions(ground, draft.register, key);
  return draft.state === 'approved' || draft.state === 'entered' ? versions.find(({ version }) => version === draft.base) : currentOf(versions);
}

/** The fields of stored rows as they are shown: employers by number and name. */
export async function shownFields(ground: ProjectGround, rows: readonly Readonly<Record<string, string | number | null>>[]): Promise<DraftFields[]> {
  const numbers = [...new Set(rows.flatMap((row) => Object.values(row)).filter((value) => typeof value === 'number'))];
  const names = await employerNames(ground, numbers);
  return rows.map((row) => Object.fromEntries(Object.entries(row).map(([column, value]) => [column, typeof value === 'number' ? { number: value, name: names.get(value) ?? null } : value])));
}

/** A draft with everything that its page shows. `scope` is where whoever asks may write, or review. */
export async function draftPage(ground: ProjectGround, scope: Scope, draft: StoredDraft): Promise<z.input<typeof Draft>> {
  const current = await findReplaced(ground, draft);
  const touched = await lookWhere(ground, scope, draft, current?.fields);
  const [fields = {}, held] = await shownFields(ground, [draft.fields, ...(current === undefined ? [] : [current.fields])]);
  const steps = (await readSteps(ground.db, [draft.draftId])).get(draft.draftId) ?? [];
  const columns = writtenColumns(draft.register);
  return {
    ...draftRow(draft, steps), fields,
    columns: columns.map((column) => ({ name: column.name, type: column.type, words: [...column.words], required: column.required, fixed: isFixed(draft, column) })),
    faults: await findFaults(draft.register, draft.fields, touched.faults),
    current: held === undefined ? null : Object.fromEntries(columns.map(({ name }) => [name, held[name] ?? null])),
    steps: steps.map(({ what, at, name, reason, importId }) => ({ what, at: at.toISOString(), name, reason, importId })),
  };
}

export type Asking = { readonly ground: ProjectGround; readonly actor: Actor; readonly scope: Scope };
