import { createReadStream } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Refusal } from '#kernel/refusal.ts';
import { exportAudit } from '#platform/audit.ts';
import { openAuditLog } from '#platform/audit-key.ts';
import { verifyAudit } from '#platform/audit-verify.ts';
import type { App } from '../app.ts';
import { status, type Run } from './command.ts';

const help = `Usage: jumys audit export --out FILE
       jumys audit checkpoints
       jumys audit key
       jumys audit verify --lines FILE --checkpoints FILE... --key KEY [--json]

The audit: who did what, chained line by line and sealed by signed checkpoints (docs/audit.md).

  export       writes every line to a new file, one JSON object a line
  checkpoints  prints the signed checkpoints; keep a copy where the operator of this server cannot reach it
  key          prints the public key that the log began with: by it all is verified, later keys are vouched for in the log
  verify       holds lines against checkpoints; needs no server, no database and no private key.
               --checkpoints may be repeated: copies that were kept elsewhere must hold too.
               Exit status: 0 whole, 2 broken
`;

const options = {
  out: { type: 'string' }, lines: { type: 'string' }, checkpoints: { type: 'string', multiple: true }, key: { type: 'string' },
  json: { type: 'boolean' }, help: { type: 'boolean' },
} as const;

/** \`jumys audit export | checkpoints | key\`: what others need to verify the audit. */
export async function runAudit(app: App, { args, cwd, output, signal }: Run): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  if (values.help) return output.out(help), status.done;
  const [what] = positionals;
  if (what === 'key') output.out(`${(await openAuditLog(app)).firstKey}\n`);
  else if (what === 'checkpoints') output.out(await readCheckpoints((await openAuditLog(app)).file));
  else if (what === 'export') {
    if (values.out === undefined) throw new Refusal('missing-option', 400, {}, '--out takes the file to write');
    output.out(`${await writeExport(exportAudit(app.db), resolve(cwd, values.out), signal)} lines\n`);
  } else throw new Refusal('unknown-command', 400, {}, 'jumys audit takes export, checkpoints, key or verify');
  return status.done;
}

async function readCheckpoints(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
}

/** Never over another file: an earlier export may be what somebody holds this one against. */
async function writeExport(lines: AsyncIterable<string>, path: string, signal: AbortSignal): Promise<number> {
  const handle = await open(path, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
    throw new Refusal('file-not-made', 400, { reason: error.code ?? 'unknown' }, `the file of --out cannot be made (${error.code})`);
  });
  let count = 0;
  try {
    let waiting = '';
    for await (const line of lines) {
      signal.throwIfAborted();
      waiting += `${line}\n`;
      count += 1;
      if (waiting.length < 65_536) continue;
      await handle.write(waiting);
      waiting = '';
    }
    await handle.write(waiting);
    await handle.sync();
  } finally {
    await handle.close();
  }
  return count;
}

/** \`jumys audit verify\`: for anybody, anywhere; opens nothing but the files it is given. */
export async function runAuditVerify({ args, cwd, output }: Pick<Run, 'args' | 'cwd' | 'output'>): Promise<number> {
  const { values } = parseArgs({ args: [...args], options, allowPositionals: true });
  if (values.help) return output.out(help), status.done;
  const { lines, checkpoints, key } = values;
  if (lines === undefined || checkpoints === undefined || key === undefined) throw new Refusal('missing-option', 400, {}, '--lines and --checkpoints take files, --key the public key that `jumys audit key` prints');
  const texts = await Promise.all(checkpoints.map((file) => readFile(resolve(cwd, file), 'utf8').catch(refuseUnreadable)));
  const verdict = await verifyAudit({ lines: readLines(resolve(cwd, lines)), checkpoints: texts.join('\n\n'), publicKey: key });
  if (values.json) output.out(`${JSON.stringify(verdict)}\n`);
  else {
    for (const { code, seq, why } of verdict.findings) output.out(`${seq === null ? '' : `line ${seq}: `}${code}: ${why}\n`);
    output.out(`${verdict.whole ? 'whole' : 'BROKEN'}: ${verdict.lines} lines, ${verdict.checkpoints} checkpoints, sealed up to line ${verdict.sealed}\n`);
  }
  return verdict.whole ? status.done : status.refused;
}

/** The lines of a file, parted by line feeds only: other separators may stand within a line. */
async function* readLines(path: string): AsyncGenerator<string> {
  let rest = '';
  try {
    for await (const chunk of createReadStream(path, { encoding: 'utf8' })) {
      const parts = (rest + String(chunk)).split('\n');
      rest = parts.pop() ?? '';
      yield* parts;
    }
  } catch (error) {
    refuseUnreadable(error as NodeJS.ErrnoException);
  }
  if (rest !== '') yield rest;
}

function refuseUnreadable(error: NodeJS.ErrnoException): never {
  throw new Refusal('file-unreadable', 400, { reason: error.code ?? 'unknown' }, `a file cannot be read (${error.code ?? error.message})`);
}
