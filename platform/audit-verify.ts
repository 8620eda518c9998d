import { beginning, hashLine, parseLine } from './audit-chain.ts';
import { followKeyChange, judgeCheckpoint, parseCheckpoints, parsePublicKey, readKeyChange } from './audit-checkpoint.ts';
import type { AuditPublicKey, SignedCheckpoint } from './audit-checkpoint.ts';

/** Why a log is not whole. docs/audit.md says what each means. */
export type AuditFindingCode =
  | 'line-malformed' | 'line-missing' | 'line-out-of-place' | 'line-altered' | 'chain-broken'
  | 'tail-missing' | 'chain-rewritten' | 'fork' | 'never-sealed'
  | 'key-malformed' | 'key-change-forged' | 'checkpoint-malformed' | 'checkpoint-unsigned' | 'checkpoint-forged' | 'checkpoint-foreign';

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
 * Holds exported lines (JSON, one a line) against signed checkpoints, with the key that the log began with and nothing else. Checkpoints
 * may come from several files in any order, also kept by somebody else: each is a statement that must hold, by the key of its time.
 */
export async function verifyAudit(log: { lines: AsyncIterable<string> | Iterable<string>; checkpoints: string; publicKey: string }): Promise<AuditVerdict> {
  const findings: AuditFinding[] = [];
  const find = (code: AuditFindingCode, seq: number | null, why: string): void => {
    if (findings.length < mostFindings) findings.push({ code, seq, why });
  };
  const first = parsePublicKey(log.publicKey);
  const statements = new Statements(first === undefined ? '' : log.checkpoints);

  let key = first;
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
    statements.judge(seq - 1, key);
    const change = readKeyChange(line.record);
    const next = change && key && followKeyChange(change, key);
    if (change !== undefined && next === undefined) find('key-change-forged', seq, 'it tells of a new key that the key before it does not vouch for');
    key = next ?? key;
    statements.judge(seq, key);
    const stated = statements.hashOf(seq);
    if (stated !== undefined && seq === last + 1) {
      if (stated !== hash) find('chain-rewritten', sealed + 1, `line ${seq} is not the one that was sealed: lines from ${sealed + 1} to ${seq} were altered and their hashes made anew`);
      else if (findings.length === 0 && !statements.forked) sealed = seq;
    }
    last = seq;
    head = hash;
  }
  statements.judge(Infinity, key);
  const promised = Math.max(0, ...statements.sizes());
  if (promised > last) find('tail-missing', last + 1, `${promised} lines were sealed, the last one here is ${last}, and nothing vouches for those from ${sealed + 1} on`);
  const whole = [
    ...(first === undefined ? [{ code: 'key-malformed', seq: null, why: 'this is not the public key of a log: name+id+base64' } as const] : []),
    ...statements.findings(), ...findings,
  ].slice(0, mostFindings);
  return { whole: whole.length === 0, lines: count, checkpoints: statements.sizes().length, sealed, findings: whole };
}

/** Checkpoints as they wait to be judged, each by the key that sealed lines of its size, and what is found wrong with them. */
class Statements {
  readonly #waiting: { at: number; checkpoint: SignedCheckpoint }[] = [];
  readonly #found: { at: number; finding: AuditFinding }[] = [];
  readonly #hashes = new Map<number, string>();
  forked = false;

  constructor(text: string) {
    for (const [at, checkpoint] of parseCheckpoints(text).entries()) {
      if (checkpoint === undefined) this.#find(at, 'checkpoint-malformed', null, 'is not a signed note');
      else this.#waiting.push({ at, checkpoint });
    }
    this.#waiting.sort((a, b) => b.checkpoint.size - a.checkpoint.size || b.at - a.at);
  }

  /** Judges those that seal up to so many lines and were not judged before. */
  judge(size: number, key: AuditPublicKey | undefined): void {
    for (let one = this.#waiting.at(-1); key !== undefined && one !== undefined && one.checkpoint.size <= size; one = this.#waiting.at(-1)) {
      this.#waiting.pop();
      this.#judgeOne(one, key);
    }
  }

  #judgeOne({ at, checkpoint }: { at: number; checkpoint: SignedCheckpoint }, key: AuditPublicKey): void {
    const { size, hash } = checkpoint;
    const judged = judgeCheckpoint(checkpoint, key);
    if (judged !== 'signed') {
      const why = { foreign: 'is of another log', forged: 'has a signature that is not of the key of its time', unsigned: 'has no signature of this key' }[judged];
      this.#find(at, `checkpoint-${judged}`, null, `, of ${size} lines, ${why}`);
      return;
    }
    const other = this.#hashes.get(size);
    if (other !== undefined && other !== hash) {
      this.forked = true;
      this.#find(at, 'fork', size, `seals another line ${size} than one before it: there were two logs`);
    }
    this.#hashes.set(size, other ?? hash);
  }

  #find(at: number, code: AuditFindingCode, seq: number | null, why: string): void {
    this.#found.push({ at, finding: { code, seq, why: `checkpoint ${at + 1}${why.startsWith(',') ? '' : ' '}${why}` } });
  }

  hashOf(size: number): string | undefined {
    return this.#hashes.get(size);
  }

  sizes(): number[] {
    return [...this.#hashes.keys()];
  }

  findings(): AuditFinding[] {
    const found = this.#found.toSorted((a, b) => a.at - b.at).map(({ finding }) => finding);
    return this.#hashes.size > 0 ? found : [...found, { code: 'never-sealed', seq: null, why: 'no checkpoint of this log and key: a chain alone proves nothing, whoever wrote it can write another' }];
  }
}
