import type { Duck } from '#platform/duck.ts';
import { readSteps, textLiteral } from '#platform/duck.ts';
import { loadIdentity } from '#employers';
import { computeSpells, layHeldMonths, layMonths } from '#employment';
import { loadCover } from '#reference';
import { steps } from './compute.ts';
import { openCountry, type Ground } from './recompute.ts';

/** The steps that make a figure, from the base lists on; wages over time, quality and verdicts are not asked for here. */
const needed = ['25-kin-paid', '30-candidate', '40-attributed', '50-outcome', '60-covered-contract', '70-run', '80-standing', '85-base-month', '90-headcount', '95-figure'];

/** The registers of which a part keeps the rows that bear on it, and which these are. */
const narrowed = [
  ['contracts', 'employer in (from part_contracting)'], ['absences', 'employer in (from part_contracting)'],
  ['contributions', `kind = 'OPV' and payer in (from part_paying)`], ['population', 'exempt is not null and person in (select person from register.contracts)'],
] as const;

/** Opens a DuckDB in which parts can be computed one after another, from the rows held now. The caller closes it. */
export async function openParts(ground: Ground): Promise<Duck> {
  const duck = await openCountry(ground);
  try {
    await duck.run('create schema if not exists pledges');
    await loadIdentity(duck);
    await layHeldMonths(duck);
    for (const [register] of narrowed) await duck.run(`alter view register.${register} rename to every_${register}`);
    return duck;
  } catch (error) {
    duck.close();
    throw error;
  }
}

/**
 * The evidence of some pledges for one month (an integer), by the same steps from the rows that bear on them alone, so that it takes a
 * moment: contracts of their parties, and the contributions of these and of the groups whose base lists decide between pledges
 * (rules 6d and 8). The figures of those pledges are to the unit what the whole country gives; other pledges of the same parties
 * stand there too, and theirs are not.
 */
export async function computePart(duck: Duck, pledgeIds: readonly string[], month: number): Promise<void> {
  await layMonths(duck, [month]);
  await runSteps(duck, ['10-pledge', '20-party']);
  await narrow(duck, pledgeIds);
  await runSteps(duck, ['20-party']);
  await computeSpells(duck, 'select employer from pledges.watched');
  await loadCover(duck, 'select workplace as kato from employment.spell_contract union select place from pledges.pledge');
  await runSteps(duck, needed);
}

async function runSteps(duck: Duck, names: readonly string[]): Promise<void> {
  for (const { sql } of await readSteps(steps, names)) await duck.run(sql);
}

/**
 * Leaves the pledges that share a party with those asked for, because a spell may be theirs as well (rule 8), and the rows of
 * registers that decide about the spells of these parties.
 */
async function narrow(duck: Duck, pledgeIds: readonly string[]): Promise<void> {
  const ids = pledgeIds.length === 0 ? "''" : pledgeIds.map(textLiteral).join(', ');
  await duck.run(`
    create or replace temporary table part_employer as select distinct employer from pledges.party where pledge_id in (${ids});
    delete from pledges.pledge where pledge_id not in (select pledge_id from pledges.party where employer in (from part_employer));
    -- Registers name employers one by one; the steps know them as one (rule 3).
    create or replace temporary table part_contracting as
      select employer from part_employer union select employer from employers.identity where one in (from part_employer);
    create or replace temporary table part_paying as
      select employer from part_contracting union select employer from employers.identity where kin in (select kin from pledges.pledge)
      union select kin from pledges.pledge;`);
  for (const [register, condition] of narrowed) {
    await duck.run(`create or replace table register.${register} as select * from register.every_${register} where ${condition}`);
  }
}
