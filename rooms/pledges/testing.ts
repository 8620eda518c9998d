import { asSystem } from '#platform/access.ts';
import type { Database } from '#platform/database.ts';
import { openDuck, type Duck } from '#platform/duck.ts';
import { openTestDatabase } from '#platform/testing.ts';
import { storeEmployers } from '#employers';
import { computeMonths } from '#employment';
import { storeProjects } from '#projects';
import { loadPlaces, storePlaces } from '#reference';
import { computeEvidence, definition } from './compute.ts';
import type { Country } from './naive/columns.ts';
import { loadCountry } from './naive/load.ts';
import { publishEvidence } from './publish.ts';

/** A database in which small countries are published. */
export type TestPublication = {
  readonly duck: Duck;
  readonly db: Database;
  /** Computes the months (integers) of a country's rows and publishes them, as a computation does, in the place of what was there. */
  publish(country: Country, months: readonly number[]): Promise<void>;
  close(): Promise<void>;
};

export async function openTestPublication(): Promise<TestPublication> {
  const duck = await openDuck({ threads: 1 });
  const { db, close } = await openTestDatabase();
  let computation = 0;
  return {
    duck, db,
    async publish(country, months) {
      await loadCountry(duck, country);
      await loadPlaces(duck);
      await computeEvidence(duck, months);
      await computeMonths(duck);
      computation += 1;
      await asSystem(db, async (transaction) => {
        await storePlaces(duck, transaction);
        await storeProjects(duck, transaction);
        await storeEmployers(duck, transaction, 'select 0');
        await publishEvidence(duck, transaction, { id: String(computation).padStart(6, '0'), at: new Date(Date.UTC(2025, 0, 1) + computation), imports: 0, definition, months, seconds: 0 });
      });
    },
    async close() {
      duck.close();
      await close();
    },
  };
}
