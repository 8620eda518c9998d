import { rules, type Rule } from '../rooms/findings/contract.ts';
import { computeFindings, type Values } from '../rooms/findings/compute.ts';
import { writeMadeUpCountry, type Planted } from '#demo';
import { computeEvidence } from '#pledges';
import { openDuck } from '#platform/duck.ts';
import { loadMadeUpRows } from './made-up-rows.ts';

/**
 * How well a rule finds what was planted. Of `found`, `right` are planted, slight ones too; of the `planted`, which are those
 * that are not slight, `missed` are not found.
 */
export type Precision = { rule: Rule; planted: number; missed: number; found: number; right: number };
export type Miss = { seed: number; rule: Rule; subject: string; what: 'not planted' | 'not found' };

/** The months of a made-up country, and a day after which all but the last of them are complete. */
const months = Array.from({ length: 30 }, (_, at) => 2024 * 12 + 3 + at);
const today = '2026-11-22';

/** Writes a made-up country, lets the rules look over it, and holds what they find against what was planted. */
export async function measurePrecision(folder: string, { people, seed, schemes, values = {} }: { people: number; seed: number; schemes: number; values?: Values }): Promise<{ rows: Precision[]; misses: Miss[]; seconds: number }> {
  const { planted } = await writeMadeUpCountry({ people, seed, folder, schemes });
  const duck = await openDuck({ memoryLimit: '1500MB' });
  try {
    const numbers = await loadMadeUpRows(duck, folder);
    await computeEvidence(duck, months);
    const started = performance.now();
    await computeFindings(duck, months, today, values);
    const seconds = (performance.now() - started) / 1000;
    const rows = await duck.rows<{ rule: Rule; subject: string }>(`select distinct rule, coalesce(pledge_id, 'employer ' || employer::varchar) as subject from findings.found`);
    const found = new Set(rows.map(({ rule, subject }) => `${rule} ${subject}`));
    const nameOf = (one: Planted) => `${one.rule} ${'pledge' in one ? one.pledge : `employer ${numbers.get(one.employer)}`}`;
    const all = new Set(planted.map(nameOf));
    const sure = new Set(planted.filter(({ slight }) => slight !== true).map(nameOf));
    const missOf = (what: Miss['what']) => (one: string): Miss => ({ seed, rule: one.split(' ')[0] as Rule, subject: one.split(' ').slice(1).join(' '), what });
    const of = (rule: Rule, set: ReadonlySet<string>) => [...set].filter((one) => one.startsWith(`${rule} `)).length;
    return {
      rows: rules.map((rule) => ({ rule, planted: of(rule, sure), missed: of(rule, sure.difference(found)), found: of(rule, found), right: of(rule, found.intersection(all)) })),
      misses: [...[...found.difference(all)].map(missOf('not planted')), ...[...sure.difference(found)].map(missOf('not found'))],
      seconds,
    };
  } finally {
    duck.close();
  }
}
