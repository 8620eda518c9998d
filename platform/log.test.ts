import { expect, test } from 'vitest';
import { openLog } from './log.ts';

function capture() {
  const lines: string[] = [];
  const log = openLog({ to: { write: (line) => void lines.push(line) } });
  return { log, last: () => JSON.parse(lines.at(-1) ?? '{}') as Record<string, unknown>, all: () => lines.join('') };
}

test('No identifier gets into the log, wherever it stands', () => {
  const { log, last, all } = capture();
  const iin = '900101300123';
  log.info(`person ${iin}`);
  log.info({ person: iin, nested: { list: [`a ${iin} b`, Number(iin), BigInt(iin)] } }, 'known as %s', iin);
  log.warn(new Error(`no ${iin}`));
  log.error({ err: Object.assign(new Error(`no ${iin}`), { code: '23505', detail: `Key (iin)=(${iin}) already exists.` }) });
  expect(last()['err']).toMatchObject({ type: 'Error', message: 'no ************', code: '23505' });
  expect(all()).not.toContain('0130012');
  expect(all().split('\n').filter(Boolean)).toHaveLength(4);
});

test('Secrets are left out by the name of their key', () => {
  const { log, last } = capture();
  log.info({ databaseUrl: 'postgres://a:b@c/d', request: { headers: { authorization: 'Bearer x', cookie: 'y', accept: 'z' } } }, 'asked');
  expect(last()).toMatchObject({ databaseUrl: '[left out]', request: { headers: { authorization: '[left out]', cookie: '[left out]', accept: 'z' } } });
});

test('A line is JSON with its level and its instant as text', () => {
  const { log, last } = capture();
  log.warn({ rows: 1200, seconds: 1.5, ok: true, at: new Date(0), none: null }, 'done');
  expect(last()).toEqual({ level: 'warn', time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/), rows: 1200, seconds: 1.5, ok: true, at: '1970-01-01T00:00:00.000Z', none: null, msg: 'done' });
});
