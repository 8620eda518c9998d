import type { Actor } from '#kernel/actor.ts';
import type { Identifier } from '#kernel/identifiers.ts';
import type { Facts } from '#kernel/refusal.ts';
import { record } from '#platform/audit.ts';
import type { Clock } from '#platform/clock.ts';
import type { Database } from '#platform/database.ts';
import type { BreachedPasswords } from './breached.ts';
import type { Memory } from './memory.ts';
import type { Provider } from './oidc-provider.ts';
import type { Secrets } from './secret.ts';
import type { SignatureVerifier } from './signature-verifier.ts';

/** What accounts work on. */
export type AccountGround = {
  readonly db: Database;
  readonly clock: Clock;
  readonly secrets: Secrets;
  readonly memory: Memory;
  /** Where links lead: https://… or http://localhost:PORT. */
  readonly address: string;
  /** True when nobody but this machine reaches the server: only there may visitors look without a password. */
  readonly onThisMachine: boolean;
  /** Another provider that signs people in; undefined: none. */
  readonly oidc: Provider | undefined;
  /** Who judges national e-signatures; undefined: that way is off. */
  readonly signatures: SignatureVerifier | undefined;
  /** The operator's list of passwords known from breaches; undefined: none but the one that comes with the program. */
  readonly breached: BreachedPasswords | undefined;
  /** Whether mails are sent. */
  readonly mails: boolean;
  /** Our number of the employer of a BIN; undefined when the registers never named it. */
  findEmployer(bin: Identifier): Promise<number | undefined>;
  /** Cuts what is open for an account. Called after the change that ended its sessions is committed. */
  onEnded(account: string): void;
};

/** Who changes something, as the audit names it; `account` is null for those who have none. */
export type Changer = Pick<Actor, 'kind' | 'name' | 'account' | 'from'>;

/** A change under way. */
export type Change = {
  readonly transaction: Database;
  readonly at: Date;
  /** Notes what is done for the audit, which is written when all of it is. */
  note(what: string, subject?: string, facts?: Facts): void;
  /** Lets what is open for the account be cut once the change is committed. */
  ends(account: string): void;
};

/** Makes a change in one transaction with its audit; then nothing is remembered of how things were before. */
export async function change<Result>(ground: AccountGround, actor: Changer, work: (change: Change) => Promise<Result>): Promise<Result> {
  const ended = new Set<string>();
  const at = ground.clock.now();
  try {
    return await ground.db.transaction().execute(async (transaction) => {
      const noted: { what: string; subject: string | undefined; facts: Facts | undefined }[] = [];
      const result = await work({
        transaction, at,
        note: (what, subject, facts) => void noted.push({ what, subject, facts }),
        ends: (whose) => void ended.add(whose),
      });
      for (const line of noted) await record(transaction, { actor, ...line, at });
      return result;
    });
  } finally {
    ground.memory.forget();
    // A transaction that failed ended nothing, and cutting a reply too many does no harm.
    for (const whose of ended) ground.onEnded(whose);
  }
}
