import { monthOf, plusMonths } from './calendar.ts';
import type { Country } from './columns.ts';
import { byBytes } from './current.ts';
import { gatherFacts } from './facts.ts';
import { countRungs } from './figure.ts';
import { creditedOf } from './base.ts';
import { netOfStack, stacksOf } from './rollup.ts';
import { readJobs } from './rung.ts';

/** What one pledge is judged by in a month and what it is called; '' when unknown. `decided` is the month that settled it. */
export type VerdictRow = { pledge_id: string; month: string; judged: string; verdict: string; decided: string };

/** Rule 16: what each pledge is judged by in a month; undefined when the base of its stack is unknown. */
function judgedIn(facts: ReturnType<typeof gatherFacts>, month: string): Map<string, bigint | undefined> {
  const jobs = readJobs(facts, month);
  const judged = new Map<string, bigint | undefined>();
  for (const stack of stacksOf(facts.pledges, facts)) {
    const net = netOfStack(stack, jobs, month, facts);
    const paid = stack.map((pledge) => countRungs(jobs.filter((job) => job.pledge === pledge)).paid).reduce((sum, one) => sum + one, 0);
    let left = net === undefined ? undefined : BigInt(creditedOf(paid, net.net));
    // stacksOf gives the oldest award first, then the smallest pledge_id.
    for (const pledge of stack) {
      const promised = BigInt(pledge.jobs);
      const filled: bigint | undefined = left === undefined ? undefined : left < promised ? left : promised;
      judged.set(pledge.pledge_id, filled);
      if (left !== undefined) left -= filled!;
    }
  }
  return judged;
}

/** Rules 15 and 16 for every current pledge and month, by month and pledge_id. What lies before the first month is unknown. */
export function readVerdicts(country: Country, months: readonly string[], classifier: ReadonlySet<string>): VerdictRow[] {
  const facts = gatherFacts(country, classifier);
  const judged = new Map(months.map((month) => [month, judgedIn(facts, month)]));
  const pledges = facts.pledges.toSorted((a, b) => byBytes(a.pledge_id, b.pledge_id));
  return months.flatMap((month) => pledges.map((pledge) => {
    const due = monthOf(pledge.due_on);
    const enough = (filled: bigint) => filled * 10n >= BigInt(pledge.jobs) * 9n;
    const of = (at: string) => judged.get(at)?.get(pledge.pledge_id);
    const told = (verdict: string, decided: string): VerdictRow => ({ pledge_id: pledge.pledge_id, month, judged: String(of(month) ?? ''), verdict, decided });
    if (month < due) return told('not-due', '');
    const atDue = of(due);
    if (atDue === undefined) return told('', '');
    if (!enough(atDue)) return told('missed', due);
    if (month === due) return told(atDue >= BigInt(pledge.jobs) ? 'kept' : 'substantially-kept', due);
    let unknown = false;
    let last = due;
    for (let held = 1; held <= Number(pledge.hold_months); held += 1) {
      last = plusMonths(due, held);
      if (last > month) return unknown ? told('', '') : told('holding', month);
      const filled = of(last);
      if (filled === undefined) unknown = true;
      else if (!enough(filled)) return told('lost', last);
    }
    if (unknown) return told('', '');
    return last === month && Number(pledge.hold_months) > 0 ? told('holding', month) : told('held', last);
  }));
}
