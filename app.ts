import { mkdir } from 'node:fs/promises';
import type { Clock } from '#platform/clock.ts';
import type { Config } from '#platform/config.ts';
import { checkWall } from '#platform/access.ts';
import { openDatabase, type Database, type OpenDatabase } from '#platform/database.ts';
import { migrate } from '#platform/migrations.ts';
import type { Gate, Route } from '#platform/http.ts';
import { everywhere, operator } from '#kernel/actor.ts';
import { referenceRoutes } from '#reference';
import { openVault } from '#people';
import { importFile, registerRoutes, sweepLeftovers, type ImportRequest, type ImportResult } from '#registers';
import { createViews, pledgeRoutes, recompute, type Views } from '#pledges';

/** The rooms, opened on one data folder and one database. */
export type App = {
  readonly config: Config;
  readonly clock: Clock;
  readonly db: Database;
  readonly views: Views;
  /** Imports files one after another and then computes once what they touch; each result is told as it comes. */
  importFiles(requests: readonly ImportRequest[], onResult: (result: ImportResult) => void, onStep?: (name: string, done: number) => void): Promise<void>;
  recompute(onStep?: (name: string, done: number) => void): Promise<void>;
  readonly gate: Gate;
  routes(): Route[];
  close(): Promise<void>;
};

/** Opens everything: the caller owns the data folder. Refuses what the database or the vault refuse. `opened` is a database that is open already. */
export async function openApp(config: Config, clock: Clock, opened?: Pick<OpenDatabase, 'db' | 'close'>): Promise<App> {
  await mkdir(`${config.dataFolder}/tmp`, { recursive: true, mode: 0o700 });
  const { db, close } = opened ?? await openDatabase(config);
  try {
    await migrate(db);
    await checkWall(db);
    await openVault({ db, config });
    await sweepLeftovers({ db, config });
  } catch (error) {
    await close();
    throw error;
  }
  const views = createViews(db, clock);
  const app: App = {
    config, clock, db, views, close,
    // Until accounts are wired: whoever reaches this machine is its operator.
    gate: { identify: () => operator('server'), scopeOf: () => everywhere },
    async recompute(onStep) {
      await recompute({ db, config, clock }, onStep);
      views.refresh();
    },
    async importFiles(requests, onResult, onStep) {
      let accepted = 0;
      try {
        for (const request of requests) {
          const result = await importFile({ db, config, clock, ...request });
          accepted += result.accepted;
          onResult(result);
        }
      } finally {
        if (accepted > 0) await app.recompute(onStep);
      }
    },
    routes: () => [...referenceRoutes, ...registerRoutes(app), ...pledgeRoutes({ db, config, clock }, views)],
  };
  return app;
}
