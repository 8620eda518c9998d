import { Trans, useTranslation } from 'react-i18next';
import { lastDay, type Month } from '#kernel/month.ts';
import { useFormat } from '#web/language.ts';
import type { Ladder } from '../contract.ts';

/** The page's question answered in one sentence: of the jobs that are due, how many are credited. */
export function Answer({ ladder, month }: { readonly ladder: Ladder; readonly month: string }) {
  const { t } = useTranslation('overview');
  const { count, share, asOf } = useFormat();
  const day = asOf(lastDay(month as Month));
  const values = { asOf: day.charAt(0).toUpperCase() + day.slice(1), due: count(ladder.due), met: count(ladder.met), share: share(ladder.met, ladder.due), promised: count(ladder.promised), paid: count(ladder.paid) };
  return <Trans t={t} i18nKey={ladder.due === 0 ? 'answerNothingDue' : 'answer'} count={ladder.due === 0 ? ladder.promised : ladder.due} values={values} shouldUnescape={false} components={{ strong: <strong className="number" /> }} />;
}
