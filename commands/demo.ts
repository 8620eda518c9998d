import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Refusal } from '#kernel/refusal.ts';
import { writeMadeUpCountry } from '#demo';
import { status, type Run } from './command.ts';

const help = `Usage: jumys demo --people N --out DIR [--seed S] [--json]

Writes a made-up country as register files with their manifests. The same people and seed give the same bytes.

  --people N  residents, 1,000 to 20,000,000
  --out DIR   the folder to write to, made when it is not there
  --seed S    a whole number, 1 by default
`;

/** \`jumys demo\`: needs neither database nor data folder. */
export async function runDemo({ args, cwd, output, signal }: Run): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { people: { type: 'string' }, out: { type: 'string' }, seed: { type: 'string' }, json: { type: 'boolean' }, help: { type: 'boolean' } },
  });
  if (values.help) return output.out(help), status.done;
  const people = Number(values.people);
  const seed = Number(values.seed ?? '1');
  if (!Number.isInteger(people) || people < 1000 || people > 20_000_000) throw new Refusal('wrong-people', 400, {}, '--people takes a whole number from 1000 to 20000000');
  if (!Number.isInteger(seed) || seed < 0) throw new Refusal('wrong-seed', 400, {}, '--seed takes a whole number');
  if (values.out === undefined) throw new Refusal('no-folder', 400, {}, '--out names the folder to write to');
  const { files } = await writeMadeUpCountry({ people, seed, folder: resolve(cwd, values.out), signal });
  for (const { register, path, records } of files) {
    output.out(values.json ? `${JSON.stringify({ register, file: path, records })}\n` : `${path}: ${records} rows of ${register}\n`);
  }
  return status.done;
}
