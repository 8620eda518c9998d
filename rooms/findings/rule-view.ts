import { readFileSync } from 'node:fs';
import type { Rule, RuleView } from './contract.ts';
import { parametersOf } from './parameters.ts';

const [header, ...lines] = readFileSync(new URL('precision.csv', import.meta.url), 'utf8').trimEnd().split('\n');
if (header !== 'rule,planted,missed,found,right') throw new Error('precision.csv: expected the columns rule,planted,missed,found,right');

/** What bench/findings.bench.ts measured last, by rule; docs/findings.md says on which countries. */
const precision = new Map(lines.map((line) => {
  const [rule = '', ...counts] = line.split(',');
  const [planted = 0, missed = 0, found = 0, right = 0] = counts.map(Number);
  return [rule, { planted, missed, found, right }];
}));

/** A rule with its parameters in force in a month, and how well it finds what was planted. */
export function ruleView(rule: Rule, month: string): RuleView {
  return { rule, parameters: parametersOf(rule, month), measured: precision.get(rule) ?? null };
}
