import { sql } from 'kysely';
import type { Clock } from '#platform/clock.ts';
import type { Config } from '#platform/config.ts';
import { asSystem } from '#platform/access.ts';
import type { Database } from '#platform/database.ts';
import { openDuck, type Duck } from '#platform/duck.ts';
import { storeEmployers } from '#employers';
import { computeMonths } from '#employment';
import { personNumbers } from '#people';
import { storeProjects } from '#projects';
import { loadPlaces, storePlaces } from '#reference';
import { countImports, loadCurrent, makeImportId, storeUnresolved } from '#registers';
import { monthIndex, monthOfDay } from '#kernel/month.ts';
import { computeEvidence, definition } from './compute.ts';
import { publishEvidence } from './publish.ts';

/** What the steps of a computation have left in DuckDB, and the transaction in which its figures are published. */
export type Computed = { readonly duck: Duck; readonly transaction: Database; readonly months: readonly number[]; step(name: string): void };

/** `followers` are the rooms above that go on from every computation, in its transaction. */
export type Ground = { readonly db: Database; readonly config: Config; readonly clock: Clock; readonly followers?: readonly ((computed: Computed) => Promise<void>)[] };

/** At most so many months are stored; figures of any other month are computed when they are asked for. */
const storedMonths = 36;

/** A DuckDB with the current rows of all registers and the classifier: what every computation begins with. */
export async function openCountry({ db, config }: Ground): Promise<Duck> {
  const duck = await openDuck({ memoryLimit: config.memoryLimit, tempFolder: `${config.dataFolder}/tmp` });
  try {
    await loadCurrent(duck, { db, config });
    await loadPlaces(duck);
    return duck;
  } catch (error) {
    duck.close();
    throw error;
  }
}

/** The stored months: up to the latest with contributions that is not in the future, from the first award, at most 36. */
async function chooseMonths(duck: Duck, clock: Clock): Promise<number[]> {
  const now = monthIndex(monthOfDay(clock.now().toISOString()));
  const [found] = await duck.rows<{ first: number | null; last: number | null }>(`
    select (select min(year(awarded_on) * 12 + month(awarded_on) - 1) from register.pledges)::integer as first,
      (select max(period) from register.contributions where period <= ${now})::integer as last`);
  const last = found?.last ?? null;
  if (last === null) return [];
  const first = Math.min(last, Math.max(last - storedMonths + 1, found?.first ?? last));
  return Array.from({ length: last - first + 1 }, (_, at) => first + at);
}

/** True when imports have been accepted since the figures were computed. */
export async function isStale({ db }: Ground): Promise<boolean> {
  const { rows } = await sql<{ imports: number }>`select imports from pledges.computation order by at desc, id desc limit 1`.execute(db);
  return (rows[0]?.imports ?? 0) < (await countImports(db));
}

type OnStep = (name: string, done: number) => void;

/** The computation that was asked for last, for each data folder, while it has not ended. */
const turns = new Map<string, Promise<void>>();

/**
 * Computes all figures anew from the current rows and publishes them in one transaction, with the places, projects and
 * employers they speak of. Killed anywhere, the former figures stay and `isStale` says so at the next start. Computations
 * of one data folder take turns: two would replace the same tables. One that has waited is made only if rows came meanwhile.
 */
export async function recompute(ground: Ground, onStep: OnStep = () => {}): Promise<void> {
  const { dataFolder } = ground.config;
  const before = turns.get(dataFolder);
  const turn = before === undefined
    ? compute(ground, onStep)
    : before.catch(() => undefined).then(async () => { if (await isStale(ground)) await compute(ground, onStep); });
  turns.set(dataFolder, turn);
  try {
    await turn;
  } finally {
    if (turns.get(dataFolder) === turn) turns.delete(dataFolder);
  }
}

async function compute(ground: Ground, onStep: OnStep): Promise<void> {
  const { db, clock } = ground;
  const started = performance.now();
  const imports = await countImports(db);
  let done = 0;
  const step = (name: string) => onStep(name, (done += 1));
  step('current-rows');
  const duck = await openCountry(ground);
  try {
    const months = await chooseMonths(duck, clock);
    await computeEvidence(duck, months, step);
    step('completeness');
    await computeMonths(duck);
    step('publish');
    const persons = await personNumbers(ground);
    await asSystem(db, async (transaction) => {
      await storePlaces(duck, transaction);
      await storeProjects(duck, transaction);
      await storeEmployers(duck, transaction, persons);
      await storeUnresolved(duck, transaction);
      await publishEvidence(duck, transaction, {
        id: makeImportId(clock), at: clock.now(), imports, definition, months, seconds: (performance.now() - started) / 1000,
      });
      for (const follow of ground.followers ?? []) await follow({ duck, transaction, months, step });
    });
  } finally {
    duck.close();
  }
}
