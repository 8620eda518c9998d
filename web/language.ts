import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { asOfDay, compareText, formatCount, formatDay, formatDuration, formatMoney, formatMonth, formatMonthShort, formatShare, formatSigned } from '#kernel/format.ts';
import type { Language } from './words.ts';

/** A name in the three languages; where English is missing the Russian one stands in. */
type Names = { readonly kk: string; readonly ru: string; readonly en: string | null };

function formatsOf(language: Language) {
  return {
    language,
    count: (value: number, decimals?: number) => formatCount(value, language, decimals),
    signed: (value: number) => formatSigned(value, language),
    share: (part: number, whole: number) => formatShare(part, whole, language),
    money: (tenge: number) => formatMoney(BigInt(Math.round(tenge * 100)), language),
    duration: (seconds: number) => formatDuration(seconds, language),
    month: (month: string) => formatMonth(month, language),
    monthShort: (month: string) => formatMonthShort(month, language),
    day: (day: string) => formatDay(day, language),
    asOf: (day: string) => asOfDay(day, language),
    compare: (a: string, b: string) => compareText(a, b, language),
    name: (names: Names) => names[language] ?? names.ru,
  };
}

/** Numbers, dates, names and sorting in the language of the page. */
export function useFormat() {
  const { i18n } = useTranslation();
  const language = i18n.language as Language;
  return useMemo(() => formatsOf(language), [language]);
}
