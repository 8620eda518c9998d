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
import { qualityCountry } from './naive/quality-country.ts';
import { readMedians, readQuality, type MedianRow, type QualityRow } from './naive/quality.ts';
import { absence, aigul, almaty, berik, combine, contract, employer, participant, payment, pledge, resident, rival, saule } from './naive/rows.ts';

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

/** Keys of an attribute with the contracted and the paid, of pledge A in February 2024. */
async function keysOf(attribute: string, country: Country): Promise<{ [key: string]: [number, number] }> {
  await compute({ pledges: [pledge()], ...country }, [monthIndex('2024-02' as Month)]);
  const rows = await duck.rows<QualityRow>(`select key, contracted, paid from pledges.quality where pledge_id = 'A' and attribute = '${attribute}' order by key`);
  return Object.fromEntries(rows.map(({ key, contracted, paid }) => [key, [contracted, paid]]));
}

const paid = { contracts: [contract()], contributions: [payment()] };

test('what no register tells has an empty key, and is no nought', async () => {
  expect(await keysOf('sex', paid)).toEqual({ '': [1, 1] });
  expect(await keysOf('citizenship', { ...paid, population: [resident({ citizenship: '' })] })).toEqual({ '': [1, 1] });
  expect(await keysOf('qualification', paid)).toEqual({ '': [1, 1] });
  expect(await keysOf('promised-young', paid)).toEqual({});
});

test('whoever is exempt or on the base list is none of the people told of', async () => {
  expect(await keysOf('hours', { ...paid, population: [resident({ exempt: 'pension' })] })).toEqual({});
  expect(await keysOf('hours', { ...paid, contributions: [payment(), payment({ period: '2023-12', payment_ref: '2' })] })).toEqual({});
});

test('wages are late when nothing was paid by the 25th of the next month, and unpaid when nothing is', async () => {
  expect(await keysOf('payment', { contracts: [contract()] })).toEqual({ unpaid: [1, 0] });
  expect(await keysOf('payment', { contracts: [contract()], contributions: [payment({ paid_on: '2024-03-25' })] })).toEqual({ 'in-time': [1, 1] });
  expect(await keysOf('payment', { contracts: [contract()], contributions: [payment({ paid_on: '2024-03-26' })] })).toEqual({ late: [1, 1] });
  // Taken back in time and paid anew too late.
  const refunded = [payment(), payment({ payment_ref: '2', amount: '-20000' }), payment({ payment_ref: '3', paid_on: '2024-04-01' })];
  expect(await keysOf('payment', { contracts: [contract()], contributions: refunded })).toEqual({ late: [1, 1] });
});

test('youth is counted to the day, in the band of the month', async () => {
  const born = (born_on: string) => keysOf('youth', { ...paid, population: [resident({ born_on })] });
  expect(await born('1989-03-01')).toEqual({ young: [1, 1] });
  expect(await born('1989-02-28')).toEqual({ other: [1, 1] });
});

test('a young specialist graduated in the three years before the spell', async () => {
  const graduated = (graduated_on: string) => keysOf('specialist', { ...paid, population: [resident({ graduated_on })] });
  expect(await graduated('2021-02-01')).toEqual({ specialist: [1, 1] });
  expect(await graduated('2021-01-31')).toEqual({ other: [1, 1] });
  expect(await graduated('2024-02-02')).toEqual({ other: [1, 1] });
});

test('a local hire lives in the district of the pledge, or in its region', async () => {
  const lives = (place: string, over = {}) => keysOf('residence', { ...paid, pledges: [pledge(over)], population: [resident({ place })] });
  expect(await lives('113690100')).toEqual({ district: [1, 1] });
  expect(await lives('113200000')).toEqual({ region: [1, 1] });
  expect(await lives(almaty)).toEqual({ elsewhere: [1, 1] });
  expect(await lives('113690100', { place: '110000000' })).toEqual({ region: [1, 1] });
  expect(await lives(almaty, { place: '000000000' })).toEqual({ anywhere: [1, 1] });
});

test('a person with two jobs of a pledge is one: rates are added, the rest is told of the larger, and what is not paid does not decide', async () => {
  const two = {
    contracts: [contract({ rate: '0.6', conditions: '2' }), contract({ employer: rival, project_id: 'P', rate: '0.5', conditions: '3.1' })], participants: [participant()],
    contributions: [payment(), payment({ payer: rival, payment_ref: '2' })],
  };
  expect([await keysOf('hours', two), await keysOf('conditions', two)]).toEqual([{ full: [1, 1] }, { 2: [1, 1] }]);
  const one = { ...two, contributions: [payment({ payer: rival })] };
  expect([await keysOf('hours', one), await keysOf('conditions', one)]).toEqual([{ part: [1, 1] }, { '3.1': [1, 1] }]);
});

test('a wage is held against its floor where the job is full-time the whole month', async () => {
  const floor = (country: Country, wage_floor = '200000.01') => keysOf('promised-wage', { ...paid, pledges: [pledge({ wage_floor, awarded_on: '2024-01-01' })], ...country });
  expect(await floor({})).toEqual({ lacks: [1, 1] });
  expect(await floor({}, '200000')).toEqual({ meets: [1, 1] });
  expect(await floor({ contracts: [contract({ rate: '0.99' })] })).toEqual({ 'not-compared': [1, 1] });
  expect(await floor({ contracts: [contract({ starts_on: '2024-02-02' })] })).toEqual({ 'not-compared': [1, 1] });
  expect(await floor({ absences: [absence({ starts_on: '2024-02-01', ends_on: '2024-02-15' })] })).toEqual({ 'not-compared': [1, 1] });
  expect(await floor({ contributions: [] })).toEqual({ 'not-compared': [1, 0] });
});

test('what was promised is asked of the contract in force, not of the first', async () => {
  const renewed = { ...paid, contracts: [contract({ qualification: '5', ends_on: '2024-02-10', term: 'fixed' }), contract({ contract_no: '2', starts_on: '2024-02-11', qualification: '3', occupation: '9112' })] };
  expect(await keysOf('promised-qualification', { ...renewed, pledges: [pledge({ qualification: '4' })] })).toEqual({ lacks: [1, 1] });
  expect(await keysOf('promised-occupation', { ...renewed, pledges: [pledge({ occupation: '72' })] })).toEqual({ lacks: [1, 1] });
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
  expect(combine).not.toBe(aigul);
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
