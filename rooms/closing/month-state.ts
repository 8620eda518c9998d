import { listReleases } from '#publishing';
import type { Database } from '#platform/database.ts';

/** The month through which figures are frozen as a release, year * 12 + month - 1; undefined before the first release. */
export async function frozenThrough(db: Database): Promise<number | undefined> {
  return (await listReleases(db))[0]?.lastMonth;
}
