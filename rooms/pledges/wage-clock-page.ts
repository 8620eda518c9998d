import { sql } from 'kysely';
import type { z } from 'zod';
import type { Scope } from '#kernel/actor.ts';
import { monthText } from '#kernel/month.ts';
import { Refusal } from '#kernel/refusal.ts';
import { asReader } from '#platform/access.ts';
import type { Database } from '#platform/database.ts';
import { employerRates } from '#reference';
import type { Cube } from './cube.ts';
import { chosenMonth, stampOf, type View } from './view.ts';
import { raisedTo, reaches, readClock, rounded, type Clock, type ClockFacts, type Reading } from './wage-clock.ts';
import { readings, type ClockMonth, type getWageClock } from './wage-contract.ts';

type Page = z.input<typeof getWageClock.reply>;

const tenge = (tiyn: bigint) => Number(tiyn) / 100;

/** The wage clock of one project (rule 14). Refuses `no-such-project`, also for one that lies outside of the scope. */
export async function wageClockPage(db: Database, scope: Scope, view: View, projectId: string, askedMonth: string | undefined): Promise<Page> {
  if (!view.cube.projects.has(projectId)) throw new Refusal('no-such-project', 404);
  const month = chosenMonth(view, askedMonth);
  const facts = await asReader(db, scope, (transaction) => factsOf(transaction, projectId, month));
  const clock = readClock(facts);
  const complete = countPledges(view.cube, projectId) === countPledges(view.whole.cube, projectId);
  return {
    stamp: stampOf(view, month), projectId, complete, investment: tenge(facts.investment), endsOn: facts.endsOn,
    rates: employerRates(monthText(month)).map(({ code, tenThousandths }) => ({ code, rate: tenThousandths / 10_000 })),
    readings: readings.map((reading) => readingOf(reading, clock, complete)),
    pace: { present: tenge(clock.present), ...paceOf(clock, complete) },
    months: monthsOf(facts),
  };
}

const countPledges = (cube: Cube, projectId: string) => cube.pledges.filter((pledge) => pledge.projectId === projectId).length;

/** Projects, investments and wages as the reader sees them. */
async function factsOf(db: Database, projectId: string, month: number): Promise<ClockFacts> {
  const [project] = (await sql<{ investment: string; endsOn: string | null }>`
    select investment::text as investment, ends_on as "endsOn" from projects.project where project_id = ${projectId}`.execute(db)).rows;
  if (project === undefined) throw new Refusal('no-such-project', 404);
  const invested = (await sql<{ month: number; amount: string }>`
    select month, amount::text as amount from projects.investment where project_id = ${projectId}`.execute(db)).rows;
  const wages = (await sql<{ month: number; phase: string; wages: string }>`
    select r.first_month + (w.at - 1)::integer as month, p.phase, w.wages::text as wages
    from pledges.payroll as r
    join pledges.pledge as p on p.pledge_id = r.pledge_id
    cross join lateral unnest(r.wages) with ordinality as w(wages, at)
    where p.project_id = ${projectId}`.execute(db)).rows;
  return {
    month, investment: BigInt(project.investment), endsOn: project.endsOn,
    invested: invested.map((row) => ({ month: row.month, amount: BigInt(row.amount) })),
    wages: wages.map((row) => ({ ...row, wages: BigInt(row.wages) })),
  };
}

function readingOf(reading: Reading, { shares }: Clock, complete: boolean): Page['readings'][number] {
  const share = shares[reading];
  // The contributions' share is of ten-thousandths of a tiyn.
  const unit = reading === 'with-contributions' ? 10_000n : 1n;
  const [part, whole] = [tenge(rounded({ part: share.part, whole: unit }, 1n)!), tenge(share.whole / unit)];
  if (!complete) return { reading, part, whole, share: null, reaches: null, why: 'partly-seen' };
  const exact = rounded(share, 1_000_000n);
  if (exact === null) return { reading, part, whole, share: null, reaches: null, why: reading === 'annual' ? 'no-investment' : 'nothing-invested' };
  return { reading, part, whole, share: Number(exact) / 1_000_000, reaches: reaches(share), why: null };
}

function paceOf({ pace }: Clock, complete: boolean): Omit<Page['pace'], 'present'> {
  if (pace.why !== null) return { needed: null, monthsLeft: null, why: pace.why };
  if (!complete) return { needed: null, monthsLeft: pace.monthsLeft, why: 'partly-seen' };
  return { needed: tenge(rounded(pace.needed, 1n)!), monthsLeft: pace.monthsLeft, why: null };
}

/** Every month from the first with money through the one looked at. */
function monthsOf({ month, invested, wages }: ClockFacts): ClockMonth[] {
  const first = Math.min(...invested.map((row) => row.month), ...wages.map((row) => row.month));
  const [put, earned] = [Map.groupBy(invested, (row) => row.month), Map.groupBy(wages, (row) => row.month)];
  const soFar = { invested: 0n, wages: 0n, operation: 0n, raised: 0n };
  const rows: ClockMonth[] = [];
  for (let at = first; at <= month; at += 1) {
    const [investments, ofMonth] = [put.get(at) ?? [], earned.get(at) ?? []];
    const now = {
      invested: investments.reduce((sum, row) => sum + row.amount, 0n),
      wages: ofMonth.reduce((sum, row) => sum + row.wages, 0n),
      operation: ofMonth.reduce((sum, row) => sum + (row.phase === 'operation' ? row.wages : 0n), 0n),
    };
    const raised = now.wages * raisedTo(at);
    soFar.invested += now.invested;
    soFar.wages += now.wages;
    soFar.operation += now.operation;
    soFar.raised += raised;
    const whole = (tenThousandths: bigint) => tenge(rounded({ part: tenThousandths, whole: 10_000n }, 1n)!);
    rows.push({
      month: monthText(at), invested: tenge(now.invested), wages: tenge(now.wages), operation: tenge(now.operation), withContributions: whole(raised),
      investedSoFar: tenge(soFar.invested), wagesSoFar: tenge(soFar.wages), operationSoFar: tenge(soFar.operation), withContributionsSoFar: whole(soFar.raised),
    });
  }
  return rows;
}
