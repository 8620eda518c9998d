import { sql } from 'kysely';
import type { Actor, Permission, Role, Scope } from '#kernel/actor.ts';
import { monthIndex, type Month } from '#kernel/month.ts';
import { asSystem } from '#platform/access.ts';
import type { Database } from '#platform/database.ts';
import { scopeThroughTime } from '#accounts';
import { createViews } from '#pledges';
import type { OversightGround } from './ground.ts';

export const region = 110_000_000;
export const district = 110_100_000;
export const elsewhere = 230_000_000;

/** An employer with a pledge in the district, one that it is one with, and one of another region. */
export const employer = 501;
export const head = 502;
export const foreignEmployer = 601;

const lastMonth = monthIndex('2026-01' as Month);

const first = Date.parse('2026-03-02T06:00:00Z');

export type TestOversight = {
  ground: OversightGround;
  /** Moves the clock; it begins on 2 March 2026. */
  pass(days: number): void;
  /** Writes figures as a computation does: what a pledge is judged by, and its verdict, in the newest month. */
  compute(pledgeId: string, judged: number | null, verdict: string | null): Promise<void>;
  /** As it was at first: nobody has decided, ordered, contested or been told anything. */
  clear(): Promise<void>;
};

/**
 * Two pledges of ten jobs, due at the end of 2025: P-1 in a district, by an employer with a head, P-2 in another region. Figures
 * of one month, January 2026; rows stand as a computation would have left them.
 */
export async function openTestOversight(db: Database): Promise<TestOversight> {
  let now = first;
  const clock = { now: () => new Date(now) };
  const views = createViews(db, clock);
  await asSystem(db, async (transaction) => {
    await sql`insert into reference.place (kato, parent, level, name_ru) values (0, null, 0, 'Страна'), (${region}, 0, 1, 'Область'), (${district}, ${region}, 2, 'Район'), (${elsewhere}, 0, 1, 'Другая область')`.execute(transaction);
    await sql`insert into employers.employer (employer, name, one, kin) values (${employer}, 'Завод', ${head}, ${head}), (${head}, 'Завод, головной', ${head}, ${head}), (${foreignEmployer}, 'Ферма', ${foreignEmployer}, ${foreignEmployer})`.execute(transaction);
    await sql`
      insert into projects.project (project_id, name_kk, name_ru, kind, sector, owner, place, stage, starts_on, investment, office, seen_by)
      values ('J-1', 'Жоба', 'Проект', 'investment', 'C', ${employer}, ${district}, 'operation', '2024-01-01', 0, 'акимат', ${[district, region, 0, -employer, -head]}::integer[])`.execute(transaction);
    for (const [id, number, one, place, seenBy] of [
      ['P-1', employer, head, district, [district, region, 0, -employer, -head]], ['P-2', foreignEmployer, foreignEmployer, elsewhere, [elsewhere, 0, -foreignEmployer]],
    ] as const) {
      await sql`
        insert into pledges.pledge (pledge_id, project_id, employer, one, place, phase, jobs, awarded_on, due_on, hold_months, term, seen_by)
        values (${id}, 'J-1', ${number}, ${one}, ${place}, 'operation', 10, '2025-01-15', '2025-12-31', 12, 'any', ${[...seenBy]}::integer[])`.execute(transaction);
    }
    await sql`
      insert into pledges.computation (id, at, imports, definition, first_month, last_month, seconds) values ('c-1', ${clock.now()}, 1, '1.0', ${lastMonth}, ${lastMonth}, 1)`.execute(transaction);
  });
  const compute: TestOversight['compute'] = async (pledgeId, judged, verdict) => {
    await asSystem(db, async (transaction) => {
      await sql`delete from pledges.figure where pledge_id = ${pledgeId}`.execute(transaction);
      await sql`
        insert into pledges.figure (pledge_id, month, due, contracted, paid, held3, held6, held12, existing, exempt, fte, permanent, headcount, base_month, judged, verdict)
        values (${pledgeId}, ${lastMonth}, 10, 10, 10, 0, 0, 0, 0, 0, 0, 0, 10, ${lastMonth - 13}, ${judged}, ${verdict})`.execute(transaction);
    });
    views.refresh();
  };
  const clear = async () => {
    now = first;
    await sql`truncate oversight.decision, oversight.given_order, oversight.order_step, oversight.order_file, oversight.objection, oversight.objection_row,
      oversight.objection_answer, oversight.notice, oversight.notice_seen, oversight.known_verdict restart identity`.execute(db);
    await compute('P-1', 7, 'missed');
    await compute('P-2', 10, 'kept');
  };
  return { ground: { db, clock, views, mailAddress: undefined }, pass: (days) => void (now += days * 24 * 3_600_000), compute, clear };
}

/** Somebody with one role. */
export function as(role: Role, where: { place?: number; employer?: number } = {}, account = `${role} ${where.place ?? ''}${where.employer ?? ''}`): Actor {
  return { kind: 'account', account, name: account, grants: [{ role, place: where.place ?? null, employer: where.employer ?? null }] };
}

/** Where he may do something, by the real policy. */
export function scopeFor(actor: Actor, permission: Permission): Scope {
  const scope = scopeThroughTime(actor, permission);
  if (scope === undefined) throw new Error(`${actor.name} may not ${permission}`);
  return scope;
}

export const ministry = as('ministry-approver', { place: 0 });
export const akimat = as('region-staff', { place: region });
export const districtOffice = as('district-staff', { place: district });
export const factory = as('employer', { employer });
export const stranger = as('region-staff', { place: elsewhere });
