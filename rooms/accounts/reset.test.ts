import { expect, test } from 'vitest';
import { openTestGround } from '#platform/testing.ts';
import { makeAccountLink } from './account.ts';
import { useLink } from './link.ts';
import { openTestAccounts, steward, testPassword } from './testing.ts';

test('a password that was set by a reset opens nothing without the second factor that is on', async () => {
  const accounts = await openTestAccounts(await openTestGround());
  const id = await accounts.make('forgetful', { place: 750_000_000 });
  const { secret, token } = await accounts.enrol('forgetful');
  const { address } = await makeAccountLink(accounts.ground, steward, id);
  await useLink(accounts.ground, address.split('#')[1] ?? '', testPassword);
  expect((await accounts.identify(token)).actor.kind).toBe('nobody');
  await expect(accounts.enter('forgetful')).rejects.toMatchObject({ code: 'second-factor-needed' });
  expect((await accounts.identify(await accounts.enter('forgetful', secret))).session).toMatchObject({ how: 'totp', secondFactor: true });
});
