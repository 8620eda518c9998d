import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { roles, type Grant, type Role } from '#kernel/actor.ts';
import { listAuditLines } from '#platform/audit.ts';
import { openTestGround } from '#platform/testing.ts';
import { getAccount, invite, setDisabled } from './account.ts';
import { giveGrant, grantFault, takeGrant } from './grant.ts';
import type { Changer } from './ground.ts';
import { scopeThroughTime } from './identify.ts';
import { listAdministrators, listGrants } from './store.ts';
import { openTestAccounts, steward, type TestAccounts } from './testing.ts';

let accounts: TestAccounts;
beforeAll(async () => {
  accounts = await openTestAccounts(await openTestGround());
});

const as = (account: string): Changer => ({ kind: 'account', account, name: 'somebody' });

test.each([
  ['ministry-analyst', 750_000_000, null, 'country-only'],
  ['ministry-approver', null, null, 'place-needed'],
  ['steward', 101_000_000, null, 'country-only'],
  ['administrator', 100_000_000, null, 'country-only'],
  ['region-staff', 0, null, 'too-wide'],
  ['region-staff', 101_000_000, null, 'too-narrow'],
  ['district-staff', 100_000_000, null, 'too-wide'],
  ['employment-centre', 0, null, 'too-wide'],
  ['employer', 750_000_000, null, 'employer-needed'],
  ['employer', 750_000_000, 501, 'employer-needed'],
  ['employer', null, null, 'employer-needed'],
  ['auditor', 0, 501, 'place-needed'],
] as const)('%s for %s is no grant: %s %s', (role, place, employer, why) => {
  expect(grantFault({ role, place, employer })).toBe(why);
});

test.each([
  ['region-staff', 750_000_000, null], ['district-staff', 101_000_000, null], ['district-staff', 101_033_100, null], ['employment-centre', 100_000_000, null],
  ['auditor', 0, null], ['auditor', 750_000_000, null], ['steward', 0, null], ['employer', null, 501],
] as const)('%s for %s %s is a grant', (role, place, employer) => {
  expect(grantFault({ role, place, employer })).toBeUndefined();
});

test('a place or an employer that nobody knows is refused, a BIN with a wrong check digit among them', async () => {
  const id = await accounts.make('unknown');
  const give = (role: Role, place: number | null, bin: string | null = null) => giveGrant(accounts.ground, steward, id, { role, place, bin });
  await expect(give('district-staff', 999_900_000)).rejects.toMatchObject({ code: 'wrong-grant', facts: { why: 'unknown-place' } });
  for (const bin of ['050140000012', '990140000012', '000000000000']) await expect(give('employer', null, bin)).rejects.toMatchObject({ code: 'unknown-employer', status: 422, facts: {} });
  expect(await listGrants(accounts.ground.db, id)).toEqual([]);
});

test('nobody changes his own grants, nor disables himself', async () => {
  const id = await accounts.make('own', { role: 'administrator', place: 0 }, { role: 'auditor', place: 0 });
  const [grant] = await listGrants(accounts.ground.db, id);
  await expect(giveGrant(accounts.ground, as(id), id, { role: 'steward', place: 0, bin: null })).rejects.toMatchObject({ code: 'own-grants', status: 403 });
  await expect(takeGrant(accounts.ground, as(id), id, grant?.id ?? '')).rejects.toMatchObject({ code: 'own-grants' });
  await expect(setDisabled(accounts.ground, as(id), id, true)).rejects.toMatchObject({ code: 'own-account' });
});

test('a grant of another account is as if it were not there, and one that is held is not given twice', async () => {
  const [one, other] = [await accounts.make('holder.one', { place: 750_000_000 }), await accounts.make('holder.other')];
  const [grant] = await listGrants(accounts.ground.db, one);
  await expect(takeGrant(accounts.ground, steward, other, grant?.id ?? '')).rejects.toMatchObject({ code: 'no-such-grant', status: 404 });
  await expect(takeGrant(accounts.ground, steward, other, 'nothing')).rejects.toMatchObject({ code: 'no-such-grant', status: 404 });
  await expect(giveGrant(accounts.ground, steward, one, { role: 'region-staff', place: 750_000_000, bin: null })).rejects.toMatchObject({ code: 'grant-held', status: 409 });
  await expect(giveGrant(accounts.ground, steward, 'nobody', { role: 'region-staff', place: 750_000_000, bin: null })).rejects.toMatchObject({ code: 'no-such-account', status: 404 });
});

test('the last administrator is neither stripped nor disabled, also when two go for each other at once', async () => {
  const { ground } = accounts;
  const [one, other] = [await accounts.make('last.one', { role: 'administrator', place: 0 }), await accounts.make('last.other', { role: 'administrator', place: 0 })];
  // Whoever was invited and never came cannot administer.
  await invite(ground, steward, { signIn: 'last.invited', name: 'Invited', language: 'ru', grants: [{ role: 'administrator', place: 0, bin: null }] });
  for (const account of await listAdministrators(ground.db)) if (![one, other].includes(account)) await setDisabled(ground, steward, account, true);
  const [grant] = await listGrants(ground.db, other);
  const attempts = await Promise.allSettled([setDisabled(ground, as(other), one, true), takeGrant(ground, as(one), other, grant?.id ?? '')]);
  expect(attempts.filter(({ status }) => status === 'rejected')).toMatchObject([{ reason: { code: 'last-administrator', status: 409 } }]);
  expect(await listAdministrators(ground.db)).toHaveLength(1);
});

test('a refused invitation leaves nothing behind', async () => {
  await accounts.make('taken');
  const wanted = { name: 'Somebody', language: 'kk' as const, grants: [{ role: 'region-staff' as const, place: 750_000_000, bin: null }] };
  await expect(invite(accounts.ground, steward, { ...wanted, signIn: 'taken' })).rejects.toMatchObject({ code: 'sign-in-taken', status: 409 });
  await expect(invite(accounts.ground, steward, { ...wanted, signIn: 'half', grants: [...wanted.grants, ...wanted.grants] })).rejects.toMatchObject({ code: 'grant-held' });
  await invite(accounts.ground, steward, { ...wanted, signIn: 'half' });
});

test('who gave and took which role stands in the audit, by our own numbers', async () => {
  const id = await accounts.make('audited', { role: 'employer', bin: '050140000011' });
  const [grant] = await listGrants(accounts.ground.db, id);
  await takeGrant(accounts.ground, as('another'), id, grant?.id ?? '');
  const lines = await listAuditLines(accounts.ground.db, { limit: 20 });
  expect(lines.filter(({ subject }) => subject === id).map(({ kind, actor, what, facts }) => ({ kind, actor, what, facts }))).toEqual([
    { kind: 'account', actor: 'somebody', what: 'grant-taken', facts: { role: 'employer', place: null, employer: 501 } },
    { kind: 'account', actor: 'audited', what: 'password-set', facts: { by: 'link' } },
    { kind: 'operator', actor: 'operator test', what: 'link-made', facts: { purpose: 'invitation' } },
    { kind: 'operator', actor: 'operator test', what: 'grant-given', facts: { role: 'employer', place: null, employer: 501 } },
    { kind: 'operator', actor: 'operator test', what: 'account-made', facts: {} },
  ]);
});

test('a region is seen under all names that it had, and none of those that left it', async () => {
  const id = await accounts.make('turkistan', { place: 610_000_000 });
  const { actor } = await accounts.identify(await accounts.enterByTwo(id));
  expect(scopeThroughTime(actor, 'read-figures')).toEqual({ places: [510_000_000, 610_000_000], employers: [] });
  expect((await getAccount(accounts.ground, null, id)).grants).toMatchObject([{ role: 'region-staff', place: '610000000' }]);
  const abai: Grant = { role: 'region-staff', place: 630_000_000, employer: null };
  expect(scopeThroughTime({ ...actor, grants: [abai] }, 'read-figures')?.places).toEqual([630_000_000]);
});

const place = fc.constantFrom(0, 100_000_000, 750_000_000, 101_000_000);
const step = fc.oneof(
  fc.record({ do: fc.constant('give' as const), role: fc.constantFrom(...roles), place }),
  fc.record({ do: fc.constant('take' as const), which: fc.nat(5) }),
  fc.record({ do: fc.constantFrom('disable' as const, 'enable' as const, 'enter' as const) }),
);

test('no sequence of giving, taking and disabling leaves a session with more than what is held at that moment', { timeout: 240_000 }, async () => {
  let round = 0;
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
    const { ground, clock } = accounts;
    const name = `sequence.${(round += 1)}`;
    const id = await accounts.make(name);
    // What the account holds, kept by hand; every session ever begun is asked again after every step.
    const model = { held: new Map<string, Grant>(), disabled: false };
    const tokens: { token: string; two: boolean }[] = [];
    for (const one of [...steps, { do: 'enter' as const }]) {
      clock.pass(0.1);
      const keys = [...model.held.keys()];
      if (one.do === 'give') {
        const grant: Grant = { role: one.role, place: one.role === 'employer' ? null : one.place, employer: one.role === 'employer' ? 501 : null };
        const key = JSON.stringify(grant);
        const given = await giveGrant(ground, steward, id, { role: one.role, place: grant.place, bin: grant.employer === null ? null : '050140000011' }).then(() => true, () => false);
        expect(given).toBe(grantFault(grant) === undefined && !model.held.has(key));
        if (given) model.held.set(key, grant);
      } else if (one.do === 'take' && keys.length > 0) {
        const key = keys[one.which % keys.length] ?? '';
        const { role, place: where } = model.held.get(key)!;
        const stored = (await listGrants(ground.db, id)).find((grant) => grant.role === role && grant.place === where);
        await takeGrant(ground, steward, id, stored?.id ?? '');
        model.held.delete(key);
      } else if (one.do === 'disable' || one.do === 'enable') {
        await setDisabled(ground, steward, id, one.do === 'disable');
        model.disabled = one.do === 'disable';
      } else if (one.do === 'enter') {
        for (const two of [true, false]) {
          const token = await (two ? accounts.enterByTwo(id) : accounts.enter(name)).catch(() => undefined);
          expect(token === undefined).toBe(model.disabled);
          if (token !== undefined) tokens.push({ token, two });
        }
      }
      const holds = [...model.held.values()];
      for (const { token, two } of tokens) {
        const { actor } = await accounts.identify(token);
        if (model.disabled || !two) expect(actor.grants).toEqual([]);
        else if (actor.kind === 'account') expect(new Set(actor.grants.map((grant) => JSON.stringify(grant)))).toEqual(new Set(holds.map((grant) => JSON.stringify(grant))));
        else expect(actor.grants).toEqual([]);
        if (model.disabled) expect(actor.kind).toBe('nobody');
      }
    }
  }), { numRuns: 15 });
});
