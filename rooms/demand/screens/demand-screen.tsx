import { useDocumentTitle } from '@mantine/hooks';
import { getRouteApi } from '@tanstack/react-router';
import { Trans, useTranslation } from 'react-i18next';
import { useReply } from '#web/client.ts';
import { useFormat } from '#web/language.ts';
import { DataTable } from '#web/parts/data-table.tsx';
import { Filters, useSetSearch } from '#web/parts/filters.tsx';
import { Stamp } from '#web/parts/stamp.tsx';
import { Empty, Failed } from '#web/parts/states.tsx';
import { WhenThereAreFigures } from '#web/shell.tsx';
import { getDemand, type Demand } from '../contract.ts';
import { useDemandColumns, useShortColumns } from './demand-columns.tsx';

const route = getRouteApi('/demand');

/** How sought the promised jobs are: posts still open against the people whom registers know for them. */
export function DemandScreen() {
  const { t } = useTranslation(['demand', 'web']);
  useDocumentTitle(`${t('title')} · ${t('web:name')}`);
  return (
    <>
      <p className="eyebrow">{t('title')}</p>
      <WhenThereAreFigures><Posts /></WhenThereAreFigures>
    </>
  );
}

function Posts() {
  const { t } = useTranslation(['demand', 'web']);
  const { place, sort = '-tightness', shortSort = 'dueOn' } = route.useSearch();
  const setSearch = useSetSearch();
  const { data, error, refetch, isPlaceholderData } = useReply(getDemand, { query: { place } });
  const columns = useDemandColumns();
  const shortColumns = useShortColumns();
  if (data === undefined && error !== null) return <Failed error={error} again={() => void refetch()} />;
  return (
    <>
      <h1 className="answer" aria-live="polite">{data === undefined ? t('title') : <Answer totals={data.totals} />}</h1>
      <p className="small soft">{t('untold', { what: (data?.untold ?? []).map((one) => t(`untoldOf.${one}`)).join(', ') })} {t('note')}</p>
      <Filters shows={['place']} place="search" />
      <section>
        <h2>{t('short.title')}</h2>
        <DataTable
          id="demand-short" caption={t('short.title')} columns={shortColumns} rows={data?.short} rowKey={(row) => row.pledgeId} stale={isPlaceholderData}
          sort={shortSort} onSort={(next) => setSearch({ shortSort: next })} empty={<Empty title={t('short.none')}>{t('short.noneWhy')}</Empty>}
        />
      </section>
      <section>
        <h2>{t('posts.title')}</h2>
        <DataTable
          id="demand-posts" caption={t('posts.title')} columns={columns} rows={data?.rows} rowKey={(row) => `${row.region.kato} ${row.occupation ?? ''} ${row.quarter}`} stale={isPlaceholderData}
          sort={sort} onSort={(next) => setSearch({ sort: next })} empty={<Empty title={t('posts.none')}>{t('posts.noneWhy')}</Empty>}
        />
      </section>
      {data === undefined ? null : <Stamp stamp={data.stamp} what={t('posts.unit')} />}
    </>
  );
}

function Answer({ totals: { open, short, pledgesShort } }: { readonly totals: Demand['totals'] }) {
  const { t } = useTranslation('demand');
  const { count } = useFormat();
  const key = open === 0 ? 'answer.none' : short === 0 ? 'answer.enough' : 'answer.short';
  return <Trans t={t} i18nKey={key} values={{ open: count(open), short: count(short), pledges: count(pledgesShort) }} shouldUnescape={false} components={{ strong: <strong className="number" /> }} />;
}
