import { createHash } from 'node:crypto';
import { lastDay, type Month } from '#kernel/month.ts';
import { placeText } from '#kernel/place.ts';
import type { WholeCube } from './cell.ts';
import type { ClosedCube } from './closed-cube.ts';
import { metricIds, type Oc4idsPackage, type Oc4idsProject } from './oc4ids-shape.ts';
import type { Publisher } from './publisher.ts';
import type { Row } from './table-file.ts';
import en from './words/oc4ids.en.json' with { type: 'json' };
import kk from './words/oc4ids.kk.json' with { type: 'json' };
import ru from './words/oc4ids.ru.json' with { type: 'json' };

/** Stages of a project as phases of the standard, by its definitions: docs/oc4ids.md gives the reasons. */
export const statusOf: Readonly<Record<string, Oc4idsProject['status']>> = {
  idea: 'identification', appraisal: 'preparation', approved: 'preparation', construction: 'implementation', operation: 'maintenance', maintenance: 'maintenance', closed: 'maintenance',
};

/** Sections of economic activity as sectors of the standard, which knows infrastructure only; all that is production or trade is `economy`. */
export const sectorOf: Readonly<Record<string, NonNullable<Oc4idsProject['sector']>[number]>> = {
  A: 'economy', B: 'economy', C: 'economy', D: 'energy', E: 'waterAndWaste', F: 'economy', G: 'economy', H: 'transport', I: 'cultureSportsAndRecreation', J: 'communications', K: 'economy',
  L: 'economy', M: 'economy', N: 'economy', O: 'governance', P: 'education', Q: 'health', R: 'cultureSportsAndRecreation', S: 'economy', T: 'economy', U: 'governance',
};

/** The columns that the metrics are read from. */
export const measureOf = { jobsContracted: 'contracted', jobsPaid: 'paid', jobsHeld3: 'held3', jobsHeld12: 'held12' } as const;

type Project = WholeCube['pledges'][number]['project'] & object;
type Facts = { readonly number: number; readonly at: Date; readonly madeUp: boolean; readonly licence: string };

/** All projects of a release as one OC4IDS package; undefined where there is no project, of which the standard wants at least one. */
export function oc4idsPackage(cube: WholeCube, closed: ClosedCube, publisher: Publisher, { number, at, madeUp, licence }: Facts): Oc4idsPackage | undefined {
  const figures = Map.groupBy(closed.projectMonths, (row) => String(row['project']));
  const pledges = Map.groupBy(cube.pledges, ({ projectId }) => projectId);
  const updated = cube.computation!.at.toISOString();
  const projects = [...cube.projects.values()].map((project) => projectOf(cube, project, pledges.get(project.projectId) ?? [], figures.get(project.projectId) ?? [], publisher, updated));
  if (projects.length === 0) return undefined;
  return {
    uri: `${publisher.address}/public/oc4ids.json?release=${number}`, version: '0.9', publishedDate: at.toISOString(), publisher: { name: publisher.name }, license: licence,
    release: number, madeUp, projects: projects.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  };
}

function projectOf(cube: WholeCube, project: Project, pledges: WholeCube['pledges'], months: readonly Row[], { prefix, address }: Publisher, updated: string): Oc4idsProject {
  const office = { id: `office-${createHash('sha256').update(project.office).digest('hex').slice(0, 12)}`, name: project.office };
  const places = [...new Set([project.place, ...pledges.map(({ place }) => place)])];
  const metrics = metricIds.flatMap((id) => metricOf(id, months));
  return {
    id: `${prefix}-${project.projectId}`, updated, language: 'ru', identifiers: [{ id: project.projectId, scheme: 'KZ-JUMYS' }],
    publicAuthority: office,
    title: project.nameRu, title_kk: project.nameKk, ...(project.nameEn === null ? {} : { title_en: project.nameEn }),
    budget: { amount: { amount: Number(project.investment) / 100, currency: 'KZT' } },
    period: { startDate: begin(project.startsOn), ...(project.endsOn === null ? {} : { endDate: end(project.endsOn) }) },
    locations: places.map((place) => locationOf(cube, place)),
    ...(statusOf[project.stage] === undefined ? {} : { status: statusOf[project.stage] }),
    // The register does not tell a new asset from a repaired one: what is invested in or built counts as new.
    ...(project.kind === 'investment' || project.kind === 'infrastructure' ? { type: 'construction' as const } : {}),
    ...(project.section === null || sectorOf[project.section] === undefined ? {} : { sector: [sectorOf[project.section]!] }),
    additionalClassifications: [
      { scheme: 'KZ-JUMYS-KIND', id: project.kind }, { scheme: 'KZ-JUMYS-STAGE', id: project.stage }, ...(project.section === null ? [] : [{ scheme: 'KZ-OKED' as const, id: project.section }]),
    ],
    parties: [{ ...office, roles: ['publicAuthority'] }, ...employersOf(cube, project, pledges)],
    ...(pledges.length === 0 ? {} : { forecasts: [promiseOf(pledges)] }),
    ...(metrics.length === 0 ? {} : { metrics }),
    documents: [{ id: 'page', title: ru.page, url: `${address}/public/projects/${encodeURIComponent(project.projectId)}`, format: 'text/html' }],
  };
}

/** The owner and the employers that pledge, by our own numbers; sole entrepreneurs are persons and not named, nor numbered. */
function employersOf(cube: WholeCube, { owner }: Project, pledges: WholeCube['pledges']): Oc4idsProject['parties'] {
  const pledging = new Set(pledges.map(({ employer }) => employer));
  return [...new Set([owner, ...pledging])].flatMap((employer) => {
    const name = cube.employers.get(employer);
    if (name == null) return [];
    return [{ id: `employer-${employer}`, name, roles: [...(employer === owner ? ['projectOwner' as const] : []), ...(pledging.has(employer) ? ['pledgingEmployer' as const] : [])] }];
  });
}

function locationOf(cube: WholeCube, place: number): Oc4idsProject['locations'][number] {
  const code = placeText(place);
  const region = cube.places.get(Math.trunc(place / 10_000_000) * 10_000_000);
  return {
    id: code, description: cube.places.get(place)?.nameRu ?? code, gazetteer: { scheme: 'KZ-KATO', identifiers: [code] },
    address: { ...(place === 0 || region === undefined ? {} : { region: region.nameRu }), countryName: ru.country },
  };
}

type Titled = keyof typeof measureOf | 'jobsPromised';
const titlesOf = <Id extends Titled>(id: Id) => ({ id, title: ru[id], title_kk: kk[id], title_en: en[id] });

/** What is promised: an observation a pledge, over the time from its award to its due day. */
function promiseOf(pledges: WholeCube['pledges']): NonNullable<Oc4idsProject['forecasts']>[number] {
  return {
    ...titlesOf('jobsPromised'),
    observations: pledges.map(({ pledgeId, awardedOn, dueOn, jobs, phase }) => ({ id: pledgeId, period: { startDate: begin(awardedOn), endDate: end(dueOn) }, measure: jobs, unit: { name: ru.unit }, dimensions: { phase } })),
  };
}

/** What is evidenced: an observation a month in which a figure is published, and one without measure where the latest is withheld. */
function metricOf(id: (typeof metricIds)[number], months: readonly Row[]): NonNullable<Oc4idsProject['metrics']> {
  type Observations = NonNullable<Oc4idsProject['metrics']>[number]['observations'];
  const observations = months.filter((row) => Number(row['promised']) > 0).flatMap((row, at, all): Observations => {
    const month = String(row['month']) as Month;
    const measure = row[measureOf[id]] as number | null;
    const about = { id: `${id}-${month}`, period: { startDate: begin(`${month}-01`), endDate: end(lastDay(month)) }, unit: { name: ru.unit } };
    if (measure !== null) return [{ ...about, measure }];
    return at === all.length - 1 ? [{ ...about, notes: ru.withheld }] : [];
  });
  return observations.length === 0 ? [] : [{ ...titlesOf(id), observations }];
}

/** The whole country keeps one time, five hours ahead. */
function begin(day: string): string {
  return `${day}T00:00:00+05:00`;
}

function end(day: string): string {
  return `${day}T23:59:59+05:00`;
}
