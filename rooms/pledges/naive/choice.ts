import fc from 'fast-check';
import { daysIn, plusMonths } from './calendar.ts';
import { akkol, akkolSettlement, akmola, almaty, astrakhan, okrug, otherSettlement, settlement, village } from './rows.ts';

/** Everything happens in these 30 months, so that it collides; a leap February lies among them. */
export const firstMonth = '2023-01';
const monthCount = 30;

/** One of the values, each as often as it is written. */
function oneOf<const T>(...values: readonly T[]): fc.Arbitrary<T> {
  return fc.constantFrom(...values);
}

/** A whole number of the range, each as often as any other: fast-check's own prefer the two ends. */
function between(from: number, through: number): fc.Arbitrary<number> {
  return fc.constantFrom(...Array.from({ length: through - from + 1 }, (_, at) => from + at));
}

/** Nothing, except once in so many times. */
function onceIn<T>(times: number, arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.oneof({ weight: times - 1, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });
}

/** A day of the given months, counted from the first; mostly at an edge or the middle of a month. */
function dateBetween(from: number, through: number): fc.Arbitrary<string> {
  const day = fc.record({ at: between(from, through), day: oneOf(1, 1, 1, 2, 14, 15, 16, 28, 29, 30, 31, 31) });
  const date = day.map(({ at, day }) => {
    const month = plusMonths(firstMonth, at);
    return `${month}-${String(Math.min(day, daysIn(month))).padStart(2, '0')}`;
  });
  return fc.oneof({ weight: 12, arbitrary: date }, { weight: 1, arbitrary: fc.constant('2024-02-29') });
}

export const someMonth = (): fc.Arbitrary<string> => fc.oneof(between(0, monthCount + 2), between(10, 26), between(10, 26)).map((at) => plusMonths(firstMonth, at));

const place = oneOf(
  settlement, settlement, settlement, settlement, settlement, settlement, village, village, village, otherSettlement, otherSettlement, okrug, astrakhan, akkol, akkolSettlement, akmola,
  almaty, '000000000', '113690999', '751110000',
);
const pledgedPlace = oneOf(astrakhan, astrakhan, astrakhan, astrakhan, astrakhan, okrug, settlement, settlement, village, akmola, akmola, almaty, '000000000', '113690999', akkolSettlement);

/** An index into a pool, taken modulo its size: the first of the pool comes most often. */
const index = oneOf(0, 0, 0, 1, 1, 2, 3, 4, 5, 6, 7);
const prefix = oneOf('', 'a', 'Z', 'ә', '\uFF5E', '\uFF5E', '\u{10400}', '\u{10400}', '№ "1", ');

const stepAt = (workplace: fc.Arbitrary<string>) => fc.record({
  after: oneOf('end', 'end', 'end', 'month end', 'start'),
  monthsOn: oneOf(0, 1, 1, 2, 3),
  gap: oneOf(-200, -100, -20, 0, 1, 1, 1, 1, 31, 61, 62, 62, 62, 63, 63, 63, 64),
  months: oneOf(0, 1, 2, 3, 5, 8, 12, 12, 12, 12, 14, 18),
  days: oneOf(-2, -1, -1, -1, 0, 1, 14),
  end: oneOf('open', 'open', 'open', 'ends', 'ends', 'ends', 'ends', 'ends', 'terminated', 'terminated', 'both', 'never began'),
  term: oneOf('indefinite', 'indefinite', 'fixed', 'fixed', 'fixed', 'work', 'replacement', 'seasonal', 'foreign'),
  occupation: oneOf('2511', '2511', '2511', '2511-1', '2512', '7212'),
  qualification: oneOf('', '4', '4', '5', '3', '8', '1'),
  workplace,
  rate: oneOf('1', '1', '1.00', '1.0', '0.5', '0.51', '0.01', '2', '1.99', '0.33'),
  project: oneOf(-1, -1, -1, 0, 0, 0, 0, 1),
  prefix,
});
export type Step = ReturnType<typeof stepAt> extends fc.Arbitrary<infer T> ? T : never;

const amount = oneOf('8500', '8500.05', '20000.00', '20000', '12345.67', '0.01', '0.03', '100.5');
const anyMonth = fc.record({ what: oneOf('paid', 'paid', 'paid', 'nothing', 'nothing', 'refunded', 'reduced', 'owed', 'twice', 'by another', 'ESP', 'SELF', 'OPVR'), amount });
const paidMonth = fc.record({ what: oneOf('paid'), amount });
/** Most months are paid, or no run would ever grow long. */
const month = fc.oneof({ weight: 8, arbitrary: paidMonth }, { weight: 2, arbitrary: anyMonth });
export type PaidAs = (typeof month extends fc.Arbitrary<infer T> ? T : never)['what'];

/** A time away; `hole`: exactly half of one of the months that were not simply paid, its first or its last, or a day less. */
const absence = fc.record({
  from: between(-1, 14),
  day: oneOf(1, 1, 14, 15, 16, 17, 18, 28),
  days: oneOf(1, 13, 14, 15, 15, 16, 28, 31, 45, 90, undefined),
  another: oneOf(false, false, false, false, true),
  hole: onceIn(2, fc.record({ at: between(0, 4), side: oneOf('first', 'last'), less: oneOf(0, 0, 1) })),
});

/** A person and an employer: a string of contracts, the months paid, the times away. `own`: a sole entrepreneur alone; `second`: the same again with the next employer. */
const relationWith = (employer: fc.Arbitrary<number>, person: fc.Arbitrary<number>, start: fc.Arbitrary<string>, workplace: fc.Arbitrary<string>) => fc.record({
  employer, person, own: oneOf(false, false, false, false, false, false, false, true),
  start, second: onceIn(4, fc.constant(true)),
  steps: fc.array(stepAt(workplace), { minLength: 1, maxLength: 4 }),
  paidFrom: oneOf(-2, -1, 0, 0, 0, 0, 1),
  months: fc.oneof(fc.array(month, { maxLength: 24, size: 'max' }), fc.array(paidMonth, { minLength: 12, maxLength: 24 })),
  absences: fc.array(absence, { maxLength: 3, size: 'max' }),
});
export type Relation = ReturnType<typeof relationWith> extends fc.Arbitrary<infer T> ? T : never;

const inside = oneOf(settlement, settlement, settlement, settlement, settlement, village, otherSettlement, almaty);
const anybody = relationWith(index, between(0, 7), dateBetween(0, 22), place);
/** Such as a base holds: there before most awards. */
const veteran = relationWith(oneOf(0, 0, 1), between(0, 2), dateBetween(0, 6), inside);
/** Such as a pledge may count: with an employer that pledges, after most awards, mostly where most pledges are. */
const hired = relationWith(oneOf(0, 0, 0, 1, 1, 2), between(2, 7), dateBetween(8, 18), inside);

/** From 29 February for a year, or a day less, or a day more. */
const leaping = fc.record({ one: hired, days: oneOf(-2, -1, 0), workplace: inside }).map(({ one, days, workplace }): Relation => ({
  ...one, start: '2024-02-29', steps: one.steps.slice(0, 1).map((step) => ({ ...step, workplace, term: 'fixed', end: 'ends', months: 12, days })),
}));

/** A date taken near the start of some contract instead, so many days from it. */
const near = fc.record({ contract: between(0, 20), days: oneOf(-31, -1, 0, 0, 0, 1) });

const pledge = fc.record({
  prefix, project: oneOf(0, 0, 0, 0, 1, 2), employer: oneOf(0, 0, 0, 0, 1, 1, 2, 3, 4), place: pledgedPlace,
  awarded: oneOf('2023-01-15', '2023-07-15', '2023-07-15', '2023-08-31', '2023-08-31', '2023-09-01', '2023-12-31', '2024-02-29'), near: onceIn(2, near), twin: onceIn(5, fc.constant(true)),
  dueAfter: oneOf(0, 1, 40, 200, 500), jobs: oneOf('1', '1', '2', '3', '10'),
  occupation: oneOf('', '', '', '', '', '', '', '2', '25', '2511', '2511-1', '7'),
  qualification: oneOf('', '', '', '', '', '', '4', '5'),
  term: oneOf('any', 'any', 'any', 'permanent', 'seasonal', 'seasonal'),
});

/** Whoever gave some contract takes part in what it names: from the start, or from about the day it starts, and so on. */
const participant = fc.record({ contract: between(0, 20), project: index, from: oneOf(undefined, undefined, -1, 0, 1), through: oneOf(undefined, undefined, -1, 0, 0, 1, 300) });

/** One month paid so long before some pledge's award to somebody who has some contract, by its employer or another. */
const former = fc.record({ pledge: between(0, 4), contract: between(0, 20), back: oneOf(0, 1, 2, 3, 3, 4, 4, 11, 12, 12, 13), payer: oneOf(0, 0, 0, 1, 2, 3) });

/** The employer's own row: absent at times, mostly without links; a link beyond the pool points to nobody's row. */
const link = oneOf(-1, -1, -1, -1, -1, -1, -1, -1, 0, 1, 2, 9);
const employerRow = fc.record({ present: oneOf(true, true, true, true, true, false), head: link, successor: link, parent: oneOf(-1, -1, -1, -1, 0, 0, 1, 2) });

const person = fc.record({
  present: oneOf(true, true, false), exempt: oneOf('', '', '', '', '', '', 'pension', 'disability', 'foreign', 'service'),
  from: onceIn(2, dateBetween(0, 29)), died: onceIn(4, dateBetween(0, 29)),
});

const registers = ['places', 'population', 'employers', 'contracts', 'contracts', 'contracts', 'contributions', 'contributions', 'absences', 'projects', 'participants', 'pledges', 'pledges', 'investments', 'reports'] as const;
const version = fc.record({ register: oneOf(...registers), row: between(0, 60), edit: between(0, 9), recorded: between(0, 9) });
export type Version = typeof version extends fc.Arbitrary<infer T> ? T : never;

/** All that is drawn at random for a small country. */
export const choice = fc.record({
  people: oneOf(3, 4, 5, 6, 7, 8, 8, 8),
  employers: between(2, 5),
  entrepreneur: fc.boolean(),
  loaded: fc.uniqueArray(oneOf(okrug, settlement, otherSettlement, village, akkolSettlement, astrakhan, '751110000'), { maxLength: 6, size: 'max' }),
  relations: fc.array(fc.oneof(anybody, anybody, veteran, veteran, hired, hired, hired, hired, hired, leaping), { minLength: 6, maxLength: 18, size: 'max' }),
  pledges: fc.array(pledge, { minLength: 1, maxLength: 5, size: 'max' }),
  participants: fc.array(participant, { minLength: 2, maxLength: 8, size: 'max' }),
  former: fc.array(former, { maxLength: 4, size: 'max' }),
  employerRows: fc.array(employerRow, { minLength: 5, maxLength: 5 }),
  residents: fc.array(person, { minLength: 8, maxLength: 8 }),
  silent: onceIn(2, between(-1, 24)),
  recorded: fc.array(between(0, 9), { minLength: 1, maxLength: 7 }),
  versions: fc.array(version, { maxLength: 14, size: 'max' }),
});
export type Choice = typeof choice extends fc.Arbitrary<infer T> ? T : never;
