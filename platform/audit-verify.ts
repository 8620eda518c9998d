import { beginning, hashLine, parseLine } from './audit-chain.ts';
import { judgeCheckpoint, parseCheckpoints, parsePublicKey } from './audit-checkpoint.ts';
import type { AuditPublicKey, Checkpoint } from './audit-checkpoint.ts';

/** Why a log is not whole. docs/audit.md says what each means. */
export type AuditFindingCode =
  | 'line-malformed' | 'line-missing' | 'line-out-of-place' | 'line-altered' | 'chain-broken'
  | 'tail-missing' | 'chain-rewritten' | 'fork' | 'never-sealed'
  | 'key-malformed' | 'checkpoint-malformed' | 'checkpoint-unsigned' | 'checkpoint-forged' | 'checkpoint-foreign';

/** The first bad line (null where a checkpoint itself is bad), and the rest in words. */
export type AuditFinding = { readonly code: AuditFindingCode; readonly seq: number | null; readonly why: string };

export type AuditVerdict = {
  readonly whole: boolean;
  readonly lines: number;
  readonly checkpoints: number;
  /** Lines up to this one are as they were sealed. Those after it are chained, and no checkpoint vouches for them yet. */
  readonly sealed: number;
  /** In the order of the lines, at most a hundred. */
  readonly findings: readonly AuditFinding[];
};

const mostFindings = 100;

/**
 * Holds exported lines (JSON, one a line) against signed checkpoints, with the log's public key and nothing else. Checkpoints
 * may come from several files in any order, also kept by somebody else: each is a statement that must hold.
 */
export async function verifyAudit(log: { lines: AsyncIterable<string> | Iterable<string>; checkpoints: string; publicKey: string }): Promise<AuditVerdict> {
  const findings: AuditFinding[] = [];
  const find = (code: AuditFindingCode, seq: number | null, why: string): void => {
    if (findings.length < mostFindings) findings.push({ code, seq, why });
  };
  const key = parsePublicKey(log.publicKey);
  if (key === undefined) find('key-malformed', null, 'this is not the public key of a log: name+id+base64');
  const statements = key === undefined ? new Map<number, Checkpoint>() : readStatements(log.checkpoints, key, find);
  if (statements.size === 0) find('never-sealed', null, 'no checkpoint of this log and key: a chain alone proves nothing, whoever wrote it can write another');

  let count = 0;
  let last = 0;
  let head = beginning;
  let sealed = 0;
  for await (const text of log.lines) {
    count += 1;
    const line = parseLine(text);
    if (line === undefined) {
      find('line-malformed', last + 1, `line ${count} of the export is not as an export writes it`);
      continue;
    }
    const { seq, prev, hash } = line;
    if (seq > last + 1) find('line-missing', last + 1, seq === last + 2 ? 'this line is missing' : `the lines up to ${seq - 1} are missing`);
    else if (seq <= last) find('line-out-of-place', seq, `it stands after line ${last}: put in, repeated or moved`);
    else if (prev !== head) find('chain-broken', seq, 'it does not follow the line before it: one of the two was put in, altered or exchanged');
    if (hash !== hashLine(line)) find('line-altered', seq, 'its hash is not that of its content');
    const statement = statements.get(seq);
    if (statement !== undefined && seq === last + 1) {
      if (statement.hash !== hash) find('chain-rewritten', sealed + 1, `line ${seq} is not the one that was sealed: lines from ${sealed + 1} to ${seq} were altered and their hashes made anew`);
      else if (!findings.some((finding) => finding.seq !== null)) sealed = seq;
    }
    last = seq;
    head = hash;
  }
  const promised = Math.max(0, ...statements.keys());
  if (promised > last) find('tail-missing', last + 1, `${promised} lines were sealed, the last one here is ${last}, and nothing vouches for those from ${sealed + 1} on`);
  return { whole: findings.length === 0, lines: count, checkpoints: statements.size, sealed, findings };
}

/** What the checkpoints of this key state, by size; what is wrong with the others is found. */
function readStatements(text: string, key: AuditPublicKey, find: (code: AuditFindingCode, seq: number | null, why: string) => void): Map<number, Checkpoint> {
  const statements = new Map<number, Checkpoint>();
  for (const [at, checkpoint] of parseCheckpoints(text).entries()) {
    const which = `checkpoint ${at + 1}`;
    if (checkpoint === undefined) {
      find('checkpoint-malformed', null, `${which} is not a signed note`);
      continue;
    }
    const judged = judgeCheckpoint(checkpoint, key);
    if (judged !== 'signed') {
      find(`checkpoint-${judged}`, null, `${which}, of ${checkpoint.size} lines, ${judged === 'foreign' ? 'is of another log' : judged === 'forged' ? 'has a signature that is not this key’s' : 'has no signature of this key'}`);
      continue;
    }
    const other = statements.get(checkpoint.size);
    if (other !== undefined && other.hash !== checkpoint.hash) find('fork', checkpoint.size, `${which} seals another line ${checkpoint.size} than one before it: there were two logs`);
    statements.set(checkpoint.size, other ?? checkpoint);
  }
  return statements;
}
