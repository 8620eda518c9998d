import { useTranslation } from 'react-i18next';
import { useFormat } from '#web/language.ts';

/** A published count of people, or the word for a withheld one with its reason. */
export function People({ count: people }: { readonly count: number | null }) {
  const { t } = useTranslation('publishing');
  const { count } = useFormat();
  return people === null ? <span className="soft" title={t('fewWhy')}>{t('few')}</span> : count(people);
}

/** Credited of due; the word where it is withheld, a dash where nothing is due. */
export function Fulfilment({ figures: { due, met } }: { readonly figures: { readonly due: number; readonly met: number | null } }) {
  const { share } = useFormat();
  if (due === 0) return '–';
  return met === null ? <People count={null} /> : share(met, due);
}
