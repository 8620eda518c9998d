import { cutOff, dayText, endOf, instantText, monthCount, monthName, monthOf, startOf } from './calendar.ts';
import { begunOn, builtOn } from './cast.ts';
import type { Cast } from './cast.ts';
import type { Files } from './files.ts';
import { isBoast, reportedJobs } from './outcome.ts';
import type { Hire } from './outcome.ts';
import type { Pledge } from './pledge.ts';
import type { Kind, Project } from './project.ts';
import { chance, draw, pick, unit, urn, whole } from './random.ts';
import type { Dice } from './random.ts';
import { put, quoted } from './rows.ts';
import { plantedIn, type Told } from './planted.ts';
import type { Planted } from './scheme.ts';
import { readTable } from './table.ts';

const programmes = Map.groupBy(readTable('programmes', ['kind', 'programme', 'funding', 'weight']), (row) => row.kind);

/** Tenge invested for each pledged job, least and most. */
const worth: Readonly<Record<Kind, readonly [number, number]>> = {
  business: [900_000, 4_000_000], social: [5_000_000, 20_000_000], infrastructure: [12_000_000, 40_000_000], investment: [12_000_000, 70_000_000],
};

/** Who answers for a project where it is not the akimat of the region. */
const offices: Readonly<Record<Kind, string>> = {
  investment: 'ҚР Өнеркәсіп және құрылыс министрлігі',
  infrastructure: 'ҚР Көлік министрлігі',
  business: '«Даму» қоры',
  social: 'ҚР Еңбек және халықты әлеуметтік қорғау министрлігі',
};

/** Writes a project with its participants and its investments by month. */
export function writeProject(files: Files, project: Project, cast: Cast, stream: Dice): void {
  const { id, kind, title, activity, district, site, pledges } = project;
  const { kk, ru, en } = title;
  const programme = draw(stream, urn(programmes.get(kind) ?? [], (row) => Number(row.weight)));
  const jobs = pledges.reduce((sum, pledge) => sum + pledge.jobs, 0) || whole(stream, 3, 40);
  const investment = Math.round((jobs * whole(stream, ...worth[kind])) / 100_000) * 100_000;
  const foreign = kind === 'investment' && chance(stream, 0.3) ? String(Math.round(unit(stream) * 100) / 100) : kind === 'investment' ? '0' : '';
  const begun = begunOn(project);
  const ends = monthOf(begun) + project.building + (kind === 'business' ? 30 : 48);
  const endsOn = chance(stream, 0.2) ? '' : dayText(endOf(ends));
  const at = (names: 'kk' | 'ru' | 'en'): string => (site.names.kk === district.names.kk ? '' : `, ${site.names[names]}`);
  put(files.projects, [
    id, quoted(`${kk}, ${district.names.kk}${at('kk')}`), quoted(`${ru}, ${district.names.ru}${at('ru')}`), quoted(`${en}, ${district.names.en}${at('en')}`),
    kind, programme.programme, programme.funding, activity.code, cast.owner.id, site.code, stageOf(project, cast, ends, stream), dayText(begun), endsOn,
    investment, foreign, officeOf(project, stream), 'active', `${instantText(begun + 5, project.index)}\n`,
  ].join());
  writeParticipants(files, project, cast, stream);
  writeInvestments(files, project, investment, stream);
}

function stageOf(project: Project, cast: Cast, ends: number, stream: Dice): string {
  if (project.pledges.length === 0) return pick(stream, ['idea', 'idea', 'appraisal', 'appraisal', 'approved']);
  if (ends < monthCount) return 'closed';
  return project.start + 2 > monthCount ? 'approved' : cast.built >= monthCount && project.kind !== 'business' ? 'construction' : 'operation';
}

function officeOf({ kind, district }: Project, stream: Dice): string {
  return chance(stream, 0.82) ? `${district.region.nameKk} әкімдігі` : offices[kind];
}

function writeParticipants(files: Files, project: Project, cast: Cast, stream: Dice): void {
  const begun = begunOn(project);
  const row = (employer: string, role: string, from: number, to: number | null, status = 'active'): void =>
    put(files.participants, `${project.id},${employer},${role},${dayText(from)},${to === null ? '' : dayText(to)},${status},${instantText(from + 2, project.index)}\n`);
  row(cast.owner.id, project.kind === 'investment' ? pick(stream, ['investor', 'operator']) : 'operator', begun, null);
  if (cast.contractor) row(cast.contractor.id, 'contractor', begun + 20, builtOn(cast));
  if (cast.agency) row(cast.agency.id, 'agency', begun + 40, null);
  if (cast.sister) row(cast.sister.id, 'operator', begun + 10, null, 'annulled');
}

/** Money comes while the project is built, less at the ends than in the middle. */
function writeInvestments(files: Files, project: Project, investment: number, stream: Dice): void {
  if (project.pledges.length === 0) return;
  const from = monthOf(begunOn(project)) + 1;
  const parts = Array.from({ length: project.building }, (_, at) => Math.sin((Math.PI * (at + 0.5)) / project.building) * (0.6 + 0.8 * unit(stream)));
  const all = parts.reduce((sum, part) => sum + part, 0);
  for (const [at, part] of parts.entries()) {
    if (from + at >= monthCount) break;
    put(files.investments, `${project.id},${monthName(from + at)},${Math.round((investment * part) / all)},${instantText(endOf(from + at) + 12, at)}\n`);
  }
}

/** Writes a pledge, and what its employer says month by month of the jobs it has made. Returns the paper jobs that this plants. */
export function writePledge(files: Files, project: Project, pledge: Pledge, employer: string, hires: readonly Hire[], stream: Dice): Planted[] {
  const { id, place, phase, jobs, awardedOn, dueOn, holdMonths, occupation, qualification, term, young, wageFloor, past, award, due } = pledge;
  const row = (dueDay: number, status: string, on: number): void =>
    put(files.pledges, [
      id, project.id, employer, place, phase, jobs, dayText(awardedOn), dayText(dueDay), holdMonths, occupation, qualification, term,
      young || '', wageFloor, status, `${instantText(on, project.index)}\n`,
    ].join());
  if (past !== '') row(past === 'extended' ? startOf(monthOf((awardedOn + dueOn) / 2) + 1) : dueOn, 'active', awardedOn + 3);
  row(dueOn, past === 'annulled' ? 'annulled' : 'active', awardedOn + (past === '' ? 3 : 60));
  const boast = isBoast(pledge.outcome) ? 0.85 + 0.25 * unit(stream) : 1;
  const told: Told[] = [];
  for (let at = Math.max(award + 1, 0); at < monthCount; at += 1) {
    const atWork = hires.filter((hire) => hire.from <= at && hire.to >= at).length;
    if (chance(stream, 0.12)) continue;
    const on = endOf(at) + whole(stream, 3, 20);
    const said = reportedJobs({ ...pledge, due }, Math.min(atWork, jobs * 2), at, boast);
    if (on >= cutOff) continue;
    put(files.reports, `${id},${monthName(at)},${said},${instantText(on, at)}\n`);
    told.push({ at, said, paid: hires.filter(({ from, to, paid }) => from <= at && to >= at && (paid === 'all' || at < from + paid)).length });
  }
  return past === 'annulled' ? [] : plantedIn(pledge, told);
}
