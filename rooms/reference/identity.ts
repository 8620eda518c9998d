import type { AlmatyIndicator } from './contract.ts';

/** A printed value that misses what the other printed values of its period make. */
export type Miss = { readonly indicator: string; readonly period: string; readonly printed: number; readonly computed: number; readonly identity: (typeof identities)[number]['name'] };

/** What holds between the indicators by their definition. Values are printed with one decimal, so they are computed to one. */
const identities = [
  { name: 'employed', indicator: 'employed-total', of: ['employees-wage', 'self-employed'], make: (wage, self) => wage + self },
  { name: 'active', indicator: 'economically-active', of: ['employed-total', 'unemployed'], make: (employed, unemployed) => employed + unemployed },
  { name: 'activityRate', indicator: 'activity-rate', of: ['economically-active', 'inactive'], make: (active, inactive) => (100 * active) / (active + inactive) },
  { name: 'inactivityRate', indicator: 'inactivity-rate', of: ['activity-rate'], make: (rate) => 100 - rate },
  { name: 'employmentRate', indicator: 'employment-rate-of-labour-force', of: ['employed-total', 'economically-active'], make: (employed, active) => (100 * employed) / active },
  { name: 'employmentRest', indicator: 'employment-rate-of-labour-force', of: ['unemployment-rate'], make: (rate) => 100 - rate },
  { name: 'unemploymentRate', indicator: 'unemployment-rate', of: ['unemployed', 'economically-active'], make: (unemployed, active) => (100 * unemployed) / active },
] as const satisfies readonly { readonly name: string; readonly indicator: string; readonly of: readonly string[]; readonly make: (...values: number[]) => number }[];

/** The printed values that miss an identity by a tenth or more, in the order of the periods. */
export function listMisses(indicators: readonly AlmatyIndicator[]): readonly Miss[] {
  const printedOf = new Map(indicators.map((row) => [row.indicator, new Map(row.values.map((value) => [value.period, value.value]))]));
  const periods = indicators[0]?.values.map((value) => value.period) ?? [];
  return periods.flatMap((period) => identities.flatMap(({ name, indicator, of, make }) => {
    const printed = printedOf.get(indicator)?.get(period);
    const parts = of.flatMap((part) => printedOf.get(part)?.get(period) ?? []);
    if (printed === undefined || parts.length < of.length) return [];
    const computed = Math.round(10 * (make as (...values: number[]) => number)(...parts)) / 10;
    return computed === printed ? [] : [{ indicator, period, printed, computed, identity: name }];
  }));
}
