import { mkdir } from 'node:fs/promises';
import { operator, type Actor } from '#kernel/actor.ts';
import { checkWall } from '#platform/access.ts';
import type { Clock } from '#platform/clock.ts';
import type { Turn } from '#platform/clockwork.ts';
import type { Config } from '#platform/config.ts';
import type { Database, OpenDatabase } from '#platform/database.ts';
import type { Gate, Route } from '#platform/http.ts';
import { keep, mailKeeper, type Kept } from '#platform/keeping.ts';
import { endOpen } from '#platform/live.ts';
import { openLog, type Log } from '#platform/log.ts';
import { isMadeUp } from '#platform/made-up.ts';
import { migrate } from '#platform/migrations.ts';
import { openMigrated } from '#platform/serving.ts';
import { referenceRoutes } from '#reference';
import { contradictionRoutes } from '#contradictions';
import { findNumber, openVault, peopleKeepers, peopleRoutes } from '#people';
import { accountKeepers, accountRoutes, auditRoutes, endAccountSessions, endAccountTokens, openAccounts, openGate, type AccountGround } from '#accounts';
import { importFile, registerRoutes, sweepLeftovers, type ImportRequest, type ImportResult } from '#registers';
import { projectRoutes } from '#projects';
import { createViews, maySeePerson, pledgeKeepers, pledgeRoutes, recompute, type Computed, type Views } from '#pledges';
import { demandRoutes, storePeople } from '#demand';
import { findingRoutes, followFindings } from '#findings';
import { escalateOverdue, oversightKeepers, oversightRoutes, tellVerdicts, type OversightGround } from '#oversight';
import { createShelves, publishingRoutes } from '#publishing';
import { closeMadeUp, closingRoutes, remindSilent } from '#closing';
import { reportingRoutes } from '#reporting';

/** What each room deletes by age: docs/keeping.md. */
export const keepers = [...accountKeepers, ...peopleKeepers, ...pledgeKeepers, ...oversightKeepers, mailKeeper];

/** Told of each step of a computation, with how many there were before it. */
type OnStep = (name: string, done: number) => void;

/** The rooms, opened on one data folder and one database. */
export type App = {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Log;
  readonly db: Database;
  readonly views: Views;
  readonly accounts: AccountGround;
  readonly oversight: OversightGround;
  /** What time brings to those who are at work. */
  readonly turns: readonly Turn[];
  /** Who comes in, and what he may. */
  readonly gate: Gate;
  /** Imports files one after another, does what is to be done `before` there are figures, and then computes once what they touch; each result is told as it comes. */
  importFiles(requests: readonly ImportRequest[], onResult: (result: ImportResult) => void, onStep?: OnStep, before?: () => Promise<void>): Promise<void>;
  recompute(onStep?: OnStep): Promise<void>;
  /** Deletes what is past its age. */
  keep(options: { actor: Actor; dryRun?: boolean }): Promise<Kept[]>;
  routes(): Route[];
  close(): Promise<void>;
};

/**
 * Opens everything: the caller owns the data folder. Refuses what the database, its walls or the vault refuse. `given` brings
 * a database that is open already, or another log.
 */
export async function openApp(config: Config, clock: Clock, given: { opened?: Pick<OpenDatabase, 'db' | 'close'>; log?: Log } = {}): Promise<App> {
  await mkdir(`${config.dataFolder}/tmp`, { recursive: true, mode: 0o700 });
  const { db, close } = given.opened ?? await openMigrated(config);
  try {
    if (given.opened !== undefined) await migrate(db);
    await checkWall(db);
    await openVault({ db, config });
    await sweepLeftovers({ db, config });
    return await openRooms(config, clock, given.log ?? openLog(), db, close);
  } catch (error) {
    await close();
    throw error;
  }
}

async function openRooms(config: Config, clock: Clock, log: Log, db: Database, close: App['close']): Promise<App> {
  const views = createViews(db, clock);
  const accounts = await openAccounts({ db, config, clock, findEmployer: (bin) => findNumber({ db, config }, bin), onEnded: endOpen });
  const oversight: OversightGround = { db, clock, views, mailAddress: config.mail && accounts.address };
  // What goes on from every computation, in its transaction.
  const followers = [
    ({ duck, transaction, months }: Computed) => storePeople(duck, transaction, months.at(-1)),
    (computed: Computed) => followFindings(computed, clock),
    ({ transaction }: Computed) => tellVerdicts(transaction, oversight),
  ];
  const ground = { db, config, clock, log, followers };
  const shelves = createShelves(db);
  const people = { ...ground, maySee: maySeePerson, freeze: (account: string) => freeze(accounts, account) };
  const closing = { ...oversight, config, shelves, reading: people };
  const app: App = {
    config, clock, log, db, views, accounts, oversight, close,
    turns: [
      { said: 'the term of orders has passed', take: () => escalateOverdue(oversight) },
      { said: 'those who have not answered a draft were told that it ends', take: () => remindSilent(closing) },
    ],
    gate: openGate(accounts),
    async recompute(onStep) {
      await recompute(ground, onStep);
      views.refresh();
      // Real months are closed by people; of a made-up country one sees at once what the public would see, and how a month is closed.
      if (!(await isMadeUp(db))) return;
      onStep?.('release', 0);
      await closeMadeUp(closing, log);
    },
    async importFiles(requests, onResult, onStep, before) {
      let accepted = 0;
      try {
        for (const request of requests) {
          const result = await importFile({ ...ground, ...request });
          accepted += result.accepted;
          onResult(result);
        }
        await before?.();
      } finally {
        if (accepted > 0) await app.recompute(onStep);
      }
    },
    keep: (options) => keep(ground, keepers, options),
    routes: () => [
      ...referenceRoutes, ...contradictionRoutes, ...accountRoutes(accounts), ...auditRoutes(ground), ...peopleRoutes(people), ...registerRoutes(app), ...projectRoutes(app),
      ...pledgeRoutes(ground, views, people), ...demandRoutes(db, views), ...findingRoutes({ db, clock, views, reading: people }), ...oversightRoutes(oversight), ...publishingRoutes(ground, shelves, views),
      ...closingRoutes(closing), ...reportingRoutes(oversight, shelves),
    ],
  };
  return app;
}

/** A budget of reading is spent: everything that the account has open ends, until somebody has looked at why. */
async function freeze(accounts: AccountGround, account: string): Promise<void> {
  const ended = new Set<string>();
  const later = { ...accounts, onEnded: (whose: string) => void ended.add(whose) };
  await endAccountSessions(later, operator('of the reading budget'), account);
  await endAccountTokens(later, operator('of the reading budget'), account);
  // Cut a moment later: the request that spent the budget is open for the account too, and is still to be told why.
  setTimeout(() => ended.forEach((whose) => accounts.onEnded(whose)), 500).unref();
}
