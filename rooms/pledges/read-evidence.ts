import { sql } from 'kysely';
import type { Actor, Scope } from '#kernel/actor.ts';
import { isBin } from '#kernel/identifiers.ts';
import { Refusal } from '#kernel/refusal.ts';
import { asSystem } from '#platform/access.ts';
import { limitWaiting } from '#platform/waiting.ts';
import { computeEvidence } from './compute.ts';
import { evidenceRow, figureSelection, type EvidenceRow, type FigureRow } from './evidence.ts';
import { isStale, openCountry, recompute, type Ground } from './recompute.ts';
import { revealNumbers } from '#people';
import type { Views } from './view.ts';

/**
 * Evidence of every current pledge for any month (an integer), ordered by pledge_id: a stored month is read, any other
 * computed. Employers stand as in their row: this is for the operator of the system, who holds the key of the vault.
 */
export async function readEvidence(ground: Ground, month: number): Promise<EvidenceRow[]> {
  const rows = await figuresOf(ground, month);
  const identifiers = await revealNumbers(ground, [...new Set(rows.map((row) => row.employer))]);
  return rows.map((row) => evidenceRow(row, (number) => identifiers.get(number)?.reveal() ?? ''));
}

/** The last question that computes or waits for it: two computations at once would only take each other's memory. */
let computing: Promise<unknown> = Promise.resolve();
let waiting = 0;
/** More than so many do not wait: each takes as long as a computation of the whole country. */
const mostWaiting = 4;
/** So that one account cannot fill the line before the others. */
const enter = limitWaiting(2);

/**
 * The same for a reader: the pledges that his scope covers, and employers by their BIN; a sole entrepreneur, whose number is
 * his IIN, stands as `#` and our own number. Refuses `busy` when others wait for months of their own, and `too-many-waiting` when he does.
 */
export async function evidenceOf(ground: Ground, { actor, scope }: { actor: Actor; scope: Scope }, views: Views, month: number): Promise<EvidenceRow[]> {
  const leave = enter(actor);
  if (waiting >= mostWaiting) {
    leave();
    throw new Refusal('busy', 503);
  }
  waiting += 1;
  const asked = computing.then(() => figuresOf(ground, month)).finally(() => {
    waiting -= 1;
    leave();
  });
  computing = asked.catch(() => undefined);
  const figures = await asked;
  const { cube } = await views.of(scope);
  const seen = new Set(cube.pledges.map(({ pledgeId }) => pledgeId));
  const rows = figures.filter((row) => seen.has(row.pledge_id));
  const identifiers = await revealNumbers(ground, [...new Set(rows.map((row) => row.employer))]);
  return rows.map((row) => evidenceRow(row, (number) => {
    const identifier = identifiers.get(number)?.reveal() ?? '';
    return isBin(identifier) ? identifier : `#${number}`;
  }));
}

async function figuresOf(ground: Ground, month: number): Promise<FigureRow[]> {
  if (await isStale(ground)) await recompute(ground);
  return (await isStored(ground, month)) ? readStored(ground, month) : computeOne(ground, month);
}


async function isStored({ db }: Ground, month: number): Promise<boolean> {
  const { rows } = await sql<{ stored: boolean }>`
    select coalesce(${month} between first_month and last_month, false) as stored from pledges.computation order by at desc, id desc limit 1`.execute(db);
  return rows[0]?.stored ?? false;
}

async function readStored({ db }: Ground, month: number): Promise<FigureRow[]> {
  const { rows } = await asSystem(db, (transaction) => sql<FigureRow>`
    select ${sql.raw(figureSelection)} from pledges.pledge as p join pledges.figure as f on f.pledge_id = p.pledge_id
    where f.month = ${month} order by p.pledge_id`.execute(transaction));
  return rows;
}

async function computeOne(ground: Ground, month: number): Promise<FigureRow[]> {
  const duck = await openCountry(ground);
  try {
    await computeEvidence(duck, [month]);
    return await duck.rows<FigureRow>(`
      select ${figureSelection} from pledges.pledge as p join pledges.figure as f on f.pledge_id = p.pledge_id where f.month = ${month} order by p.pledge_id`);
  } finally {
    duck.close();
  }
}
