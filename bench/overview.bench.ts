import autocannon from 'autocannon';
import { buildServer, listen } from '#platform/http.ts';
import { openLog } from '#platform/log.ts';
import { everywhere, operator } from '#kernel/actor.ts';
import { endpoint } from '#kernel/contract.ts';
import { route } from '#platform/http.ts';
import { z } from 'zod';
import { openBenchCountry } from './country.ts';

/** Overview requests of 50 clients, against an endpoint of the same server that replies with nothing. */
const connections = 50;
const duration = Number(process.env['BENCH_SECONDS'] ?? 8);
const nothing = endpoint({ method: 'GET', path: '/api/nothing', may: 'anyone', summary: 'Nothing: the floor.', params: z.object({}), query: z.object({}), reply: z.object({}) });

const { app, config, close } = await openBenchCountry();
const server = await buildServer({ routes: [...app.routes(), route(nothing, () => ({}))], config, log: openLog({ level: 'error' }), webFolder: undefined, gate: { identify: () => operator('bench'), scopeOf: () => everywhere } });
try {
  const address = await listen(server, 0);
  const run = async (path: string) => {
    await fetch(address + path);
    const result = await autocannon({ url: address + path, connections, duration });
    if (result.non2xx > 0 || result.errors > 0) throw new Error(`${path}: ${result.non2xx} refused, ${result.errors} errors`);
    return result;
  };
  const floor = await run('/api/nothing');
  for (const [what, path] of [
    ['floor: an empty reply', '/api/nothing'],
    ['overview of the country', '/api/overview'],
    ['overview of a region, one sector', '/api/overview?place=350000000&sector=C'],
    ['the twenty projects furthest behind', '/api/projects?sort=-gap&size=20'],
  ] as const) {
    const result = path === '/api/nothing' ? floor : await run(path);
    const ratio = (floor.requests.average / result.requests.average).toFixed(1);
    console.log(`${what.padEnd(40)} ${result.latency.p50} / ${result.latency.p99} ms (p50 / p99), ${Math.round(result.requests.average)} requests/s, ${ratio} x the floor`);
  }
} finally {
  await server.close();
  await close();
}
