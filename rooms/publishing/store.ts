import { sql } from 'kysely';
import type { Database } from '#platform/database.ts';
import type { KeyChange } from '#platform/signing-key.ts';

/** A release as it is kept, without its files. Months are integers. */
export type StoredRelease = {
  readonly number: number; readonly at: Date; readonly by: string; readonly computation: string; readonly definition: string; readonly method: string;
  readonly firstMonth: number; readonly lastMonth: number; readonly madeUp: boolean; readonly sums: string; readonly signature: string; readonly publicKey: string;
  readonly keyChanges: readonly KeyChange[];
};

const columns = sql`number, at, by_whom as "by", computation, definition, method, first_month as "firstMonth", last_month as "lastMonth", made_up as "madeUp",
  sums, signature, public_key as "publicKey", key_changes as "keyChanges"`;

/** All releases, newest first. */
export async function listReleases(db: Database): Promise<StoredRelease[]> {
  return (await sql<StoredRelease>`select ${columns} from publishing.release order by number desc`.execute(db)).rows;
}

/** The newest release; undefined before the first. */
export async function findLatest(db: Database): Promise<StoredRelease | undefined> {
  return (await sql<StoredRelease>`select ${columns} from publishing.release order by number desc limit 1`.execute(db)).rows[0];
}

/** One file of a release as it was published. */
export async function findFile(db: Database, number: number, file: string): Promise<Buffer | undefined> {
  return (await sql<{ content: Buffer }>`select content from publishing.file where number = ${number} and file = ${file}`.execute(db)).rows[0]?.content;
}

/** Adds a release with its files, in the transaction it is given; of two at once with one number the second fails. */
export async function insertRelease(transaction: Database, release: StoredRelease, files: readonly { name: string; bytes: Buffer }[]): Promise<void> {
  await sql`
    insert into publishing.release (number, at, by_whom, computation, definition, method, first_month, last_month, made_up, sums, signature, public_key, key_changes)
    values (${release.number}, ${release.at.toISOString()}::timestamptz, ${release.by}, ${release.computation}, ${release.definition}, ${release.method},
      ${release.firstMonth}, ${release.lastMonth}, ${release.madeUp}, ${release.sums}, ${release.signature}, ${release.publicKey}, ${JSON.stringify(release.keyChanges)}::jsonb)`.execute(transaction);
  for (const { name, bytes } of files) {
    await sql`insert into publishing.file (number, file, content) values (${release.number}, ${name}, ${bytes})`.execute(transaction);
  }
}

/** The secret of the rounding: the one that is kept, or the one given when there is none yet. */
export async function keepSecret(db: Database, fresh: Buffer): Promise<Buffer> {
  await sql`insert into publishing.secret (dither) values (${fresh}) on conflict (single) do nothing`.execute(db);
  const { rows } = await sql<{ dither: Buffer }>`select dither from publishing.secret`.execute(db);
  return rows[0]!.dither;
}
