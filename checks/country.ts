import { join } from 'node:path';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { operator } from '#kernel/actor.ts';
import type { Actor, Grant, Role } from '#kernel/actor.ts';
import { systemClock, type Clock } from '#platform/clock.ts';
import type { Config } from '#platform/config.ts';
import { buildServer, type Gate, type Route } from '#platform/http.ts';
import { defaultLimits } from '#platform/http-limits.ts';
import { openLog } from '#platform/log.ts';
import { openTestGround } from '#platform/testing.ts';
import { writeFirstDraft, writeMadeUpCountry, writeWork } from '#demo';
import type { RegisterName } from '#registers';
import { openApp, type App } from '../app.ts';

/** Whoever a test asks as; the real policy decides what he may. */
export const asActor = (role: Role, where: { place?: number; employer?: number } = {}): Actor => {
  const grant: Grant = { role, place: where.place ?? null, employer: where.employer ?? null };
  return { kind: 'account', account: `${role} ${where.place ?? ''} ${where.employer ?? ''}`, name: role, grants: [grant] };
};

export type TestCountry = {
  app: App;
  routes: Route[];
  server: FastifyInstance;
  /** Every line that the server logged. */
  logged: string[];
  /** The same system behind its real gate: who asks is told by cookie or token alone. Closed with the country. */
  openFront(webFolder?: string): Promise<FastifyInstance>;
  ask(actor: Actor, method: string, url: string, more?: { payload?: string; headers?: Record<string, string> }): Promise<LightMyRequestResponse>;
  close(): Promise<void>;
};

const header = 'x-test-actor';
/** Checks ask thousands of things as one account; platform/http-rate.test.ts holds the pace. */
const limits = { ...defaultLimits, requestsPerMinute: 1e9, requestBurst: 1e9 };

/** The files of the test country, the same bytes for the same number of people: with schemes, so that rules find something, and some promises are kept. */
export function writeTestCountry(people: number, folder: string): ReturnType<typeof writeMadeUpCountry> {
  return writeMadeUpCountry({ people, seed: 3, folder, schemes: 8 });
}

/**
 * The whole system over a small made-up country that came through the door of real files, and in which people have worked. Requests are asked as any actor:
 * who he is the test says, what he may the policy does.
 */
export async function openTestCountry(people = 2000, { clock = systemClock, changes = {} }: { clock?: Clock; changes?: Partial<Config> } = {}): Promise<TestCountry> {
  const ground = await openTestGround(changes);
  const logged: string[] = [];
  const log = openLog({ level: 'debug', to: { write: (line) => void logged.push(line) } });
  const app = await openApp(ground.config, clock, { opened: ground, log });
  const { files, largest } = await writeTestCountry(people, join(ground.files, 'country'));
  await app.importFiles(files.map(({ register, path }) => ({ register: register as RegisterName, file: path, by: operator('test'), madeUp: true })), () => undefined, undefined, () => writeFirstDraft(app, largest));
  const refused = await writeWork(app);
  if (refused.length > 0) throw new Error(`work of the made-up country was refused: ${refused.map(({ code }) => code).join(', ')}`);
  const gate: Gate = { identify: ({ headers }) => JSON.parse(String(headers[header])) as Actor, scopeOf: app.gate.scopeOf };
  const routes = app.routes();
  const server = await buildServer({ routes, config: ground.config, log, webFolder: undefined, gate, limits });
  const fronts: FastifyInstance[] = [];
  return {
    app, routes, server, logged,
    async openFront(webFolder) {
      const front = await buildServer({ routes, config: ground.config, log, webFolder, gate: app.gate, limits });
      fronts.push(front);
      return front;
    },
    ask: (actor, method, url, { payload, headers } = {}) => server.inject({
      method: method as 'GET', url, headers: { host: 'localhost', [header]: JSON.stringify(actor), ...headers }, ...(payload === undefined ? {} : { payload }),
    }),
    async close() {
      for (const one of [server, ...fronts]) await one.close();
      await app.close();
    },
  };
}
