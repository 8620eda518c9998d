import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { Refusal } from '#kernel/refusal.ts';
import type { Command } from './config.ts';

const run = promisify(execFile);

/** What a command has printed, in the memory of this process and nowhere else. */
const printed = new Map<string, Promise<string>>();

/**
 * What the program that the operator named for a key prints, such as the client of a vault for secrets: asked once in a process's life, or
 * anew with `fresh`. No shell reads the command; what it prints is never logged, nor what it says when it fails. Refuses
 * `key-command-failed` by its exit status when it fails, prints nothing, or takes longer than half a minute.
 */
export function askForKey(command: NonNullable<Command>, { fresh = false } = {}): Promise<string> {
  const name = JSON.stringify(command);
  const known = fresh ? undefined : printed.get(name);
  if (known !== undefined) return known;
  const asked = ask(command);
  printed.set(name, asked);
  // A vault that is sealed now may be open at the next try.
  asked.catch(() => printed.delete(name));
  return asked;
}

async function ask([program = '', ...args]: NonNullable<Command>): Promise<string> {
  const { stdout } = await run(program, args, { timeout: 30_000, maxBuffer: 65_536, windowsHide: true }).catch((error: { code?: string | number; killed?: boolean }) => {
    throw failed(error.killed === true ? 'timeout' : String(error.code ?? 'unknown'));
  });
  if (stdout.trim() === '') throw failed('empty');
  return stdout;
}

function failed(reason: string): Refusal {
  return new Refusal('key-command-failed', 503, { reason }, `the command that prints a key has failed (${reason}); what it said is not repeated`);
}
