import type { RegisterName } from './contract.ts';

/** What the field of a column must look like; `list` has its words in `Column.words`. */
export type ColumnType =
  | 'iin' | 'bin' | 'employer' | 'kato' | 'place' | 'date' | 'month' | 'instant' | 'money' | 'signed-money' | 'rate' | 'share'
  | 'whole' | 'count' | 'text' | 'country' | 'level' | 'occupation' | 'occupation-prefix' | 'sector' | 'list';

/** Why a record is rejected, in the words of the register formats. */
export type RejectCode = 'columns' | 'encoding' | 'missing' | 'iin' | 'bin' | 'place' | 'date' | 'month' | 'instant' | 'money' | 'number' | 'text' | 'code' | 'order';

export type Column = {
  readonly name: string;
  readonly type: ColumnType;
  /** The words of a `list`. */
  readonly words: readonly string[];
  /** An empty field is `missing`, and a file without the column is refused. */
  readonly required: boolean;
  /** Rows with the same key are versions of one fact. */
  readonly key: boolean;
  /** The column of this row whose day this one must not precede, else `order`. */
  readonly notBefore: string | undefined;
};

export type Register = { readonly name: RegisterName; readonly columns: readonly Column[] };

/**
 * Register extracts, format 1: every register with its columns in order. `*` marks the key, `?` what may be empty.
 * Checks, headers, kept files and current rows are all made from this table.
 */
const format: Record<RegisterName, string> = {
  places: `
    kato*           kato
    valid_from*     date?
    valid_to        date?   not before valid_from
    name_ru         text
    name_kk         text?
    name_en         text?
    recorded_at     instant?`,
  population: `
    iin*            iin
    born_on         date
    sex             m|f
    place           place
    citizenship     country?
    education       level?
    graduated_on    date?
    exempt          pension|disability|foreign|service?
    exempt_from     date?   not before born_on
    died_on         date?   not before born_on
    left_on         date?   not before born_on
    recorded_at     instant`,
  employers: `
    employer*       employer
    name            text
    sector          sector
    place           place
    head            bin?
    successor       bin?
    parent          bin?
    registered_on   date
    closed_on       date?   not before registered_on
    recorded_at     instant`,
  contracts: `
    employer*       employer
    contract_no*    text
    iin             iin
    term            indefinite|fixed|work|replacement|seasonal|foreign
    starts_on       date
    ends_on         date?   not before starts_on
    terminated_on   date?
    occupation      occupation
    qualification   level?
    workplace       place
    rate            rate
    wage            money
    conditions      1|2|3.1|3.2|3.3|3.4|4?
    project_id      text?
    status          active|annulled
    recorded_at     instant`,
  contributions: `
    payment_ref*    text
    iin*            iin
    kind*           OPV|OPVR|OPPV|SO|ESP|SELF
    period*         month
    payer           employer
    amount          signed-money
    paid_on         date
    status          active|annulled
    recorded_at     instant`,
  absences: `
    employer*       employer
    iin*            iin
    starts_on*      date
    ends_on         date?   not before starts_on
    kind            maternity|childcare|sick|unpaid|study|service
    status          active|annulled
    recorded_at     instant`,
  projects: `
    project_id*     text
    name_kk         text
    name_ru         text
    name_en         text?
    kind            investment|infrastructure|business|social
    programme       text?
    funding         private|state|mixed|credit|grant?
    sector          sector
    owner           employer
    place           place
    stage           idea|appraisal|approved|construction|operation|closed
    starts_on       date
    ends_on         date?   not before starts_on
    investment      money
    foreign_share   share?
    office          text
    status          active|annulled
    recorded_at     instant`,
  participants: `
    project_id*     text
    employer*       employer
    role            investor|operator|contractor|agency
    starts_on       date
    ends_on         date?   not before starts_on
    status          active|annulled
    recorded_at     instant`,
  pledges: `
    pledge_id*      text
    project_id      text
    employer        employer
    place           place
    phase           construction|operation
    jobs            count
    awarded_on      date
    due_on          date    not before awarded_on
    hold_months     whole
    occupation      occupation-prefix?
    qualification   level?
    term            any|permanent|seasonal
    young           whole?
    wage_floor      money?
    status          active|annulled
    recorded_at     instant`,
  investments: `
    project_id*     text
    period*         month
    amount          money
    recorded_at     instant`,
  reports: `
    pledge_id*      text
    period*         month
    jobs            whole
    recorded_at     instant`,
};

function readColumn(line: string): Column {
  const [name = '', kind = '', ...rest] = line.trim().split(/\s+/);
  const required = !kind.endsWith('?');
  const shape = required ? kind : kind.slice(0, -1);
  const words = shape.includes('|') ? shape.split('|') : [];
  return {
    name: name.replace('*', ''),
    type: words.length > 0 ? 'list' : (shape as ColumnType),
    words,
    required,
    key: name.endsWith('*'),
    notBefore: rest.join(' ').replace('not before ', '') || undefined,
  };
}

const registers = new Map(
  Object.entries(format).map(([name, text]) => [name, { name: name as RegisterName, columns: text.trim().split('\n').map(readColumn) }]),
);

/** The eleven registers in the order of the format. */
export function listRegisters(): readonly Register[] {
  return [...registers.values()];
}

/** One register's columns; every name of `RegisterName` has them. */
export function getRegister(name: RegisterName): Register {
  return registers.get(name)!;
}

/** The code under which a field of the wrong shape is rejected. */
export function rejectCode(type: ColumnType): RejectCode {
  switch (type) {
    case 'employer': return 'bin';
    case 'kato': return 'place';
    case 'signed-money': return 'money';
    case 'rate': case 'share': case 'whole': case 'count': return 'number';
    case 'country': case 'level': case 'occupation': case 'occupation-prefix': case 'sector': case 'list': return 'code';
    default: return type;
  }
}

/** True for columns that hold the IIN or BIN of a person or employer, which is kept as a number of our own. */
export function isIdentifier(type: ColumnType): boolean {
  return type === 'iin' || type === 'bin' || type === 'employer';
}

/** True where different texts can mean one value (`1.5`, `1.50`): such a column is also kept exactly as written. */
export function isSpelled(type: ColumnType): boolean {
  return ['money', 'signed-money', 'rate', 'share', 'whole', 'count', 'instant'].includes(type);
}
