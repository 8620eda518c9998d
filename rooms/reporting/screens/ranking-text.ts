import { formatWholePercent } from '../whole-percent.ts';
import { useFormat } from '#web/language.ts';

/** A share of a ranking in per cent, whole: it is not known more finely. A dash where it is not told. */
export function useShare(): (share: number | null) => string {
  const { language } = useFormat();
  return (value) => (value === null ? '–' : formatWholePercent(value, language));
}
