import type { YouthBand } from './contract.ts';
import { orNull, provenance, provenanceColumns } from './source.ts';
import { readTable } from './table.ts';

const bands: readonly YouthBand[] = readTable('youth', ['valid_from', 'valid_to', 'from_age', 'to_age', ...provenanceColumns]).map((row) => ({
  validFrom: row.valid_from,
  validTo: orNull(row.valid_to),
  fromAge: Number(row.from_age),
  toAge: Number(row.to_age),
  ...provenance(row),
}));

/** Who counts as young by date, the earliest first: ages in full years, both included. */
export function listYouthBands(): readonly YouthBand[] {
  return bands;
}

/** The ages that count as young on a day `YYYY-MM-DD`; before the first band known, that one. */
export function youthBandAt(day: string): YouthBand {
  return bands.findLast((band) => band.validFrom <= day) ?? bands[0]!;
}
