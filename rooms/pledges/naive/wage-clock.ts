import { monthOf, plusMonths } from './calendar.ts';
import type { Country } from './columns.ts';
import { byBytes, currentRows } from './current.ts';
import { gatherFacts } from './facts.ts';
import { hundredths, twoDecimals } from './money.ts';
import { readJobs } from './rung.ts';

/** One project's clock at a month, as the command line prints it. */
export type NaiveClock = { readonly [column: string]: string };

/** What an employer owes on top of a wage in a month, in ten-thousandths: read off docs/wage-clock.md once more, for the years of small countries. */
export function owedOnTop(month: string): bigint {
  const health = month >= '2022-01' ? 300n : 0n;
  const social = month >= '2025-01' ? 500n : 350n;
  const pension = month >= '2025-01' ? 250n : month >= '2024-01' ? 150n : 0n;
  return health + social + pension;
}

/** Half up, also below nought: what is left over decides. */
function divided(part: bigint, whole: bigint): bigint {
  const rest = ((part % whole) + whole) % whole;
  return (part - rest) / whole + (2n * rest >= whole ? 1n : 0n);
}

function share(part: bigint, whole: bigint): string {
  if (whole === 0n) return '';
  const millionths = String(divided(part * 1_000_000n, whole)).padStart(7, '0');
  return `${millionths.slice(0, -6)}.${millionths.slice(-6)}`;
}

function signed(tiyn: bigint): string {
  return tiyn < 0n ? `-${twoDecimals(-tiyn)}` : twoDecimals(tiyn);
}

type Earned = { project: string; phase: string; month: string; wage: bigint };

/** Rules 12 and 14: every wage on paid from the first award to the month, once for each project, employer and person. */
function readEarned(country: Country, through: string, classifier: ReadonlySet<string>): Earned[] {
  const facts = gatherFacts(country, classifier);
  const first = facts.pledges.map((pledge) => monthOf(pledge.awarded_on)).toSorted()[0];
  const earned = new Map<string, Earned>();
  for (let month = first ?? '9999-12'; month <= through; month = plusMonths(month, 1)) {
    for (const { pledge, spell, wage } of readJobs(facts, month)) {
      if (wage === undefined) continue;
      earned.set(`${pledge.project_id} ${spell.employer} ${spell.person} ${month}`, { project: pledge.project_id, phase: pledge.phase, month, wage });
    }
  }
  return [...earned.values()];
}

/** Rule 14 read word by word, for every current project, in the order of project_id: for each of the months asked for. */
export function readWageClock(country: Country, months: readonly string[], classifier: ReadonlySet<string>): NaiveClock[] {
  const everything = readEarned(country, months.toSorted().at(-1) ?? '', classifier);
  const projects = currentRows(country, 'projects').toSorted((a, b) => byBytes(a.project_id, b.project_id));
  const investments = currentRows(country, 'investments');
  const rows: NaiveClock[] = [];
  for (const month of months) {
    for (const project of projects) {
      const earned = everything.filter((one) => one.project === project.project_id && one.month <= month);
      let [all, operation, raised, present, invested] = [0n, 0n, 0n, 0n, 0n];
      for (const { phase, month: at, wage } of earned) {
        all += wage;
        if (phase === 'operation') operation += wage;
        raised += wage * (10_000n + owedOnTop(at));
        if (at === month) present += wage;
      }
      for (const row of investments) if (row.project_id === project.project_id && row.period <= month) invested += hundredths(row.amount);
      const investment = hundredths(project.investment);
      let left = 0;
      for (let at = month; project.ends_on !== '' && at < monthOf(project.ends_on); at = plusMonths(at, 1)) left += 1;
      rows.push({
        project_id: project.project_id, month, investment: twoDecimals(investment), ends_on: project.ends_on, invested: twoDecimals(invested),
        wages_operation: twoDecimals(operation), wages: twoDecimals(all), wages_with_contributions: twoDecimals(divided(raised, 10_000n)), wages_month: twoDecimals(present),
        operation: share(operation, invested), all_phases: share(all, invested), with_contributions: share(raised, invested * 10_000n), annual: share(12n * present, investment),
        months_left: left === 0 ? '' : String(left),
        pace_needed: left === 0 ? '' : signed(divided(3n * investment - 10n * all, 10n * BigInt(left))),
        pace_unknown: project.ends_on === '' ? 'no-end' : left === 0 ? 'ended' : '',
      });
    }
  }
  return rows;
}
