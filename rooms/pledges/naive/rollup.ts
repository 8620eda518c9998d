import { baseAt, countFromParticipants, creditedOf, headcount, netOf } from './base.ts';
import type { Net } from './base.ts';
import { monthOf } from './calendar.ts';
import type { RowOf } from './columns.ts';
import { byBytes } from './current.ts';
import type { Facts } from './facts.ts';
import { countPermanent, countRungs, fullTimeOf, personsOf, wagesOf } from './figure.ts';
import { twoDecimals } from './money.ts';
import { chainOf, covers } from './place.ts';
import { readJobs, rungs, standsOn } from './rung.ts';
import type { Job, RungName } from './rung.ts';

type Pledge = RowOf<'pledges'>;

/** `jobs` is the sum over pledges of the distinct persons of each; `persons` are the distinct persons of them all. */
export type RungTotal = { jobs: number; persons: number };
type Totals = { [rung in RungName]: RungTotal };

/**
 * Rule 17 for one place and month. `base` and `net` are summed over the stacks, `credited` over the pledges, whose base
 * is known; `unknownStacks` and `unknownPledges` say how many are not. Money and `fte` with two decimals, wages '' when
 * nobody is paid. `wider`: the jobs at workplaces inside the place that stand with pledges of places above it.
 */
export type RollUp = {
  pledges: number; promised: number; due: number;
  rungs: Totals; wider: Totals;
  fte: string; permanent: number; wageMean: string; wageMedian: string;
  base: number; net: number; unknownStacks: number;
  credited: number; unknownPledges: number;
};

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function areStacked(a: Pledge, b: Pledge, facts: Facts): boolean {
  if (facts.employers.employerOf(a.employer) !== facts.employers.employerOf(b.employer)) return false;
  return covers(a.place, b.place, facts.classifier) || covers(b.place, a.place, facts.classifier);
}

/** Rule 16: pledges of one employer whose places are equal or nested, connected in any number of steps; oldest first. */
export function stacksOf(pledges: readonly Pledge[], facts: Facts): Pledge[][] {
  const byAge = pledges.toSorted((a, b) => byBytes(a.awarded_on, b.awarded_on) || byBytes(a.pledge_id, b.pledge_id));
  const stacks: Pledge[][] = [];
  const placed = new Set<Pledge>();
  for (const oldest of byAge) {
    if (placed.has(oldest)) continue;
    const stack = new Set([oldest]);
    for (const member of stack) for (const other of byAge) if (areStacked(member, other, facts)) stack.add(other);
    for (const member of stack) placed.add(member);
    stacks.push(byAge.filter((pledge) => stack.has(pledge)));
  }
  return stacks;
}

/** Rule 16: base and net of a stack, at the widest of its places, as of its oldest award (seasonal where that one is). */
export function netOfStack(stack: readonly Pledge[], jobs: readonly Job[], month: string, facts: Facts): Net | undefined {
  const oldest = stack[0];
  const widest = stack.toSorted((a, b) => chainOf(a.place, facts.classifier).length - chainOf(b.place, facts.classifier).length)[0];
  if (oldest === undefined || widest === undefined) return undefined;
  const base = baseAt(oldest, widest.place, month, facts);
  if (base === undefined) return undefined;
  const now = headcount(facts.employers.employerOf(oldest.employer), widest.place, month, facts);
  return { base, net: now - base + countFromParticipants(jobs.filter((job) => stack.includes(job.pledge)), facts) };
}

function totalsOf(jobs: readonly Job[], pledges: readonly Pledge[]): Totals {
  const total = (rung: RungName): RungTotal => ({
    jobs: sum(pledges.map((pledge) => countRungs(jobs.filter((job) => job.pledge === pledge))[rung])),
    persons: personsOf(jobs.filter((job) => standsOn(job, rung))),
  });
  return Object.fromEntries(rungs.map((rung) => [rung, total(rung)])) as Totals;
}

/** Rule 17: whether the job stands with a pledge of a wider place and is done inside this one on the month's last day. */
function isInside(job: Job, place: string, facts: Facts): boolean {
  if (job.pledge.place === place || !covers(job.pledge.place, place, facts.classifier)) return false;
  return job.inForce.some((contract) => covers(place, contract.row.workplace, facts.classifier));
}

export function rollUp(facts: Facts, month: string, place: string): RollUp {
  const pledges = facts.pledges.filter((pledge) => covers(place, pledge.place, facts.classifier));
  const everyJob = readJobs(facts, month);
  const jobs = everyJob.filter((job) => pledges.includes(job.pledge));
  const jobsOf = (pledge: Pledge): Job[] => jobs.filter((job) => job.pledge === pledge);
  const stacks = stacksOf(pledges, facts).map((stack) => netOfStack(stack, jobs, month, facts));
  const nets = pledges.map((pledge) => ({ pledge, net: netOf(pledge, jobsOf(pledge), month, facts)?.net }));
  const wages = wagesOf(jobs);
  return {
    pledges: pledges.length,
    promised: sum(pledges.map((pledge) => Number(pledge.jobs))),
    due: sum(pledges.map((pledge) => (monthOf(pledge.due_on) <= month ? Number(pledge.jobs) : 0))),
    rungs: totalsOf(jobs, pledges),
    wider: totalsOf(everyJob.filter((job) => isInside(job, place, facts)), facts.pledges),
    fte: twoDecimals(pledges.map((pledge) => fullTimeOf(jobsOf(pledge))).reduce((total, one) => total + one, 0n)),
    permanent: sum(pledges.map((pledge) => countPermanent(jobsOf(pledge)))),
    wageMean: wages.mean,
    wageMedian: wages.median,
    base: sum(stacks.map((stack) => stack?.base ?? 0)),
    net: sum(stacks.map((stack) => stack?.net ?? 0)),
    unknownStacks: stacks.filter((stack) => stack === undefined).length,
    credited: sum(nets.map(({ pledge, net }) => (net === undefined ? 0 : creditedOf(countRungs(jobsOf(pledge)).paid, net)))),
    unknownPledges: nets.filter(({ net }) => net === undefined).length,
  };
}
