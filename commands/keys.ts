import { userInfo } from 'node:os';
import { parseArgs } from 'node:util';
import { operator } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import { changeAuditKey } from '#platform/audit-key.ts';
import { sealNow } from '#platform/audit-seal.ts';
import { changeReleaseKey } from '#publishing';
import type { App } from '../app.ts';
import { status, type Run } from './command.ts';

const help = `Usage: jumys keys change audit
       jumys keys change releases

Puts a new key in place of the one that seals the audit, or signs releases. The old one vouches for the new one in a line of the audit, and
what it signed stays valid: whoever knows the first key can follow. Then back up the key's file, or remove the old key from where
JUMYS_AUDIT_KEY_COMMAND or JUMYS_RELEASE_KEY_COMMAND finds it. The vault's key is changed by \`jumys vault rotate\`.
`;

/** \`jumys keys\`: the keys that sign. */
export async function runKeys(app: Pick<App, 'db' | 'config' | 'clock'>, { args, output }: Run): Promise<number> {
  const { values, positionals: [what, which] } = parseArgs({ args: [...args], allowPositionals: true, options: { help: { type: 'boolean' } } });
  if (values.help) return output.out(help), status.done;
  if (what !== 'change' || (which !== 'audit' && which !== 'releases')) throw new Refusal('unknown-command', 400, {}, 'jumys keys takes change audit or change releases');
  const change = { actor: operator(userInfo().username), at: app.clock.now() };
  if (which === 'releases') output.out(`releases are signed from now on by\n${await changeReleaseKey(app, change)}`);
  else {
    // What an alarm keeps from being sealed must be looked into before, under the key that it was sealed by.
    const { alarm } = await sealNow(app);
    if (alarm !== undefined) throw new Refusal('audit-alarm', 409, { alarm: alarm.code, seq: alarm.seq }, `the audit is not what was sealed (${alarm.code}, line ${alarm.seq}): docs/audit.md says what to do`);
    const key = await changeAuditKey(app, change);
    await sealNow(app);
    output.out(`the audit is sealed from now on by\n${key}\n`);
  }
  return status.done;
}
