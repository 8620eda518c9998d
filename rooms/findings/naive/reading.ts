import type { Promised, SmallCountry, Stint } from './country.ts';

/** What a rule finds of a pledge, read row by row from the text of docs/findings.md. */
export type Found = { pledge: string; first: number; last: number; measured: number; persons: number; people: number[] };

/** The values that the rules go by, by name as in parameters.csv. */
export type Values = Readonly<Record<string, number>>;

type Asked = { country: SmallCountry; values: Values; lastMonth: number };

const temporary = ({ term }: Stint) => term !== 'indefinite';
const isInForce = (stint: Stint, month: number) => stint.from <= month && (stint.to === null || stint.to >= month);
/** Months that count for the pledge: paid while the contract is in force (rule 9 of the evidence). */
const counted = (stint: Stint, lastMonth: number) => [...stint.paid.keys()].filter((month) => month <= lastMonth && isInForce(stint, month)).toSorted((a, b) => a - b);
const staffOf = ({ stints }: SmallCountry, { employer }: Promised) => stints.filter((one) => one.employer === employer);
const paysAnybody = (staff: readonly Stint[], month: number) => staff.some(({ paid }) => paid.has(month));
const count = (many: number, whole: number) => Math.floor((100 * many) / whole);
const peopleOf = (stints: readonly Stint[]) => stints.map(({ person }) => person).toSorted((a, b) => a - b);

/** Rule 1, spike before the due day. */
export function readSpikes({ country, values, lastMonth }: Asked): Found[] {
  const [before, after] = [values['spike.before']!, values['spike.after']!];
  return country.pledges.flatMap((pledge) => {
    const { due } = pledge;
    if (pledge.term === 'seasonal' || pledge.hold === 0 || due + after > lastMonth) return [];
    const staff = staffOf(country, pledge);
    const paidIn = (month: number) => staff.filter((one) => counted(one, lastMonth).includes(month));
    const spike = staff.filter((one) => {
      const months = counted(one, lastMonth);
      const [first, last] = [months[0], months.at(-1)];
      if (temporary(one) || first === undefined || last === undefined) return false;
      const gone = paysAnybody(staff, due + after) || (one.to !== null && one.to <= due + after);
      return first >= due - before && first <= due && last >= due - 1 && last < due + after && gone;
    });
    const paid = new Set([...paidIn(due - 1), ...paidIn(due)]).size;
    const fallen = Math.max(paidIn(due - 1).length, paidIn(due).length) - Math.min(...Array.from({ length: after }, (_, at) => paidIn(due + 1 + at).length));
    if (spike.length < values['spike.persons']! || 100 * spike.length < values['spike.share']! * paid || 3 * fallen < spike.length) return [];
    return [{ pledge: pledge.id, first: due - before, last: due + after, measured: count(spike.length, paid), persons: spike.length, people: peopleOf(spike) }];
  });
}

/** Rule 2, chain of one-month contributions. */
export function readChains({ country, values, lastMonth }: Asked): Found[] {
  const held = Math.min(...country.stints.flatMap(({ paid }) => [...paid.keys()]));
  return country.pledges.flatMap((pledge) => {
    if (pledge.term === 'seasonal') return [];
    const staff = staffOf(country, pledge);
    const chain = staff.filter((one) => {
      const [month] = one.paid.keys();
      if (temporary(one) || one.paid.size !== 1 || month === undefined || counted(one, lastMonth).length === 0) return false;
      return month > held && month < lastMonth && paysAnybody(staff, month + 1) && one.absent !== month + 1;
    });
    const months = new Set(chain.flatMap(({ paid }) => [...paid.keys()]));
    if (chain.length === 0 || months.size < values['chain.months']! || chain.length < values['chain.persons']!) return [];
    const [first, last] = [Math.min(...months), Math.max(...months)];
    const all = staff.filter((one) => counted(one, lastMonth).some((month) => month >= first && month <= last)).length;
    if (2 * months.size < last - first + 1 || 100 * chain.length < values['chain.share']! * all) return [];
    return [{ pledge: pledge.id, first, last, measured: count(chain.length, all), persons: chain.length, people: peopleOf(chain) }];
  });
}

const minimumWage = 85_000;

/** The middle one, of two the lower. */
const middle = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.ceil(values.length / 2) - 1]!;

/** Rule 5, wages at the minimum. */
export function readMinimum({ country, values, lastMonth }: Asked): Found[] {
  return country.pledges.flatMap((pledge) => {
    const full = staffOf(country, pledge).filter((one) => one.rate >= 100 && counted(one, lastMonth).length > 0);
    const isNear = (tenge: number) => Math.abs(tenge - minimumWage) * 100 <= values['minimum.near']! * minimumWage;
    // As many months near the minimum as not are too few: the lower one of two decides, and "not" is the lower.
    const cluster = full.filter((one) => middle(counted(one, lastMonth).map((month) => (isNear(one.paid.get(month)!) ? 1 : 0))) === 1);
    if (cluster.length < values['minimum.persons']! || 100 * cluster.length < values['minimum.share']! * full.length) return [];
    const months = full.flatMap((one) => counted(one, lastMonth));
    return [{ pledge: pledge.id, first: Math.min(...months), last: Math.max(...months), measured: count(cluster.length, full.length), persons: cluster.length, people: peopleOf(cluster) }];
  });
}

/** Rule 8, report that outruns evidence; each pledge alone, as no other shares its people. Nobody stands behind it. */
export function readOutrun({ country, values, lastMonth }: Asked): Found[] {
  return country.pledges.flatMap((pledge) => {
    const staff = staffOf(country, pledge);
    const told = country.reports.filter((one) => one.pledge === pledge.id && one.month <= lastMonth && paysAnybody(staff, one.month)).toSorted((a, b) => a.month - b.month)
      .map(({ month, jobs }) => ({ month, jobs, evidenced: staff.filter((one) => isInForce(one, month) && one.paid.has(month)).length }));
    const rows: (typeof told)[] = [];
    let row: typeof told = [];
    for (const one of [...told, undefined]) {
      if (one !== undefined && 100 * one.jobs >= values['report.share']! * one.evidenced && one.jobs - one.evidenced >= values['report.jobs']!) row.push(one);
      else {
        if (row.length >= values['report.months']!) rows.push(row);
        row = [];
      }
    }
    const all = rows.flat();
    if (all.length === 0) return [];
    const sum = (of: (one: (typeof all)[number]) => number) => all.reduce((total, one) => total + of(one), 0);
    return [{ pledge: pledge.id, first: all[0]!.month, last: all.at(-1)!.month, measured: Math.floor((100 * sum(({ jobs }) => jobs)) / Math.max(1, sum(({ evidenced }) => evidenced))), persons: 0, people: [] }];
  });
}
