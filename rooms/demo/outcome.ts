import { open } from './calendar.ts';
import { chance, lookUp, unit, urn, whole } from './random.ts';
import type { Dice } from './random.ts';
import type { Paid } from './stint.ts';

/** What comes of a pledge, as planted. README.md says what each looks like in the figures. */
export const outcomes = ['kept', 'kept late', 'nearly kept', 'partly kept', 'missed', 'lost', 'paper', 'unpaid', 'moved', 'displaced', 'arrears', 'seasonal'] as const;
export type Outcome = (typeof outcomes)[number];

/** Share of each outcome where luck is worst (0) and where it is best (1); seasonal ones are chosen by what the project does. */
const shares: readonly (readonly [Outcome, number, number])[] = [
  ['kept', 12, 52], ['kept late', 10, 11], ['nearly kept', 5, 8], ['partly kept', 18, 8], ['missed', 18, 3], ['lost', 9, 4],
  ['paper', 10, 2], ['unpaid', 6, 1], ['moved', 6, 4], ['displaced', 4, 3], ['arrears', 5, 3],
];

/** The outcome at `at` (from 0, below 1) of a region's outcomes. */
export function outcomeAt(at: number, luck: number): Outcome {
  return lookUp(urn(shares, ([, worst, best]) => worst + (best - worst) * luck), at)[0];
}

/** Outcomes in which an employer says more than the evidence shows. */
export function isBoast(outcome: Outcome): boolean {
  return ['partly kept', 'missed', 'lost', 'paper', 'unpaid', 'moved', 'displaced', 'arrears'].includes(outcome);
}

/** Outcomes that show only when months before the award and after the due day are held. */
export function needsHistory(outcome: Outcome): boolean {
  return outcome !== 'kept' && outcome !== 'partly kept' && outcome !== 'missed' && outcome !== 'nearly kept';
}

/** One person hired for a pledge. `slot` is the same for the same person (people come back for a season). */
export type Hire = { slot: number; from: number; to: number; paid: Paid; cheap: boolean; moved: boolean; season: boolean };

export type Course = { jobs: number; award: number; due: number; outcome: Outcome };

/** Who is hired for a pledge, when, and for how long. */
export function hiresFor(course: Course, stream: Dice): Hire[] {
  const hires: Hire[] = [];
  const hire = (from: number, to: number = open, more: Partial<Hire> = {}): void => {
    hires.push({ slot: hires.length, from, to, paid: 'all', cheap: false, moved: false, season: false, ...more });
  };
  const { jobs, award, due, outcome } = course;
  const before = Math.max(award, due - 1);
  /** So many, spread from a month to another, more of them towards the end; some leave and another comes. */
  const ramp = (count: number, from: number, to: number, more: Partial<Hire> = {}): void => {
    for (let at = 0; at < count; at += 1) {
      const starts = from + Math.floor((to - from + 1) * Math.sqrt(unit(stream)));
      const leaves = chance(stream, 0.1) ? starts + whole(stream, 4, 12) : open;
      hire(starts, leaves, more);
      if (leaves < open - 1) hire(leaves + 1, open, more);
    }
  };
  // Some of those hired fall short of what a pledge asks, are ill or leave: who keeps a pledge hires more than it names.
  const enough = Math.ceil(jobs * (1.14 + 0.12 * unit(stream)));
  switch (outcome) {
    case 'kept': case 'displaced': case 'arrears': ramp(enough, award, before); break;
    case 'kept late':
      ramp(Math.floor(jobs * 0.5), award, before);
      ramp(enough - Math.floor(jobs * 0.5), due + 1, due + 7);
      break;
    case 'nearly kept': ramp(Math.round(jobs * 1.02), award, before); break;
    case 'partly kept': ramp(Math.ceil(jobs * (0.45 + 0.4 * unit(stream))), award, before); break;
    case 'missed': ramp(Math.floor(jobs * 0.3 * unit(stream)), award, before); break;
    case 'lost':
      ramp(enough, award, before);
      for (const one of hires) if (one.to === open && chance(stream, 0.75)) one.to = Math.max(one.from, due + whole(stream, 1, 5));
      break;
    case 'paper':
      ramp(Math.floor(jobs * 0.25), award, before);
      for (let at = 0; at < jobs; at += 1) {
        const from = due - whole(stream, 0, 1);
        hire(from, from + whole(stream, 0, 2), { paid: 1, cheap: true });
      }
      break;
    case 'unpaid':
      ramp(Math.ceil(jobs * 0.15), award, before);
      ramp(jobs, award, before, { paid: 0 });
      break;
    case 'moved':
      ramp(Math.ceil(jobs * 0.7), award, Math.min(before, award + 4), { moved: true });
      ramp(Math.ceil(jobs * 0.4), award, before);
      break;
    case 'seasonal':
      // April 2024 is month 0: seasons begin in the months 0, 12 and 24, and two in three people come back.
      for (const april of [0, 12, 24].filter((one) => one + 1 >= award)) {
        const returning = april > 0 ? Math.round(enough * 0.65) : 0;
        for (let at = 0; at < enough; at += 1) {
          const from = Math.max(award, april + whole(stream, 0, 1));
          hire(from, april + whole(stream, 6, 7), { season: true, slot: at < returning ? at : april * enough + at });
        }
      }
  }
  return hires.filter((one) => one.from < open);
}

/** What the employer reports for a month: those at work, or, where it boasts, what the plan would have had by then. */
export function reportedJobs(course: Course, atWork: number, at: number, boast: number): number {
  if (!isBoast(course.outcome)) return atWork;
  const plan = course.jobs * Math.min(1, (at - course.award) / (course.due - course.award)) * boast;
  return Math.max(atWork, Math.round(plan));
}
