import { plusDays } from './calendar.ts';
import type { Version } from './choice.ts';
import type { Register, RowOf } from './columns.ts';
import { almaty, settlement } from './rows.ts';

/** Few instants, each in several spellings, so that versions tie; the order of the texts is not that of the instants. */
const recordedTimes = [
  '2025-10-01T00:00:00Z', '2025-10-01T05:00:00+05:00', '2025-09-30T20:30:00.000-03:30', '2025-10-01T00:00:00.000000Z', '2025-10-01T06:00:00.0+06:00',
  '2025-10-01T05:00:00.000001+05:00', '2025-10-01T00:00:00.000001Z', '2025-10-01T04:59:59.999999+05:00', '2025-09-30T23:59:59Z', '2025-10-01T04:00:00-05:00',
] as const;

export function recordedAt(choice: number): string {
  return recordedTimes[choice % recordedTimes.length] ?? recordedTimes[0];
}

export type Rows = { [R in Register]: RowOf<R>[] };
type Pools = { people: readonly string[]; employers: readonly string[]; bins: readonly string[] };
type Edits = { [R in Register]: ((row: RowOf<R>, pools: Pools) => Partial<RowOf<R>>)[] };

function other(pool: readonly string[], one: string): string {
  return pool[(pool.indexOf(one) + 1) % pool.length] ?? one;
}

const annul = (): { status: string } => ({ status: 'annulled' });
const same = (): object => ({});

/** What another version of a row may say; `same` differs by `recorded_at` alone, or not at all. */
const edits: Edits = {
  places: [() => ({ name_ru: 'Новое имя' }), () => ({ recorded_at: '' })],
  population: [() => ({ exempt: '', exempt_from: '' }), () => ({ exempt: 'foreign', exempt_from: '2024-06-01' }), () => ({ exempt: 'service', exempt_from: '' }), same],
  employers: [() => ({ head: '', successor: '', parent: '' }), (row, { bins }) => ({ head: other(bins, row.employer) }), (row, { bins }) => ({ parent: other(bins, row.employer) }), same],
  contracts: [
    annul, annul, same,
    (row) => ({ workplace: row.workplace === almaty ? settlement : almaty }),
    (row, { people }) => ({ iin: other(people, row.iin) }),
    (row) => ({ terminated_on: row.terminated_on === '' ? plusDays(row.starts_on, 45) : '' }),
    (row) => ({ ends_on: row.ends_on === '' ? plusDays(row.starts_on, 180) : '' }),
    (row) => ({ starts_on: plusDays(row.starts_on, -31) }),
    (row) => ({ project_id: row.project_id === '' ? 'P1' : '' }),
    () => ({ rate: '0.25' }),
  ],
  contributions: [annul, annul, same, () => ({ amount: '1.00' }), (row) => ({ amount: `-${row.amount.replace('-', '')}` }), (row, { employers }) => ({ payer: other(employers, row.payer) })],
  absences: [annul, same, (row) => ({ ends_on: plusDays(row.starts_on, 15) }), () => ({ ends_on: '' })],
  projects: [annul, same],
  participants: [annul, same, () => ({ ends_on: '' }), (row) => ({ ends_on: row.starts_on })],
  pledges: [annul, same, (row) => ({ awarded_on: plusDays(row.awarded_on, -31) }), () => ({ place: settlement }), () => ({ jobs: '7' }), () => ({ term: 'any' }), (row, { employers }) => ({ employer: other(employers, row.employer) })],
  investments: [() => ({ amount: '5' }), same],
  reports: [() => ({ jobs: '99' }), same],
};

function addTo<R extends Register>(rows: Rows, register: R, version: Version, pools: Pools): void {
  const held = rows[register];
  const base = held[version.row % Math.max(1, held.length)];
  if (base === undefined) return;
  const edit = edits[register][version.edit % edits[register].length];
  held.push({ ...base, recorded_at: recordedAt(version.recorded), ...edit?.(base, pools) });
}

/** Adds, to rows that are there, other versions of them: newer, older, or of the same instant. */
export function addVersions(rows: Rows, versions: readonly Version[], pools: Pools): void {
  for (const version of versions) addTo(rows, version.register, version, pools);
}
