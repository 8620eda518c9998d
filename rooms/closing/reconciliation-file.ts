import { correctedIn, reasons, type Reconciliation, type Sheet } from './reconciliation-contract.ts';
import en from './words/reconciliation.en.json' with { type: 'json' };
import kk from './words/reconciliation.kk.json' with { type: 'json' };
import ru from './words/reconciliation.ru.json' with { type: 'json' };

type Language = 'kk' | 'ru' | 'en';
type Cell = string | number | null;
const words = { kk, ru, en } as const;

const named = (names: { kk: string; ru: string; en: string | null } | null, language: Language) => (names === null ? null : names[language] ?? names.ru);

/** The bridge of a pledge as rows of a file in a language, heads first: what was reported, the people by reason, and what is left. */
export function bridgeCells({ sheet, stamp }: Reconciliation, language: Language): Cell[][] {
  const { column, reason, correct, bridge } = words[language];
  const line = (what: string, people: number | null, where: string | null = null): Cell[] => [sheet.pledgeId, stamp.month, what, people, where, stamp.definition];
  return [
    [column.pledge, column.month, column.what, column.people, column.correct, column.definition],
    line(bridge.reported, sheet.reported),
    ...reasons.map((one) => line(reason[one].name, sheet.byReason[one], correctedIn[one] === undefined ? null : correct[correctedIn[one]])),
    line(bridge.notFound, sheet.notFound),
    line(bridge.base, sheet.base), line(bridge.net, sheet.net), line(bridge.credited, sheet.credited),
  ];
}

/** A row for each pledge, a column for each reason. */
export function tableCells(rows: readonly Sheet[], month: string, language: Language): Cell[][] {
  const { column, reason, bridge, employerNumber } = words[language];
  return [
    [column.pledge, column.project, column.employer, column.place, column.month, bridge.reported, ...reasons.map((one) => reason[one].name), bridge.notFound, bridge.contracted, bridge.held3, bridge.base, bridge.net, bridge.credited],
    ...rows.map((row) => [
      row.pledgeId, named(row.project, language), row.employer.name ?? employerNumber.replace('{{n}}', String(row.employer.number)), named(row.place.names, language), month,
      row.reported, ...reasons.map((one) => row.byReason[one]), row.notFound, row.contracted, row.held3, row.base, row.net, row.credited,
    ]),
  ];
}
