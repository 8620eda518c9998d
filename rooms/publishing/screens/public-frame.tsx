import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Unanswered } from '#web/client.ts';
import { useFormat } from '#web/language.ts';
import { Empty, Failed, Loading } from '#web/parts/states.tsx';
import type { PublicFigures, PublicPledge, Release } from '../contract.ts';
import './public.css';

type FrameProps<Page> = { readonly data: Page | undefined; readonly error: unknown; readonly again: () => void; readonly children: (page: Page) => ReactNode };

/** What stands around a public page: the shape of what comes, that nothing is published yet, or what went wrong. */
export function PublicFrame<Page>({ data, error, again, children }: FrameProps<Page>) {
  const { t } = useTranslation('publishing');
  if (error instanceof Unanswered && error.error.code === 'no-release') return <Empty heads title={t('none')}>{t('noneWhy')}</Empty>;
  if (error != null) return <Failed heads error={error} again={again} />;
  return data === undefined ? <Loading /> : <article className="public">{children(data)}</article>;
}

/** Release, day and definition of all figures of the page. */
export function ReleaseStamp({ release, month }: { readonly release: Release; readonly month: string }) {
  const { t } = useTranslation('publishing');
  const { day, month: text } = useFormat();
  return <p className="small stamp">{text(month)} · {t('release', { number: release.number, day: day(release.at.slice(0, 10)), definition: release.definition })} · <Link to="/definition" search={{}}>{t('method')}</Link></p>;
}

/** Of the due jobs how many are credited, in a sentence. */
export function Answer({ figures: { promised, due, met } }: { readonly figures: PublicFigures }) {
  const { t } = useTranslation('publishing');
  const { count, share } = useFormat();
  if (due === 0) return t('answer.none', { promised: count(promised) });
  return met === null ? t('answer.few', { due: count(due) }) : t('answer.share', { due: count(due), met: count(met), share: share(met, due) });
}

/** A published verdict in a word, red where the promise was broken; the word for one that is not told, with its reason. */
export function PublicVerdictText({ verdict }: Pick<PublicPledge, 'verdict'>) {
  const { t } = useTranslation(['publishing', 'overview']);
  if (verdict === null) return <span className="soft" title={t('verdictWhy')}>{t('verdictUntold')}</span>;
  return <span className={verdict === 'missed' || verdict === 'lost' ? 'lost' : verdict === 'not-due' ? 'soft' : ''}>{t(`overview:verdict.${verdict}`)}</span>;
}

/** What the rungs mean, why figures are round, and that the address stays. */
export function HowToRead() {
  const { t } = useTranslation('publishing');
  return <section><h2>{t('howToRead')}</h2><p>{t('read.rungs')}</p><p>{t('rounded')}</p><p>{t('verdictWhy')}</p><p>{t('read.stays')}</p></section>;
}
