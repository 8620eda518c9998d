import { userInfo } from 'node:os';
import { parseArgs } from 'node:util';
import { operator } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import { rotateSecrets } from '#accounts';
import { record } from '#platform/audit.ts';
import { rotateVault } from '#people';
import type { App } from '../app.ts';
import { status, type Run } from './command.ts';

const help = `Usage: jumys vault rotate

  rotate  make a new key, bring everything that is sealed under it in one step, and remove the old key

Numbers and figures do not change. Killed anywhere, all is under the old key or all under the new one; run it again.
Copy the key file elsewhere afterwards. Backups made before open with the old key only: keep its copy as long as them.
`;

/** \`jumys vault\`: the keys of the vault. */
export async function runVault(app: Pick<App, 'db' | 'config' | 'clock'>, { args, output }: Run): Promise<number> {
  const { values, positionals: [what] } = parseArgs({ args: [...args], allowPositionals: true, options: { help: { type: 'boolean' } } });
  if (values.help) return output.out(help), status.done;
  if (what !== 'rotate') throw new Refusal('unknown-command', 400, {}, 'jumys vault takes rotate');
  const actor = operator(userInfo().username);
  const { version, files } = await rotateVault(app, {
    reseal: [rotateSecrets],
    onStep: (step) => output.err(`${step}\n`),
    tell: async (transaction, facts) => void (await record(transaction, { actor, what: 'vault-rotated', facts, at: app.clock.now() })),
  });
  output.out(`${files} files of the vault are under version ${version} of the key; back the key file up\n`);
  return status.done;
}
