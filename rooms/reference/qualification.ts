import type { Condition, Qualification } from './contract.ts';
import { names, provenance, provenanceColumns } from './source.ts';
import { readTable } from './table.ts';

const qualifications: readonly Qualification[] = readTable('qualifications', [
  'level', 'name_kk', 'name_ru', 'name_en', 'eqf', 'skill_levels', ...provenanceColumns,
]).map((row) => ({
  level: Number(row.level),
  names: names(row),
  eqf: Number(row.eqf),
  skillLevels: row.skill_levels.split('+').map(Number),
  ...provenance(row),
}));

const conditions: readonly Condition[] = readTable('conditions', ['class', 'name_kk', 'name_ru', 'name_en', ...provenanceColumns]).map((row) => ({
  class: row.class as Condition['class'],
  names: names(row),
  ...provenance(row),
}));

/** The eight levels of the national qualifications framework, lowest first. */
export function listQualifications(): readonly Qualification[] {
  return qualifications;
}

/** Classes of working conditions from optimal (1) through four degrees of harmful (3.1-3.4) to dangerous (4). */
export function listConditions(): readonly Condition[] {
  return conditions;
}
