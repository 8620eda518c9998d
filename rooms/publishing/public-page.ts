import type { z } from 'zod';
import { compareText } from '#kernel/format.ts';
import { country, placeText } from '#kernel/place.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { getPublicOverview, listPublicProjects, PublicFigures, PublicPart, PublicProject } from './contract.ts';
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

function projectsOf(shelf: Shelf): z.input<typeof PublicProject>[] {
  return shelf.remember('all projects', {}, () => {
    const names = new Map(shelf.rows.places.filter((row) => row['month'] === shelf.release.months.last).map((row) => [String(row['place']), placeOf(row)]));
    return shelf.rows.projects.map((row) => {
      const code = String(row['place']);
      const region = `${code.slice(0, 2)}0000000`;
      return {
        projectId: String(row['project']), names: namesOf(row), kind: row['kind'] as z.input<typeof PublicProject>['kind'], section: row['section'] as string | null,
        place: names.get(code) ?? names.get(`${code.slice(0, 4)}00000`) ?? names.get(region) ?? { kato: code, level: 5, names: { kk: code, ru: code, en: null } },
        stage: String(row['stage']), startsOn: String(row['starts_on']), endsOn: row['ends_on'] as string | null,
        investment: Number(row['investment']), figures: figuresOf(row),
      };
    });
  });
}
