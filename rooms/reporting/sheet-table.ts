import { formatCount, formatDay, formatMonth, formatShare, type Language } from '#kernel/format.ts';
import type { Names } from '#kernel/names.ts';
import type { OrderRow } from '#oversight';
import type { Stamp } from '#kernel/stamp.ts';
import type { Ladder, PledgeRow } from '#pledges';
import type { Ranking, RegionShare } from './ranking-contract.ts';
import { formatWholePercent } from './whole-percent.ts';
import type { OrderPart, PledgePart, WeeklySheet } from './weekly-sheet.ts';
import en from './words/sheet.en.json' with { type: 'json' };
import kk from './words/sheet.kk.json' with { type: 'json' };
import ru from './words/sheet.ru.json' with { type: 'json' };

const words = { kk, ru, en } as const;
const wordsOf = (language: Language) => (key: keyof typeof ru): string => words[language][key];

export type SheetCell = string | number | null;
/** One table of the sheet: its heading, the heads of its columns, and its rows; numbers as numbers. */
export type SheetTable = { readonly title: string; readonly heads: readonly string[]; readonly rows: readonly (readonly SheetCell[])[]; readonly none: string };
/** The sheet in words: what is printed on the page and written into the workbook. */
export type SheetText = { readonly title: string; readonly facts: readonly (readonly [string, string])[]; readonly rank: string | null; readonly tables: readonly SheetTable[]; readonly foot: readonly string[]; readonly more: (rows: number) => string };

export type SheetFacts = { readonly place: Names; readonly today: string; readonly ladder: Ladder; readonly stamp: Stamp; readonly rank: SheetRank | null };
/** Where a region stands among the ranked ones, by fulfilment (docs/ranking.md). */
export type SheetRank = { readonly row: RegionShare; readonly ranked: number; readonly month: string; readonly release: number };

/** The rank of a place in a ranking; null for a place that is no region, and before the first release. */
export function rankIn(ranking: Ranking | undefined, kato: string): SheetRank | null {
  const row = ranking?.rows.find(({ place }) => place.kato === kato);
  return ranking === undefined || row === undefined ? null : { row, ranked: ranking.rows.filter(({ rank }) => rank !== null).length, month: ranking.month, release: ranking.release.number };
}

/** Puts a sheet into words of a language. */
export function sheetText(sheet: WeeklySheet, { place, today, ladder, stamp, rank }: SheetFacts, language: Language): SheetText {
  const word = wordsOf(language);
  const count = (value: number | null): string => (value === null ? '–' : formatCount(value, language));
  const { completeness } = stamp;
  return {
    title: `${word('title')} ${formatDay(today, language)}: ${named(place, language)}`,
    facts: [
      [word('promised'), count(ladder.promised)], [word('dueSoFar'), count(ladder.due)],
      [word('met'), ladder.due === 0 ? count(ladder.met) : `${count(ladder.met)} (${formatShare(ladder.met, ladder.due, language)})`],
      [word('paid'), count(ladder.paid)], [word('held3'), count(ladder.held3)],
    ],
    rank: rank === null ? null : rankText(rank, language),
    tables: [...sheet.pledges.map((part) => pledgeTable(part, language)), ...sheet.orders.map((part) => orderTable(part, language))],
    foot: [
      `${formatMonth(stamp.month, language)} · ${word(stamp.provisional ? 'provisional' : 'final')} · ${completeness === null ? word('completeUnknown') : `${word('complete')} ${formatShare(completeness.covered, completeness.persons, language)}`} · ${word('definition')} ${stamp.definition}`,
      ...(stamp.madeUp ? [word('madeUp')] : []),
    ],
    more: (rows) => word('more').replace('{{rows}}', count(rows)),
  };
}

/** In a sentence which ranks the region may hold, or that it has none. */
function rankText({ row: { rank, share, own }, ranked, month, release }: SheetRank, language: Language): string {
  const word = wordsOf(language);
  const percent = (value: number) => formatWholePercent(value, language);
  const facts = { month: formatMonth(month, language), release: String(release) };
  if (rank === null || share === null || own === null) return filled(word('unranked'), facts);
  const { best, worst } = rank;
  return filled(word(best === worst ? 'rankedAt' : 'rankedBetween'), { ...facts, best: String(best), worst: String(worst), ranked: String(ranked), share: percent(share), low: percent(own.low), high: percent(own.high) });
}

function filled(text: string, facts: { readonly [name: string]: string }): string {
  return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => facts[name] ?? '');
}

function named(names: Names | null, language: Language): string {
  return names === null ? '' : names[language] ?? names.ru;
}

/** A day in figures, for the columns of a narrow page: 01.12.2026, in English 2026-12-01. */
function shortDay(day: string, language: Language): string {
  return language === 'en' ? day : day.split('-').toReversed().join('.');
}

/** What is promised, what it is judged by now, and beside what is to come what the forecast expects. */
function pledgeTable({ key, rows, jobs }: PledgePart, language: Language): SheetTable {
  const word = wordsOf(language);
  const forecast = key !== 'lost';
  const line = (row: PledgeRow): SheetCell[] => [
    row.project === null ? row.pledgeId : named(row.project, language), row.employer.name ?? word('employerNumber').replace('{{n}}', String(row.employer.number)), named(row.place.names, language),
    shortDay(row.dueOn, language), row.ladder.promised, row.verdict.judged, ...(forecast ? [row.verdict.forecast?.expected ?? null] : []),
  ];
  return {
    title: `${word(key)}: ${word('pledges')} ${formatCount(rows.length, language)}, ${word('jobs')} ${formatCount(jobs, language)}`, none: word('none'),
    heads: [word('pledge'), word('employer'), word('place'), word('dueOn'), word('jobsPromised'), word('judged'), ...(forecast ? [word('expected')] : [])], rows: rows.map(line),
  };
}

function orderTable({ key, rows }: OrderPart, language: Language): SheetTable {
  const word = wordsOf(language);
  const line = ({ id, to, wording, dueOn, state }: OrderRow): SheetCell[] => [
    id, wording, to.place === null ? to.employer?.name ?? word('employerNumber').replace('{{n}}', String(to.employer?.number ?? '')) : named(to.place.names, language), shortDay(dueOn, language), word(state),
  ];
  return { title: `${word(key)}: ${formatCount(rows.length, language)}`, none: word('none'), heads: [word('number'), word('wording'), word('addressee'), word('term'), word('state')], rows: rows.map(line) };
}
