import fc from 'fast-check';

/** A month as in all rooms: year * 12 + month - 1. */
export const firstMonth = 2024 * 12;
export const monthCount = 18;

/** One person's time with one employer: a contract from the first day of `from` to the last day of `to`, full months only. */
export type Stint = {
  employer: number;
  person: number;
  from: number;
  /** Null: no end. */
  to: number | null;
  term: 'indefinite' | 'seasonal' | 'work';
  /** Hundredths of a full-time job. */
  rate: number;
  /** Paid months, each once, in or after the contract; tenge of the wage in each. */
  paid: ReadonlyMap<number, number>;
  /** A month of absence. */
  absent: number | null;
};

/** A pledge of an employer that has no other; all its stints begin after the award, at the pledge's place. */
export type Promised = { id: string; employer: number; award: number; due: number; hold: number; term: 'any' | 'seasonal'; jobs: number };

export type Report = { pledge: string; month: number; jobs: number };

/** A country so small that every rule can be read row by row: employers from 1, persons from 101. */
export type SmallCountry = { pledges: Promised[]; stints: Stint[]; reports: Report[] };

const minimum = 85_000;
const months = fc.integer({ min: 0, max: monthCount - 1 });

const drawn = fc.array(fc.record({
  award: fc.integer({ min: 1, max: 4 }), dueAfter: fc.integer({ min: 2, max: 8 }), hold: fc.constantFrom(0, 12, 12, 12), term: fc.constantFrom('any' as const, 'any' as const, 'any' as const, 'seasonal' as const),
  jobs: fc.integer({ min: 1, max: 9 }),
  reports: fc.array(fc.tuple(months, fc.integer({ min: 0, max: 12 })), { maxLength: 10 }),
  stints: fc.array(fc.record({
    // Most come around the due day, and most of these are soon gone.
    near: fc.boolean(), from: fc.integer({ min: 0, max: 13 }), lasts: fc.constantFrom(1, 1, 2, 3, 6, 20), open: fc.nat(9), term: fc.constantFrom('indefinite' as const, 'indefinite' as const, 'indefinite' as const, 'seasonal' as const, 'work' as const),
    rate: fc.constantFrom(100, 100, 100, 50), pays: fc.constantFrom('all' as const, 'all' as const, 'first' as const, 'first' as const, 'last' as const, 'none' as const, 'some' as const), after: fc.constantFrom(0, 0, 0, 1, 3),
    wage: fc.constantFrom(minimum, minimum, minimum + 1_000, minimum + 3_000, 250_000), raised: fc.boolean(), absent: fc.nat(12),
  }), { minLength: 2, maxLength: 9 }),
  silent: fc.option(months, { freq: 4 }),
}), { minLength: 6, maxLength: 9 });

/** Random small countries in which the edges of the rules fall close together. */
export const smallCountry: fc.Arbitrary<SmallCountry> = drawn.map((employers) => {
  const country: SmallCountry = { pledges: [], stints: [], reports: [] };
  let person = 100;
  for (const [at, { award, dueAfter, hold, term, jobs, stints, silent, reports }] of employers.entries()) {
    const [employer, id, due] = [at + 1, `P${at + 1}`, award + dueAfter];
    country.pledges.push({ id, employer, award: firstMonth + award, due: firstMonth + due, hold, term, jobs });
    for (const [month, said] of new Map(reports)) country.reports.push({ pledge: id, month: firstMonth + month, jobs: said });
    for (const one of stints) {
      const from = Math.max(award + 1, one.near ? due - 2 + (one.from % 4) : one.from);
      const to = Math.min(from + one.lasts - 1, monthCount + 6);
      const inside = Array.from({ length: Math.max(0, Math.min(to + one.after, monthCount - 1) - from + 1) }, (_, back) => from + back);
      const chosen = { all: inside, first: inside.slice(0, 1), last: inside.slice(-1), none: [], some: inside.filter((month) => month % 3 !== 0) }[one.pays].filter((month) => month !== silent);
      const wageIn = (month: number) => (one.raised && month % 2 === 1 ? one.wage + 60_000 : one.wage);
      country.stints.push({
        employer, person: (person += 1), from: firstMonth + from, to: one.open === 0 ? null : firstMonth + to, term: one.term, rate: one.rate,
        paid: new Map(chosen.map((month) => [firstMonth + month, wageIn(month) * (one.rate / 100)])), absent: one.absent < 2 ? firstMonth + to + 1 : null,
      });
    }
  }
  return country;
});
