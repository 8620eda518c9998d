import type { Duck } from '#platform/duck.ts';
import { readSteps } from '#platform/duck.ts';
import { loadIdentity } from '#employers';
import { computeSpells, prepareMonths } from '#employment';
import { loadCover } from '#reference';
import { layPayrollMonths } from './payroll-month.ts';
import { layYouthMonths } from './youth-month.ts';

/** Version of the definition that the steps follow: docs/evidence.md. */
export const definition = '1.0';

/** The steps of this room, NN-name.sql, in the order in which they run. */
export const steps = new URL('./steps/', import.meta.url);

/**
 * Computes the evidence of every current pledge for the months asked for (integers), in the given DuckDB, which holds the
 * current rows of all registers (schema register) and the classifier (reference.place). Leaves every step as a table that
 * can be looked into: pledges.figure is the result, pledges.outcome says of each spell why it counts or not.
 * The whole country or a part of it: whatever rows the registers hold.
 */
export async function computeEvidence(duck: Duck, months: readonly number[], onStep: (name: string) => void = () => {}): Promise<void> {
  await duck.run('create schema if not exists pledges');
  const named = await readSteps(steps);
  const run = async (from: number, to: number) => {
    for (const { name, sql } of named) {
      const position = Number(name.slice(0, 2));
      if (position < from || position > to) continue;
      onStep(name);
      await duck.run(sql);
    }
  };
  await loadIdentity(duck);
  await prepareMonths(duck, months);
  await run(10, 20);
  await layPayrollMonths(duck);
  await layYouthMonths(duck);
  onStep('spells');
  await computeSpells(duck, 'select employer from pledges.watched');
  await loadCover(duck, `
    select workplace as kato from employment.spell_contract union select place from pledges.pledge
    union select place from register.projects union select place from register.population`);
  await run(21, 99);
}
