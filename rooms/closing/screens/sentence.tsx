import { Trans, useTranslation } from 'react-i18next';
import { useFormat } from '#web/language.ts';
import { useWhen } from '#web/when.ts';
import type { Draft } from '../contract.ts';

const strong = { strong: <strong className="number" /> };

/** How a draft stands, as a sentence. */
export function DraftSentence({ draft: { month: through, state, until, daysLeft, release } }: { readonly draft: Draft }) {
  const { t } = useTranslation('closing');
  const { month, day, count } = useFormat();
  const values = { month: month(through), until: day(until), days: count(daysLeft), release: release === null ? '' : count(release) };
  const key = ({ running: 'running', over: 'over', frozen: 'isFrozen', withdrawn: 'isWithdrawn' } as const)[state];
  return <Trans t={t} i18nKey={`sentence.${key}`} values={values} shouldUnescape={false} components={strong} />;
}

/** Through which month figures are frozen, as a sentence. */
export function FrozenSentence({ through }: { readonly through: string | null }) {
  const { t } = useTranslation('closing');
  const { month } = useFormat();
  return through === null ? t('sentence.none') : <Trans t={t} i18nKey="sentence.frozen" values={{ month: month(through) }} shouldUnescape={false} components={strong} />;
}

/** Who did something and when, in small type; a visitor of the made-up country by that word. */
export function ActText({ act }: { readonly act: Draft['opened'] }) {
  const { t } = useTranslation('closing');
  const when = useWhen();
  return <span className="soft small">{act.visitor ? t('visitor') : act.by}, {when(act.at)}</span>;
}
