import type { z } from 'zod';
import { compareText } from '#kernel/format.ts';
import { country, placeText } from '#kernel/place.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { getPublicOverview, getPublicPledge, getPublicProject, listPublicProjects, PublicFigures, PublicPart, PublicPledge, PublicProject } from './contract.ts';
import { counted, promises } from './measure.ts';
import type { Shelf } from './shelf.ts';
import type { Row } from './table-file.ts';

type Overview = z.input<typeof getPublicOverview.reply>;
type Projects = z.input<typeof listPublicProjects.reply>;
type Asked = z.output<typeof listPublicProjects.query>;

/** One place in one month. Refuses `no-such-place` for what the release does not hold, and `no-figures-for-month`. */
export function publicOverview({ release, rows }: Shelf, asked: { place?: string | undefined; month?: string | undefined }): Overview {
  const kato = asked.place ?? placeText(country);
  const month = asked.month ?? release.months.last;
  if (month < release.months.first || month > release.months.last) throw new Refusal('no-figures-for-month', 404, { ...release.months });
  const places = new Map(rows.places.filter((row) => row['month'] === month).map((row) => [String(row['place']), row]));
  const own = places.get(kato);
  if (own === undefined) throw new Refusal('no-such-place', 404);
  const level = Number(own['level']);
  const inside = (code: string) => level === 0 || code.slice(0, 2) === kato.slice(0, 2);
  const ofMonth = (row: Row) => row['month'] === month;
  return {
    release, month, place: placeOf(own),
    above: [placeText(country), `${kato.slice(0, 2)}0000000`].filter((code) => code !== kato && level > 0).flatMap((code) => (places.has(code) ? [placeOf(places.get(code)!)] : [])),
    figures: figuresOf(own), wageMean: own['wage_mean'] as number | null,
    trend: rows.places.filter((row) => row['place'] === kato).map((row) => ({ month: String(row['month']), ...figuresOf(row) })),
    parts: level > 1 ? [] : [...places.values()].filter((row) => row['level'] === level + 1 && inside(String(row['place']))).map(partOf),
    kinds: rows.kinds.filter((row) => ofMonth(row) && row['place'] === kato).map((row) => ({ kind: row['kind'] as Overview['kinds'][number]['kind'], figures: figuresOf(row) })),
    sections: level > 0 ? [] : rows.sections.filter(ofMonth).map((row) => ({ section: String(row['section']), figures: figuresOf(row), wageMean: row['wage_mean'] as number | null })),
  };
}

function figuresOf(row: Row): z.input<typeof PublicFigures> {
  return Object.fromEntries([...promises, ...counted].map((measure) => [measure, row[measure] ?? null])) as z.input<typeof PublicFigures>;
}

function partOf(row: Row): z.input<typeof PublicPart> {
  return { place: placeOf(row), figures: figuresOf(row), wageMean: row['wage_mean'] as number | null };
}

function placeOf(row: Row): Overview['place'] {
  return { kato: String(row['place']), level: Number(row['level']), names: namesOf(row) };
}

function namesOf(row: Row): { kk: string; ru: string; en: string | null } {
  return { kk: String(row['name_kk']), ru: String(row['name_ru']), en: row['name_en'] as string | null };
}

/** Projects of the latest month by search, filter and order; a withheld figure stands where 0 would. */
export function publicProjects(shelf: Shelf, { q, place, kind, sort, page, size }: Asked): Projects {
  const { release } = shelf;
  const wanted = q?.trim().toLowerCase() ?? '';
  const found = projectsOf(shelf).filter((project) =>
    (kind === undefined || project.kind === kind)
    && (place === undefined || place === placeText(country) || covers(place, project.place.kato))
    && (wanted === '' || [project.projectId, ...Object.values(project.names)].some((text) => text?.toLowerCase().includes(wanted))));
  const key = sort.replace('-', '');
  const value = (project: Projects['rows'][number]): number => (key === 'investment' ? project.investment : project.figures[key as keyof typeof project.figures] ?? 0);
  const order = key === 'name'
    ? (a: Projects['rows'][number], b: Projects['rows'][number]) => compareText(a.names.kk, b.names.kk, 'kk')
    : (a: Projects['rows'][number], b: Projects['rows'][number]) => value(a) - value(b);
  const sorted = found.toSorted((a, b) => (sort.startsWith('-') ? order(b, a) : order(a, b)));
  return { release, month: release.months.last, total: sorted.length, rows: sorted.slice((page - 1) * size, page * size) };
}

/** True when a code is the other or lies within it, by the parts of the code: a region has two digits, a district four. */
function covers(place: string, other: string): boolean {
  const parts = place.endsWith('0000000') ? 2 : 4;
  return other.slice(0, parts) === place.slice(0, parts);
}

/** The name of the nearest place that is published, for a place that lies below the districts. */
function placesOf(shelf: Shelf): { nearest(code: string): Overview['place'] } {
  return shelf.remember('all places', {}, () => {
    const names = new Map(shelf.rows.places.filter((row) => row['month'] === shelf.release.months.last).map((row) => [String(row['place']), placeOf(row)]));
    const above = (code: string) => [code, `${code.slice(0, 4)}00000`, `${code.slice(0, 2)}0000000`];
    return { nearest: (code) => above(code).map((one) => names.get(one)).find((place) => place !== undefined) ?? { kato: code, level: 5, names: { kk: code, ru: code, en: null } } };
  });
}

/** One project with its pledges. Refuses `no-such-project`. */
export function publicProject(shelf: Shelf, projectId: string): z.input<typeof getPublicProject.reply> {
  const at = shelf.rows.projects.findIndex((row) => row['project'] === projectId);
  const [row, project] = [shelf.rows.projects[at], projectsOf(shelf)[at]];
  if (row === undefined || project === undefined) throw new Refusal('no-such-project', 404);
  return {
    release: shelf.release, month: shelf.release.months.last, project, owner: row['owner'] as string | null, office: String(row['office']),
    pledges: shelf.rows.pledges.filter((one) => one['project'] === projectId).map((one) => pledgeOf(shelf, one)),
  };
}

/** One pledge. Refuses `no-such-pledge`. */
export function publicPledge(shelf: Shelf, pledgeId: string): z.input<typeof getPublicPledge.reply> {
  const row = shelf.rows.pledges.find((one) => one['pledge'] === pledgeId);
  if (row === undefined) throw new Refusal('no-such-pledge', 404);
  const project = shelf.rows.projects.find((one) => one['project'] === row['project']);
  return { release: shelf.release, month: shelf.release.months.last, pledge: pledgeOf(shelf, row), project: project === undefined ? null : namesOf(project) };
}

function pledgeOf(shelf: Shelf, row: Row): z.input<typeof PublicPledge> {
  return {
    pledgeId: String(row['pledge']), projectId: String(row['project']), employer: row['employer'] as string | null, place: placesOf(shelf).nearest(String(row['place'])),
    phase: row['phase'] as 'construction', term: String(row['term']), jobs: Number(row['jobs']), awardedOn: String(row['awarded_on']), dueOn: String(row['due_on']),
    holdMonths: Number(row['hold_months']), verdict: row['verdict'] as z.input<typeof PublicPledge>['verdict'], figures: figuresOf(row),
  };
}

function projectsOf(shelf: Shelf): z.input<typeof PublicProject>[] {
  return shelf.remember('all projects', {}, () => {
    const { nearest } = placesOf(shelf);
    return shelf.rows.projects.map((row) => {
      return {
        projectId: String(row['project']), names: namesOf(row), kind: row['kind'] as z.input<typeof PublicProject>['kind'], section: row['section'] as string | null,
        place: nearest(String(row['place'])),
        stage: String(row['stage']), startsOn: String(row['starts_on']), endsOn: row['ends_on'] as string | null,
        investment: Number(row['investment']), figures: figuresOf(row),
      };
    });
  });
}
