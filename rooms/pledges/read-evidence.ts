import { sql } from 'kysely';
import { computeEvidence } from './compute.ts';
import { evidenceRow, figureSelection, type EvidenceRow, type FigureRow } from './evidence.ts';
import { isStale, openCountry, recompute, type Ground } from './recompute.ts';
import { revealNumbers } from '#people';

/**
 * Evidence of every current pledge for any month (an integer), ordered by pledge_id: a stored month is read, any other
 * computed. Employers stand as in their row: this is for the operator of the system, who holds the key of the vault.
 */
export async function readEvidence(ground: Ground, month: number): Promise<EvidenceRow[]> {
  if (await isStale(ground)) await recompute(ground);
  const rows = (await isStored(ground, month)) ? await readStored(ground, month) : await computeOne(ground, month);
  const identifiers = await revealNumbers(ground, [...new Set(rows.map((row) => row.employer))]);
  return rows.map((row) => evidenceRow(row, (number) => identifiers.get(number)?.reveal() ?? ''));
}

async function isStored({ db }: Ground, month: number): Promise<boolean> {
  const { rows } = await sql<{ stored: boolean }>`
    select coalesce(${month} between first_month and last_month, false) as stored from pledges.computation order by at desc, id desc limit 1`.execute(db);
  return rows[0]?.stored ?? false;
}

async function readStored({ db }: Ground, month: number): Promise<FigureRow[]> {
  const { rows } = await sql<FigureRow>`
    select ${sql.raw(figureSelection)} from pledges.pledge as p join pledges.figure as f on f.pledge_id = p.pledge_id
    where f.month = ${month} order by p.pledge_id`.execute(db);
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
