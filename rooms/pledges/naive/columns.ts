/** The registers of format 1: their columns in the order of the text, on which rule 2's hash depends. */
export const columns = {
  places: ['kato', 'valid_from', 'valid_to', 'name_ru', 'name_kk', 'name_en', 'recorded_at'],
  population: ['iin', 'born_on', 'sex', 'place', 'citizenship', 'education', 'graduated_on', 'exempt', 'exempt_from', 'died_on', 'left_on', 'recorded_at'],
  employers: ['employer', 'name', 'sector', 'place', 'head', 'successor', 'parent', 'registered_on', 'closed_on', 'recorded_at'],
  contracts: ['employer', 'contract_no', 'iin', 'term', 'starts_on', 'ends_on', 'terminated_on', 'occupation', 'qualification', 'workplace', 'rate', 'wage', 'conditions', 'project_id', 'status', 'recorded_at'],
  contributions: ['payment_ref', 'iin', 'kind', 'period', 'payer', 'amount', 'paid_on', 'status', 'recorded_at'],
  absences: ['employer', 'iin', 'starts_on', 'ends_on', 'kind', 'status', 'recorded_at'],
  projects: ['project_id', 'name_kk', 'name_ru', 'name_en', 'kind', 'programme', 'funding', 'sector', 'owner', 'place', 'stage', 'starts_on', 'ends_on', 'investment', 'foreign_share', 'office', 'status', 'recorded_at'],
  participants: ['project_id', 'employer', 'role', 'starts_on', 'ends_on', 'status', 'recorded_at'],
  pledges: ['pledge_id', 'project_id', 'employer', 'place', 'phase', 'jobs', 'awarded_on', 'due_on', 'hold_months', 'occupation', 'qualification', 'term', 'young', 'wage_floor', 'status', 'recorded_at'],
  investments: ['project_id', 'period', 'amount', 'recorded_at'],
  reports: ['pledge_id', 'period', 'jobs', 'recorded_at'],
} as const;

/** The columns that name the fact; rows of one register that agree in them are versions of it. */
export const keys = {
  places: ['kato', 'valid_from'],
  population: ['iin'],
  employers: ['employer'],
  contracts: ['employer', 'contract_no'],
  contributions: ['payment_ref', 'iin', 'kind', 'period'],
  absences: ['employer', 'iin', 'starts_on'],
  projects: ['project_id'],
  participants: ['project_id', 'employer'],
  pledges: ['pledge_id'],
  investments: ['project_id', 'period'],
  reports: ['pledge_id', 'period'],
} as const;

export type Register = keyof typeof columns;

/** One row as it stands in the file: every field a string, '' where it is empty. */
export type RowOf<R extends Register> = { readonly [column in (typeof columns)[R][number]]: string };

/** Everything that the registers hold, older versions and annulled rows among it, in any order. */
export type Country = { readonly [R in Register]?: readonly RowOf<R>[] };
