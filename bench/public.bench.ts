import autocannon from 'autocannon';
import { z } from 'zod';
import { endpoint } from '#kernel/contract.ts';
import { buildServer, listen, route } from '#platform/http.ts';
import { openLog } from '#platform/log.ts';
import { openBenchCountry } from './country.ts';

/** What 50 clients of the public get a second on the day of a scandal, through the real gate, against an empty reply of the same run. */
const connections = 50;
const duration = Number(process.env['BENCH_SECONDS'] ?? 8);
const wanted = 2000;
const nothing = endpoint({ method: 'GET', path: '/api/nothing', may: 'anyone', summary: 'Nothing: the floor.', params: z.object({}), query: z.object({}), reply: z.object({}) });

const { app, config, close } = await openBenchCountry();
const server = await buildServer({ routes: [...app.routes(), route(nothing, () => ({}))], config, log: openLog({ level: 'error' }), webFolder: undefined, gate: app.gate });
try {
  const address = await listen(server, 0);
  const run = async (path: string, headers: Record<string, string> = {}) => {
    const result = await autocannon({ url: address + path, connections, duration, headers });
    if (result.errors > 0 || result['4xx'] + result['5xx'] > 0) throw new Error(`${path}: ${result.non2xx} refused, ${result.errors} errors`);
    return result;
  };
  const front = '/api/public/overview';
  const etag = (await fetch(address + front)).headers.get('etag') ?? '';
  const floor = await run('/api/nothing');
  for (const [what, path, headers] of [
    ['floor: an empty reply', '/api/nothing', {}],
    ['front page of the public', front, {}],
    ['the same, seen already (304)', front, { 'if-none-match': etag }],
    ['a region', `${front}?place=350000000`, {}],
    ['projects, searched', '/api/public/projects?q=а&size=20', {}],
  ] as const) {
    const result = path === '/api/nothing' ? floor : await run(encodeURI(path), headers);
    const second = Math.round(result.requests.average);
    const ratio = (floor.requests.average / result.requests.average).toFixed(1);
    console.log(`${what.padEnd(40)} ${result.latency.p50} / ${result.latency.p99} ms (p50 / p99), ${second} requests/s, ${ratio} x the floor`);
    if (path === front && second < wanted) process.exitCode = 1;
  }
} finally {
  await server.close();
  await close();
}
