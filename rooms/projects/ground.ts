import type { Clock } from '#platform/clock.ts';
import type { Config } from '#platform/config.ts';
import type { Database } from '#platform/database.ts';
import type { ImportRequest, ImportResult } from '#registers';

/** What the endpoints need of the application: an import ends with the figures it touches computed. */
export type ProjectGround = {
  readonly db: Database;
  readonly config: Config;
  readonly clock: Clock;
  importFiles(requests: readonly ImportRequest[], onResult: (result: ImportResult) => void): Promise<void>;
};
