import { columns } from './columns.ts';
import type { Register } from './columns.ts';
import { withCheckDigit } from './identifiers.ts';

const date = /^(1[89]|2[01])\d\d-\d\d-\d\d$/;
const iin = /^\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])[1-6]\d{5}$/;
const bin = /^\d\d(0[1-9]|1[0-2])[4-6]\d{7}$/;
const text = /^[^\p{Cc}]{1,400}$/u;

function isIdentifier(shape: RegExp, value: string): boolean {
  return shape.test(value) && withCheckDigit(value.slice(0, 11)) === value;
}

function isDate(value: string): boolean {
  return date.test(value) && new Date(`${value}T00:00:00Z`).toISOString().startsWith(value);
}

const isEmployer = (value: string): boolean => isIdentifier(iin, value) || isIdentifier(bin, value);

/** The grammars of format 1 for the columns that a small country varies, by the column's name. */
const grammars: { readonly [column: string]: (value: string) => boolean } = {
  iin: (value) => isIdentifier(iin, value),
  employer: isEmployer, owner: isEmployer, payer: isEmployer,
  head: (value) => isIdentifier(bin, value), successor: (value) => isIdentifier(bin, value), parent: (value) => isIdentifier(bin, value),
  place: (value) => /^\d{9}$/.test(value), workplace: (value) => /^\d{9}$/.test(value), kato: (value) => /^\d{9}$/.test(value),
  period: (value) => isDate(`${value}-01`),
  amount: (value) => /^-?\d{1,13}(\.\d{1,2})?$/.test(value), investment: (value) => /^\d{1,13}(\.\d{1,2})?$/.test(value), wage: (value) => /^\d{1,13}(\.\d{1,2})?$/.test(value),
  rate: (value) => /^\d(\.\d{1,2})?$/.test(value) && Number(value) > 0 && Number(value) <= 2,
  jobs: (value) => /^[1-9]\d*$/.test(value), hold_months: (value) => /^\d+$/.test(value),
  recorded_at: (value) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d)$/.test(value),
  qualification: (value) => /^[1-8]$/.test(value), exempt: (value) => /^(pension|disability|foreign|service)$/.test(value), status: (value) => /^(active|annulled)$/.test(value),
};

const mayBeEmpty: { readonly [R in Register]: readonly string[] } = {
  places: ['valid_from', 'valid_to', 'name_kk', 'name_en', 'recorded_at'],
  population: ['citizenship', 'education', 'graduated_on', 'exempt', 'exempt_from', 'died_on', 'left_on'],
  employers: ['head', 'successor', 'parent', 'closed_on'],
  contracts: ['ends_on', 'terminated_on', 'qualification', 'conditions', 'project_id'],
  contributions: [], absences: ['ends_on'],
  projects: ['name_en', 'programme', 'funding', 'ends_on', 'foreign_share'],
  participants: ['ends_on'], pledges: ['occupation', 'qualification', 'young', 'wage_floor'], investments: [], reports: [],
};

const ends = [['starts_on', 'ends_on'], ['born_on', 'exempt_from'], ['born_on', 'died_on'], ['awarded_on', 'due_on']] as const;

/** Whether an import of format 1 would accept the row: its columns, their grammar, and no end before its start. */
export function isAccepted(register: Register, row: object): boolean {
  const fields = row as { readonly [column: string]: string };
  if (Object.keys(fields).toSorted().join() !== columns[register].toSorted().join()) return false;
  for (const [column, value] of Object.entries(fields)) {
    if (value === '' && mayBeEmpty[register].includes(column)) continue;
    const isRight = column.endsWith('_on') || column === 'exempt_from' ? isDate : (grammars[column] ?? ((field: string) => text.test(field)));
    if (!isRight(value)) return false;
  }
  return ends.every(([from, through]) => !fields[from] || !fields[through] || fields[from] <= fields[through]);
}
