import { sql } from 'kysely';
import type { z } from 'zod';
import type { Scope } from '#kernel/actor.ts';
import { lastDay, monthText } from '#kernel/month.ts';
import { country, placeText } from '#kernel/place.ts';
import { Refusal } from '#kernel/refusal.ts';
import { asReader, asSystem } from '#platform/access.ts';
import type { Database } from '#platform/database.ts';
import { youthBandAt } from '#reference';
import type { PledgeFacts } from './cube.ts';
import { ladderOf, type Members } from './ladder.ts';
import { attributes, promises, type getQuality, type Promised, type QualityQuery } from './quality-contract.ts';
import { chosenMonth, chosenPlace, membersOf, placeName, stampOf, type View } from './view.ts';

type Page = z.input<typeof getQuality.reply>;
type Counted = Page['attributes'][number]['rows'][number];

/** A median of fewer people than these is withheld: it would tell what somebody earns. */
const fewest = 10;

/** The order of keys that are no numbers; what no register tells comes last. */
const order = ['full', 'part', 'permanent', 'temporary', 'in-time', 'late', 'unpaid', 'young', 'specialist', 'f', 'm', 'district', 'region', 'elsewhere', 'anywhere', 'KZ', 'foreign', 'meets', 'lacks', 'not-compared', 'other'];

/** The quality of the jobs of one pledge, one project, or a place (docs/quality.md). Refuses what does not exist or lies outside of the scope. */
export async function qualityPage(db: Database, scope: Scope, view: View, asked: QualityQuery): Promise<Page> {
  const { cube } = view;
  const month = chosenMonth(view, asked.month);
  const members = chosenMembers(view, asked);
  const counts = await asReader(db, scope, (transaction) => countsOf(transaction, members.map((at) => cube.pledges[at]!.pledgeId), month));
  const rowsOf = (attribute: string) => (counts.get(attribute) ?? []).toSorted((a, b) => rank(a.key) - rank(b.key));
  const { fromAge, toAge } = youthBandAt(lastDay(monthText(month)));
  const total = (rung: 'contracted' | 'paid') => members.reduce((sum, at) => sum + cube.figure(rung, at, month), 0);
  return {
    stamp: stampOf(view, month), pledges: members.length, people: { contracted: total('contracted'), paid: total('paid') }, young: { fromAge, toAge }, fromCentre: null,
    attributes: attributes.map((attribute) => ({ attribute, rows: rowsOf(attribute) })),
    promises: promises.flatMap((promise) => {
      const promised = members.map((at) => cube.pledges[at]!).filter((pledge) => jobsPromised(pledge, promise) !== null);
      if (promised.length === 0) return [];
      return [{ promise, pledges: promised.length, jobs: promised.reduce((sum, pledge) => sum + jobsPromised(pledge, promise)!, 0), rows: rowsOf(`promised-${promise}`) }];
    }),
    wages: await wagesOf(db, view, members, month, asked),
  };
}

function chosenMembers(view: View, asked: QualityQuery): Members {
  const { cube } = view;
  if (asked.pledgeId !== undefined) {
    const at = cube.pledges.findIndex((pledge) => pledge.pledgeId === asked.pledgeId);
    if (at < 0) throw new Refusal('no-such-pledge', 404);
    return [at];
  }
  if (asked.projectId !== undefined) {
    if (!cube.projects.has(asked.projectId)) throw new Refusal('no-such-project', 404);
    return cube.pledges.flatMap((pledge, at) => (pledge.projectId === asked.projectId ? [at] : []));
  }
  return membersOf(cube, { ...asked, place: placeText(chosenPlace(view, asked.place)) });
}

/** For how many jobs a pledge promises something; null where it does not. */
function jobsPromised(pledge: PledgeFacts, promise: Promised): number | null {
  switch (promise) {
    case 'young': return pledge.young;
    case 'qualification': return pledge.qualification === null ? null : pledge.jobs;
    case 'occupation': return pledge.occupation === null ? null : pledge.jobs;
    case 'permanence': return pledge.term === 'permanent' ? pledge.jobs : null;
    case 'wage': return pledge.wageFloor === null ? null : pledge.jobs;
  }
}

function rank(key: string | null): number {
  if (key === null) return Number.MAX_VALUE;
  return order.includes(key) ? 100 + order.indexOf(key) : Number(key);
}

/** Persons by attribute and key, summed over pledges. */
async function countsOf(db: Database, pledgeIds: readonly string[], month: number): Promise<Map<string, Counted[]>> {
  const element = sql`${month}::integer - first_month + 1`;
  const { rows } = await sql<{ attribute: string; key: string; contracted: number; paid: number }>`
    select attribute, key, sum(contracted[${element}])::integer as contracted, sum(paid[${element}])::integer as paid
    from pledges.quality where pledge_id = any(${pledgeIds}::text[])
    group by attribute, key having sum(contracted[${element}]) > 0`.execute(db);
  return Map.groupBy(rows.map(({ key, ...row }) => ({ ...row, key: key === '' ? null : key })), ({ attribute }) => attribute) as Map<string, Counted[]>;
}

type Median = { part: 'country' | 'region' | 'section'; key: string; people: number; median: number };

/** The median here, and those of country, region and section: of a project its own, of a pledge its place's and its project's. */
async function wagesOf(db: Database, view: View, members: Members, month: number, asked: QualityQuery): Promise<Page['wages']> {
  const { cube } = view;
  const [pledge] = members.map((at) => cube.pledges[at]!);
  const project = asked.projectId === undefined ? pledge?.project ?? null : cube.projects.get(asked.projectId)!;
  const single = asked.pledgeId !== undefined || asked.projectId !== undefined;
  const place = asked.pledgeId !== undefined ? pledge!.place : asked.projectId !== undefined ? project!.place : Number(asked.place ?? view.home);
  const region = Math.trunc(place / 10_000_000) * 10_000_000;
  const section = single ? project?.section : asked.sector;
  const medians = await view.whole.remember('median-wages', { month }, () => asSystem(db, (transaction) => mediansOf(transaction, month)));
  const beside = ([['section', section], ['region', region === 0 ? null : placeText(region)], ['country', placeText(country)]] as const).flatMap(([part, key]) => {
    const found = medians.find((row) => row.part === part && row.key === key);
    if (found === undefined) return [];
    const names = part === 'section' ? null : placeName(cube, Number(found.key)).names;
    return [{ part, key: found.key, names, people: found.people, median: found.people < fewest ? null : found.median / 100 }];
  });
  const people = members.reduce((sum, at) => sum + (cube.figure('wage_count', at, month) || 0), 0);
  const { wages } = ladderOf(cube, members, month, await view.paidJobs(month));
  return { median: wages?.median ?? null, people, beside };
}

async function mediansOf(db: Database, month: number): Promise<Median[]> {
  return (await sql<Median>`select part, key, people, median::float8 as median from pledges.median_wage where month = ${month}`.execute(db)).rows;
}
