import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cutOff, dayText, monthCount, monthName } from './calendar.ts';
import { closeRows, dropRows, makeRoom, openRows } from './rows.ts';
import type { RowFile } from './rows.ts';

const columns = {
  places: ['kato', 'valid_from', 'valid_to', 'name_ru', 'name_kk', 'name_en', 'recorded_at'],
  population: ['iin', 'born_on', 'sex', 'place', 'citizenship', 'education', 'graduated_on', 'exempt', 'exempt_from', 'died_on', 'left_on', 'recorded_at'],
  employers: ['employer', 'name', 'sector', 'place', 'head', 'successor', 'parent', 'registered_on', 'closed_on', 'recorded_at'],
  contracts: [
    'employer', 'contract_no', 'iin', 'term', 'starts_on', 'ends_on', 'terminated_on', 'occupation', 'qualification', 'workplace', 'rate', 'wage',
    'conditions', 'project_id', 'status', 'recorded_at',
  ],
  contributions: ['payment_ref', 'iin', 'kind', 'period', 'payer', 'amount', 'paid_on', 'status', 'recorded_at'],
  absences: ['employer', 'iin', 'starts_on', 'ends_on', 'kind', 'status', 'recorded_at'],
  projects: [
    'project_id', 'name_kk', 'name_ru', 'name_en', 'kind', 'programme', 'funding', 'sector', 'owner', 'place', 'stage', 'starts_on', 'ends_on',
    'investment', 'foreign_share', 'office', 'status', 'recorded_at',
  ],
  participants: ['project_id', 'employer', 'role', 'starts_on', 'ends_on', 'status', 'recorded_at'],
  pledges: [
    'pledge_id', 'project_id', 'employer', 'place', 'phase', 'jobs', 'awarded_on', 'due_on', 'hold_months', 'occupation', 'qualification', 'term',
    'young', 'wage_floor', 'status', 'recorded_at',
  ],
  investments: ['project_id', 'period', 'amount', 'recorded_at'],
  reports: ['pledge_id', 'period', 'jobs', 'recorded_at'],
} as const;

const single = ['places', 'population', 'employers', 'contracts', 'absences', 'projects', 'participants', 'pledges', 'investments', 'reports'] as const;

/** All files of a country, open at once, so that its people are walked through only once. */
export type Files = Readonly<Record<(typeof single)[number], RowFile>> & {
  /** The file of each month of contributions. */
  readonly contributions: readonly RowFile[];
  /** What was put right later: newer versions, annulments, refunds. */
  readonly corrections: RowFile;
  readonly all: readonly RowFile[];
};

/** Above this many people a file of contributions holds one month instead of six. */
const halfYearsUpTo = 1_000_000;

export function openFiles(folder: string, people: number): Files {
  const singles = Object.fromEntries(single.map((register) => [register, openRows(folder, register, register, columns[register])]));
  const months = people > halfYearsUpTo ? 1 : 6;
  const periods = Array.from({ length: monthCount / months }, (_, at) =>
    openRows(folder, 'contributions', `contributions-${monthName(at * months)}`, columns.contributions));
  const corrections = openRows(folder, 'contributions', 'contributions-corrections', columns.contributions);
  return {
    ...(singles as Record<(typeof single)[number], RowFile>),
    contributions: Array.from({ length: monthCount }, (_, at) => periods[Math.floor(at / months)] as RowFile),
    corrections,
    all: [...Object.values(singles), ...periods, corrections],
  };
}

/** Waits until every file can take more. */
export async function makeRoomIn(files: Files): Promise<void> {
  for (const file of files.all) await makeRoom(file);
}

/** Rows written so far, in all files. */
export function rowsIn(files: Files): number {
  return files.all.reduce((sum, file) => sum + file.records, 0);
}

/** Closes every file and lays its manifest beside it. */
export async function closeFiles(files: Files, folder: string): Promise<void> {
  for (const file of files.all) {
    await closeRows(file);
    const manifest = { register: file.register, asOf: dayText(cutOff), records: file.records, madeUp: true };
    await writeFile(join(folder, `${file.name}.manifest.json`), `${JSON.stringify(manifest, null, 2)}\n`);
  }
}

/** Gives every file up, after a fault or when asked to stop. */
export function dropFiles(files: Files): void {
  for (const file of files.all) dropRows(file);
}
