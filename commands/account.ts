import { userInfo } from 'node:os';
import { parseArgs } from 'node:util';
import { operator } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import { endAccountSessions, endAccountTokens, findAccountByName, identityProofs, listAccounts, makeAccountLink, resetSecondFactor, setDisabled, type AccountGround, type IdentityProof } from '#accounts';
import { status, type Run } from './command.ts';

const help = `Usage: jumys account list
       jumys account link SIGN_IN [--second-factor PROOF]
       jumys account end SIGN_IN
       jumys account disable SIGN_IN

Looks after accounts as the operator of this machine, for when nobody who administers can sign in; the audit names who did.

  list     accounts with their roles
  link     make a one-time link that sets a new password; it holds for a day (an invitation for seven)
  end      end all sessions and API tokens at once
  disable  the same, and let nobody sign in until an administrator enables the account again

  --second-factor PROOF  switch the second factor off too, because it is lost; how its holder showed who he is stands in the audit:
                         document (face to face, by the one that was looked at when he was invited) or signature (a national
                         e-signature under his request)
`;

type Accounts = { readonly accounts: AccountGround };

/** \`jumys account\`: what must be possible when everybody is locked out. */
export async function runAccount(app: Accounts, { args, output }: Run): Promise<number> {
  const { values, positionals: [what, signIn] } = parseArgs({
    args: [...args], allowPositionals: true, options: { 'second-factor': { type: 'string' }, help: { type: 'boolean' } },
  });
  if (values.help) return output.out(help), status.done;
  const { accounts } = app;
  if (what === 'list') return list(accounts, output);
  if (what !== 'link' && what !== 'end' && what !== 'disable') throw new Refusal('unknown-command', 400, {}, 'list, link, end or disable; `jumys account --help` tells more');
  const id = await findAccount(accounts, signIn);
  const actor = operator(userInfo().username);
  if (what === 'link') {
    const proof = values['second-factor'];
    if (proof !== undefined) await resetSecondFactor(accounts, actor, id, readProof(proof));
    const { address, expiresAt } = await makeAccountLink(accounts, actor, id);
    output.out(`${address}\nholds until ${expiresAt}, once\n`);
  } else if (what === 'end') {
    const sessions = await endAccountSessions(accounts, actor, id);
    await endAccountTokens(accounts, actor, id);
    output.out(`${sessions} sessions ended\n`);
  } else {
    await setDisabled(accounts, actor, id, true);
    output.out('disabled\n');
  }
  return status.done;
}

async function list(accounts: AccountGround, output: Run['output']): Promise<number> {
  for (let page = 1; ; page += 1) {
    const { rows } = await listAccounts(accounts, null, { page, size: 500 });
    for (const { signIn, grants, disabledAt, secondFactor, sessions } of rows) {
      const roles = grants.map(({ role, place, employer }) => `${role} ${place ?? `employer ${employer}`}`).join(', ');
      const state = [disabledAt === null ? [] : 'disabled', secondFactor ? [] : 'no second factor', `${sessions} sessions`].flat().join(', ');
      output.out(`${signIn.padEnd(24)} ${roles || 'no role'} (${state})\n`);
    }
    if (rows.length < 500) return status.done;
  }
}

/** Refuses `wrong-proof`. */
function readProof(text: string): IdentityProof {
  const proof = identityProofs.find((one) => one === text);
  if (proof === undefined) throw new Refusal('wrong-proof', 400, {}, 'how did the holder show who he is: document or signature?');
  return proof;
}

/** The account of a sign-in name. Refuses `no-such-account`. */
async function findAccount(accounts: AccountGround, signIn: string | undefined): Promise<string> {
  if (signIn === undefined) throw new Refusal('no-account', 400, {}, 'name an account by its sign-in name; `jumys account list` lists them');
  const found = await findAccountByName(accounts.db, signIn.toLowerCase());
  if (found === undefined) throw new Refusal('no-such-account', 404, {}, 'there is no account of that name; `jumys account list` lists them');
  return found.id;
}
