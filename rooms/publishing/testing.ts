import { monthIndex, monthOfDay } from '#kernel/month.ts';
import { numbersFrom } from '#kernel/testing.ts';
import type { WholeCube } from './cell.ts';
import { stacksOf } from './stack.ts';

type Pledge = WholeCube['pledges'][number];
type Project = NonNullable<Pledge['project']>;

/** Days after which all months of the cubes below are closed. */
export const today = '2026-08-15';
/** The first month of the cubes below, 2026-01. */
export const firstMonth = 2026 * 12;

const kinds = ['investment', 'infrastructure', 'business', 'social'];

/**
 * A cube of made-up figures: four regions of four districts, projects of one to three pledges, most of them with a handful of
 * people. The same seed gives the same; `late` adds a few people to some pledges, as a correction does, and `computation` names it.
 */
export function madeUpCube({ seed = 1, projects = 60, months = 3, late = 0, computation = 'first' } = {}): WholeCube {
  const random = numbersFrom(seed);
  const whole = (most: number) => Math.floor(random() * (most + 1));
  const places = new Map<number, { kato: number; parent: number; level: number; nameKk: string; nameRu: string; nameEn: string | null; current: boolean }>();
  const enter = (kato: number, parent: number, level: number) => places.set(kato, { kato, parent, level, nameKk: `Аумақ ${kato}`, nameRu: `Место ${kato}`, nameEn: `Place ${kato}`, current: true });
  enter(0, 0, 0);
  for (const region of [100_000_000, 190_000_000, 350_000_000, 710_000_000]) {
    enter(region, 0, 1);
    for (let district = 1; district <= 4; district += 1) enter(region + district * 200_000, region, 2);
  }
  const districts = [...places.values()].filter(({ level }) => level === 2);
  const pledges: Pledge[] = [];
  const known = new Map<string, Project>();
  const people: number[] = [];
  for (let number = 1; number <= projects; number += 1) {
    const { kato, parent } = districts[whole(districts.length - 1)]!;
    const project: Project = {
      projectId: `P${String(number).padStart(3, '0')}`, nameKk: `Жоба ${number}`, nameRu: `Проект ${number}`, nameEn: null, kind: kinds[whole(3)]!, programme: null, funding: null,
      sector: 'C', section: 'ACFQ'[whole(3)]!, owner: number, place: kato, stage: 'operation', startsOn: '2025-01-01', endsOn: null, investment: 1_000_000_000, foreignShare: null, office: 'Office',
    };
    known.set(project.projectId, project);
    for (let pledge = 0; pledge <= whole(2); pledge += 1) {
      const small = random() < 0.6;
      people.push(small ? whole(9) : 10 + whole(60));
      pledges.push({
        pledgeId: `${project.projectId}-${pledge}`, projectId: project.projectId, employer: number, one: number, place: random() < 0.05 ? parent : kato, phase: 'operation',
        jobs: 1 + whole(small ? 12 : 80), awardedOn: '2025-06-01', dueOn: random() < 0.7 ? '2026-01-15' : '2027-01-31', holdMonths: 12, occupation: null, qualification: null,
        term: 'any', young: null, wageFloor: null, project, places: [],
      });
    }
  }
  const placed = pledges.map((pledge) => ({ ...pledge, places: [pledge.place, ...(places.get(pledge.place)!.level === 2 ? [places.get(pledge.place)!.parent] : []), 0] }));
  const share = placed.map(() => [0.5 + random() / 2, random(), random(), random()]);
  const added = placed.map(() => (random() < late ? 1 + whole(2) : 0));
  const figure: WholeCube['figure'] = (column, at, month) => {
    const { dueOn, jobs } = placed[at]!;
    const contracted = people[at]! + (month - firstMonth) * (people[at]! > 30 ? 2 : 0) + added[at]!;
    const [paid = 0, ...held] = share[at]!;
    const ofPaid = (part: number) => Math.floor(Math.floor(contracted * paid) * part);
    switch (column) {
      case 'due': return dueOn < '2027' ? jobs : 0;
      case 'contracted': return contracted;
      case 'paid': case 'credited': case 'wage_count': return ofPaid(1);
      case 'held3': return ofPaid(held[0]!);
      case 'held6': return ofPaid(held[0]! * held[1]!);
      case 'held12': return ofPaid(held[0]! * held[1]! * held[2]!);
      case 'wage_sum': return ofPaid(1) * 30_000_000;
      case 'judged': return judgedOf(at, month);
      default: return Number.NaN;
    }
  };
  const stacks = stacksOf({ pledges: placed });
  // Rules 15 and 16, with nobody at work before: the stack is credited with all who are paid.
  const judgedOf = (at: number, month: number): number => {
    const older = stacks[at]!.slice(0, stacks[at]!.indexOf(at)).reduce((sum, other) => sum + placed[other]!.jobs, 0);
    return Math.min(placed[at]!.jobs, Math.max(0, stacks[at]!.reduce((sum, other) => sum + figure('credited', other, month), 0) - older));
  };
  const verdict: WholeCube['verdict'] = (at, month) => {
    const { jobs, dueOn } = placed[at]!;
    const due = monthIndex(monthOfDay(dueOn));
    const judged = (of: number) => judgedOf(at, of);
    if (month < due) return 'not-due';
    if (judged(due) < 0.9 * jobs) return 'missed';
    if (month === due) return judged(due) < jobs ? 'substantially-kept' : 'kept';
    return Array.from({ length: month - due }, (_, after) => judged(due + 1 + after)).some((reached) => reached < 0.9 * jobs) ? 'lost' : 'holding';
  };
  return {
    computation: { id: computation, at: new Date('2026-08-01T00:00:00Z'), imports: 1, definition: '1.0' }, firstMonth, months, pledges: placed, projects: known, places, figure, verdict,
    // Every fifth is a sole entrepreneur, whose name is nowhere.
    employers: new Map(placed.map(({ employer }) => [employer, employer % 5 === 0 ? null : `Серіктестік ${employer}`])),
  };
}
