import type { z } from 'zod';
import { Identifier, isBin, isIin } from '#kernel/identifiers.ts';
import { isMonth, monthIndex } from '#kernel/month.ts';
import { Refusal } from '#kernel/refusal.ts';
import { asSystem } from '#platform/access.ts';
import { findNumber } from '#people';
import { currentOf, getRegister, isIdentifier, listVersions, makeImportId } from '#registers';
import type { Draft, DraftFault, DraftRegister, beginDraft } from './contract.ts';
import { isFixed, makeRowId, mustBe, personOf, reaches, writtenColumns, type StoredDraft, type StoredFields } from './draft.ts';
import { findFaults, lookWhere } from './draft-faults.ts';
import { draftPage, findCurrent, type Asking } from './draft-page.ts';
import { findDraft, holdDraft, insertDraft, takeStep, writeFields } from './draft-store.ts';

type Page = z.input<typeof Draft>;
type Begun = z.infer<NonNullable<typeof beginDraft.body>>;

/** The own draft of whoever asks. Refuses `no-such-draft`: another's is as if it were not there. */
export async function getOwn({ ground, actor }: Asking, draftId: string): Promise<StoredDraft> {
  const draft = await findDraft(ground.db, draftId);
  if (draft === undefined || draft.author !== personOf(actor)) throw new Refusal('no-such-draft', 404);
  return draft;
}

/** Begins a draft. Refuses `no-such-row` when the row to change or end is not held, or lies outside of where the author may write. */
export async function begin(asking: Asking, { register, intent, key }: Begun): Promise<Page> {
  const { ground, actor, scope } = asking;
  const now = ground.clock.now();
  const fields = intent === 'new' ? firstFields(register, key, now) : await currentFields(asking, register, intent, key);
  const draft: StoredDraft = { draftId: makeImportId(ground.clock), register, intent, state: 'draft', author: personOf(actor), authorName: actor.name, begunAt: now, savedAt: now, fields, base: null, seenBy: [] };
  await asSystem(ground.db, (trx) => insertDraft(trx, draft, { what: 'begun', actor, at: now }));
  return draftPage(ground, scope, draft);
}

function firstFields(register: DraftRegister, { projectId }: Begun['key'], now: Date): StoredFields {
  switch (register) {
    case 'projects': return { project_id: makeRowId(register, now) };
    case 'pledges': return { pledge_id: makeRowId(register, now), ...(projectId === undefined ? {} : { project_id: projectId }) };
    default: return projectId === undefined ? {} : { project_id: projectId };
  }
}

async function currentFields({ ground, scope }: Asking, register: DraftRegister, intent: Begun['intent'], key: Begun['key']): Promise<StoredFields> {
  const none = new Refusal('no-such-row', 404);
  const named = namedKey(register, key);
  const current = named === undefined ? undefined : currentOf(await listVersions(ground, register, named));
  if (current === undefined || current.annulled || (intent === 'annulment' && register === 'investments')) throw none;
  const fields = Object.fromEntries(writtenColumns(register).flatMap(({ name }) => (current.fields[name] == null ? [] : [[name, current.fields[name]]]))) as StoredFields;
  const { cover } = await lookWhere(ground, scope, { register, fields }, current.fields);
  if (!reaches(scope, cover)) throw none;
  return fields;
}

/** The row's key in its kept form; undefined when it is not whole. */
function namedKey(register: DraftRegister, { projectId, pledgeId, employer, period }: Begun['key']): Readonly<Record<string, string | number>> | undefined {
  switch (register) {
    case 'projects': return projectId === undefined ? undefined : { project_id: projectId };
    case 'pledges': return pledgeId === undefined ? undefined : { pledge_id: pledgeId };
    case 'participants': return projectId === undefined || employer === undefined ? undefined : { project_id: projectId, employer };
    case 'investments': return projectId === undefined || period === undefined || !isMonth(period) ? undefined : { project_id: projectId, period: monthIndex(period) };
  }
}

/** Writes fields. What is typed for an employer leaves here as a number, or as a fault: digits of nobody known are not kept. */
export async function save(asking: Asking, draftId: string, typed: Readonly<Record<string, string>>): Promise<Page> {
  const { ground, scope } = asking;
  const draft = await getOwn(asking, draftId);
  const kept = new Map<string, string | number>(Object.entries(draft.fields));
  const faults: DraftFault[] = [];
  for (const [name, text] of Object.entries(typed)) {
    const column = writtenColumns(draft.register).find((one) => one.name === name);
    if (column === undefined || isFixed(draft, column)) throw new Refusal('no-such-column', 400, { column: name.slice(0, 40) });
    const value = text.trim();
    kept.delete(name);
    if (value === '') continue;
    if (!isIdentifier(column.type)) kept.set(name, value);
    else {
      const number = isBin(value) || isIin(value) ? await findNumber(ground, new Identifier(value)) : undefined;
      if (number !== undefined) kept.set(name, number);
      else faults.push({ column: name, code: isBin(value) || isIin(value) ? 'unknown-employer' : 'bin' });
    }
  }
  const fields = Object.fromEntries(kept);
  const saved = await asSystem(ground.db, async (trx) => {
    const held = await holdDraft(trx, draftId);
    mustBe(held, 'draft', 'returned');
    await writeFields(trx, draftId, fields, ground.clock.now());
    return { ...held, fields, savedAt: ground.clock.now() };
  });
  const page = await draftPage(ground, scope, saved);
  return { ...page, faults: [...page.faults.filter(({ column }) => !faults.some((fault) => fault.column === column)), ...faults] };
}

/** Hands a draft over. Refuses `draft-has-faults`, and `nothing-changed` when it says what the register says. */
export async function submit(asking: Asking, draftId: string, reason: string): Promise<Page> {
  const { ground, scope, actor } = asking;
  const draft = await getOwn(asking, draftId);
  mustBe(draft, 'draft', 'returned');
  const current = await findCurrent(ground, draft);
  const touched = await lookWhere(ground, scope, draft, current?.fields);
  const faults = await findFaults(draft.register, draft.fields, touched.faults);
  if (faults.length > 0) throw new Refusal('draft-has-faults', 422, { columns: faults.map(({ column }) => column).join(', ') });
  if (draft.intent !== 'annulment' && current !== undefined && !current.annulled && isSame(draft, current.fields)) throw new Refusal('nothing-changed', 409);
  const moved = { state: 'submitted', base: current?.version ?? null, seenBy: touched.cover } as const;
  await asSystem(ground.db, async (trx) => {
    const held = await holdDraft(trx, draftId);
    mustBe(held, 'draft', 'returned');
    // What was checked is what is handed over: a page open twice may have written meanwhile.
    if (JSON.stringify(held.fields) !== JSON.stringify(draft.fields)) throw new Refusal('draft-changed', 409);
    await takeStep(trx, held, moved, { what: 'submitted', actor, at: ground.clock.now(), reason, fields: held.fields });
  });
  return draftPage(ground, scope, { ...draft, ...moved });
}

function isSame({ register, fields }: StoredDraft, current: Readonly<Record<string, unknown>>): boolean {
  return getRegister(register).columns.every(({ name }) => name === 'status' || name === 'recorded_at' || (fields[name] ?? null) === (current[name] ?? null));
}

/** Takes a draft back, at any time before it is approved. */
export async function withdraw(asking: Asking, draftId: string): Promise<Page> {
  const { ground, scope, actor } = asking;
  const draft = await getOwn(asking, draftId);
  await asSystem(ground.db, async (trx) => {
    const held = await holdDraft(trx, draftId);
    mustBe(held, 'draft', 'submitted', 'returned');
    await takeStep(trx, held, { state: 'withdrawn' }, { what: 'withdrawn', actor, at: ground.clock.now() });
  });
  return draftPage(ground, scope, { ...draft, state: 'withdrawn' });
}
