import { userInfo } from 'node:os';
import { parseArgs } from 'node:util';
import { operator } from '#kernel/actor.ts';
import { Identifier, isIin } from '#kernel/identifiers.ts';
import { Refusal } from '#kernel/refusal.ts';
import { openLog } from '#platform/log.ts';
import { markCanary, whoLooked } from '#people';
import type { App } from '../app.ts';
import { status, type Run } from './command.ts';

const help = `Usage: jumys person canary     < FILE
       jumys person who-looked < FILE

Takes the person's IIN from standard input, one line: arguments are seen by every user of the machine and kept by the shell.

  canary      mark a person whom nobody has a reason to look at: whoever does raises an alarm
  who-looked  print who was shown the person: when, in which role and place, for what purpose, as CSV
`;

/** \`jumys person\`: what the operator does for, or by way of, one person. */
export async function runPerson(app: Pick<App, 'db' | 'config' | 'clock'>, { args, output, input = '' }: Run): Promise<number> {
  const { values, positionals: [what, ...more] } = parseArgs({ args: [...args], allowPositionals: true, options: { help: { type: 'boolean' } } });
  if (values.help) return output.out(help), status.done;
  if (more.length > 0) throw new Refusal('identifier-as-argument', 400, {}, 'the IIN comes from standard input, never as an argument');
  if (what !== 'canary' && what !== 'who-looked') throw new Refusal('unknown-command', 400, {}, 'jumys person takes canary or who-looked');
  const text = input.trim();
  if (!isIin(text)) throw new Refusal('wrong-identifier', 400, {}, 'standard input must hold one IIN: twelve digits with a right check digit');
  const actor = operator(userInfo().username);
  if (what === 'canary') {
    output.out((await markCanary(app, new Identifier(text), actor)) ? 'marked\n' : 'marked before\n');
    return status.done;
  }
  // The operator has no account, so there is none to freeze.
  const ground = { ...app, log: openLog(), freeze: async () => undefined };
  const looks = await whoLooked(ground, new Identifier(text), { actor, purpose: 'person-request' });
  output.out('at,role,place,purpose,what\n');
  for (const { at, kind, roles, purpose, what: shown } of looks) {
    const [role, place] = [roles.map((one) => one.role).join(' ') || kind, roles.map((one) => one.place ?? one.employer).join(' ')];
    output.out(`${[at, role, place, purpose, shown].join(',')}\n`);
  }
  return status.done;
}
