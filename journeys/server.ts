import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const root = new URL('../', import.meta.url).pathname;

/** A real server as `npm start` runs it, on a data folder of its own. */
export type Server = {
  readonly address: string;
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  /** Resolves when the console says `ready`. */
  readonly ready: Promise<void>;
  readonly output: () => string;
  stop(): Promise<number | null>;
  kill(): Promise<void>;
};

/** Starts the server and waits until it listens. */
export async function startServer(env: Record<string, string>, folder = mkdtempSync(join(tmpdir(), 'jumys-journey-'))): Promise<Server> {
  const all = { ...process.env, JUMYS_DATA: join(folder, 'data'), JUMYS_KEY: join(folder, 'key'), PORT: '0', ...env };
  const child = spawn(process.execPath, [join(root, 'main.ts'), 'serve'], { cwd: root, env: all, stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  const says = (wanted: RegExp) => new Promise<RegExpMatchArray>((resolve, reject) => {
    const look = () => {
      const found = wanted.exec(text);
      if (found) resolve(found);
    };
    for (const stream of [child.stdout, child.stderr]) stream.on('data', look);
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${text}`)));
    look();
  });
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece: Buffer) => { text += piece.toString(); });
  const ready = says(/^ready /m).then(() => undefined);
  ready.catch(() => undefined);
  const [, address = ''] = await says(/^listening on (\S+)$/m);
  return {
    address, folder, env: all, ready, output: () => text,
    stop: () => ended(child, 'SIGTERM'),
    kill: async () => { await ended(child, 'SIGKILL'); },
  };
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null) return child.exitCode;
  const over = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  child.kill(signal);
  return over;
}

export function removeFolder(server: Server): void {
  rmSync(server.folder, { recursive: true, force: true });
}

/** Runs a command line beside the server, or alone, and collects what it prints. */
export async function jumys(args: readonly string[], env: NodeJS.ProcessEnv): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, [join(root, 'main.ts'), ...args], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let [out, err] = ['', ''];
  child.stdout.on('data', (piece: Buffer) => { out += piece.toString(); });
  child.stderr.on('data', (piece: Buffer) => { err += piece.toString(); });
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, out, err };
}
