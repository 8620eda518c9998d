// One database is enough: the check asks none.
import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import type { FastifyInstance } from 'fastify';
import { nobody } from '#kernel/actor.ts';
import { readConfig } from '#platform/config.ts';
import { buildServer } from '#platform/http.ts';
import { openLog } from '#platform/log.ts';
import { openGate } from '#platform/testing.ts';
import { figureColumns, relationColumns } from './columns.ts';
import { contradictionRoutes } from './routes.ts';
import { rowsOf } from './typed.ts';

let server: FastifyInstance;
let gate = openGate;
const figure = { id: 'a', text: '18 thousand', population: 'persons', period: '2018', place: 'Kazakhstan', source: '' };

beforeAll(async () => {
  server = await buildServer({
    routes: contradictionRoutes, config: readConfig({}), log: openLog({ level: 'error' }), webFolder: undefined,
    gate: { identify: (request) => gate.identify(request), scopeOf: (actor, permission) => gate.scopeOf(actor, permission) },
  });
});

const check = async (figures: object[], relations: object[]) => {
  const reply = await server.inject({ method: 'POST', url: '/api/contradictions', headers: { host: 'localhost', 'content-type': 'application/json' }, payload: JSON.stringify({ figures, relations }) });
  return { status: reply.statusCode, ...(reply.json() as { error?: { code: string; facts: object }; findings?: { relation: string; verdict: string }[] }) };
};

/** A built-in example as the page sends it. */
function example(name: string) {
  const read = (what: string, columns: readonly string[]) => {
    const read = rowsOf(readFileSync(new URL(`data/${name}-${what}.csv`, import.meta.url), 'utf8'), columns);
    if ('fault' in read) throw new Error(read.fault);
    return read.rows;
  };
  return [read('figures', figureColumns), read('relations', relationColumns)] as const;
}

test('nobody in particular may not ask for a check', async () => {
  gate = { identify: () => nobody, scopeOf: () => undefined };
  expect((await check([figure], [])).status).toBe(401);
  gate = openGate;
});

test('a broken line refuses the whole, and is named as the line that it is in the table', async () => {
  expect(await check([figure, { ...figure, id: 'b', text: '' }], [])).toMatchObject({ status: 400, error: { code: 'broken-figures', facts: { first: expect.stringContaining('figures, line 3, column text') } } });
  expect(await check([figure], [{ id: 'r', kind: 'same', result: 'a', operands: 'c' }])).toMatchObject({ error: { facts: { first: expect.stringContaining('relations, line 2') } } });
  expect(rowsOf('id,text\n', figureColumns)).toEqual({ fault: expect.stringContaining('the header must be') });
});

test('figures that are typed in are checked as those of a file are', async () => {
  const other = { ...figure, id: 'b', text: '18,6 тыс.' };
  expect(await check([figure, other], [{ id: 'r', kind: 'same', result: 'a', operands: 'b' }])).toMatchObject({ status: 200, findings: [{ relation: 'r', verdict: 'contradicts', low: 18550, high: 18650, printed: '18 thousand' }] });
});

test.each([['plan', 0], ['almaty', 1], ['documents', 0]])('the built-in example %s fits into one request and gives %i contradictions', async (name, wrong) => {
  const [figures, relations] = example(name);
  expect(JSON.stringify({ figures, relations }).length).toBeLessThan(64 * 1024);
  const { findings = [] } = await check(figures, relations);
  expect(findings.length).toBe(relations.length);
  expect(findings.filter(({ verdict }) => verdict === 'contradicts')).toHaveLength(wrong);
});
