import { sql } from 'kysely';
import type { Actor, Permission, Role, Scope } from '#kernel/actor.ts';
import { monthIndex, type Month } from '#kernel/month.ts';
import { asSystem } from '#platform/access.ts';
import { openLog } from '#platform/log.ts';
import { openTestGround } from '#platform/testing.ts';
import { scopeThroughTime } from '#accounts';
import { createViews } from '#pledges';
import type { ClosingGround } from './ground.ts';

export const region = 110_000_000;
export const district = 110_100_000;
export const elsewhere = 230_000_000;
/** An employer with a pledge in the district, the one that it is one with, one of another region, and one whose pledge came later. */
export const [employer, head, foreignEmployer, laterEmployer] = [501, 502, 601, 701];

export const [january, february, march] = [monthIndex('2026-01' as Month), monthIndex('2026-02' as Month), monthIndex('2026-03' as Month)];
const first = Date.parse('2026-05-04T06:00:00Z');

export type TestClosing = {
  readonly ground: ClosingGround;
  /** Moves the clock; it begins on 4 May 2026, when March can still change. */
  pass(days: number): void;
  /** A computation after all imports, with so many people paid on P-1 in every month. */
  compute(paid: number): Promise<void>;
  /** An import as the ledger of registers keeps it. */
  bring(id: string): Promise<void>;
  /** An objection to a month of P-1 as it stands: by its employer or by an office. */
  contest(month: number, by: number | null): Promise<number>;
  answerObjections(): Promise<void>;
  refreshed(): number;
  /** As it was at first: nothing is opened, contested or released. */
  clear(): Promise<void>;
};

/** Two regions with a pledge of 40 jobs each, and one awarded in June; figures of January to March 2026. */
export async function openTestClosing(): Promise<TestClosing> {
  const { db, config } = await openTestGround();
  let now = first;
  let computations = 0;
  let refreshed = 0;
  const clock = { now: () => new Date(now) };
  const views = createViews(db, clock);
  const seenBy: Readonly<Record<string, readonly number[]>> = { 'P-1': [district, region, 0, -employer, -head], 'P-2': [elsewhere, 0, -foreignEmployer], 'P-3': [elsewhere, 0, -laterEmployer] };
  await asSystem(db, async (transaction) => {
    await sql`insert into reference.place (kato, parent, level, name_ru) values (0, null, 0, 'Страна'), (${region}, 0, 1, 'Область'), (${district}, ${region}, 2, 'Район'), (${elsewhere}, 0, 1, 'Другая область')`.execute(transaction);
    await sql`
      insert into employers.employer (employer, name, one, kin)
      values (${employer}, 'Завод', ${head}, ${head}), (${head}, 'Завод, головной', ${head}, ${head}), (${foreignEmployer}, 'Ферма', ${foreignEmployer}, ${foreignEmployer}), (${laterEmployer}, 'Порт', ${laterEmployer}, ${laterEmployer})`.execute(transaction);
    await sql`
      insert into projects.project (project_id, name_kk, name_ru, kind, sector, owner, place, stage, starts_on, investment, office, seen_by)
      values ('J-1', 'Жоба', 'Проект', 'investment', 'C', ${employer}, ${district}, 'operation', '2024-01-01', 0, 'акимат', ${[...seenBy['P-1']!]}::integer[])`.execute(transaction);
    for (const [id, number, one, place, awardedOn, dueOn] of [
      ['P-1', employer, head, district, '2025-01-15', '2025-12-31'], ['P-2', foreignEmployer, foreignEmployer, elsewhere, '2025-01-15', '2025-12-31'],
      ['P-3', laterEmployer, laterEmployer, elsewhere, '2026-06-15', '2027-12-31'],
    ] as const) {
      await sql`
        insert into pledges.pledge (pledge_id, project_id, employer, one, place, phase, jobs, awarded_on, due_on, hold_months, term, seen_by)
        values (${id}, 'J-1', ${number}, ${one}, ${place}, 'operation', 40, ${awardedOn}, ${dueOn}, 12, 'any', ${[...seenBy[id]!]}::integer[])`.execute(transaction);
    }
  });
  const compute: TestClosing['compute'] = async (paid) => {
    computations += 1;
    now += 1000;
    await asSystem(db, async (transaction) => {
      await sql`
        insert into pledges.computation (id, at, imports, definition, first_month, last_month, seconds)
        values (${`c-${computations}`}, ${clock.now()}, (select count(*)::integer from registers.import), '1.0', ${january}, ${march}, 1)`.execute(transaction);
      await sql`delete from pledges.figure`.execute(transaction);
      await sql`
        insert into pledges.figure (pledge_id, month, due, reported, contracted, paid, held3, held6, held12, existing, exempt, fte, permanent, headcount, base_month, base, net, credited, judged, verdict)
        select p.pledge_id, m, case when p.pledge_id = 'P-3' then 0 else 40 end, case when p.pledge_id = 'P-1' then 40 end, n.paid, n.paid, n.paid, 0, 0, 0, 0, 100 * n.paid, 0, n.paid, ${january - 13}, 0, n.paid, n.paid, n.paid,
          case when p.pledge_id = 'P-3' then 'not-due' else 'missed' end
        from pledges.pledge as p cross join generate_series(${january}::integer, ${march}::integer) as m
        cross join lateral (select case p.pledge_id when 'P-1' then ${paid}::integer when 'P-2' then 25 else 0 end as paid) as n`.execute(transaction);
    });
    views.refresh();
  };
  const ground: ClosingGround = {
    db, config, clock, views, mailAddress: undefined,
    shelves: { refresh: () => { refreshed += 1; } }, reading: { db, clock, log: openLog({ level: 'error' }), freeze: () => Promise.resolve() },
  };
  return {
    ground, compute, refreshed: () => refreshed,
    async clear() {
      now = first;
      refreshed = 0;
      await sql`truncate closing.draft, closing.draft_step, closing.party, closing.answer, closing.figure, oversight.objection, oversight.objection_row, oversight.objection_answer,
        oversight.notice, publishing.release, publishing.file, pledges.computation, registers.import, registers.reject restart identity cascade`.execute(db);
      await compute(30);
    },
    pass: (days) => { now += days * 86_400_000; },
    async bring(id) {
      await sql`
        insert into registers.import (id, ordinal, register, file, sha256, bytes, by_whom, started_at, finished_at, seconds, records, accepted, rejected, duplicates, superseded, made_up)
        values (${id}, (select coalesce(max(ordinal), 0) + 1 from registers.import), 'contributions', 'f.csv', repeat('0', 64), 1, 'x', ${clock.now()}, ${clock.now()}, 1, 1, 1, 0, 0, 0, false)`.execute(db);
    },
    async contest(month, by) {
      return asSystem(db, async (transaction) => (await sql<{ id: number }>`
        insert into oversight.objection (pledge_id, month, figure, reason, employer, at, actor_kind, account, by_whom, seen_by)
        values ('P-1', ${month}, 'paid', 'нет строки', ${by}, ${clock.now()}, 'account', 'a', 'a', ${[...seenBy['P-1']!]}::integer[]) returning id`.execute(transaction)).rows[0]!.id);
    },
    async answerObjections() {
      await asSystem(db, (transaction) => sql`
        insert into oversight.objection_answer (objection, outcome, answer, at, actor_kind, account, by_whom)
        select id, 'refused', 'верно', ${clock.now()}, 'account', 'b', 'b' from oversight.objection as o
        where not exists (select from oversight.objection_answer as a where a.objection = o.id)`.execute(transaction));
    },
  };
}

/** Somebody with one role. */
export function as(role: Role, where: { place?: number; employer?: number } = {}): Actor {
  const name = `${role} ${where.place ?? ''}${where.employer ?? ''}`;
  return { kind: 'account', account: name, name, grants: [{ role, place: where.place ?? null, employer: where.employer ?? null }] };
}

/** Where he may do something, by the real policy; nowhere when he may not. */
export function scopeFor(actor: Actor, permission: Permission): Scope {
  return scopeThroughTime(actor, permission) ?? { places: [], employers: [] };
}

export const analyst = as('ministry-analyst', { place: 0 });
export const approver = as('ministry-approver', { place: 0 });
export const akimat = as('region-staff', { place: region });
export const districtOffice = as('district-staff', { place: district });
export const factory = as('employer', { employer });
export const headOffice = as('employer', { employer: head });
export const farm = as('employer', { employer: foreignEmployer });
