import { stringify } from 'csv-stringify/sync';
import type { Language } from '#kernel/format.ts';
import type { Ranking, RankingBeside, RegionShare } from './ranking-contract.ts';
import en from './words/en.json' with { type: 'json' };
import kk from './words/kk.json' with { type: 'json' };
import ru from './words/ru.json' with { type: 'json' };

/** The heads are the words of `file.${column}`, the mix is that of `mixOf.${mix}`. */
const words = { kk, ru, en } as const;
type Column = keyof typeof ru.file;
type Cell = string | number | null;

const fine = (share: number | null | undefined) => (share == null ? null : Math.round(share * 10_000) / 10_000);

/** A ranking as a file, with what stands beside it where the reader has that. Each row says for itself what it is. */
function cellsOf(ranking: Ranking & Partial<Pick<RankingBeside, 'beside'>>, language: Language): Cell[][] {
  const { release, month, measure, kind, mix, beside } = ranking;
  const word = words[language];
  const columns: readonly (readonly [Column, (row: RegionShare) => Cell])[] = [
    ['best', ({ rank }) => rank?.best ?? null], ['worst', ({ rank }) => rank?.worst ?? null], ['group', ({ rank }) => rank?.group ?? null],
    ['kato', ({ place }) => place.kato], ['region', ({ place: { names } }) => names[language] ?? names.ru],
    ['share', ({ share }) => fine(share)], ['ownLow', ({ own }) => fine(own?.low)], ['ownHigh', ({ own }) => fine(own?.high)], ['jointLow', ({ joint }) => fine(joint?.low)], ['jointHigh', ({ joint }) => fine(joint?.high)],
    ['jobs', ({ jobs }) => jobs], ['of', ({ of }) => of], ['pledges', ({ pledges }) => pledges], ['effective', ({ effective }) => Math.round(effective * 10) / 10],
    ['unranked', ({ unranked }) => (unranked === null ? null : word.unranked[unranked])],
    ...(beside === undefined ? [] : [
      ['completeness', ({ place }: RegionShare) => { const held = beside[place.kato]?.completeness; return held == null ? null : fine(held.covered / held.persons); }],
      ['contested', ({ place }: RegionShare) => beside[place.kato]?.contested ?? null],
    ] as const),
    ['measure', () => word.measure[measure]], ['kind', () => kind], ['mix', () => word.mixOf[mix]], ['month', () => month], ['release', () => release.number], ['definition', () => release.definition],
    ...(release.madeUp ? [['madeUp', () => word.file.madeUp] as const] : []),
  ];
  return [columns.map(([column]) => word.file[column]), ...ranking.rows.map((row) => columns.map(([, value]) => value(row)))];
}

/** CSV with a BOM, so that spreadsheets read Kazakh, and with texts that begin like formulas disarmed. */
export function rankingCsv(ranking: Parameters<typeof cellsOf>[0], language: Language): string {
  return stringify(cellsOf(ranking, language), { bom: true, escape_formulas: true, record_delimiter: '\r\n' });
}

/** A workbook of one sheet; numbers are numbers. */
export async function rankingXlsx(ranking: Parameters<typeof cellsOf>[0], language: Language): Promise<Buffer> {
  const { default: writeExcelFile } = await import('write-excel-file/node');
  const table = cellsOf(ranking, language).map((cells, at) => cells.map((value) =>
    (value === null ? null : typeof value === 'number' ? { type: Number, value } : { type: String, value, ...(at === 0 ? { fontWeight: 'bold' as const } : {}) })));
  return writeExcelFile(table, { stickyRowsCount: 1 }).toBuffer();
}
