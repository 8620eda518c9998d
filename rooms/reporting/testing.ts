import { sql } from 'kysely';
import type { Actor, Permission, Role, Scope } from '#kernel/actor.ts';
import { monthIndex, type Month } from '#kernel/month.ts';
import { asSystem } from '#platform/access.ts';
import type { Database } from '#platform/database.ts';
import { scopeThroughTime } from '#accounts';
import type { OversightGround } from '#oversight';
import { createViews } from '#pledges';
import type { Shelf } from '#publishing';

export const region = 110_000_000;
export const district = 110_100_000;
export const elsewhere = 230_000_000;
/** The month of the release below, and that in which jobs held for a year were paid first. */
export const month = '2026-01' as Month;
export const yearBefore = '2025-02';

type Kind = 'investment' | 'business';
type Figures = { readonly due?: number; readonly met?: number | null; readonly held12?: number | null; readonly paid?: number | null };
/** What a release tells of a region: its pledges by size, and published figures; `kinds` those of kinds of project. */
export type ToldRegion = { readonly kato: number; readonly sizes: readonly number[]; readonly kinds?: { readonly [kind in Kind]?: Figures & { readonly sizes: readonly number[] } } } & Figures;

/** The rows of a release as it would tell of such regions; the country has the sums. */
export function toldBy(regions: readonly ToldRegion[]): Shelf['rows'] {
  const code = (kato: number) => String(kato).padStart(9, '0');
  const figures = ({ due, met = null, held12 = null, paid = null }: Figures, sizes: readonly number[]) =>
    ({ promised: sum(sizes), due: due ?? sum(sizes), contracted: null, paid, held3: null, held6: null, held12, met });
  const cellsOf = (place: string, cell: object, told: Figures, sizes: readonly number[]) =>
    [yearBefore, month].map((at) => ({ month: at, place, ...cell, ...figures(told, sizes) }));
  const whole = (of: (region: ToldRegion) => number | null | undefined) => sum(regions.map((one) => of(one) ?? 0));
  const kindsOf = (one: ToldRegion) => Object.entries(one.kinds ?? {});
  const pledges = regions.flatMap((one) => (kindsOf(one).length === 0 ? [['investment', one.sizes] as const] : kindsOf(one).map(([kind, { sizes }]) => [kind, sizes] as const))
    .flatMap(([kind, sizes]) => sizes.map((jobs, at) => ({ month, pledge: `${one.kato} ${kind} ${at}`, project: kind, place: code(one.kato + 100_000), jobs, due: jobs, awarded_on: '2024-06-01', due_on: '2025-06-30' }))));
  const kinds = ['investment', 'business'].flatMap((kind) => {
    const told = regions.flatMap((one) => kindsOf(one).filter(([name]) => name === kind).map(([, cell]) => ({ place: code(one.kato), cell })));
    const all = { met: sum(told.map(({ cell }) => cell.met ?? 0)), paid: sum(told.map(({ cell }) => cell.paid ?? 0)) };
    return [...told.flatMap(({ place, cell }) => cellsOf(place, { kind }, cell, cell.sizes)), ...cellsOf(code(0), { kind }, all, told.flatMap(({ cell }) => cell.sizes))];
  });
  return {
    places: [
      ...cellsOf(code(0), { level: 0 }, { met: whole(({ met }) => met), paid: whole(({ paid }) => paid), held12: whole(({ held12 }) => held12) }, regions.flatMap(({ sizes }) => sizes)),
      ...regions.flatMap((one) => cellsOf(code(one.kato), { level: 1, name_kk: `Өңір ${one.kato}`, name_ru: `Регион ${one.kato}`, name_en: null }, one, one.sizes)),
    ],
    kinds, sections: [], pledges, projects: ['investment', 'business'].map((kind) => ({ month, project: kind, kind })),
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** A country of two regions, the first with a district in it, each with one pledge; figures of two months to January 2026; it is 2 April 2026. */
export async function openTestReporting(db: Database): Promise<OversightGround> {
  const clock = { now: () => new Date('2026-04-02T06:00:00Z') };
  const last = monthIndex(month);
  await asSystem(db, async (transaction) => {
    await sql`insert into reference.place (kato, parent, level, name_ru) values (0, null, 0, 'Страна'), (${region}, 0, 1, 'Область'), (${district}, ${region}, 2, 'Район'), (${elsewhere}, 0, 1, 'Другая область')`.execute(transaction);
    await sql`insert into employers.employer (employer, name, one, kin) values (501, 'Завод', 501, 501), (601, 'Ферма', 601, 601)`.execute(transaction);
    await sql`
      insert into pledges.computation (id, at, imports, definition, first_month, last_month, seconds) values ('c-1', ${clock.now()}, 1, '1.0', ${last - 1}, ${last}, 1)`.execute(transaction);
    await sql`insert into pledges.month (month, persons, covered) values (${last}, 100, 97)`.execute(transaction);
    for (const [id, number, place, seenBy, headcounts] of [['P-1', 501, district, [district, region, 0, -501], [8, 9]], ['P-2', 601, elsewhere, [elsewhere, 0, -601], [5, 0]]] as const) {
      await sql`
        insert into pledges.pledge (pledge_id, project_id, employer, one, place, phase, jobs, awarded_on, due_on, hold_months, term, seen_by)
        values (${id}, 'J-1', ${number}, ${number}, ${place}, 'operation', 10, '2025-01-15', '2025-12-31', 12, 'any', ${[...seenBy]}::integer[])`.execute(transaction);
      for (const [at, headcount] of headcounts.entries()) {
        await sql`
          insert into pledges.figure (pledge_id, month, due, contracted, paid, held3, held6, held12, existing, exempt, fte, permanent, headcount, base_month, judged, decided, verdict)
          values (${id}, ${last - 1 + at}, 10, 7, 7, 0, 0, 0, 0, 0, 0, 0, ${headcount}, ${last - 13}, 7, ${last}, 'missed')`.execute(transaction);
      }
    }
  });
  return { db, clock, views: createViews(db, clock), mailAddress: undefined };
}

/** Writes a release of those rows as it would have been kept, the first. */
export async function tell(db: Database, rows: Shelf['rows']): Promise<void> {
  const [first, last] = [monthIndex(yearBefore as Month), monthIndex(month)];
  await sql`
    insert into publishing.release (number, at, by_whom, computation, definition, method, first_month, last_month, made_up, sums, signature, public_key, key_changes)
    values (1, '2026-04-01T00:00:00Z', 'test', 'c-1', '1.0', '1.1', ${first}, ${last}, false, '', '', '', '[]'::jsonb)`.execute(db);
  for (const [table, told] of Object.entries(rows)) {
    await sql`insert into publishing.file (number, file, content) values (1, ${`${table}.json`}, ${Buffer.from(JSON.stringify({ rows: told }))})`.execute(db);
  }
}

/** Somebody with one role. */
export function as(role: Role, where: { place?: number; employer?: number }): Actor {
  return { kind: 'account', account: role, name: role, grants: [{ role, place: where.place ?? null, employer: where.employer ?? null }] };
}

/** Where he may do something, by the real policy. */
export function scopeFor(actor: Actor, permission: Permission): Scope | undefined {
  return permission === 'anyone' ? { places: [], employers: [] } : scopeThroughTime(actor, permission);
}

/** The shelf of a release of such regions. */
export function shelfOf(regions: readonly ToldRegion[]): Pick<Shelf, 'release' | 'rows'> {
  const release: Shelf['release'] = {
    number: 7, at: '2026-04-01T00:00:00.000Z', madeUp: false, definition: '1.0', method: '1.1', licence: 'CC-BY-4.0', months: { first: yearBefore, last: month }, sums: '', signature: '', publicKey: '', keyChanges: [],
  };
  return { release, rows: toldBy(regions) };
}
