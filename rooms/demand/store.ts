import { sql } from 'kysely';
import { asSystem } from '#platform/access.ts';
import type { Database } from '#platform/database.ts';
import { readSteps, type Duck } from '#platform/duck.ts';
import { transfer } from '#platform/transfer.ts';
import type { People } from './demand.ts';

const steps = new URL('./steps/', import.meta.url);

/** Whom the step takes to be of working age, in full years, and how far back it looks for somebody's last job, in months. */
const parameters = { ageFrom: 16, ageTo: 63, lookedBack: 24 };

/** Counts the people of the latest month from the current rows in the given DuckDB, and replaces those stored. Without figures there are none. */
export async function storePeople(duck: Duck, transaction: Database, month: number | undefined): Promise<void> {
  await sql`delete from demand.people`.execute(transaction);
  if (month === undefined) return;
  await duck.run(`
    create schema if not exists demand;
    create or replace table demand.asked as
    select ${month}::integer as month, ${parameters.ageFrom} as age_from, ${parameters.ageTo} as age_to, ${parameters.lookedBack} as looked_back`);
  for (const step of await readSteps(steps)) await duck.run(step.sql);
  await transfer(duck, transaction, 'demand.people', 'select region, occupation, free, working, hired from demand.people');
}

/** The people of every region and occupation, of the latest month with figures. */
export async function listPeople(db: Database): Promise<People[]> {
  return asSystem(db, async (transaction) => (await sql<People>`select region, occupation, free, working, hired from demand.people`.execute(transaction)).rows);
}
