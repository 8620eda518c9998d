import type { Occupation } from './contract.ts';
import { orNull, provenance, provenanceColumns } from './source.ts';
import { readTable } from './table.ts';

const occupations: readonly Occupation[] = readTable('occupations', [
  'code', 'name_kk', 'name_ru', 'name_en', 'skill_levels', ...provenanceColumns,
]).map((row) => ({
  code: row.code,
  parent: orNull(row.code.slice(0, -1)),
  names: { kk: orNull(row.name_kk), ru: orNull(row.name_ru), en: row.name_en },
  skillLevels: row.skill_levels.split('+').map(Number),
  ...provenance(row),
}));

const byCode = new Map(occupations.map((occupation) => [occupation.code, occupation]));

/** The groups of ISCO-08, on which the national classifier rests: 10 major, 43 sub-major, 130 minor and 436 unit groups. */
export function listOccupations(): readonly Occupation[] {
  return occupations;
}

/**
 * The narrowest group known that a register's code belongs to. The national classifier's four-digit groups (444) are
 * built on those of ISCO-08 (436) without being the same, and its occupations add a digit (`4110-9`): neither is at hand.
 */
export function findOccupation(code: string): Occupation | undefined {
  for (let digits = 4; digits > 0; digits -= 1) {
    const found = byCode.get(code.slice(0, digits));
    if (found) return found;
  }
  return undefined;
}
