import type { z } from 'zod';
import { country, placeText } from '#kernel/place.ts';
import { verdicts, type getOverview, type listRollUps } from './contract.ts';
import type { Cube } from './cube.ts';
import { outlooks } from './forecast-contract.ts';
import { ladderOf, trendOf, type Members, type PaidJobs } from './ladder.ts';
import { chosenMonth, chosenPlace, employerName, membersOf, ofProject, placeName, pledgeRow, projectNames, stampOf, type Filter, type View } from './view.ts';
import { placesAbove } from './cube.ts';

type Overview = z.input<typeof getOverview.reply>;
type RollUps = z.input<typeof listRollUps.reply>;
type Asked = Filter & { month?: string | undefined };

const behindShown = 12;

/** Country and place pages in one reply. */
export async function overview(view: View, given: Asked): Promise<Overview> {
  const { cube } = view;
  const month = chosenMonth(view, given.month);
  const kato = chosenPlace(view, given.place);
  const asked = { ...given, place: placeText(kato) };
  const members = membersOf(cube, asked);
  const jobs = await view.paidJobs(month);
  const subjects = members.map((at) => cube.pledges[at]!);
  return {
    stamp: stampOf(view, month),
    place: placeName(cube, kato),
    above: placesAbove(cube.places, kato).slice(1).reverse().map((place) => placeName(cube, place)),
    ladder: ladderOf(cube, members, month, jobs),
    counts: {
      projects: [...cube.projects.values()].filter((project) => ofProject(project, asked) && placesAbove(cube.places, project.place).includes(kato)
        && (asked.employer === undefined || project.owner === asked.employer)).length,
      pledges: members.length,
      employers: new Set(subjects.map((pledge) => pledge.one)).size,
    },
    widerPaid: kato === country ? 0 : widerPaid(view.whole.cube, kato, asked, await view.whole.paidJobs(month)),
    selfEmployed: (asked.sector ?? asked.kind ?? asked.employer ?? asked.office) !== undefined || !view.covers(kato) ? null : view.selfEmployed(kato, month),
    trend: trendOf(cube, members, view.today),
    verdicts: verdictsOf(view, members, month),
    parts: partsOf(view, kato, members, month, jobs),
    behind: members
      .map((at) => ({ at, gap: cube.figure('due', at, month) - (cube.figure('credited', at, month) || 0) }))
      .filter(({ gap }) => gap > 0)
      .toSorted((a, b) => b.gap - a.gap)
      .slice(0, behindShown)
      .map(({ at }) => pledgeRow(view, at, month, jobs)),
  };
}

/** Rule 17: paid jobs of pledges wider than the place at workplaces inside it; within a pledge distinct persons (rule 11). */
function widerPaid(cube: Cube, kato: number, filter: Filter, jobs: PaidJobs): number {
  const wider = new Set(membersOf(cube, { ...filter, place: undefined }).filter((at) => !cube.pledges[at]!.places.includes(kato)));
  const inside = new Map<number, boolean>();
  const counted = new Set<string>();
  jobs.workplace.forEach((workplace, at) => {
    const pledge = jobs.pledge[at]!;
    if (!wider.has(pledge)) return;
    if (!inside.has(workplace)) inside.set(workplace, placesAbove(cube.places, workplace).includes(kato));
    if (inside.get(workplace)) counted.add(`${pledge} ${jobs.person[at]}`);
  });
  return counted.size;
}

/** How many pledges stand how, those not due by their outlook, and how many jobs they promise. */
function verdictsOf({ cube, forecasts }: View, members: Members, month: number): Overview['verdicts'] {
  const told = forecasts(month);
  const outlookOf = (at: number) => told.get(cube.pledges[at]!.pledgeId)?.outlook ?? null;
  return [...verdicts, null].flatMap((verdict) => {
    const standing = members.filter((at) => cube.verdict(at, month) === verdict);
    const groups = Map.groupBy(standing, (at) => (verdict === 'not-due' ? outlookOf(at) : null));
    return [...outlooks, null].flatMap((outlook) => {
      const pledges = groups.get(outlook);
      return pledges === undefined ? [] : [{ verdict, outlook, pledges: pledges.length, jobs: pledges.reduce((sum, at) => sum + cube.pledges[at]!.jobs, 0) }];
    });
  });
}

/** Places one step below that hold pledges; of the country every region that exists now. */
function partsOf({ cube, covers }: View, kato: number, members: Members, month: number, jobs: PaidJobs): Overview['parts'] {
  const below = Map.groupBy(members.filter((at) => cube.pledges[at]!.place !== kato), (at) => {
    const { places } = cube.pledges[at]!;
    return places[places.indexOf(kato) - 1]!;
  });
  if (kato === country && covers(country)) {
    for (const place of cube.places.values()) if (place.level === 1 && place.current && !below.has(place.kato)) below.set(place.kato, []);
  }
  return [...below]
    .toSorted(([a], [b]) => a - b)
    .map(([part, pledges]) => ({ place: placeName(cube, part), ladder: ladderOf(cube, pledges, month, jobs), pledges: pledges.length }));
}

/** Ladders by any one subject; null is the key of pledges whose project's row is not held. */
export async function rollUps(view: View, asked: Asked & { by: 'place' | 'sector' | 'kind' | 'project' | 'employer' | 'office' }): Promise<RollUps> {
  const { cube } = view;
  const month = chosenMonth(view, asked.month);
  const jobs = await view.paidJobs(month);
  const kato = Number(asked.place ?? country);
  const subjectOf = (at: number): { key: string | null; names: RollUps['rows'][number]['names'] } => {
    const pledge = cube.pledges[at]!;
    const named = (name: string) => ({ kk: name, ru: name, en: null });
    switch (asked.by) {
      case 'place': {
        const name = placeName(cube, pledge.places[pledge.places.indexOf(kato) - 1] ?? kato);
        return { key: name.kato, names: name.names };
      }
      case 'employer': {
        const { number, name } = employerName(cube, pledge.one);
        return { key: String(number), names: name === null ? null : named(name) };
      }
      case 'project': return { key: pledge.projectId, names: pledge.project === null ? null : projectNames(pledge.project) };
      case 'sector': return { key: pledge.project?.section ?? null, names: null };
      case 'kind': return { key: pledge.project?.kind ?? null, names: null };
      case 'office': return { key: pledge.project?.office ?? null, names: pledge.project === null ? null : named(pledge.project.office) };
    }
  };
  const groups = Map.groupBy(membersOf(cube, asked), (at) => subjectOf(at).key);
  const rows = [...groups].map(([key, members]) => ({
    key, names: subjectOf(members[0]!).names, pledges: members.length, ladder: ladderOf(cube, members, month, jobs),
  }));
  return { stamp: stampOf(view, month), rows: rows.toSorted((a, b) => b.ladder.promised - a.ladder.promised) };
}
