import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { openTestDatabase } from '#platform/testing.ts';
import { openSecrets, rotateSecrets } from './secret.ts';

const keys = (name: string) => ({ derive: (use: string) => Buffer.from(`${name} ${use}`.padEnd(32, '.').slice(0, 32)).toString('base64url') });

test('a sealed text opens for its use and owner only, and not when a bit of it is changed', async () => {
  const { db } = await openTestDatabase();
  const secrets = await openSecrets(db, keys('old'));
  const sealed = secrets.seal('totp', 'aigerim', 'JBSWY3DPEHPK3PXP');
  expect(secrets.open('totp', 'aigerim', sealed)).toBe('JBSWY3DPEHPK3PXP');
  expect(() => secrets.open('totp', 'another', sealed)).toThrow();
  expect(() => secrets.open('other', 'aigerim', sealed)).toThrow();
  const bytes = Buffer.from(sealed, 'base64url');
  for (let at = 0; at < bytes.length; at += 1) {
    const changed = Buffer.from(bytes);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(() => secrets.open('totp', 'aigerim', changed.toString('base64url'))).toThrow();
  }
  expect(secrets.seal('totp', 'aigerim', 'same')).not.toBe(secrets.seal('totp', 'aigerim', 'same'));
});

test('the secret opens under its own keys only, and prints nothing', async () => {
  const { db } = await openTestDatabase();
  const secrets = await openSecrets(db, keys('old'));
  await expect(openSecrets(db, keys('other'))).rejects.toThrow();
  expect(JSON.stringify({ secrets })).toBe('{"secrets":"[secrets]"}');
});

test('hashes and sealed texts outlive a rotation of the vault’s keys, and the old keys open nothing any more', async () => {
  const { db } = await openTestDatabase();
  const before = await openSecrets(db, keys('old'));
  const text = randomBytes(8).toString('hex');
  const [hash, sealed] = [before.hash('subject', text), before.seal('totp', 'aigerim', text)];
  await db.transaction().execute((transaction) => rotateSecrets(transaction, keys('old'), keys('new')));
  await expect(openSecrets(db, keys('old'))).rejects.toThrow();
  const after = await openSecrets(db, keys('new'));
  expect([after.hash('subject', text), after.open('totp', 'aigerim', sealed)]).toEqual([hash, text]);
});
