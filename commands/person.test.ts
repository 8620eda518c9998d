import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { operator } from '#kernel/actor.ts';
import { checkDigit } from '#kernel/identifiers.ts';
import { listAuditLines } from '#platform/audit.ts';
import { systemClock } from '#platform/clock.ts';
import { openTestGround } from '#platform/testing.ts';
import { openVault, revealNumbers } from '#people';
import { importFile } from '#registers';
import type { Run } from './command.ts';
import { runPerson } from './person.ts';
import { runVault } from './vault.ts';

const [held, notHeld] = ['900412401230', '850101300015'] as [string, string];
const company = `99014000001${checkDigit('99014000001')}`;
let app: Parameters<typeof runVault>[0];
let told: string;

beforeAll(async () => {
  const ground = await openTestGround();
  app = { ...ground, clock: systemClock };
  await openVault(app);
  const file = join(ground.files, 'absences.csv');
  writeFileSync(file, `employer,iin,starts_on,ends_on,kind,status,recorded_at\n${company},${held},2025-06-01,,sick,active,2025-07-01T10:00:00Z\n`);
  expect((await importFile({ ...app, register: 'absences', file, by: operator('test') })).rejected).toBe(0);
});

/** Runs a command as `main.ts` does. */
async function run(command: typeof runPerson, args: string[], input?: string): Promise<number> {
  told = '';
  const output = { out: (text: string) => void (told += text), err: (text: string) => void (told += text) };
  return command(app, { args, input, output, cwd: '/', signal: new AbortController().signal, config: app.config, clock: app.clock } satisfies Run);
}

test('an IIN is taken from standard input only, and no refusal repeats it', async () => {
  const said = (args: string[], input?: string) => run(runPerson, args, input).then(() => 'done', (error: Error & { code: string }) => `${error.code} ${error.message}`);
  expect(await said(['canary', held])).toMatch(/^identifier-as-argument (?!.*\d{6})/);
  for (const wrong of ['', '1\n', '900412401231\n', `${held} ${held}`]) expect(await said(['canary'], wrong)).toMatch(/^wrong-identifier (?!.*\d{6})/);
  expect(await said(['canary'], `${notHeld}\n`)).toMatch(/^no-such-person (?!.*\d{6})/);
  expect(await said(['show'], held)).toMatch(/^unknown-command/);
  expect(told).toBe('');
});

test('a person is marked as a canary once, and the audit does not say whom', async () => {
  expect(await run(runPerson, ['canary'], `${held}\n`)).toBe(0);
  expect(told).toBe('marked\n');
  expect(await listAuditLines(app.db, { limit: 1 })).toMatchObject([{ what: 'canary-marked', kind: 'operator', subject: null, facts: {} }]);
  await run(runPerson, ['canary'], held);
  expect(told).toBe('marked before\n');
});

test('the operator tells a person who looked, and is written down for it', async () => {
  await run(runPerson, ['who-looked'], held);
  expect(told).toBe('at,role,place,purpose,what\n');
  await run(runPerson, ['who-looked'], held);
  expect(told).toMatch(/^at,role,place,purpose,what\n\d{4}-[\d-]+T[\d:.]+Z,operator,,person-request,who-looked\n$/);
});

test('the key of the vault is changed by a command, which the audit tells', async () => {
  const before = readFileSync(app.config.keyFile, 'utf8');
  const people = async () => [...(await revealNumbers(app, [1, 2]))].map(([number, identifier]) => [number, identifier.reveal()]).toSorted();
  const known = await people();
  await expect(run(runVault, ['turn'])).rejects.toMatchObject({ code: 'unknown-command' });
  expect(await run(runVault, ['rotate'])).toBe(0);
  expect(told).toMatch(/^key added\nfiles sealed\nabout to swap\nswapped\n1 files of the vault are under version 2 of the key/);
  expect(await listAuditLines(app.db, { limit: 1 })).toMatchObject([{ what: 'vault-rotated', kind: 'operator', facts: { version: 2, files: 1 } }]);
  expect(readFileSync(app.config.keyFile, 'utf8')).not.toBe(before);
  expect(await people()).toEqual(known);
});
