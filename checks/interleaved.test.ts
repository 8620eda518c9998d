// One database is enough: only a server has a pool of several connections to mix up.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#kernel/actor.ts';
import { asActor, openTestCountry, type TestCountry } from './country.ts';

let country: TestCountry;
beforeAll(async () => {
  country = await openTestCountry();
}, 300_000);
afterAll(() => country.close());

const total = Number(process.env['JUMYS_INTERLEAVED'] ?? 10_000);

/** A generator of our own, so that a failure can be run again. */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

test('ten thousand interleaved requests of fifty readers, errors among them, show nobody what is another’s', async () => {
  const { cube } = await country.app.views.current();
  const places = [...new Set(cube.pledges.flatMap((pledge) => pledge.places))];
  const actors: Actor[] = [
    ...places.slice(0, 30).map((place) => asActor('region-staff', { place })),
    ...cube.pledges.slice(0, 20).map(({ employer }) => asActor('employer', { employer })),
  ];
  const pledges = cube.pledges.slice(0, 40).map(({ pledgeId }) => pledgeId);
  const addresses = [
    '/api/overview', '/api/overview?place=750000000', '/api/pledges?size=500', '/api/rollups?by=employer', '/api/rollups?by=unknown', '/api/overview?month=1900-01', '/api/projects?size=500',
    ...pledges.flatMap((id) => [`/api/pledges/${encodeURIComponent(id)}`, `/api/pledges/${encodeURIComponent(id)}?month=1900-01`]),
    ...[...new Set(cube.pledges.slice(0, 40).map(({ projectId }) => projectId))].map((id) => `/api/projects/${encodeURIComponent(id)}`),
  ];
  const right = new Map<string, string>();
  const tell = async (actor: Actor, address: string) => {
    const { statusCode, body } = await country.ask(actor, 'GET', address);
    return `${statusCode} ${body}`;
  };
  const roll = dice(7);
  const plan = Array.from({ length: total }, () => ({ actor: actors[roll(actors.length)]!, address: addresses[roll(addresses.length)]! }));
  // One after another: nothing can leak into these.
  for (const { actor, address } of plan) {
    const cell = `${actor.account} ${address}`;
    if (!right.has(cell)) right.set(cell, await tell(actor, address));
  }
  expect(new Set([...right.values()].map((answer) => answer.slice(0, 3)))).toEqual(new Set(['200', '400', '404']));
  const wrong: string[] = [];
  let next = 0;
  await Promise.all(Array.from({ length: 64 }, async () => {
    for (let at = next++; at < plan.length; at = next++) {
      const { actor, address } = plan[at]!;
      if ((await tell(actor, address)) !== right.get(`${actor.account} ${address}`)) wrong.push(`${actor.account} ${address}`);
    }
  }));
  expect(wrong).toEqual([]);
}, 600_000);
