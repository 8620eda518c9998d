import { creditedOf, netOf } from './base.ts';
import { monthOf } from './calendar.ts';
import type { Country } from './columns.ts';
import { completenessOf } from './completeness.ts';
import type { Completeness } from './completeness.ts';
import { byBytes } from './current.ts';
import { gatherFacts } from './facts.ts';
import { countPermanent, countRungs, fullTimeOf, wagesOf } from './figure.ts';
import { twoDecimals } from './money.ts';
import { rollUp } from './rollup.ts';
import type { RollUp } from './rollup.ts';
import { readJobs } from './rung.ts';

export const evidenceColumns = [
  'pledge_id', 'project_id', 'employer', 'place', 'jobs', 'due_on', 'due', 'contracted', 'paid', 'fte', 'held3', 'held6', 'held12',
  'base', 'net', 'credited', 'wage_mean', 'wage_median', 'permanent',
] as const;

/** One pledge's evidence at a month, as the command line prints it. */
export type EvidenceRow = { readonly [column in (typeof evidenceColumns)[number]]: string };

/**
 * The definition of evidence read word by word, rule by rule, for every current pledge, in the order of pledge_id.
 * It exists to be compared with: slow, and owing nothing to the code that computes the same figures for a country.
 * `month` is 'YYYY-MM'; `classifier` holds the place codes that are built in.
 */
export function readEvidence(country: Country, month: string, classifier: ReadonlySet<string>): EvidenceRow[] {
  const facts = gatherFacts(country, classifier);
  const everyJob = readJobs(facts, month);
  const rows: EvidenceRow[] = [];
  for (const pledge of facts.pledges.toSorted((a, b) => byBytes(a.pledge_id, b.pledge_id))) {
    const jobs = everyJob.filter((job) => job.pledge === pledge);
    const rungs = countRungs(jobs);
    const net = netOf(pledge, jobs, month, facts);
    const wages = wagesOf(jobs);
    rows.push({
      pledge_id: pledge.pledge_id,
      project_id: pledge.project_id,
      employer: pledge.employer,
      place: pledge.place,
      jobs: pledge.jobs,
      due_on: pledge.due_on,
      due: monthOf(pledge.due_on) <= month ? pledge.jobs : '0',
      contracted: String(rungs.contracted),
      paid: String(rungs.paid),
      fte: twoDecimals(fullTimeOf(jobs)),
      held3: String(rungs.held3),
      held6: String(rungs.held6),
      held12: String(rungs.held12),
      base: net ? String(net.base) : '',
      net: net ? String(net.net) : '',
      credited: net ? String(creditedOf(rungs.paid, net.net)) : '',
      wage_mean: wages.mean,
      wage_median: wages.median,
      permanent: String(countPermanent(jobs)),
    });
  }
  return rows;
}

/** Rule 17: the pledges of every place that `place` covers, rolled up. */
export function readRollUp(country: Country, month: string, classifier: ReadonlySet<string>, place: string): RollUp {
  return rollUp(gatherFacts(country, classifier), month, place);
}

export { readVerdicts } from './verdict.ts';
export type { VerdictRow } from './verdict.ts';

/** Rule 13: how complete the contributions of the month are. */
export function readCompleteness(country: Country, month: string): Completeness {
  return completenessOf(country, month);
}
