import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testFolder } from '#platform/testing.ts';
import { repository } from './sources.ts';

let registry: Server;
/** What the registry on this machine says when it is asked for vulnerabilities; undefined: it does not know such questions. */
let known: Record<string, object[]> | undefined;
const folder = testFolder();

beforeAll(async () => {
  const lock = { name: 'a', version: '1.0.0', lockfileVersion: 3, packages: {
    '': { name: 'a', version: '1.0.0', dependencies: { weak: '1.0.0' } },
    'node_modules/weak': { version: '1.0.0', resolved: 'https://registry.npmjs.org/weak/-/weak-1.0.0.tgz', integrity: `sha512-${Buffer.alloc(64).toString('base64')}` },
  } };
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'a', version: '1.0.0', dependencies: { weak: '1.0.0' } }));
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify(lock));
  registry = createServer((request, reply) => {
    request.resume();
    if (request.method === 'POST' && known !== undefined) return reply.setHeader('content-type', 'application/json').end(JSON.stringify(known));
    return reply.writeHead(request.method === 'POST' ? 405 : 404, { 'content-type': 'application/json' }).end('{}');
  });
  await new Promise<void>((resolve) => registry.listen(0, '127.0.0.1', () => resolve()));
});
afterAll(() => void registry.close());

let asked = 0;
/** Each with a cache of its own: npm remembers an advisory by its id. */
function ask(): Promise<{ status: number | null; said: string }> {
  asked += 1;
  const child = spawn(process.execPath, [join(repository, 'checks/advisories.ts')], {
    cwd: folder, env: { ...process.env, npm_config_registry: `http://127.0.0.1:${(registry.address() as AddressInfo).port}/`, npm_config_cache: join(folder, `cache-${asked}`) }, stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (piece: Buffer) => { said += String(piece); });
  return new Promise((resolve) => child.on('close', (status) => resolve({ status, said })));
}

const weakness = (severity: string) => ({ weak: [{ id: 1, url: 'https://example.org/1', title: 'opens every door', severity, vulnerable_versions: '<2.0.0', cwe: [], cvss: { score: 9 } }] });

test('a registry that answers no such question is told of by its answer, and fails nothing', { timeout: 60_000 }, async () => {
  known = undefined;
  const { status, said } = await ask();
  expect(said).toMatch(/^published vulnerabilities: not asked: .*405/m);
  expect(status).toBe(0);
});

test('a high and a critical vulnerability fail the gate by name, a moderate one is told', { timeout: 60_000 }, async () => {
  for (const [severity, expected] of [['critical', 1], ['high', 1], ['moderate', 0]] as const) {
    known = weakness(severity);
    const { status, said } = await ask();
    expect(said, severity).toContain(`${severity}: weak: opens every door https://example.org/1`);
    expect({ severity, status }).toEqual({ severity, status: expected });
  }
});

test('where nothing is known the gate passes and says so, and it is asked at each run', { timeout: 60_000 }, async () => {
  known = {};
  expect(await ask()).toEqual({ status: 0, said: 'published vulnerabilities: 0 critical, 0 high, 0 moderate, 0 low\n' });
  expect(readFileSync(join(repository, '.ci/run'), 'utf8')).toMatch(/^node checks\/advisories\.ts \|\| failed=1$/m);
});
