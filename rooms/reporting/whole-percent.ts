import { formatCount, type Language } from '#kernel/format.ts';

/** A share in whole per cent: `62 %`. Of published figures, which are rounded to tens, it is not known more finely. */
export function formatWholePercent(share: number, language: Language): string {
  return `${formatCount(Math.round(share * 100), language)}${language === 'en' ? '' : '\u202f'}%`;
}
