import { useTranslation } from 'react-i18next';
import { useWhen } from '#web/when.ts';
import type { DecisionRow } from '../contract.ts';

/** Who did something and when, in small type; a visitor of the made-up country by that word. */
export function ActText({ act }: { readonly act: DecisionRow['act'] }) {
  const { t } = useTranslation('oversight');
  const when = useWhen();
  return <span className="soft small">{act.visitor ? t('visitor') : act.by}, {when(act.at)}</span>;
}
