import { readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Refusal } from '#kernel/refusal.ts';
import { checkRelations, readRelations } from '#contradictions';
import { status, type Run } from './command.ts';

const help = `Usage: jumys contradictions FIGURES.csv RELATIONS.csv [--json]

Holds published figures against each other, each with the rounding it is printed in: which relations hold, which contradict,
which are of unlike things. docs/contradictions.md says how the two files are read.

  FIGURES.csv    id,text,population,period,place,source
  RELATIONS.csv  id,kind,result,operands   kind: sum, part, share, same, ratio, difference; operands joined by +
  --json         one JSON object a relation

Exit status 0 also when contradictions are found; 2 when a line of a file is broken, and then nothing is checked.
A text that is there but not read as a figure breaks no file: what it is in is incomparable.
`;

/** \`jumys contradictions\`: needs neither database nor data folder. */
export async function runContradictions({ args, cwd, output }: Pick<Run, 'args' | 'cwd' | 'output'>): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: { json: { type: 'boolean' }, help: { type: 'boolean' } } });
  if (values.help) return output.out(help), status.done;
  const [figures, relations, ...others] = positionals;
  if (figures === undefined || relations === undefined || others.length > 0) throw new Refusal('wrong-files', 400, {}, 'jumys contradictions takes two files: FIGURES.csv RELATIONS.csv');
  const read = (path: string) => ({ name: basename(path), bytes: readBytes(resolve(cwd, path), path) });
  for (const finding of checkRelations(readRelations(read(figures), read(relations)))) {
    output.out(values.json ? `${JSON.stringify(finding)}\n` : `${finding.relation}: ${finding.verdict}: ${finding.why}\n`);
  }
  return status.done;
}

function readBytes(path: string, name: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new Refusal('file-unreadable', 400, { reason }, `${name} cannot be read (${reason})`);
  }
}
