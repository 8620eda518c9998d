import { afterAll, expect, test } from 'vitest';
import { buildServer } from '#platform/http.ts';
import { openLog } from '#platform/log.ts';
import { openGate } from '#platform/testing.ts';
import { referenceRoutes } from './routes.ts';

const server = await buildServer({ routes: referenceRoutes, config: { maxUnpackedBytes: 1 }, log: openLog(), webFolder: undefined, gate: openGate });
afterAll(() => server.close());

type Value = { source: string[]; confirmed: string };

async function ask(path: string): Promise<Record<string, Value[]> & { sources: { key: string }[] }> {
  const reply = await server.inject({ method: 'GET', url: path, headers: { host: 'localhost' } });
  expect(reply.statusCode, reply.body).toBe(200);
  return reply.json();
}

test.each(referenceRoutes.map((route) => route.endpoint.path))('%s answers by its contract, and every value names sources that the reply explains', async (path) => {
  const { sources, ...lists } = await ask(path);
  const keys = new Set(sources.map((source) => source.key));
  const values = Object.values(lists).flat() as Value[];
  // The shortest table is that of the ages of youth, of which there were two.
  expect(values.length).toBeGreaterThan(1);
  for (const value of values) {
    expect(['yes', 'partly', 'no']).toContain(value.confirmed);
    expect(value.source.every((key) => keys.has(key))).toBe(true);
  }
  expect(new Set(values.flatMap((value) => value.source)).size).toBe(sources.length);
});

test('a value from memory says so on its way out', async () => {
  const { amounts } = await ask('/api/reference/mci');
  expect(amounts).toContainEqual({ measure: 'mci-general', validFrom: '2018-01-01', tenge: 2405, source: ['memory'], confirmed: 'no', note: null });
});
