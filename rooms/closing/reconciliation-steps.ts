import { readSteps, textLiteral, type Duck } from '#platform/duck.ts';
import { reasons, type Part, type Reason } from './reconciliation-contract.ts';

/** The steps of this room, NN-name.sql: the people near a pledge with their reasons, and those who make up base and net. */
export const steps = new URL('./steps/', import.meta.url);

/**
 * Reconciles the chosen pledges for the months asked for, over the evidence that the steps of pledges have left in the given DuckDB, and
 * leaves closing.near and closing.base_person; with `rows` also closing.near_row and base_row, which name their register rows.
 */
export async function computeReconciliation(duck: Duck, pledgeIds: readonly string[], { rows }: { rows: boolean }): Promise<void> {
  await duck.run(`
    create schema if not exists closing;
    create or replace table closing.chosen (pledge_id varchar);
    ${pledgeIds.length === 0 ? '' : `insert into closing.chosen values ${pledgeIds.map((id) => `(${textLiteral(id)})`).join(', ')};`}
    create or replace table closing.reason (position integer, reason varchar);
    insert into closing.reason values ${reasons.map((reason, at) => `(${at + 1}, '${reason}')`).join(', ')};`);
  for (const { sql } of await readSteps(steps, ['10-tie', '20-near', '30-presence', ...(rows ? ['40-near-row', '50-base-row'] : [])])) await duck.run(sql);
}

/** What the figure of a pledge says, as the steps of pledges left it. */
export type Figure = { pledge_id: string; reported: number | null; contracted: number; paid: number; held3: number; headcount: number; base_month: number; base: number | null; net: number | null; credited: number | null };

export async function readFigures(duck: Duck): Promise<Figure[]> {
  return duck.rows<Figure>(`
    select f.pledge_id, f.reported::double as reported, f.contracted, f.paid, f.held3, f.headcount, f.base_month, f.base, f.net, f.credited
    from pledges.figure as f join closing.chosen as c on c.pledge_id = f.pledge_id`);
}

export async function readCounts(duck: Duck): Promise<{ pledge_id: string; reason: Reason; people: number }[]> {
  return duck.rows('select pledge_id, reason, count(*)::integer as people from closing.near group by all');
}

/** Places as their codes, months as integers. */
export type StoredNear = {
  person: number; reason: Reason; employer: number; participant: boolean; other_pledge: string | null;
  contracts: { reference: string; starts_on: string; ends_on: string | null; workplace: number }[];
  payments: { reference: string; period: number; paid_on: string; days_late: number }[];
};

/** Those who count come last: the sheet is about the others. */
export async function readNearRows(duck: Duck): Promise<StoredNear[]> {
  return duck.rows(`select n.person, n.reason, n.employer, n.participant, n.other_pledge, n.contracts, n.payments from closing.near_row as n join closing.reason as r on r.reason = n.reason order by n.reason = 'counts', r.position, n.person`);
}

export type StoredBase = { person: number; part: Part; other_pledge: string | null; contracts: string[]; payments: string[] };

export async function readBaseRows(duck: Duck): Promise<StoredBase[]> {
  return duck.rows('select person, part, other_pledge, contracts, payments from closing.base_row order by person');
}
