import type { Scope } from '#kernel/actor.ts';
import type { Language } from '#kernel/format.ts';
import { Refusal } from '#kernel/refusal.ts';
import { route, type Route } from '#platform/http.ts';
import type { OversightGround } from '#oversight';
import type { Shelf, Shelves } from '#publishing';
import { besideOf } from './ranking-beside.ts';
import { exportPublicRanking, exportRanking, getPublicRanking, getRanking, type Ranking } from './ranking-contract.ts';
import { rankingCsv, rankingXlsx } from './ranking-file.ts';
import { rankingOf, type RankingQuestion } from './ranking.ts';

/** A minute is as long as a new release may take to be seen. */
const fresh = { 'cache-control': 'public, max-age=60' };

/** The ranking by fulfilment of all pledges; undefined before the first release. */
export async function findRanking(shelves: Shelves): Promise<Ranking | undefined> {
  try {
    return ranked(await shelves.current(), { measure: 'met', kind: undefined, mix: 'own' });
  } catch (error) {
    if (error instanceof Refusal && error.code === 'no-release') return undefined;
    throw error;
  }
}

/** Of one release a question has one answer. */
function ranked(shelf: Shelf, { measure, kind, mix }: RankingQuestion): Ranking {
  return shelf.remember('ranking', { measure, kind, mix }, () => rankingOf(shelf, { measure, kind, mix }));
}

/** The ranking of regions: one for all, from the newest release; whoever may see figures has more beside it. Refuses `no-release` before the first. */
export function rankingRoutes(ground: OversightGround, shelves: Shelves): Route[] {
  const current = async (question: RankingQuestion) => ranked(await shelves.current(), question);
  const rankedBeside = async (question: RankingQuestion, scope: Scope) => {
    const ranking = await current(question);
    return { ...ranking, ...(await besideOf(ground, scope, ranking)) };
  };
  return [
    route(getPublicRanking, async ({ query, reply }) => {
      reply.headers(fresh);
      return current(query);
    }),
    route(exportPublicRanking, async ({ params: { format }, query, reply }) => {
      reply.headers(fresh);
      return fileOf(await current(query), format, query.language);
    }),
    route(getRanking, ({ query, scope }) => rankedBeside(query, scope)),
    route(exportRanking, async ({ params: { format }, query, scope }) => fileOf(await rankedBeside(query, scope), format, query.language)),
  ];
}

async function fileOf(ranking: Ranking, format: 'csv' | 'xlsx', language: Language) {
  const name = `ranking-${ranking.measure}-${ranking.month}.${format}`;
  return format === 'csv'
    ? { name, type: 'text/csv; charset=utf-8', body: rankingCsv(ranking, language) }
    : { name, type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', body: await rankingXlsx(ranking, language) };
}
