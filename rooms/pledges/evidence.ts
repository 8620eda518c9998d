import { hundredths } from '#kernel/money.ts';
import { placeText } from '#kernel/place.ts';

/** The columns that `jumys evidence` prints, in their order. */
export const evidenceColumns = [
  'pledge_id', 'project_id', 'employer', 'place', 'jobs', 'due_on', 'due', 'contracted', 'paid', 'fte', 'held3', 'held6', 'held12',
  'base', 'net', 'credited', 'wage_mean', 'wage_median', 'permanent',
] as const;
export type EvidenceRow = { readonly [column in (typeof evidenceColumns)[number]]: string };

/** A pledge's figures of one month as PostgreSQL and DuckDB both hold them; employer and place by number. */
export type FigureRow = {
  pledge_id: string; project_id: string; employer: number; place: number; jobs: number | bigint; due_on: string; due: number | bigint; contracted: number;
  paid: number; fte: number; held3: number; held6: number; held12: number; base: number | null; net: number | null;
  credited: number | null; wage_mean: number | bigint | string | null; wage_median: number | bigint | string | null; permanent: number;
};

/** The columns of `FigureRow` as both databases select them, from `p` (pledge) and `f` (figure). */
export const figureSelection = `p.pledge_id, p.project_id, p.employer, p.place, p.jobs, p.due_on, f.due, f.contracted, f.paid, f.fte, f.held3, f.held6,
  f.held12, f.base, f.net, f.credited, f.wage_mean, f.wage_median, f.permanent`;

/** A row as the command line and the file endpoint print it: fte and wages with two decimals, what is unknown empty. */
export function evidenceRow(row: FigureRow, identifierOf: (number: number) => string): EvidenceRow {
  const text = (value: number | bigint | null) => (value === null ? '' : String(value));
  // PostgreSQL's numeric arrives as text, DuckDB's HUGEINT as a bigint.
  const money = (value: number | bigint | string | null) => (value === null ? '' : hundredths(BigInt(value)));
  return {
    pledge_id: row.pledge_id, project_id: row.project_id, employer: identifierOf(row.employer), place: placeText(row.place),
    jobs: text(row.jobs), due_on: row.due_on, due: text(row.due), contracted: text(row.contracted), paid: text(row.paid),
    fte: hundredths(row.fte), held3: text(row.held3), held6: text(row.held6), held12: text(row.held12),
    base: text(row.base), net: text(row.net), credited: text(row.credited),
    wage_mean: money(row.wage_mean), wage_median: money(row.wage_median), permanent: text(row.permanent),
  };
}

/** Lines of comma-separated fields (RFC 4180), each ended by LF: for programs, so nothing is disarmed. */
export function csvText(lines: readonly (readonly string[])[]): string {
  const field = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return lines.map((fields) => `${fields.map(field).join(',')}\n`).join('');
}

/** Header and rows. */
export function evidenceCsv(rows: readonly EvidenceRow[]): string {
  return csvText([evidenceColumns, ...rows.map((row) => evidenceColumns.map((column) => row[column]))]);
}

/** Rows whose identifiers no spreadsheet takes for formulas, for files that people download. Figures cannot begin like one. */
export function disarmed(rows: readonly EvidenceRow[]): EvidenceRow[] {
  const disarm = (id: string) => (/^[=+\-@\t\r\0＝＋－＠]/.test(id) ? `'${id}` : id);
  return rows.map((row) => ({ ...row, pledge_id: disarm(row.pledge_id), project_id: disarm(row.project_id) }));
}
