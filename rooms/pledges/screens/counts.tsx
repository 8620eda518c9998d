import { useTranslation } from 'react-i18next';
import { useFormat } from '#web/language.ts';

/** How many projects, pledges and employers a view is about. */
export function Counts({ counts }: { readonly counts: { readonly projects: number; readonly pledges: number; readonly employers: number } }) {
  const { t } = useTranslation('overview');
  const { count } = useFormat();
  return <p className="small soft">{(['projects', 'pledges', 'employers'] as const).map((what) => `${t(`counts.${what}`)}: ${count(counts[what])}`).join(' · ')}</p>;
}
