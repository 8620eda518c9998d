import { expect, test } from 'vitest';
import { readConfig } from './config.ts';

test('A wrong value is refused by the name of its setting and is not repeated', () => {
  for (const [setting, value] of [
    ['PORT', '70000'], ['PORT', '3000x'], ['PORT', '-5'], ['PORT', ' 80'],
    ['JUMYS_DEMO', 'maybe'], ['JUMYS_DEMO_PEOPLE', '1e6'], ['JUMYS_MAX_UNPACKED', '-7'], ['JUMYS_MEMORY', 'lots'],
    ['DATABASE_URL', 'mysql://secret@host/db'],
    ['JUMYS_LISTEN', '0.0.0.0'], ['JUMYS_LISTEN', 'everywhere'], ['JUMYS_ADDRESS', 'http://jumys.kz'], ['JUMYS_ADDRESS', 'https://jumys.kz/secret'], ['JUMYS_PROXIES', 'secret'],
  ] as const) {
    const read = () => readConfig({ [setting]: value });
    expect(read, setting).toThrow(expect.objectContaining({ code: 'wrong-setting', facts: expect.objectContaining({ setting }) }));
    expect(read).not.toThrow(value);
  }
});

test('A PostgreSQL setting without DATABASE_URL is refused rather than ignored', () => {
  expect(() => readConfig({ PGHOST: 'db.gov.kz' })).toThrow(expect.objectContaining({ facts: expect.objectContaining({ setting: 'PGHOST' }) }));
  expect(readConfig({ PGHOST: 'db', DATABASE_URL: 'postgresql://db/jumys' }).databaseUrl).toBe('postgresql://db/jumys');
});

test('A key inside the data folder is refused', () => {
  expect(() => readConfig({ JUMYS_DATA: '/srv/jumys', JUMYS_KEY: '/srv/jumys/key' })).toThrow(expect.objectContaining({ facts: expect.objectContaining({ setting: 'JUMYS_KEY' }) }));
});

test('Without settings everything has a value', () => {
  expect(readConfig({ XDG_CONFIG_HOME: '/home/a/.config' })).toEqual({
    dataFolder: `${process.cwd()}/data`, databaseUrl: undefined, port: 3000, listen: '127.0.0.1', address: undefined, proxies: undefined, demo: true, demoPeople: 200_000,
    keyFile: '/home/a/.config/jumys/key', checkpointsFolder: undefined, boundariesFile: undefined, maxUnpackedBytes: 17_179_869_184, memoryLimit: '2GB',
  });
  expect(readConfig({ JUMYS_DEMO: 'off' }).demo).toBe(false);
});
