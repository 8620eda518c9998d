import { createHash, randomBytes } from 'node:crypto';
import type { Actor } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import { record } from '#platform/audit.ts';
import type { Clock } from '#platform/clock.ts';
import type { Config } from '#platform/config.ts';
import type { Database } from '#platform/database.ts';
import { tables, type WholeCube } from './cell.ts';
import { closeCube } from './closed-cube.ts';
import { checkConsistent, relationsOfOc4ids } from './consistency.ts';
import { oc4idsPackage } from './oc4ids.ts';
import { Oc4idsPackage } from './oc4ids-shape.ts';
import { readPublisher } from './publisher.ts';
import { openSigner } from './release-key.ts';
import { findLatest, insertRelease, keepSecret, type StoredRelease } from './store.ts';
import { writeTable, type Colophon } from './table-file.ts';

/** Version of the disclosure control: docs/open-data.md. */
export const method = '1.1';
/** SPDX name of the licence of all that is published. */
export const licence = 'CC-BY-4.0';
const licenceAddress = 'https://creativecommons.org/licenses/by/4.0/';
/** The file of a release with all projects as OC4IDS. */
export const oc4idsFile = 'oc4ids.json';

export type PublishingGround = { readonly db: Database; readonly config: Config; readonly clock: Clock };

/** The text that is signed: the release in the first line, then what sha256sum writes. */
export function sumsOf(number: number, files: readonly { name: string; bytes: Buffer }[]): string {
  const lines = files.map(({ name, bytes }) => `${createHash('sha256').update(bytes).digest('hex')}  ${name}\n`);
  return `# jumys release ${number}\n${lines.join('')}`;
}

/** A release that is made and not kept yet. */
export type Composed = { readonly release: StoredRelease; readonly files: readonly { readonly name: string; readonly bytes: Buffer }[] };

/** Of whom a release is, whether the country is made up, and the last of its months; undefined: the latest closed one. */
export type Asked = { readonly actor: Actor; readonly madeUp: boolean; readonly through?: number };

/**
 * Makes a release of the closed months of the cube, with the next number; `keepRelease` publishes it. Refuses `no-figures` when
 * nothing was computed, `nothing-new` when the newest release was made of the same computation and has the same months,
 * `no-closed-months`, `month-not-closed`, `release-unsafe` when the gate does not pass, and `release-contradicts` when its figures
 * cannot all be true.
 */
export async function composeRelease({ db, config, clock }: PublishingGround, cube: WholeCube, { actor, madeUp, through }: Asked): Promise<Composed> {
  const { computation } = cube;
  if (computation === null) throw new Refusal('no-figures', 404);
  const at = clock.now();
  const closed = closeCube(cube, await keepSecret(db, randomBytes(32)), at.toISOString().slice(0, 10), through);
  const { months, tables: rows } = closed;
  const latest = await findLatest(db);
  const lastMonth = months.at(-1)!;
  if (latest?.computation === computation.id && latest.lastMonth === lastMonth) throw new Refusal('nothing-new', 409, { number: latest.number });
  const number = (latest?.number ?? 0) + 1;
  const oc4ids = oc4idsPackage(cube, closed, readPublisher(config), { number, at, madeUp, licence: licenceAddress });
  checkConsistent(closed, oc4ids === undefined ? [] : relationsOfOc4ids(oc4ids, closed));
  const colophon: Colophon = { release: number, madeUp, definition: computation.definition, method, licence };
  const files = (await Promise.all(tables.map((table) => writeTable(table, rows[table], colophon, `${config.dataFolder}/tmp`)))).flat();
  if (oc4ids !== undefined) files.push({ name: oc4idsFile, bytes: Buffer.from(JSON.stringify(Oc4idsPackage.parse(oc4ids))) });
  const sums = sumsOf(number, files);
  const release = {
    number, at, by: actor.name, computation: computation.id, definition: computation.definition, method, firstMonth: months[0]!, lastMonth, madeUp,
    sums, ...(await openSigner({ db, config }))(sums),
  };
  return { release, files };
}

/** Publishes a release in a transaction; it is never changed again. Of two with one number the second fails. Make it the last thing of the transaction, as it writes the audit. */
export async function keepRelease(transaction: Database, { release, files }: Composed, actor: Actor): Promise<void> {
  await insertRelease(transaction, release, files);
  await record(transaction, {
    actor, what: 'release-made', subject: String(release.number), facts: { sums: createHash('sha256').update(release.sums).digest('hex') }, at: release.at,
  });
}

/** Makes a release and publishes it. Refuses what `composeRelease` refuses. */
export async function publishRelease(ground: PublishingGround, cube: WholeCube, asked: Asked): Promise<StoredRelease> {
  const composed = await composeRelease(ground, cube, asked);
  await ground.db.transaction().execute((transaction) => keepRelease(transaction, composed, asked.actor));
  return composed.release;
}
