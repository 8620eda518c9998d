import { hundredths, mean, median, twoDecimals } from './money.ts';
import { rungs, standsOn } from './rung.ts';
import type { Job, RungName } from './rung.ts';
import { isPermanent } from './spell.ts';

const fullTime = 100n;

export function personsOf(jobs: readonly Job[]): number {
  return new Set(jobs.map((job) => job.spell.person)).size;
}

/** Rule 11: distinct persons on each rung of one pledge, given its jobs. */
export function countRungs(jobs: readonly Job[]): { [rung in RungName]: number } {
  const count = (rung: RungName): number => personsOf(jobs.filter((job) => standsOn(job, rung)));
  return Object.fromEntries(rungs.map((rung) => [rung, count(rung)])) as { [rung in RungName]: number };
}

/** Rule 11: hundredths of full-time jobs of one pledge's paid persons; nobody adds more than one. */
export function fullTimeOf(jobs: readonly Job[]): bigint {
  const rates = new Map<string, bigint>();
  for (const job of jobs.filter((one) => standsOn(one, 'paid'))) {
    for (const contract of job.inForce) {
      const { person } = job.spell;
      rates.set(person, (rates.get(person) ?? 0n) + hundredths(contract.row.rate));
    }
  }
  return [...rates.values()].reduce((sum, rate) => sum + (rate < fullTime ? rate : fullTime), 0n);
}

/** Rule 12: mean and median of the wages on paid, each (employer, person) once; empty when nobody is paid. */
export function wagesOf(jobs: readonly Job[]): { mean: string; median: string } {
  const wages = new Map<string, bigint>();
  for (const job of jobs) {
    if (job.wage !== undefined) wages.set(`${job.spell.employer} ${job.spell.person}`, job.wage);
  }
  const values = [...wages.values()];
  if (values.length === 0) return { mean: '', median: '' };
  return { mean: twoDecimals(mean(values)), median: twoDecimals(median(values)) };
}

/** Rule 12: paid persons of one pledge with a permanent contract in force on the last day at a covered workplace. */
export function countPermanent(jobs: readonly Job[]): number {
  return personsOf(jobs.filter((job) => standsOn(job, 'paid') && job.inForce.some((contract) => isPermanent(contract.row))));
}
