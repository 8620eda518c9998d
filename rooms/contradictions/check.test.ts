import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkRelations } from './check.ts';
import type { Finding } from './check.ts';
import { aPrinting, print, unitsOf, withUnits } from './naive/printing.ts';
import type { Printing } from './naive/printing.ts';
import { readRelations } from './relation.ts';

/** A figure as `text|population|period|place`; what is left out is the same for all. */
type Written = string;

const file = (name: string, text: string) => ({ name, bytes: new TextEncoder().encode(text) });

function judge(kind: string, result: Written, ...operands: Written[]): Finding {
  const rows = [result, ...operands].map((written, at) => {
    const [text = '', population = 'participants', period = '2018', place = 'Kazakhstan'] = written.split('|');
    return `f${at},"${text}",${population},${period},${place},`;
  });
  const [finding] = checkRelations(readRelations(
    file('figures.csv', `id,text,population,period,place,source\n${rows.join('\n')}\n`),
    file('relations.csv', `id,kind,result,operands\nr,${kind},f0,${operands.map((_, at) => `f${at + 1}`).join('+')}\n`),
  ));
  if (!finding) throw new Error('a relation without finding');
  return finding;
}

test.each([
  ['same', '18 thousand|persons', '18 thousand|families'],
  ['same', '18 thousand', 'many'],
  ['same', '18 thousand||2018', '18 thousand||2019'],
  ['same', '18 thousand|||Almaty', '18 thousand|||Astana'],
  ['same', '18 thousand', '18 %'],
  ['same', '5 млн тенге', '5 млн долларов'],
  ['sum', '8 thousand|all', '5 thousand|men|2018', '3 thousand|women|2019'],
  ['sum', '8 thousand|all|2018|Kazakhstan', '5 thousand|men|2018|Almaty', '3 thousand|women|2018|Astana'],
  ['sum', '8 thousand|persons', '5 thousand|persons', '3 thousand|families'],
  ['sum', '8 thousand people|all', '5 thousand families|a', '3 thousand people|b'],
  ['sum', '8 thousand||2019', '5 thousand||2018', '3 thousand||2019'],
  ['sum', '8 thousand||2015', '5 thousand||2013', '3 thousand||2014'],
  ['sum', '8 %|all', '5 thousand|a', '3 thousand|b'],
  ['part', '8 thousand|all|2018', '5 thousand|women|2017'],
  ['part', '8 thousand|all', '5 %|women'],
  ['part', '8 thousand|all|Q1 2025', '5 thousand|women|2025'],
  ['part', '8 thousand|all||Almaty', '5 thousand|women||Shymkent'],
  ['part', '8 thousand|all||Almaty', '5 thousand|women||Kazakhstan'],
  ['sum', '8 thousand||2018|Алматинская область', '5 thousand||2018|Almaty', '3 thousand||2018|Қонаев'],
  ['sum', '8 thousand||2018', '6 thousand||2018 H1', '2 thousand||Q2 2018'],
  ['share', '85 %|share', '17 thousand|young|2017', '20 thousand|all|2018'],
  ['share', '85 %|share', '17 thousand|young|2018|Almaty', '20 thousand|all|2018|Kazakhstan'],
  ['share', '85 %|share|2018|Almaty', '17 thousand||2018|Almaty', '20 thousand||2018|Shymkent'],
  ['share', '85 %|share', '17 thousand|young', '20 million tenge|budget'],
  ['share', '17 thousand|share', '17 thousand|young', '20 thousand|all'],
  ['share', '17 %|share', '17|young', '0|all'],
  ['ratio', '1.5 times|growth', '3 thousand|a|2018', '2 thousand|b|2017'],
  ['ratio', '1.5 times|growth', '3 thousand', '2 %'],
  ['difference', '1 thousand||2018', '3 thousand|a|2018|Almaty', '2 thousand|b|2018|Astana'],
  ['difference', '1 thousand|unemployed|2018', '3 thousand|employed|2018', '2 thousand|employed|2017'],
])('unlike things are not compared: %s %s of %s and %s', (kind, result, ...operands) => {
  const finding = judge(kind, result, ...operands.filter((one) => one !== undefined));
  expect(finding).toMatchObject({ verdict: 'incomparable', low: null, high: null });
  expect(finding.why).not.toBe('');
});

test.each([
  ['same', '18 thousand', '18,6 тыс.'],
  ['same', '336 мың', '337 thousand'],
  ['sum', '32 thousand|all', '10 thousand|a', '10 thousand|b', '10 thousand|c'],
  ['same', '18 thousand', 'more than 19 thousand'],
  ['same', 'более 60', '60'],
  ['same', '18 thousand', '18 тыс.', '19 мың'],
  ['same', '18 thousand||Q1 2025|Almaty', '21 тыс.||январь–март 2025 года|г. Алматы'],
  ['sum', '40 thousand|all', '18 thousand|men', '19 thousand|women'],
  ['sum', '508|all', '304|men', '205|women'],
  ['sum', '50 тыс.|all', 'более 39 тыс.|men', '20 тыс.|women'],
  ['sum', '99.8 %|all', '45.1 %|men', '54.9 %|women'],
  ['part', '18 thousand|all', '18 600|women'],
  ['part', '18 thousand|all', '5 thousand|men', '18 600|women'],
  ['share', '92 %|share', '18 thousand|women', '21 thousand|all'],
  ['share', '0.92|share', '18 thousand|women', '21 thousand|all'],
  ['share', 'не менее 60 %|share', '590|placed', '1 000|graduates'],
  ['ratio', 'в 2,5 раза|growth', '3,1 млн||2018', '1,5 млн||2017'],
  ['ratio', '2|jobs per loan', '305|jobs', '100|loans'],
  ['difference', '2 тыс.||2017-2018', '15 тыс.||2018', '11,9 тыс.||2017'],
  ['difference', '0.4 percentage points||2018', '5.6 %||2018', '5.0 %||2017'],
  ['difference', '0,3 п.п.||2018', '4,6 %||2018', '4,9 %||2017'],
  ['difference', 'снижение на 0,6 п.п.||2018', '4,6 %||2018', '4,9 %||2017'],
  ['ratio', 'increased by 12 %||2018', '60 000||2018', '50 000||2017'],
  ['ratio', '-10 %||2018', '55 000||2018', '50 000||2017'],
  ['share', 'четверть|share', '50|women', '100|all'],
])('what no rounding explains contradicts: %s %s of %s and %s', (kind, result, ...operands) => {
  expect(judge(kind, result, ...operands.filter((one) => one !== undefined)).verdict).toBe('contradicts');
});

test.each([
  ['same', '18 thousand', '18,4 тыс.'],
  ['same', '18 thousand', '18 500'],
  ['same', '3 миллионға жуық', '2.8 million'],
  ['same', '39 мыңнан астам', '39 thousand'],
  ['same', '13,2 млн', '13 234 567'],
  ['same', '18 тыс.|молодёжь (15–34)', '18 тыс.|Молодежь 15-34'],
  ['same', '18 thousand|the employed.', '18 thousand|employed'],
  ['same', '18 thousand|Persons||Kazakhstan', '18 000|persons|| kazakhstan '],
  ['sum', '38 thousand|all', '18 thousand|men', '19 thousand|women'],
  ['sum', '509|all', '304|men', '205|women'],
  ['sum', '99.9 %|all', '45.05 %|men', '54.85 %|women'],
  ['sum', '8 thousand||2018|Kazakhstan', '5 thousand||2018|Almaty', '3 thousand||2018|Astana'],
  ['sum', '8 thousand||2013-2020', '5 thousand||2013', '3 thousand||2014'],
  ['sum', '300 тыс. рублей|budget', '100 тыс. рублей|budget', '200 тыс.|budget'],
  ['part', '18 thousand|all', '18 400|women'],
  ['part', '18 thousand|all||Kazakhstan', '2 thousand|women||Almaty'],
  ['part', '18 thousand|all|2018', '2 thousand|women|ten months of 2018'],
  ['share', '85 %|share', '18 thousand|women', '21 thousand|all'],
  ['share', 'свыше 80 %|share', '17 тыс.|women', '20 тыс.|all'],
  ['share', '10 %|share|2018|Kazakhstan', '10 thousand||2018|Almaty', '100 thousand||2018|Kazakhstan'],
  ['ratio', 'в 2 раза|growth', '3,1 млн||2018', '1,5 млн||2017'],
  ['ratio', '3|jobs per loan', '305|jobs', '100|loans'],
  ['ratio', '5,5 млн тенге|average loan', '11 млрд тенге|lent', '2 тыс.|loans'],
  ['ratio', '150 %|fulfilment', '3 thousand|fact', '2 thousand|plan'],
  ['difference', '3 тыс.||2017-2018', '15 тыс.||2018', '11,9 тыс.||2017'],
  ['difference', '1 thousand|growth in employed|2018', '3 thousand|employed|2018', '2 thousand|Employed|2017'],
  ['difference', '20 thousand|men', '50 thousand|all', '30 thousand|women'],
  ['difference', '752045,17 тыс.|rest', '960 075 800|all', '208030,64 тыс.|some'],
  ['difference', '0.6 percentage points||2018', '5.6 %||2018', '5.0 %||2017'],
  ['difference', 'снижение на 0,3 п.п.||2018', '4,6 %||2018', '4,9 %||2017'],
  ['difference', 'снижение на 0,3 п.п.||2018', '4,9 %||2017', '4,6 %||2018'],
  ['same', 'снижение на 0,3 п.п.', '-0,3 п.п.'],
  ['same', '12 ‰', '1,2 %'],
  ['ratio', 'increased by 12 %||2018', '56 000||2018', '50 000||2017'],
  ['ratio', '+12 %||2018', '56 000||2018', '50 000||2017'],
  ['ratio', 'снижение на 10 %||2018', '45 000||2018', '50 000||2017'],
  ['ratio', '-10 %||2018', '45 000||2018', '50 000||2017'],
  ['ratio', 'сократилось в 2 раза||2018', '25 000||2018', '50 000||2017'],
  ['ratio', 'вдвое||2018', '40 тыс.||2018', '20 тыс.||2017'],
  ['share', 'треть|share', '33 тыс.|women', '100 тыс.|all'],
])('what rounding explains holds: %s %s of %s and %s', (kind = '', result = '', ...operands) => {
  expect(judge(kind, result, ...operands)).toMatchObject({ verdict: 'holds' });
});

test('a finding tells what the operands make of the result, what is printed, and what was taken for granted', () => {
  expect(judge('share', '85 %|', '18 thousand|women', '21 thousand|all')).toEqual({
    relation: 'r', verdict: 'holds', low: 81.3953488372, high: 90.2439024391, printed: '85 %',
    why: 'the operands make 81.3953488372 to 90.2439024391, printed is 84.5 to 85.5; population of f0 is not stated and taken to fit',
  });
  expect(judge('part', '>39 thousand|all', '18 thousand|women')).toMatchObject({ low: 17500, high: null, printed: '>39 thousand' });
  expect(judge('same', '18 thousand', '18 тыс.', '20 мың').why).toBe('the other figures exclude one another');
});

const someParts = fc.array(fc.tuple(fc.bigInt(0n, 10n ** 11n), aPrinting), { minLength: 2, maxLength: 5 });
/** All percentages or none, so that the parts are of one unit. */
const alike = ([, { isPercent }]: readonly [bigint, Printing]) => isPercent;

test('figures made from true values by rounding never contradict, and one that is shifted beyond its rounding always does', () => {
  fc.assert(fc.property(someParts, aPrinting, (parts, printing) => {
    fc.pre(parts.every((part) => alike(part) === printing.isPercent));
    const total = parts.reduce((sum, [value]) => sum + value, 0n);
    const written = parts.map(([value, how], at) => `${print(value, 10n, how)}|part ${at}`);
    const units = unitsOf(total, 10n, printing);
    expect(judge('sum', `${withUnits(units, printing)}|all`, ...written).verdict).toBe('holds');
    // In thousandths: the parts as printed, and what their roundings and that of the total leave open.
    const place = ({ scale, decimals }: Printing): bigint => 10n ** BigInt(3 + scale - decimals);
    const middle = parts.reduce((sum, [value, how]) => sum + unitsOf(value, 10n, how) * place(how), 0n);
    const slack = (parts.reduce((sum, [, how]) => sum + place(how), 0n) + place(printing)) / 2n;
    const first = (middle + slack + place(printing) - 1n) / place(printing);
    expect(judge('sum', `${withUnits(first, printing)}|all`, ...written).verdict).toBe('contradicts');
    expect(judge('sum', `${withUnits(first - 1n, printing)}|all`, ...written).verdict).toBe('holds');
    if (middle > slack) expect(judge('sum', `${withUnits((middle - slack) / place(printing), printing)}|all`, ...written).verdict).toBe('contradicts');
  }), { numRuns: 150 });
});

test('the same value printed twice agrees, and one unit of the last place away it does not', () => {
  fc.assert(fc.property(fc.bigInt(0n, 10n ** 11n), aPrinting, aPrinting, (value, one, other) => {
    fc.pre(one.isPercent === other.isPercent);
    expect(judge('same', print(value, 10n, one), print(value, 10n, other)).verdict).toBe('holds');
    expect(judge('same', withUnits(unitsOf(value, 10n, one) + 1n, one), print(value, 10n, one)).verdict).toBe('contradicts');
  }), { numRuns: 100 });
});

test('shares, ratios and differences of true values never contradict', () => {
  const aCount = fc.bigInt(1n, 10n ** 9n);
  const inFull: Printing = { scale: 0, decimals: 0, word: 'адам', thousands: ' ', point: ',', isPercent: false };
  const inPercent: Printing = { ...inFull, decimals: 1, word: '%' };
  fc.assert(fc.property(aCount, aCount, aPrinting.filter(({ isPercent }) => !isPercent), fc.constantFrom(1n, 2n, 3n), (one, other, how, shift) => {
    const [part, whole] = one < other ? [one, other] : [other, one];
    expect(judge('share', `${print(100n * part, whole, inPercent)}|share`, `${print(part, 1n, inFull)}|some`, `${print(whole, 1n, how)}|all`).verdict).toBe('holds');
    expect(judge('difference', `${print(whole - part, 1n, how)}|rest`, `${print(whole, 1n, inFull)}|all`, `${print(part, 1n, how)}|some`).verdict).toBe('holds');
    expect(judge('ratio', `${print(whole, part, { ...inPercent, word: 'раза' })}|growth`, `${print(whole, 1n, inFull)}|all`, `${print(part, 1n, inFull)}|some`).verdict).toBe('holds');
    const wrong = unitsOf(100n * part, whole, inPercent) + 1n + shift;
    expect(judge('share', `${withUnits(wrong, inPercent)}|share`, `${print(part, 1n, inFull)}|some`, `${print(whole, 1n, inFull)}|all`).verdict).toBe('contradicts');
  }), { numRuns: 100 });
});
