import { expect, test } from 'vitest';
import { readConfig } from './config.ts';

/** Settings that are refused because another one is not there. */
const blames: Readonly<Record<string, string>> = { JUMYS_SIGNATURE_ROOTS: 'JUMYS_SIGNATURE_CRLS', JUMYS_SIGNATURE_CRLS: 'JUMYS_SIGNATURE_ROOTS', JUMYS_TLS_CERT: 'JUMYS_TLS_KEY', JUMYS_TLS_KEY: 'JUMYS_TLS_CERT' };

test('A wrong value is refused by the name of its setting and is not repeated', () => {
  for (const [setting, value] of [
    ['PORT', '70000'], ['PORT', '3000x'], ['PORT', '-5'], ['PORT', ' 80'],
    ['JUMYS_DEMO', 'maybe'], ['JUMYS_DEMO_PEOPLE', '1e6'], ['JUMYS_MAX_UNPACKED', '-7'], ['JUMYS_MEMORY', 'lots'],
    ['DATABASE_URL', 'mysql://secret@host/db'],
    ['JUMYS_LISTEN', '0.0.0.0'], ['JUMYS_LISTEN', 'everywhere'], ['JUMYS_ADDRESS', 'http://jumys.kz'], ['JUMYS_ADDRESS', 'https://jumys.kz/secret'], ['JUMYS_PROXIES', 'secret'],
    ['JUMYS_OIDC_ISSUER', 'http://idp.kz'], ['JUMYS_OIDC_ISSUER', 'secret'], ['JUMYS_OIDC_ISSUER', 'https://idp.kz/.well-known/openid-configuration'], ['JUMYS_OIDC_CLIENT', 'jumys-client'],
    ['JUMYS_MIGRATE_URL', 'mysql://secret@host/db'], ['JUMYS_MIGRATE_URL', 'postgresql://secret@host/db'], ['JUMYS_TLS_CERT', '/srv/cert-x'], ['JUMYS_TLS_KEY', '/srv/key-x'],
    ['JUMYS_KEY_COMMAND', 'cat secret'], ['JUMYS_AUDIT_KEY_COMMAND', '["/bin/cat", 1]'], ['JUMYS_RELEASE_KEY_COMMAND', '["/bin/cat"'],
    ['JUMYS_KEEP_READINGS', '900'], ['JUMYS_KEEP_SESSIONS', '5'], ['JUMYS_KEEP_REVISIONS', '3654'], ['JUMYS_KEEP_LINKS', '1d'],
    ['JUMYS_NCANODE', 'http://10.0.0.7:14579'], ['JUMYS_NCANODE', 'https://secret@ncanode.kz'], ['JUMYS_SIGNATURE_ROOTS', '/srv/roots-x'], ['JUMYS_SIGNATURE_CRLS', '/srv/crls-x'],
  ] as const) {
    const read = () => readConfig({ [setting]: value });
    expect(read, setting).toThrow(expect.objectContaining({ code: 'wrong-setting', facts: expect.objectContaining({ setting: blames[setting] ?? setting }) }));
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
    dataFolder: `${process.cwd()}/data`, databaseUrl: undefined, migrateUrl: undefined, port: 3000, listen: '127.0.0.1', address: undefined, proxies: undefined, tls: undefined, demo: true, demoPeople: 200_000,
    keyFile: '/home/a/.config/jumys/key', keyCommands: { vault: undefined, audit: undefined, releases: undefined }, checkpointsFolder: undefined, objectionDays: 14,
    keep: { sessions: 30, links: 30, notices: 365, readings: 1827, alarms: 1827, revisions: 1827 }, oidc: undefined, signatures: undefined, breachedFile: undefined, mail: undefined, boundariesFile: undefined, maxUnpackedBytes: 17_179_869_184, memoryLimit: '2GB',
  });
  expect(readConfig({ JUMYS_DEMO: 'off' }).demo).toBe(false);
});

test('A provider may lie on this machine without encryption, elsewhere only with it', () => {
  for (const issuer of ['https://idp.kz/realms/state', 'http://127.0.0.1:8080', 'http://localhost:8080', 'http://[::1]:8080']) {
    expect(readConfig({ JUMYS_OIDC_ISSUER: issuer, JUMYS_OIDC_CLIENT: 'jumys', JUMYS_OIDC_SECOND_FACTOR: 'a, b' }).oidc).toMatchObject({ issuer, client: 'jumys', secretFile: undefined, secondFactor: ['a', 'b'] });
  }
  expect(() => readConfig({ JUMYS_OIDC_ISSUER: 'http://127.0.0.1.idp.kz', JUMYS_OIDC_CLIENT: 'jumys' })).toThrow('JUMYS_OIDC_ISSUER');
  expect(() => readConfig({ JUMYS_OIDC_ISSUER: 'https://idp.kz' })).toThrow('JUMYS_OIDC_CLIENT');
  expect(readConfig({ JUMYS_NCANODE: 'http://127.0.0.1:14579' }).signatures).toEqual({ roots: undefined, crls: undefined, ncanode: 'http://127.0.0.1:14579' });
});

test('beyond this machine nothing is served in clear: an address and a certificate are both needed', () => {
  const away = { JUMYS_LISTEN: '10.0.0.7', JUMYS_ADDRESS: 'https://jumys.kz' };
  expect(() => readConfig(away)).toThrow('JUMYS_LISTEN');
  const pair = { JUMYS_TLS_CERT: '/srv/cert.pem', JUMYS_TLS_KEY: '/srv/key.pem' };
  expect(() => readConfig({ ...pair, JUMYS_LISTEN: '10.0.0.7' })).toThrow('JUMYS_ADDRESS');
  expect(readConfig({ ...away, ...pair }).tls).toEqual({ cert: '/srv/cert.pem', key: '/srv/key.pem' });
});

test('a command for a key is a program by its path and its arguments, and no shell’s', () => {
  const { keyCommands } = readConfig({ JUMYS_KEY_COMMAND: '/usr/bin/vault kv get  -field=key secret/jumys', JUMYS_AUDIT_KEY_COMMAND: '["/usr/bin/cat", "/run/with blank; id"]' });
  expect(keyCommands).toEqual({ vault: ['/usr/bin/vault', 'kv', 'get', '-field=key', 'secret/jumys'], audit: ['/usr/bin/cat', '/run/with blank; id'], releases: undefined });
});
