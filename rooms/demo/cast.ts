import { getActivity } from './activity.ts';
import { endOf, monthCount, startOf } from './calendar.ts';
import type { Concern } from './concern.ts';
import { foundOrganisation, foundSole, writeEmployer } from './employer.ts';
import type { Desk, Employer } from './employer.ts';
import { takeOver } from './firm.ts';
import { organisationName, soleName } from './naming.ts';
import { personAt } from './person.ts';
import type { Project } from './project.ts';
import { chance, pick, whole } from './random.ts';
import type { Dice } from './random.ts';
import type { Takeover } from './staff.ts';

/** The employers of one project. */
export type Cast = {
  owner: Employer;
  contractor: Employer | null;
  agency: Employer | null;
  /** Another company of the owner's group, from which people are moved. */
  sister: Employer | null;
  takeover: Takeover | undefined;
  /** Last month of building: the contractor's part ends with it. */
  built: number;
};

/** Founds and writes the employers of a project. A small business is mostly a sole entrepreneur of the district. */
export function foundCast(desk: Desk, project: Project, entrepreneurs: number[], concerns: readonly Concern[], stream: Dice): Cast {
  const { district, site, activity, start, kind, pledges } = project;
  const has = (outcome: string): boolean => pledges.some((pledge) => pledge.outcome === outcome);
  const grouped = has('moved');
  const place = site;
  const organisation = (more: { code?: string; parent?: string; year?: number; arrears?: (at: number) => boolean } = {}): Employer => {
    const work = more.code ? getActivity(more.code) : activity;
    const name = organisationName(work, kind === 'investment' && chance(stream, 0.3), district, site, stream);
    return foundOrganisation(desk, { name, activity: work, district, place, year: whole(stream, 2004, 2022), ...more });
  };
  const late = pledges.find((pledge) => pledge.outcome === 'arrears');
  // Wages in arrears: three months unpaid, begun in the month after the due day.
  const arrears = (at: number): boolean => late !== undefined && at > late.due && at <= Math.min(late.due + 3, monthCount - 2);
  const holding = grouped ? organisation({ code: '6820' }) : null;
  const concern = chance(stream, 0.15) ? concerns.find((one) => one.activity.section === activity.section) : undefined;
  const parent = holding?.id ?? concern?.bin ?? '';
  const sole = kind === 'business' && !grouped && chance(stream, 0.65) ? entrepreneurs.pop() : undefined;
  const owner = sole === undefined
    ? organisation({ parent, arrears })
    : foundSole(desk, personAt(desk.country, sole), { name: soleName(activity, stream), activity, district, place, arrears }, stream);
  const builds = pledges.some((pledge) => pledge.phase === 'construction');
  const cast: Cast = {
    owner,
    contractor: builds || (kind === 'infrastructure' && chance(stream, 0.5)) ? organisation({ code: kind === 'infrastructure' ? pick(stream, ['4211', '4221']) : '4120' }) : null,
    agency: kind === 'investment' && chance(stream, 0.3) ? organisation({ code: '7820' }) : null,
    sister: holding ? organisation({ parent: holding.id }) : null,
    takeover: sole === undefined && kind !== 'business' && chance(stream, 0.08) ? takeOver(desk, owner, stream, Math.min(27, Math.max(start + 3, 6))) : undefined,
    built: Math.max(start + project.building, ...pledges.filter((pledge) => pledge.phase === 'construction').map((pledge) => pledge.due + whole(stream, 4, 14))),
  };
  for (const employer of [holding, owner, cast.contractor, cast.agency, cast.sister]) if (employer) writeEmployer(desk, employer);
  return cast;
}

/** Last day of building, or nothing while it goes on. */
export function builtOn(cast: Cast): number | null {
  return cast.built < monthCount ? endOf(cast.built) : null;
}

/** First day of a project: some months before its first award. */
export function begunOn(project: Project): number {
  return startOf(project.start - 2) - 10;
}
