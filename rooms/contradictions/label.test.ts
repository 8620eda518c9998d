import { expect, test } from 'vitest';
import { isWithin, mayBeIn } from './label.ts';
import { parsePeriod } from './period.ts';
import { findPlace } from './place.ts';

test.each(['marketing 2025', 'план на 2025', '2025-13', '32.01.2025', 'V квартал 2025', '2025 to 2013', 'end of 2025', '2025, 2026 and 2027', ''])('"%s" names no days', (text) => {
  expect(parsePeriod(text)).toBeUndefined();
});

test.each([
  ['2025-01-01', '2025-12-31', ['2025', '2025 г.', 'в 2025 году', '2025 жылы', '12 месяцев 2025', 'January–December 2025']],
  ['2013-01-01', '2020-12-31', ['2013–2020', '2013 - 2020 гг.', 'с 2013 по 2020 год', '2013 to 2020', '2013-2020 жж.']],
  ['2025-01-01', '2025-03-31', ['Q1 2025', '2025Q1', '1Q2025', 'I квартал 2025 г.', '1-й кв. 2025 года', 'first quarter of 2025', '2025 жылғы I тоқсан', '2025 жылдың бірінші тоқсаны', 'январь–март 2025', '2025 жылғы қаңтар-наурыз', '2025-01/2025-03', 'first three months of 2025']],
  ['2025-01-01', '2025-06-31', ['first half of 2025', 'H1 2025', 'I полугодие 2025 года', '2025 жылғы I жартыжылдық', 'first six months of 2025', '6 месяцев 2025']],
  ['2018-01-01', '2018-10-31', ['ten months of 2018', 'за 10 месяцев 2018 года', '2018 жылдың 10 айы']],
  ['2025-03-01', '2025-03-31', ['2025-03', '03.2025', 'March 2025', 'в марте 2025 года', '2025 жылғы наурыз']],
  ['2025-01-01', '2025-01-01', ['01.01.2025', 'на 01.01.2025', '2025-01-01', 'на 1 января 2025 года', 'as of 1 January 2025', 'January 1, 2025', '2025 жылғы 1 қаңтар']],
])('a period is its days, in whatever words: %s to %s', (from, to, names) => {
  for (const name of names) expect(parsePeriod(name), name).toEqual({ from, to });
});

test.each([
  ['Q1 2025', '2025', true], ['март 2025', 'I квартал 2025', true], ['2024', '2021-2025', true], ['end of 2018', '2018', true], ['spring', 'spring ', true],
  ['2025', 'Q1 2025', false], ['апрель 2025', 'Q1 2025', false], ['end of 2018', 'Q4 2018', false], ['2020', '2021-2025', false],
])('whether "%s" lies within "%s": %s', (part, whole, within) => expect(isWithin(part, whole)).toBe(within));

test('a place is the same under its names in three languages, and a city is not the region of that name', () => {
  for (const names of [['Kazakhstan', 'Қазақстан', 'Республика Казахстан', 'ҚР'], ['Almaty', 'г. Алматы', 'Алматы қаласы', 'город Алматы'], ['Astana', 'Нур-Султан'], ['Akmola oblast', 'Акмолинская обл.', 'Ақмола облысы'], ['ВКО', 'East Kazakhstan region']]) {
    expect(new Set(names.map(findPlace)).size, names.join()).toBe(1);
    expect(findPlace(names[0] ?? '')).toBeDefined();
  }
  expect(findPlace('Almaty region')).not.toBe(findPlace('Almaty'));
  expect(findPlace('Pavlodar')).toBeUndefined();
});

test.each([
  ['Almaty', 'Kazakhstan', true], ['Almaty', 'Shymkent', false], ['Kazakhstan', 'Almaty', false], ['Almaty', 'Алматинская область', false], ['Жетісу облысы', 'Almaty Region', true],
  ['Almaty Region', 'Жетісу облысы', false], ['село Достык', 'Astana', true], ['Almaty', 'the south', true],
])('whether "%s" may lie in "%s": %s', (part, whole, may) => expect(mayBeIn(part, whole)).toBe(may));
