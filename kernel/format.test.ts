import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  asOfDay, compareText, formatCount, formatDay, formatDuration, formatMoney, formatMonth, formatMonthShort, formatShare, formatSigned, plural,
} from './format.ts';

const languages = ['kk', 'ru', 'en'] as const;
/** Blanks of any width as an underscore, so that a test shows them and their kind is told apart below. */
const seen = (text: string): string => text.replace(/[\u00a0\u202f]/g, '_');
const inAll = (format: (language: (typeof languages)[number]) => string): string[] => languages.map((language) => seen(format(language)));

test('a month that is none is a fault, not a word', () => {
  for (const month of ['2026-00', '2026-13', '2026', '']) expect(() => formatMonth(month, 'kk')).toThrow('no month');
});

test('numbers stand in groups of three, with a narrow no-break space or a comma, and a true minus', () => {
  expect(inAll((l) => formatCount(1234567, l))).toEqual(['1_234_567', '1_234_567', '1,234,567']);
  expect(formatCount(1204, 'ru')).toBe('1\u202f204');
  expect(inAll((l) => formatCount(-1204, l))).toEqual(['−1_204', '−1_204', '−1,204']);
  expect([formatCount(0, 'kk'), formatCount(999, 'kk'), formatCount(-0, 'kk'), formatCount(-0.4, 'kk'), seen(formatCount(12_345_678_901_234_567_890n, 'ru'))]).toEqual(['0', '999', '0', '0', '12_345_678_901_234_567_890']);
  expect(inAll((l) => formatCount(1204.5, l, 2))).toEqual(['1_204,50', '1_204,50', '1,204.50']);
});

test('a number beyond what is exact says so, whatever its size', () => {
  expect(seen(formatCount(9_007_199_254_740_991, 'ru'))).toBe('9_007_199_254_740_991');
  expect(inAll((l) => formatCount(Number('999999999999999999'), l, 1))).toEqual(['≈1_000_000_000_000_000_000', '≈1_000_000_000_000_000_000', '≈1,000,000,000,000,000,000']);
  expect(seen(formatCount(Number('12345678901234567890123'), 'kk'))).toBe('≈12_345_678_901_234_600_000_000');
  expect([seen(formatSigned(-1e18, 'ru')), seen(formatSigned(1e18, 'ru'))]).toEqual(['≈−1_000_000_000_000_000_000', '≈+1_000_000_000_000_000_000']);
});

test('a difference shows its sign, nought has none', () => {
  expect([seen(formatSigned(1204, 'ru')), seen(formatSigned(-1204, 'ru')), formatSigned(0, 'ru'), formatSigned(5n, 'en')]).toEqual(['+1_204', '−1_204', '0', '+5']);
});

test('a share has one decimal, and a dash when there is nothing to share', () => {
  expect(inAll((l) => formatShare(5, 8, l))).toEqual(['62,5_%', '62,5_%', '62.5%']);
  expect([formatShare(0, 0, 'en'), formatShare(0, 7, 'en'), formatShare(7, 7, 'en'), formatShare(14, 7, 'en'), formatShare(73, 70, 'en')]).toEqual(['–', '0%', '100%', '200%', '104.3%']);
});

test('what is not all never reads 100 %, and what is not nothing never 0 %', () => {
  expect([formatShare(99_999, 100_000, 'en'), formatShare(1, 100_000, 'en'), formatShare(999, 1000, 'en'), formatShare(1, 1000, 'en')]).toEqual(['>99.9%', '<0.1%', '99.9%', '0.1%']);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 20_000_000 }), fc.nat(), (whole, some) => {
      const part = some % (whole + 1);
      expect(formatShare(part, whole, 'en') === '100%').toBe(part === whole);
      expect(formatShare(part, whole, 'en') === '0%').toBe(part === 0);
    }),
  );
});

test('money below a million is whole tenge, above it one decimal of the largest unit', () => {
  expect(inAll((l) => formatMoney(254_300_49n, l))).toEqual(['254_300_₸', '254_300_₸', '₸254,300']);
  expect(inAll((l) => formatMoney(1_250_000_00n, l))).toEqual(['1,3_млн_₸', '1,3_млн_₸', '₸1.3m']);
  expect(inAll((l) => formatMoney(17_540_000_000_00n, l))).toEqual(['17,5_млрд_₸', '17,5_млрд_₸', '₸17.5bn']);
  expect(inAll((l) => formatMoney(2_000_000_000_000_00n, l))).toEqual(['2,0_трлн_₸', '2,0_трлн_₸', '₸2.0tn']);
  expect(inAll((l) => formatMoney(-5_000_000_00n, l))).toEqual(['−5,0_млн_₸', '−5,0_млн_₸', '−₸5.0m']);
  expect([formatMoney(0n, 'en'), formatMoney(-20n, 'en'), formatMoney(50n, 'en'), formatMoney(49n, 'en')]).toEqual(['₸0', '₸0', '₸1', '₸0']);
});

test('a sum that rounds up to the next unit is written in it', () => {
  expect([formatMoney(999_999_49n, 'en'), formatMoney(999_999_50n, 'en'), formatMoney(999_949_999_99n, 'en'), formatMoney(999_950_000_00n, 'en'), formatMoney(999_950_000_000_00n, 'en')]).toEqual([
    '₸999,999', '₸1.0m', '₸999.9m', '₸1.0bn', '₸1.0tn',
  ]);
});

test('months and days are whole phrases in each language', () => {
  expect(inAll((l) => formatMonth('2026-03', l))).toEqual(['2026_жылғы наурыз', 'март 2026_года', 'March 2026']);
  expect(inAll((l) => formatMonthShort('2026-03', l))).toEqual(['2026_ж. нау.', 'март 2026', 'Mar 2026']);
  expect(inAll((l) => formatDay('2026-03-01', l))).toEqual(['2026_жылғы 1_наурыз', '1_марта 2026_года', '1_March 2026']);
  expect(inAll((l) => formatDay('2026-12-31', l))).toEqual(['2026_жылғы 31_желтоқсан', '31_декабря 2026_года', '31_December 2026']);
  expect(inAll((l) => asOfDay('2026-03-01', l))).toEqual(['2026_жылғы 1_наурыздағы жағдай бойынша', 'по состоянию на 1_марта 2026_года', 'as of 1_March 2026']);
});

test('the Kazakh phrase of state follows vowel harmony and the last sound of each month', () => {
  const phrases = Array.from({ length: 12 }, (_, at) => asOfDay(`2026-${String(at + 1).padStart(2, '0')}-05`, 'kk').split(/\s/)[3]);
  expect(phrases).toEqual([
    'қаңтардағы', 'ақпандағы', 'наурыздағы', 'сәуірдегі', 'мамырдағы', 'маусымдағы', 'шілдедегі', 'тамыздағы', 'қыркүйектегі', 'қазандағы', 'қарашадағы', 'желтоқсандағы',
  ]);
  for (const [at, phrase] of phrases.entries()) {
    const name = formatMonth(`2026-${String(at + 1).padStart(2, '0')}`, 'kk').split(/\s/)[2] ?? '';
    const front = /[әеіөү]/.test(name.slice(-3));
    const voiceless = /[кқпстфхцчшщ]$/.test(name);
    expect(phrase).toBe(`${name}${voiceless ? 'т' : 'д'}${front ? 'егі' : 'ағы'}`);
  }
});

test('there are twelve different months in every form', () => {
  const all = Array.from({ length: 12 }, (_, at) => `2026-${String(at + 1).padStart(2, '0')}`);
  for (const language of languages) {
    for (const format of [formatMonth, formatMonthShort, formatDay, asOfDay]) {
      expect(new Set(all.map((month) => format(`${month}-05`, language))).size).toBe(12);
    }
  }
});

test('how long something takes is said in at most two units', () => {
  const times = [0, 2.44, 9.94, 9.96, 42, 59.6, 60, 125, 3599.6, 3840, 90_000];
  expect(times.map((time) => seen(formatDuration(time, 'ru')))).toEqual(['0_с', '2,4_с', '9,9_с', '10_с', '42_с', '1_мин', '1_мин', '2_мин 5_с', '1_ч', '1_ч 4_мин', '25_ч']);
  expect(inAll((l) => formatDuration(3840, l))).toEqual(['1_сағ 4_мин', '1_ч 4_мин', '1_h 4_min']);
});

test('a word takes the form that its number asks for', () => {
  const forms = (language: 'kk' | 'ru' | 'en'): string[] => [0, 1, 2, 5, 11, 12, 21, 22, 25, 111, 1.5].map((n) => plural(n, language));
  expect(forms('ru')).toEqual(['many', 'one', 'few', 'many', 'many', 'many', 'one', 'few', 'many', 'many', 'other']);
  for (const language of ['kk', 'en'] as const) expect(forms(language)).toEqual(['other', 'one', 'other', 'other', 'other', 'other', 'other', 'other', 'other', 'other', 'other']);
});

test('plurals are those of CLDR', () => {
  fc.assert(
    fc.property(fc.oneof(fc.nat(), fc.nat({ max: 200 })), fc.constantFrom(...languages), (n, language) => {
      expect(plural(n, language)).toBe(new Intl.PluralRules(language).select(n));
    }),
  );
});

test('words stand in the order of the Kazakh alphabet', () => {
  const alphabet = [...'аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя'];
  expect(alphabet.length).toBe(42);
  for (const language of languages) expect(alphabet.toReversed().sort((a, b) => compareText(a, b, language))).toEqual(alphabet);
  const places = ['Ұлытау', 'Қостанай', 'Әйтеке би', 'Абай', 'Алматы', 'Үржар', 'Караганда', 'Ақмола', 'Щучинск', 'Шымкент', 'Іле', 'Ырғыз', 'Өскемен', 'Орал', 'Ғабит'];
  expect(places.toSorted((a, b) => compareText(a, b, 'kk'))).toEqual(
    ['Абай', 'Ақмола', 'Алматы', 'Әйтеке би', 'Ғабит', 'Караганда', 'Қостанай', 'Орал', 'Өскемен', 'Ұлытау', 'Үржар', 'Шымкент', 'Щучинск', 'Ырғыз', 'Іле'],
  );
});

test('signs come before digits, digits before letters, Latin after Cyrillic except in English', () => {
  const texts = ['zinc', 'цинк', '9', '«Цинк»', 'Цинк', 'цинка', 'É'];
  expect(texts.toSorted((a, b) => compareText(a, b, 'kk'))).toEqual(['«Цинк»', '9', 'Цинк', 'цинк', 'цинка', 'zinc', 'É']);
  expect(texts.toSorted((a, b) => compareText(a, b, 'en'))).toEqual(['«Цинк»', '9', 'zinc', 'Цинк', 'цинк', 'цинка', 'É']);
});

test('the order is total: it does not depend on who is asked first, nor on what stands between', () => {
  const text = fc.string({ unit: fc.constantFrom('а', 'Ә', 'ә', 'и\u0306', 'й', 'z', 'A', '1', ' ', '№', '漢'), maxLength: 4 });
  fc.assert(
    fc.property(text, text, text, fc.constantFrom(...languages), (a, b, c, language) => {
      const order = (x: string, y: string): number => Math.sign(compareText(x, y, language));
      expect(order(a, b) + order(b, a)).toBe(0);
      expect(order(a, b) === 0).toBe(a === b);
      const [first, second, third] = [a, b, c].sort(order) as [string, string, string];
      expect(order(first, second) <= 0 && order(second, third) <= 0 && order(first, third) <= 0).toBe(true);
    }),
  );
});
