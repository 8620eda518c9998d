import { expect, test } from 'vitest';
import type { OrderRow } from '#oversight';
import type { PledgeRow } from '#pledges';
import type { RegionShare } from './ranking-contract.ts';
import { rowsShown, sheetPdf, sheetXlsx } from './sheet-file.ts';
import { sheetText } from './sheet-table.ts';
import { weeklySheet } from './weekly-sheet.ts';

const place = { kato: '101010000', level: 2 as const, names: { kk: 'Абай', ru: 'Абай', en: 'Abai' } };
type Verdict = PledgeRow['verdict'];

/** A pledge of a hundred jobs, none of which is judged yet. */
function pledge(pledgeId: string, dueOn: string, verdict: Verdict['verdict'], more: Partial<Omit<Verdict, 'forecast'>> & { outlook?: 'at-risk' | 'on-track'; expected?: number } = {}): PledgeRow {
  const { outlook, expected = 50, ...told } = more;
  return {
    pledgeId, projectId: 'P', project: { kk: 'Зауыт', ru: 'Завод', en: null }, employer: { number: 7, name: null }, place, phase: 'operation', awardedOn: '2024-01-01', dueOn,
    ladder: { promised: 100 } as PledgeRow['ladder'],
    verdict: { verdict, provisional: false, judged: 0, decided: null, forecast: outlook === undefined ? null : { outlook, expected } as unknown as Verdict['forecast'], ...told },
  };
}
const order = (id: number, dueOn: string, more: Partial<OrderRow> = {}): OrderRow => ({
  id, subject: null, wording: 'Тексеріп, хабарлаңыз', dueOn, state: 'given', overdue: false, from: { place, role: 'region-staff' }, to: { place, employer: null },
  act: { at: '2026-11-01T00:00:00Z', by: 'aigerim', visitor: false }, awaits: false, ...more,
});
const now = { today: '2026-11-22', month: '2026-09' };
const idsOf = (pledges: readonly PledgeRow[], orders: readonly OrderRow[] = []) => {
  const sheet = weeklySheet(pledges, orders, now);
  return Object.fromEntries([...sheet.pledges.map(({ key, rows }) => [key, rows.map(({ pledgeId }) => pledgeId)]), ...sheet.orders.map(({ key, rows }) => [key, rows.map(({ id }) => id)])]) as { [part: string]: unknown[] };
};

test('what is already judged, or due in more than ninety days, does not fall due', () => {
  expect(idsOf([pledge('B', '2027-02-20', 'not-due'), pledge('late', '2027-02-21', 'not-due'), pledge('A', '2026-12-01', 'not-due'), pledge('kept', '2026-12-01', 'kept')])['due']).toEqual(['A', 'B']);
});

test('at risk stands what the forecast calls so, the most jobs missing first', () => {
  const pledges = [pledge('A', '2027-06-30', 'not-due', { outlook: 'at-risk', expected: 60 }), pledge('B', '2027-06-30', 'not-due', { outlook: 'at-risk', expected: 10 }), pledge('C', '2027-06-30', 'not-due', { outlook: 'on-track' }), pledge('D', '2027-06-30', 'not-due')];
  expect(idsOf(pledges)['atRisk']).toEqual(['B', 'A']);
});

test('missed and lost are told for twelve months, the most jobs missing first', () => {
  const lost = (id: string, decided: string, judged: number, verdict: 'missed' | 'lost' = 'missed') => pledge(id, '2025-06-30', verdict, { decided, judged });
  expect(idsOf([lost('old', '2025-09', 0), lost('A', '2025-10', 80), lost('B', '2026-09', 20, 'lost'), pledge('held', '2025-06-30', 'held', { decided: '2026-09' })])['lost']).toEqual(['B', 'A']);
});

test('an order is open or late, never both, and a closed one is neither', () => {
  expect(idsOf([], [order(3, '2026-12-01'), order(1, '2026-11-25', { state: 'answered' }), order(2, '2026-11-01', { overdue: true }), order(4, '2026-11-01', { state: 'closed' })]))
    .toMatchObject({ ordered: [1, 3], late: [2] });
});

test('the page has room for twenty rows: what short parts leave goes to the long ones', () => {
  expect(rowsShown([40, 40, 40, 40, 40])).toEqual([4, 4, 4, 4, 4]);
  expect(rowsShown([0, 40, 2, 7, 1])).toEqual([0, 13, 2, 4, 1]);
  expect(rowsShown([3, 0, 0, 0, 2])).toEqual([3, 0, 0, 0, 2]);
});

test.each(['kk', 'ru', 'en'] as const)('the longest sheet is one page in %s, and its workbook has every row', async (language) => {
  const name = 'Құрылыс материалдарын шығаратын өте ұзақ атауы бар зауыт, '.repeat(3);
  const many = Array.from({ length: 40 }, (_, at) => ({ ...pledge(`P${at}`, '2026-12-01', at % 2 === 0 ? 'not-due' : 'missed', { outlook: 'at-risk', decided: '2026-08' }), project: { kk: name, ru: name, en: null }, employer: { number: 7, name } }));
  const orders = Array.from({ length: 40 }, (_, at) => order(at, '2026-11-01', { overdue: at % 2 === 0, wording: name }));
  const ladder = { promised: 4000, due: 2000, met: 1000, paid: 900, held3: 800 } as PledgeRow['ladder'];
  const stamp = { month: '2026-09', provisional: true, completeness: { persons: 100, covered: 97 }, definition: '1.0', computedAt: null, madeUp: true };
  const rank = { row: { rank: { best: 3, worst: 11 }, share: 0.7, own: { low: 0.6, high: 0.8 } } as RegionShare, ranked: 17, month: '2026-08', release: 12 };
  const text = sheetText(weeklySheet(many, orders, now), { place: place.names, today: now.today, ladder, stamp, rank }, language);
  const pdf = (await sheetPdf(text, language, new Date('2026-11-22T06:00:00Z'))).toString('latin1');
  expect(pdf.slice(0, 5)).toBe('%PDF-');
  expect(pdf.match(/\/Type \/Page\b(?!s)/g)).toHaveLength(1);
  expect(text.tables.map(({ rows }) => rows.length)).toEqual([20, 20, 20, 20, 20]);
  expect(JSON.stringify(text)).not.toMatch(/undefined|\{\{/);
  expect((await sheetXlsx(text)).subarray(0, 2).toString()).toBe('PK');
});
