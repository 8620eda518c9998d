// One database is enough: nothing here asks one.
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { monthIndex, monthText, type Month } from '#kernel/month.ts';
import { placeText } from '#kernel/place.ts';
import { openDuck, type Duck } from '#platform/duck.ts';
import { builtInPlaces, loadPlaces } from '#reference';
import { computeEvidence } from './compute.ts';
import type { Country } from './naive/columns.ts';
import { loadCountry } from './naive/load.ts';
import { moneyCountry } from './naive/money-country.ts';
import { mergeCountries, ownRows, type OwnRows } from './naive/own-rows.ts';
import { almaty, berik } from './naive/rows.ts';
import { readWageClock } from './naive/wage-clock.ts';
import { clockRows, readComputed, type ClockRow } from './read-wage-clock.ts';
import { decimal, reaches, readClock, rounded } from './wage-clock.ts';

let duck: Duck;
beforeAll(async () => { duck = await openDuck({ threads: 1 }); });
afterAll(() => duck.close());

const classifier = new Set(builtInPlaces().map((place) => placeText(place.kato)));

/** The clocks of a country at some months; only the last is asked of the steps, since wages are kept of all months. */
async function clocksOf(country: Country, months: readonly Month[]): Promise<ClockRow[]> {
  await loadCountry(duck, country);
  await loadPlaces(duck);
  await computeEvidence(duck, [monthIndex(months.toSorted().at(-1)!)]);
  const held = await readComputed(duck);
  return months.flatMap((month) => clockRows(held, month));
}

/** One case: its own project, pledge, employer and person; the project ends in June 2025 and is to cost ten million. */
type Build = (own: OwnRows) => Country;
const project = (own: OwnRows, over: object = {}) => ({
  project_id: own.projectId, name_kk: 'Зауыт', name_ru: 'Завод', name_en: '', kind: 'investment', programme: '', funding: '', sector: 'C', owner: own.employer, place: almaty, stage: 'operation',
  starts_on: '2024-01-01', ends_on: '2025-06-30', investment: '10000000', foreign_share: '', office: 'akimat', status: 'active', recorded_at: '2026-06-01T09:00:00+05:00', ...over,
});
const invested = (own: OwnRows, period: string, amount: string) => ({ project_id: own.projectId, period, amount, recorded_at: '2026-06-01T09:00:00+05:00' });

/** The clock of each case at a month; all cases are one country, computed once. */
async function at(month: string, ...cases: Build[]): Promise<ClockRow[]> {
  const country = mergeCountries(cases.map((build, n) => {
    const own = ownRows(n);
    return { projects: [project(own)], pledges: [own.pledge()], ...build(own) };
  }));
  return clocksOf(country, [month as Month]);
}

const paid: Build = (own) => ({ contracts: [own.contract()], contributions: own.payments('2024-02', '2024-03') });

test('where nothing is invested there is no share, and without an investment none by the year', async () => {
  const [row] = await at('2024-03', (own) => ({ ...paid(own), projects: [project(own, { investment: '0' })] }));
  expect(row).toMatchObject({ wages: '400000.00', operation: '', all_phases: '', with_contributions: '', annual: '' });
});

test('a project without an end has no pace needed, nor has one whose last month has come', async () => {
  const ends = (ends_on: string): Build => (own) => ({ projects: [project(own, { ends_on })] });
  const rows = await at('2025-05', ends(''), ends('2025-05-31'), ends('2024-12-31'), ends('2025-06-01'));
  expect(rows.map((row) => [row.months_left, row.pace_needed, row.pace_unknown])).toEqual([['', '', 'no-end'], ['', '', 'ended'], ['', '', 'ended'], ['1', '3000000.00', '']]);
});

test('the four readings stand side by side, and a person with two employers on a project earns both wages', async () => {
  const [row, two] = await at('2024-03', (own) => ({
    pledges: [own.pledge(), own.pledge({ pledge_id: 'building', phase: 'construction', place: almaty })],
    contracts: [own.contract(), own.contract({ contract_no: '2', iin: berik, workplace: almaty })],
    contributions: [...own.payments('2024-02', '2024-03'), own.payment({ period: '2024-03', iin: berik })], investments: [invested(own, '2023-11', '500000'), invested(own, '2024-03', '500000'), invested(own, '2024-04', '1')],
  }), (own) => ({
    contracts: [own.contract(), own.contract({ employer: own.rival, project_id: own.projectId })], participants: [own.participant()],
    contributions: [own.payment(), own.payment({ payer: own.rival, amount: '5000' })], investments: [invested(own, '2024-01', '1000000')],
  }));
  // Two months of 200,000 in operation, one of construction; the employer owes 1.5 + 3.5 + 3 per cent on top in 2024.
  expect(row).toEqual({
    project_id: 'P00', month: '2024-03', investment: '10000000.00', ends_on: '2025-06-30', invested: '1000000.00', wages_operation: '400000.00', wages: '600000.00',
    wages_with_contributions: '648000.00', wages_month: '400000.00', operation: '0.400000', all_phases: '0.600000', with_contributions: '0.648000', annual: '0.480000',
    months_left: '15', pace_needed: '160000.00', pace_unknown: '',
  });
  expect(two).toMatchObject({ wages: '250000.00', all_phases: '0.250000' });
});

test('whoever is exempt, is not paid, or has no contract in force on the last day earns nothing on the clock', async () => {
  const rows = await at('2024-03', paid,
    (own) => ({ ...paid(own), population: [own.resident({ exempt: 'pension', exempt_from: '2024-03-15' })] }),
    (own) => ({ ...paid(own), contracts: [own.contract({ terminated_on: '2024-03-30' })] }),
    (own) => ({ ...paid(own), contributions: own.payments('2024-02', '2024-02') }));
  expect(rows.map(({ wages, wages_month }) => [wages, wages_month])).toEqual([['400000.00', '200000.00'], ['200000.00', '0.00'], ['200000.00', '0.00'], ['200000.00', '0.00']]);
});

test('when the thirty per cent are earned already the pace needed lies below nought', () => {
  const facts = { month: 24_290, investment: 100n, endsOn: '2024-06-30', invested: [], wages: [{ month: 24_290, phase: 'operation', wages: 31n }] };
  const { pace, shares } = readClock(facts);
  expect([pace.monthsLeft, rounded(pace.needed!, 1n)]).toEqual([3, 0n]);
  expect(rounded(readClock({ ...facts, wages: [{ month: 24_290, phase: 'operation', wages: 35n }] }).pace.needed!, 1n)).toBe(-2n);
  expect(reaches(shares['all-phases'])).toBeNull();
});

test('thirty per cent are reached at thirty, and halves are rounded up on both sides of nought', () => {
  expect([29_999n, 30_000n].map((part) => reaches({ part, whole: 100_000n }))).toEqual([false, true]);
  expect([-5n, -4n, -3n, -1n, 1n, 3n, 5n].map((part) => rounded({ part, whole: 2n }, 1n))).toEqual([-2n, -2n, -1n, 0n, 1n, 2n, 3n]);
  expect(decimal({ part: -1n, whole: 8n }, 2)).toBe('-0.12');
  expect(decimal({ part: 5n, whole: 4n }, 2)).toBe('1.25');
});

test('on random small countries the clocks of the steps and of the naive reading agree to the tiyn', async () => {
  const months = ['2023-06', '2024-01', '2024-12', '2025-09'] as Month[];
  let told = 0;
  await fc.assert(fc.asyncProperty(moneyCountry(), async (country) => {
    const rows = await clocksOf(country, months);
    expect(rows).toEqual(readWageClock(country, months, classifier));
    told += rows.filter(({ wages, pace_needed }) => wages !== '0.00' && pace_needed !== '').length;
  }), { numRuns: Number(process.env['JUMYS_COUNTRIES'] ?? 8), endOnFailure: true });
  expect(told).toBeGreaterThan(0);
}, 600_000);

test('the wages of the clock are those of the figures in every month asked for', async () => {
  const months = Array.from({ length: 24 }, (_, back) => 2023 * 12 + back);
  await fc.assert(fc.asyncProperty(moneyCountry(), async (country) => {
    await loadCountry(duck, country);
    await loadPlaces(duck);
    await computeEvidence(duck, months);
    const differing = await duck.rows(`
      select f.pledge_id, f.month, f.wage_sum, r.wages from pledges.figure as f
      full join (from pledges.payroll where month between ${months[0]} and ${months.at(-1)}) as r on r.pledge_id = f.pledge_id and r.month = f.month
      where coalesce(f.wage_sum, 0) <> coalesce(r.wages, 0)`);
    expect(differing.map((row) => ({ ...(row as object), month: monthText((row as { month: number }).month) }))).toEqual([]);
  }), { numRuns: 3 });
}, 600_000);
