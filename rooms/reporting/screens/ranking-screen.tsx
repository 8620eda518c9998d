import { useDocumentTitle } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { addressOf, Unanswered, useReply } from '#web/client.ts';
import { useFormat } from '#web/language.ts';
import { Empty, Failed, Loading } from '#web/parts/states.tsx';
import { exportRanking, getRanking } from '../ranking-contract.ts';
import { RankingView, useQuestion, useRankingStamp } from './ranking-view.tsx';

/** The ranking of regions for those who may see figures: the public one, with completeness and contested pledges beside it. */
export function RankingScreen() {
  const { t } = useTranslation(['reporting', 'web']);
  const { language } = useFormat();
  const question = useQuestion();
  const stampOf = useRankingStamp();
  const { data, error, refetch, isPlaceholderData } = useReply(getRanking, { query: question });
  useDocumentTitle(`${t('title')} · ${t('web:name')}`);
  if (error instanceof Unanswered && error.error.code === 'no-release') return <Empty heads title={t('none')}>{t('noneWhy')}</Empty>;
  if (error !== null) return <Failed heads error={error} again={() => void refetch()} />;
  if (data === undefined) return <Loading />;
  const file = (format: 'csv' | 'xlsx') => addressOf(exportRanking, { params: { format }, query: { ...question, language } });
  return (
    <RankingView ranking={data} stale={isPlaceholderData} stamp={stampOf(data)} files={[{ label: 'CSV', href: file('csv') }, { label: 'XLSX', href: file('xlsx') }]}>
      {Object.keys(data.beside).length < data.rows.length ? t('foreign') : null}
    </RankingView>
  );
}
