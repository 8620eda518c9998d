// One database is enough: nothing here asks one.
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { monthIndex, monthText, type Month } from '#kernel/month.ts';
import { placeText } from '#kernel/place.ts';
import { openDuck, type Duck } from '#platform/duck.ts';
import { builtInPlaces, loadPlaces, sectorSection } from '#reference';
import { computeMonths } from '#employment';
import { computeEvidence } from './compute.ts';
import type { Country } from './naive/columns.ts';
import { loadCountry } from './naive/load.ts';
import { mergeCountries, ownRows, type OwnRows } from './naive/own-rows.ts';
import { qualityCountry } from './naive/quality-country.ts';
import { readMedians, readQuality, type MedianRow, type QualityRow } from './naive/quality.ts';
import { almaty, berik, contract, employer, payment, pledge, rival, saule } from './naive/rows.ts';

let duck: Duck;
beforeAll(async () => { duck = await openDuck({ threads: 1 }); });
afterAll(() => duck.close());

const classifier = new Set(builtInPlaces().map((place) => placeText(place.kato)));

async function compute(country: Country, months: readonly number[]): Promise<void> {
  await loadCountry(duck, country);
  await loadPlaces(duck);
  await computeEvidence(duck, months);
}

/** The same, with what is told of everybody. */
async function computeAll(country: Country, months: readonly number[]): Promise<void> {
  await compute(country, months);
  await computeMonths(duck);
}

type Told = { [key: string]: [number, number] };

/** For each case its keys of an attribute with the contracted and the paid, in February 2024; all cases are one country, computed once. */
async function keysOf(attribute: string, ...cases: ((own: OwnRows) => Country)[]): Promise<Told[]> {
  const countries = cases.map((build, at) => {
    const own = ownRows(at);
    return { pledges: [own.pledge()], contracts: [own.contract()], contributions: [own.payment()], ...build(own) };
  });
  await compute(mergeCountries(countries), [monthIndex('2024-02' as Month)]);
  const rows = await duck.rows<QualityRow>(`select pledge_id, key, contracted, paid from pledges.quality where attribute = '${attribute}' order by key`);
  return cases.map((_, at) => Object.fromEntries(rows.filter((row) => row.pledge_id === ownRows(at).pledgeId).map(({ key, contracted, paid }) => [key, [contracted, paid]])));
}

test('what no register tells has an empty key, and is no nought', async () => {
  expect(await keysOf('citizenship', () => ({}), (own) => ({ population: [own.resident({ citizenship: '' })] }))).toEqual([{ '': [1, 1] }, { '': [1, 1] }]);
  expect(await duck.rows("select key, paid from pledges.quality where attribute in ('sex', 'qualification') and pledge_id = 'C00'")).toEqual([{ key: '', paid: 1 }, { key: '', paid: 1 }]);
  expect(await duck.rows("select key from pledges.quality where starts_with(attribute, 'promised')")).toEqual([]);
});

test('whoever is exempt or on the base list is none of the people told of', async () => {
  expect(await keysOf('hours',
    (own) => ({ population: [own.resident({ exempt: 'pension' })] }),
    (own) => ({ contributions: [own.payment(), own.payment({ period: '2023-12' })] }))).toEqual([{}, {}]);
});

test('wages are late when nothing was paid by the 25th of the next month, and unpaid when nothing is', async () => {
  expect(await keysOf('payment',
    () => ({ contributions: [] }),
    (own) => ({ contributions: [own.payment({ paid_on: '2024-03-25' })] }),
    (own) => ({ contributions: [own.payment({ paid_on: '2024-03-26' })] }),
    // Taken back in time and paid anew too late.
    (own) => ({ contributions: [own.payment(), own.payment({ amount: '-20000' }), own.payment({ paid_on: '2024-04-01' })] }),
  )).toEqual([{ unpaid: [1, 0] }, { 'in-time': [1, 1] }, { late: [1, 1] }, { late: [1, 1] }]);
});

test('youth is counted to the day, in the band of the month', async () => {
  const born = (born_on: string) => (own: OwnRows) => ({ population: [own.resident({ born_on })] });
  expect(await keysOf('youth', born('1989-03-01'), born('1989-02-28'))).toEqual([{ young: [1, 1] }, { other: [1, 1] }]);
  // Born on 29 February one is a year older on 1 March, as in rule 7.
  const own = ownRows(0);
  await compute({ ...born('1992-02-29')(own), pledges: [own.pledge()], contracts: [own.contract()], contributions: [own.payment({ period: '2027-02' })] }, [monthIndex('2027-02' as Month)]);
  expect(await duck.rows("select key from pledges.quality where attribute = 'youth'")).toEqual([{ key: 'young' }]);
});

test('a young specialist graduated in the three years before the spell', async () => {
  const graduated = (graduated_on: string) => (own: OwnRows) => ({ population: [own.resident({ graduated_on })] });
  expect(await keysOf('specialist', graduated('2021-02-01'), graduated('2021-01-31'), graduated('2024-02-02'), graduated('')))
    .toEqual([{ specialist: [1, 1] }, { other: [1, 1] }, { other: [1, 1] }, { other: [1, 1] }]);
});

test('a local hire lives in the district of the pledge, or in its region', async () => {
  const lives = (place: string, over = {}) => (own: OwnRows) => ({ pledges: [own.pledge(over)], population: [own.resident({ place })] });
  expect(await keysOf('residence', lives('113690100'), lives('113200000'), lives(almaty), lives('113690100', { place: '110000000' }), lives(almaty, { place: '000000000' })))
    .toEqual([{ district: [1, 1] }, { region: [1, 1] }, { elsewhere: [1, 1] }, { region: [1, 1] }, { anywhere: [1, 1] }]);
});

test('a person with two jobs of a pledge is one: rates are added, the rest is told of the larger, and what is not paid does not decide', async () => {
  const two = (paidBy: 'both' | 'the smaller') => (own: OwnRows): Country => ({
    contracts: [own.contract({ rate: '0.6', conditions: '2' }), own.contract({ employer: own.rival, project_id: own.projectId, rate: '0.5', conditions: '3.1' })], participants: [own.participant()],
    contributions: [...(paidBy === 'both' ? [own.payment()] : []), own.payment({ payer: own.rival })],
  });
  expect(await keysOf('hours', two('both'), two('the smaller'))).toEqual([{ full: [1, 1] }, { part: [1, 1] }]);
  const conditions = await duck.rows("select key from pledges.quality where attribute = 'conditions' order by pledge_id");
  expect(conditions).toEqual([{ key: '2' }, { key: '3.1' }]);
});

test('a wage is held against its floor where the job is full-time the whole month', async () => {
  const floor = (build: (own: OwnRows) => Country = () => ({}), wage_floor = '200000.01') => (own: OwnRows) => ({ pledges: [own.pledge({ wage_floor, awarded_on: '2024-01-01' })], ...build(own) });
  expect(await keysOf('promised-wage',
    floor(), floor(() => ({}), '200000'),
    floor((own) => ({ contracts: [own.contract({ rate: '0.99' })] })),
    floor((own) => ({ contracts: [own.contract({ starts_on: '2024-02-02' })] })),
    floor((own) => ({ absences: [own.absence({ starts_on: '2024-02-01', ends_on: '2024-02-15' })] })),
    floor(() => ({ contributions: [] })),
  )).toEqual([{ lacks: [1, 1] }, { meets: [1, 1] }, { 'not-compared': [1, 1] }, { 'not-compared': [1, 1] }, { 'not-compared': [1, 1] }, { 'not-compared': [1, 0] }]);
});

test('what was promised is asked of the contract in force, not of the first', async () => {
  const renewed = (own: OwnRows): Country => ({
    pledges: [own.pledge({ qualification: '4', occupation: '72' })],
    contracts: [own.contract({ qualification: '5', ends_on: '2024-02-10', term: 'fixed' }), own.contract({ contract_no: '2', starts_on: '2024-02-11', qualification: '3', occupation: '9112' })],
  });
  expect(await keysOf('promised-qualification', renewed)).toEqual([{ lacks: [1, 1] }]);
  expect(await duck.rows("select key from pledges.quality where attribute = 'promised-occupation'")).toEqual([{ key: 'lacks' }]);
});

test('the median is of everybody paid by another, once for each employer and person', async () => {
  await computeAll({
    pledges: [pledge()], employers: [employer({ sector: '62010' })], contracts: [contract(), contract({ contract_no: '2', starts_on: '2024-02-29', workplace: almaty })],
    contributions: [payment(), payment({ iin: berik, amount: '10000.01' }), payment({ payment_ref: '2', iin: berik, payer: rival, amount: '30000' }), payment({ iin: saule, payer: saule, amount: '1' })],
  }, [monthIndex('2024-02' as Month)]);
  const rows = await duck.rows<MedianRow>('select part, key, people, median::varchar as median from employment.median_wage order by part, key');
  expect(rows).toEqual([
    { part: 'country', key: '000000000', people: 3, median: '20000000' },
    { part: 'region', key: '750000000', people: 1, median: '20000000' },
    { part: 'section', key: 'J', people: 2, median: '15000005' },
  ]);
});

test('on random small countries the steps and the naive reading tell the same of jobs, people and medians', async () => {
  const months = [2023 * 12 + 4, 2023 * 12 + 11, 2024 * 12 + 2, 2024 * 12 + 8];
  const met = new Set<string>();
  await fc.assert(fc.asyncProperty(qualityCountry(), async (country) => {
    await computeAll(country, months);
    const rows = await duck.rows<QualityRow & { month: number }>('select month, pledge_id, attribute, key, contracted, paid from pledges.quality order by month, pledge_id, attribute, key');
    const medians = await duck.rows<MedianRow & { month: number }>('select month, part, key, people, median::varchar as median from employment.median_wage order by month, part, key');
    for (const month of months) {
      const text = monthText(month);
      const naive = { quality: readQuality(country, text, classifier), medians: readMedians(country, text, classifier, sectorSection) };
      const inMonth = <Row extends { month: number }>(all: Row[]) => all.filter((row) => row.month === month);
      expect(inMonth(rows)).toEqual(naive.quality.map((row) => ({ ...row, month })));
      expect(inMonth(medians)).toEqual(naive.medians.map((row) => ({ ...row, month })));
    }
    for (const { attribute, key } of rows) met.add(`${attribute} ${key}`);
    // The keys of an attribute that is asked of all add up to the rungs.
    const astray = await duck.rows(`
      select q.pledge_id, q.month, q.attribute from pledges.quality as q join pledges.figure as f on f.pledge_id = q.pledge_id and f.month = q.month
      where not starts_with(q.attribute, 'promised') group by all having sum(q.contracted) <> any_value(f.contracted) or sum(q.paid) <> any_value(f.paid)
        or (q.attribute = 'permanence' and coalesce(sum(q.paid) filter (q.key = 'permanent'), 0) <> any_value(f.permanent))`);
    expect(astray).toEqual([]);
  }), { numRuns: Number(process.env['JUMYS_COUNTRIES'] ?? 6), endOnFailure: true });
  expect(met.size).toBeGreaterThan(15);
}, 600_000);
