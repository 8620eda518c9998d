import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseFigure } from './figure.ts';
import { aPrinting, print } from './naive/printing.ts';
import { compare, minus, rational, tenTo, toNumber } from './rational.ts';

function read(text: string): string {
  const figure = parseFigure(text);
  if ('reason' in figure) return `refused: ${figure.reason}`;
  const { unit, thing, values: { low, high } } = figure;
  const from = low === null ? '(-' : `${low.kind === 'open' ? '(' : '['}${toNumber(low.at, 'down')}`;
  const to = high === null ? '-)' : `${toNumber(high.at, 'up')}${high.kind === 'open' ? ')' : ']'}`;
  return `${from}, ${to}${unit === 'number' ? '' : ` ${unit}`}${thing === undefined ? '' : ` ${thing}`}`;
}

test.each([
  ['жұмыс орындары', 'there is no number in digits'],
  ['тысячи людей', 'there is no number in digits'],
  ['мыңдаған адам', 'there is no number in digits'],
  ['twenty-five thousand', 'there is no number in digits'],
  ['жиырма бес мың', 'there is no number in digits'],
  ['third', 'there is no number in digits'],
  ['', 'there is no number in digits'],
  ['20/30', 'more than one number'],
  ['не половина', 'there is no number in digits'],
  ['18 out of 20', 'more than one number'],
  ['18 thousand (85 %)', 'more than one number'],
  ['12 34', 'more than one number'],
  ['7-5 %', 'the lower number of a range comes first'],
  ['3 миллиона с половиной', 'с половиной'],
  ['half of 300', '"half" is not read'],
  ['5 hundred thousand', '"hundred" is not read'],
  ['не 18', '"не" is not read'],
  ['млн 13,2', '"млн" does not stand right behind its number'],
  ['18 (eighteen) thousand', '"thousand" does not stand right behind its number'],
  ['2014Q3', 'is not a number'],
  ['1,23,456', 'is not a number'],
  [`18 ${'of all '.repeat(30)}`, 'longer than 200 letters'],
])('"%s" is no figure', (text, reason) => {
  expect(read(text)).toContain(`refused: `);
  expect(read(text)).toContain(reason);
});

test.each([
  ['18 thousand', '[17500, 18500]'], ['85 %', '[84.5, 85.5] percent'], ['>39 thousand', '(39000, -)'], ['4,8 пайыз', '[4.75, 4.85] percent'],
  ['13,2 млн', '[13150000, 13250000]'], ['2.8 million', '[2750000, 2850000]'], ['336 мың', '[335500, 336500]'], ['18k', '[17500, 18500]'],
  ['1 млн 385 мың', '[1384500, 1385500]'], ['18 мың 432 адам', '[18432, 18432] persons'], ['943 тыс. чел.', '[942500, 943500] persons'],
])('"%s" stands for what rounds to it', (text, values) => expect(read(text)).toBe(values));

test.each([
  ['1 234 567', '[1234567, 1234567]'], ['1 234 567', '[1234567, 1234567]'], ['1,234,567', '[1234567, 1234567]'], ['1.234.567', '[1234567, 1234567]'],
  ['4,800', '[4800, 4800]'], ['4.800 адам', '[4800, 4800] persons'], ['18000', '[18000, 18000]'], ['0,125', '[0.1245, 0.1255]'],
  ['1,385 млн', '[1384500, 1385500]'], ['1.385 million', '[1384500, 1385500]'], ['1,385 thousand', '[1384500, 1385500]'], ['1 234,5', '[1234.45, 1234.55]'],
  ['85 000 тенге', '[84999.5, 85000.5] tenge'], ['$5.5 million', '[5450000, 5550000] dollars'],
])('a whole number without a scale is exact, and its marks are read by their place: "%s"', (text, values) => expect(read(text)).toBe(values));

test.each([
  ['более 500 тыс.', '(500000, -)'], ['свыше 13,2 млн. человек', '(13200000, -) persons'], ['18 мыңнан астам', '(18000, -)'], ['85%-дан астам', '(85, -) percent'],
  ['over 5 million', '(5000000, -)'], ['не менее 60 %', '[60, -) percent'], ['60 пайыздан кем емес', '[60, -) percent'], ['кемінде 60 %', '[60, -) percent'],
  ['at least 60 per cent', '[60, -) percent'], ['39,000+', '[39000, -)'], ['не более 4 %', '[0, 4] percent'], ['4 %-дан аспайды', '[0, 4] percent'],
  ['4 пайыздан артық емес', '[0, 4] percent'], ['up to 8,000 MCI', '[0, 8000] monthly indices'], ['до 18 млн', '[0, 18000000]'], ['18 мыңға дейін', '[0, 18000]'],
  ['less than 5 %', '[0, 5) percent'], ['менее 5 процентов', '[0, 5) percent'], ['5 пайыздан кем', '[0, 5) percent'], ['≤ 5 %', '[0, 5] percent'],
  ['3 с лишним миллиона', '(3000000, -)'], ['2 миллион 800 мыңнан астам', '(2800000, -)'], ['60+ %', '[60, -) percent'], ['1 млн 500 мыңға дейін', '[0, 1500000]'],
])('a bound leaves the other side open: "%s"', (text, values) => expect(read(text)).toBe(values));

test.each([
  ['около 3 миллионов', '[2500000, 3500000]'], ['3 миллионға жуық', '[2500000, 3500000]'], ['about 500 thousand', '[450000, 550000]'], ['500 мыңдай', '[450000, 550000]'],
  ['шамамен 18 мың', '[17000, 19000]'], ['c. 18,000', '[17000, 19000]'], ['18,000-odd', '[17000, 19000]'], ['в районе 18 тыс.', '[17000, 19000]'], ['приближается к 18 тыс.', '[17000, 18000]'], ['18 thousand-plus', '[18000, -)'], ['2,5-кратный', '[2.45, 2.55] times'], ['18...20 тыс.', '[17500, 20500]'], ['about 441 thousand', '[436590, 445410]'], ['~60 %', '[54, 66] percent'], ['почти 3 млн', '[2500000, 3000000]'],
  ['5-7 thousand', '[4500, 7500]'], ['5–7 %', '[4.5, 7.5] percent'], ['от 5 до 7 тыс. человек', '[4500, 7500] persons'], ['5 мыңнан 7 мыңға дейін', '[4500, 7500]'],
  ['5 000-нан 8 000 АЕК-ке дейін', '[5000, 8000] monthly indices'], ['between 5 and 7 thousand', '[4500, 7500]'], ['85-ке жуық пайыз', '[84, 86] percent'],
])('what is about or between: "%s"', (text, values) => expect(read(text)).toBe(values));

test.each([
  ['полтора миллиона', '[1450000, 1550000]'], ['3 с половиной миллиона', '[3450000, 3550000]'], ['3 жарым миллион', '[3450000, 3550000]'], ['бір жарым миллион', '[1450000, 1550000]'],
  ['half a million', '[450000, 550000]'], ['жарты миллион', '[450000, 550000]'], ['полмиллиона', '[450000, 550000]'], ['1½ million', '[1450000, 1550000]'],
  ['more than a million', '(1000000, -)'], ['более миллиона человек', '(1000000, -) persons'], ['мыңнан астам', '(1000, -)'], ['свыше тысячи', '(1000, -)'], ['two million', '[1500000, 2500000]'], ['шести процентов', '[5.5, 6.5] percent'],
  ['в два раза', '[1.5, 2.5] times'], ['вдвое', '[1.5, 2.5] times'], ['екі есе', '[1.5, 2.5] times'], ['tripled', '[2.5, 3.5] times'], ['в полтора раза', '[1.45, 1.55] times'],
])('small numbers in words before thousands, millions, times and percent: "%s"', (text, values) => expect(read(text)).toBe(values));

test.each([
  ['половина', '[45, 55] percent'], ['жартысы', '[45, 55] percent'], ['half', '[45, 55] percent'], ['жартысынан астамы', '(50, -) percent'], ['жартысынан кемі', '[0, 50) percent'], ['почти половина', '[45, 50] percent'],
  ['не менее трети', '[33.3333333333, -) percent'], ['a third', '[30, 36.6666666667] percent'], ['үштен бірі', '[30, 36.6666666667] percent'], ['каждый третий', '[30, 36.6666666667] percent'], ['1/3', '[30, 36.6666666667] percent'],
  ['две трети', '[60, 73.3333333334] percent'], ['two-thirds', '[60, 73.3333333334] percent'], ['үштен екісі', '[60, 73.3333333334] percent'], ['three quarters', '[67.5, 82.5] percent'], ['четверть', '[22.5, 27.5] percent'],
  ['every fifth', '[18, 22] percent'], ['әрбір бесінші', '[18, 22] percent'], ['каждый 5-й', '[18, 22] percent'], ['1 in 5', '[18, 22] percent'], ['9 из 10', '[81, 99] percent'], ['десятая часть', '[9, 11] percent'],
])('a part in words is about so many percent: "%s"', (text, values) => expect(read(text)).toBe(values));

test.each([['12 ‰', '[1.15, 1.25] percent'], ['5–7 промилле', '[0.45, 0.75] percent'], ['39 thousand+', '[39000, -)'], ['39 thousand + people', '[39000, -) persons'], ['85%+', '[85, -) percent']])(
  'a per mille is a tenth of a percent, and a plus behind the words is one too: "%s"', (text, values) => expect(read(text)).toBe(values),
);

test.each([
  ['рост на 12 %', 'up'], ['increased by 12 %', 'up'], ['выросла более чем на 12 %', 'up'], ['12 %-ға өсті', 'up'], ['12 пайызға артты', 'up'], ['+12 %', 'up'], ['на 12 % больше', 'up'], ['up 12 %', 'up'],
  ['снижение на 0,3 п.п.', 'down'], ['fell by 10 %', 'down'], ['10 %-ға төмендеді', 'down'], ['сократилось в 2 раза', 'down'], ['rose 12 %', 'up'], ['2 есеге азайды', 'down'], ['снизилось до 12 %', 'none'],
  ['вырос до 12 %', 'none'], ['12 %-ға дейін өсті', 'none'], ['up to 12 %', 'none'], ['12 %', 'none'], ['-12 %', 'none'], ['12 %+', 'none'],
])('whether something has changed by it: "%s" %s', (text, change) => {
  const figure = parseFigure(text);
  expect('reason' in figure ? figure.reason : figure.change ?? 'none').toBe(change);
});

test.each([
  ['−0,4 п.п.', '[-0.45, -0.35] points'], ['0.4 percentage points', '[0.35, 0.45] points'], ['10 пайыздық тармақ', '[9.5, 10.5] points'],
  ['в 1,5 раза', '[1.45, 1.55] times'], ['1,5 есе', '[1.45, 1.55] times'], ['более чем в 5 раз', '(5, -) times'], ['-5 %', '[-5.5, -4.5] percent'],
])('percentage points, times and what is below zero: "%s"', (text, values) => expect(read(text)).toBe(values));

test.each([
  ['5 мың көп балалы отбасы', '[4500, 5500] families'], ['5 мың аз қамтылған отбасы', '[4500, 5500] families'], ['18 тыс.¹', '[17500, 18500]'],
  ['снизилось до 4,8 %', '[4.75, 4.85] percent'], ['4,8 пайызға дейін төмендеді', '[4.75, 4.85] percent'], ['порядка 3-х миллионов', '[2500000, 3500000]'],
  ['2018 жылы 336 мың адам', '[335500, 336500] persons'], ['халықтың 85 пайызы', '[84.5, 85.5] percent'], ['всего 18 тыс. человек из многодетных семей', '[17500, 18500] persons'],
])('other words do not change a figure: "%s"', (text, values) => expect(read(text)).toBe(values));

test('what a value is printed as, in any language and with any marks, is read as standing for it and one unit of the last place wide', () => {
  fc.assert(fc.property(fc.bigInt(0n, 10n ** 12n), aPrinting, (tenths, printing) => {
    const figure = parseFigure(print(tenths, 10n, printing));
    if ('reason' in figure) throw new Error(figure.reason);
    const { low, high } = figure.values;
    if (!low || !high) throw new Error('a figure without bound words has two ends');
    expect(figure.unit).toBe(printing.isPercent ? 'percent' : 'number');
    expect(compare(low.at, rational(tenths, 10n))).toBeLessThanOrEqual(0);
    expect(compare(high.at, rational(tenths, 10n))).toBeGreaterThanOrEqual(0);
    expect(minus(high.at, low.at)).toEqual(tenTo(printing.scale - printing.decimals));
  }), { numRuns: 300 });
});
