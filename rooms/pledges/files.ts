import { stringify } from 'csv-stringify/sync';
import type { Ladder, ListedProject, PledgeRow, Stamp } from './contract.ts';
import en from './words/file.en.json' with { type: 'json' };
import kk from './words/file.kk.json' with { type: 'json' };
import ru from './words/file.ru.json' with { type: 'json' };
import forecastEn from './words/forecast.en.json' with { type: 'json' };
import forecastKk from './words/forecast.kk.json' with { type: 'json' };
import forecastRu from './words/forecast.ru.json' with { type: 'json' };
import wordsEn from './words/overview.en.json' with { type: 'json' };
import wordsKk from './words/overview.kk.json' with { type: 'json' };
import wordsRu from './words/overview.ru.json' with { type: 'json' };

export type Language = 'kk' | 'ru' | 'en';
type Title = keyof typeof ru;
type Value = string | number | null;
/** A column of a file: its title's key and its value in a row. */
export type FileColumn<Row> = readonly [Title, (row: Row, language: Language) => Value];

const words = { kk: wordsKk, ru: wordsRu, en: wordsEn } as const;
const forecasts = { kk: forecastKk, ru: forecastRu, en: forecastEn } as const;
const titles: Record<Language, Record<Title, string>> = { kk, ru, en };

function named(names: { kk: string; ru: string; en: string | null } | null, language: Language): string | null {
  return names === null ? null : names[language] ?? names.ru;
}

const ladderColumns: readonly (readonly [Title, (ladder: Ladder) => Value])[] = [
  ['promised', (l) => l.promised], ['due', (l) => l.due], ['met', (l) => l.met], ['reported', (l) => l.reported], ['contracted', (l) => l.contracted],
  ['paid', (l) => l.paid], ['held3', (l) => l.held3], ['held6', (l) => l.held6], ['held12', (l) => l.held12], ['base', (l) => l.base], ['net', (l) => l.net],
  ['credited', (l) => l.credited], ['fte', (l) => l.fte], ['permanent', (l) => l.permanent],
  ['wageMean', (l) => l.wages?.mean ?? null], ['wageMedian', (l) => l.wages?.median ?? null],
];

function ofLadder<Row extends { ladder: Ladder }>(): FileColumn<Row>[] {
  return ladderColumns.map(([title, value]) => [title, (row: Row) => value(row.ladder)] as const);
}

/** What every figure says of itself goes into each row, so that a row cut out of the file still says it. */
export function ofStamp<Row>(stamp: Stamp): FileColumn<Row>[] {
  const { completeness } = stamp;
  return [
    ['month', () => stamp.month],
    ['completeness', () => (completeness === null ? null : Math.round((completeness.covered / completeness.persons) * 10_000) / 10_000)],
    ['definition', () => stamp.definition],
    ...(stamp.madeUp ? [['madeUp', (_row: Row, language: Language) => titles[language].madeUp] as const] : []),
  ];
}

export function projectColumns(stamp: Stamp): FileColumn<ListedProject>[] {
  return [
    ['projectId', (row) => row.projectId], ['project', (row, language) => named(row.names, language)], ['kind', (row) => row.kind], ['programme', (row) => row.programme],
    ['funding', (row) => row.funding], ['sector', (row) => row.sector], ['owner', (row) => row.owner.name], ['employerNumber', (row) => row.owner.number],
    ['place', (row, language) => named(row.place.names, language)], ['kato', (row) => row.place.kato], ['stage', (row) => row.stage],
    ['startsOn', (row) => row.startsOn], ['endsOn', (row) => row.endsOn], ['investment', (row) => row.investment], ['office', (row) => row.office], ['pledges', (row) => row.pledges],
    ['shareAll', (row) => row.wageShare], ...ofLadder<ListedProject>(), ...ofStamp<ListedProject>(stamp),
  ];
}

export function pledgeColumns(stamp: Stamp): FileColumn<PledgeRow>[] {
  return [
    ['pledgeId', (row) => row.pledgeId], ['projectId', (row) => row.projectId], ['project', (row, language) => named(row.project, language)],
    ['employer', (row) => row.employer.name], ['employerNumber', (row) => row.employer.number],
    ['place', (row, language) => named(row.place.names, language)], ['kato', (row) => row.place.kato], ['phase', (row) => row.phase],
    ['awardedOn', (row) => row.awardedOn], ['dueOn', (row) => row.dueOn],
    ...ofLadder<PledgeRow>(),
    ['verdict', ({ verdict: { verdict } }, language) => (verdict === null ? null : words[language].verdict[verdict])], ['judged', (row) => row.verdict.judged],
    ['outlook', ({ verdict: { forecast } }, language) => (forecast?.outlook == null ? null : forecasts[language].outlook[forecast.outlook])],
    ['expected', (row) => row.verdict.forecast?.expected ?? null], ['expectedLow', (row) => row.verdict.forecast?.low ?? null], ['expectedHigh', (row) => row.verdict.forecast?.high ?? null],
    ...ofStamp<PledgeRow>(stamp),
  ];
}

/** A number that is not exact (see `stated` in the contract) is written so that it shows: 1.0e+18. */
function shown(value: Value): string | number {
  return typeof value === 'number' && Math.abs(value) > Number.MAX_SAFE_INTEGER ? value.toExponential(14) : value ?? '';
}

/** CSV with a BOM, so that spreadsheets read Kazakh, and with texts that begin like formulas disarmed. */
export function csvFile<Row>(columns: readonly FileColumn<Row>[], rows: readonly Row[], language: Language): string {
  const table = rows.map((row) => columns.map(([, value]) => shown(value(row, language))));
  return stringify([columns.map(([title]) => titles[language][title]), ...table], { bom: true, escape_formulas: true, record_delimiter: '\r\n' });
}

/** A workbook of one sheet; numbers are numbers, everything else is text. */
export async function xlsxFile<Row>(columns: readonly FileColumn<Row>[], rows: readonly Row[], language: Language): Promise<Buffer> {
  const { default: writeExcelFile } = await import('write-excel-file/node');
  const head = columns.map(([title]) => ({ value: titles[language][title], fontWeight: 'bold' as const }));
  const table = rows.map((row) => columns.map(([, value]) => {
    const found = value(row, language);
    return found === null ? null : typeof found === 'number' ? { type: Number, value: found } : { type: String, value: found };
  }));
  return writeExcelFile([head, ...table], { stickyRowsCount: 1 }).toBuffer();
}
