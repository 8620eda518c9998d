import { userInfo } from 'node:os';
import { parseArgs } from 'node:util';
import { operator } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import { maskIdentifiers } from '#kernel/identifiers.ts';
import { record } from '#platform/audit.ts';
import { sealNow } from '#platform/audit-seal.ts';
import { systemClock } from '#platform/clock.ts';
import { readConfig } from '#platform/config.ts';
import { takeFolder } from '#platform/folder.ts';
import { handOver, serveCommands } from '#platform/hand-over.ts';
import { openApp, type App } from '../app.ts';
import { status, type Output, type Run } from './command.ts';
import { runAccount } from './account.ts';
import { runAudit, runAuditVerify } from './audit.ts';
import { runContradictions } from './contradictions.ts';
import { runDemo } from './demo.ts';
import { runEvidence } from './evidence.ts';
import { runImport, runImports, runRejects } from './import.ts';
import { runKeep } from './keep.ts';
import { runKeys } from './keys.ts';
import { runPerson } from './person.ts';
import { serve } from './serve.ts';
import { runVault } from './vault.ts';
import { runWageClock } from './wage-clock.ts';

const help = `Jumys: jobs by evidence.

Usage: jumys COMMAND [OPTIONS]

  serve                                start the server at http://localhost:3000
  import REGISTER FILE... [--as-of D]  import register files and compute the evidence they touch
  imports                              list the imports
  rejects IMPORT_ID                    rejected rows of an import, as CSV
  evidence --month YYYY-MM [--csv]     evidence of every pledge for a month
  wage-clock --month YYYY-MM [--csv]   wages against investment of every project: the thirty-per-cent rule
  demo --people N --out DIR [--seed S] write a made-up country as register files
  contradictions FIGURES RELATIONS     hold published figures against each other
  account list|link|end|disable        look after accounts when nobody can sign in
  audit export|checkpoints|key|verify  hand out the audit, and verify it
  person canary | who-looked           mark a person as a canary; tell who looked at a person (IIN from standard input)
  vault rotate                         change the key of the vault
  keys change audit|releases           change a key that signs
  keep [--dry-run]                     delete what is past its age
  migrate                              bring the database to this version

COMMAND --help tells more. Exit status: 0 done, 1 fault, 2 refused.
Settings come from the environment; docs/running.md explains each:
  data       JUMYS_DATA, DATABASE_URL, JUMYS_MIGRATE_URL, JUMYS_MAX_UNPACKED, JUMYS_MEMORY, JUMYS_BOUNDARIES
  server     PORT, JUMYS_LISTEN, JUMYS_ADDRESS, JUMYS_PROXIES, JUMYS_TLS_CERT, JUMYS_TLS_KEY
  first look JUMYS_DEMO, JUMYS_DEMO_PEOPLE
  keys       JUMYS_KEY, JUMYS_CHECKPOINTS, JUMYS_KEY_COMMAND, JUMYS_AUDIT_KEY_COMMAND, JUMYS_RELEASE_KEY_COMMAND
  sign-in    JUMYS_OIDC_ISSUER, JUMYS_OIDC_CLIENT, JUMYS_OIDC_SECRET_FILE, JUMYS_OIDC_NAME, JUMYS_OIDC_SECOND_FACTOR,
             JUMYS_SIGNATURE_ROOTS, JUMYS_SIGNATURE_CRLS, JUMYS_NCANODE, JUMYS_BREACHED
  mail       JUMYS_SMTP, JUMYS_MAIL_FROM
  months     JUMYS_OBJECTION_DAYS
  ages       JUMYS_KEEP_SESSIONS, JUMYS_KEEP_LINKS, JUMYS_KEEP_NOTICES, JUMYS_KEEP_READINGS, JUMYS_KEEP_ALARMS, JUMYS_KEEP_REVISIONS
`;

/** Commands that work on the data; a server that runs on the same folder carries them out itself. */
const onData: Record<string, (app: App, run: Run) => Promise<number>> = {
  import: runImport, imports: runImports, rejects: runRejects, evidence: runEvidence, 'wage-clock': runWageClock,
  account: runAccount, keep: runKeep, keys: runKeys, migrate: runMigrate, audit: runAudit, person: runPerson, vault: runVault,
};

/** Commands that take a line of standard input. */
const takeInput = new Set(['person']);

/** The first line of standard input, of at most so many characters that nothing sensible is longer. */
async function readInput(): Promise<string> {
  if (process.stdin.isTTY) output.err('IIN: ');
  let text = '';
  for await (const piece of process.stdin.setEncoding('utf8')) {
    text += piece;
    if (text.includes('\n') || text.length > 1000) break;
  }
  return text.split('\n')[0] ?? '';
}

/** The database was brought up to date when it was opened; this only says so. */
async function runMigrate(_app: App, { args, output: to }: Run): Promise<number> {
  if (args.includes('--help')) to.out('Usage: jumys migrate\n\nBrings the database to this version; every other command does so too before it begins. With JUMYS_MIGRATE_URL the owner of the tables\ndoes it, and lets the role of DATABASE_URL serve (docs/running.md).\n');
  else to.out('the database is up to date\n');
  return status.done;
}

const output: Output = { out: (text) => process.stdout.write(text), err: (text) => process.stderr.write(text) };

/** Runs a command and turns what it throws into words and an exit status. */
async function attempt(work: () => Promise<number>, { err }: Output): Promise<number> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refusal) {
      err(`refused (${error.code}): ${maskIdentifiers(error.message)}\n`);
      return status.refused;
    }
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')) {
      err(`${maskIdentifiers(error.message)}\n`);
      return status.refused;
    }
    err(`fault: ${maskIdentifiers(error instanceof Error ? error.stack ?? error.message : String(error))}\n`);
    return status.fault;
  }
}

async function main(args: readonly string[]): Promise<number> {
  const [command, ...rest] = args;
  if (command === undefined || command === 'help' || command === '--help' || command === '-h') return output.out(help), status.done;
  if (Number(process.versions.node.split('.')[0]) < 24) {
    output.err(`Jumys needs Node 24, this is ${process.version}: start it through npm (npm start, npx jumys), which brings its own\n`);
    return status.refused;
  }
  const controller = new AbortController();
  const config = readConfig(process.env);
  const run: Run = { args: rest, cwd: process.cwd(), output, signal: controller.signal, config, clock: systemClock };
  if (command === 'audit' && rest[0] === 'verify') return runAuditVerify(run);
  if (command === 'contradictions') return runContradictions(run);
  if (command === 'demo') return interrupted(controller, () => runDemo(run));
  if (command === 'serve') return runServe(run);
  const work = onData[command];
  if (work === undefined) throw new Refusal('unknown-command', 400, {}, `unknown command; \`jumys --help\` lists them`);
  if (rest.includes('--help')) return work(undefined as never, run);
  if (takeInput.has(command)) run.input = await readInput();
  const handed = await handOver(config.dataFolder, [command, ...rest], undefined, run.input);
  if (handed !== undefined) return handed;
  const folder = await takeFolder(config.dataFolder, { role: 'command' });
  try {
    const app = await openApp(config, systemClock);
    try {
      return await interrupted(controller, () => carryOut(command, app, run));
    } finally {
      await sealAudit(app);
      await app.close();
    }
  } finally {
    await folder.release();
  }
}

/** Runs a command on the data. Whoever does so holds the disk and may everything: the audit says that he did, and when. */
async function carryOut(command: string, app: App, run: Run): Promise<number> {
  const work = onData[command];
  if (work === undefined) throw new Refusal('unknown-command', 400);
  const told = await work(app, run);
  if (!run.args.includes('--help')) {
    await app.db.transaction().execute((transaction) => record(transaction, { actor: operator(userInfo().username), what: 'command-run', facts: { command, status: told }, at: app.clock.now() }));
  }
  return told;
}

/** Seals what a command has written to the audit. What it finds broken is said aloud, and no command fails for it. */
async function sealAudit(app: App): Promise<void> {
  const found = await sealNow(app).then(({ alarm }) => alarm && `${alarm.code}, line ${alarm.seq}`, (error: unknown) => String(error));
  if (found !== undefined) output.err(`ALARM, audit: ${maskIdentifiers(found)}\n`);
}

/** Ctrl-C cancels what runs; a second one ends the process. */
async function interrupted(controller: AbortController, work: () => Promise<number>): Promise<number> {
  process.once('SIGINT', () => controller.abort());
  process.once('SIGTERM', () => controller.abort());
  return work();
}

async function runServe({ args, config }: Run): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { help: { type: 'boolean' } } });
  if (values.help) return output.out('Usage: jumys serve\n\nStarts the server on 127.0.0.1; PORT sets another port than 3000. An empty data folder is filled with a made-up country unless JUMYS_DEMO=off.\n'), status.done;
  // What was opened is closed in turn, however far the start came: a process that fails must not hold on to its folder.
  const ends = new AsyncDisposableStack();
  try {
    const folder = await takeFolder(config.dataFolder, { role: 'serve' });
    ends.defer(() => folder.release());
    const app = await openApp(config, systemClock);
    ends.defer(() => app.close());
    const server = await serve(app, output);
    ends.defer(() => server.close());
    const commands = await serveCommands(folder, (request, to, signal) => {
      const [command = '', ...rest] = request.args;
      return attempt(() => carryOut(command, app, { args: rest, cwd: request.cwd, input: request.input, output: to, signal, config, clock: systemClock }), to);
    });
    ends.defer(() => commands.close());
    const stopped = new Promise<void>((resolve) => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
    });
    // A preparation that fails ends the server; one that is stopped does not count as failed.
    await Promise.race([stopped, server.ready.then(() => stopped)]);
  } finally {
    await ends.disposeAsync();
  }
  return status.done;
}

process.exitCode = await attempt(() => main(process.argv.slice(2)), output);
