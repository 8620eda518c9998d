import { readFileSync } from 'node:fs';
import type { Rule } from './contract.ts';

/** One row of parameters.csv: the value of a parameter from a month on, and why it is that. */
export type Parameter = { readonly name: string; readonly value: number; readonly unit: string; readonly since: string; readonly reason: string };

const [header, ...lines] = readFileSync(new URL('parameters.csv', import.meta.url), 'utf8').trimEnd().split('\n');
if (header !== 'name,value,unit,since,reason') throw new Error('parameters.csv: expected the columns name,value,unit,since,reason');

/** Every row of the table, in its order. A reason holds semicolons for commas. */
export const parameters: readonly Parameter[] = lines.map((line) => {
  const [name = '', value, unit = '', since = '', reason = '', ...more] = line.split(',');
  if (reason === '' || more.length > 0 || !Number.isInteger(Number(value))) throw new Error(`parameters.csv: ${line}`);
  return { name, value: Number(value), unit, since, reason };
});

/** Where the names of a rule's parameters begin. */
const beginnings: Readonly<Record<Rule, string>> = {
  'spike-before-due-day': 'spike.', 'one-month-chain': 'chain.', 'one-person-many-projects': 'many.', 'jobs-above-contracts': 'uncontracted.',
  'wages-at-minimum': 'minimum.', 'return-to-former-employer': 'return.', 'move-inside-group': 'group.', 'report-outruns-evidence': 'report.',
};

/** Each parameter as it is in force in a month `YYYY-MM`: the row with the latest `since` that is not after it. */
export function parametersIn(month: string): Parameter[] {
  const inForce = new Map(parameters.filter(({ since }) => since <= month).toSorted((a, b) => (a.since < b.since ? -1 : 1)).map((one) => [one.name, one]));
  return [...inForce.values()];
}

/** The parameters of one rule that are in force in a month. */
export function parametersOf(rule: Rule, month: string): Parameter[] {
  return parametersIn(month).filter(({ name }) => name.startsWith(beginnings[rule]));
}
