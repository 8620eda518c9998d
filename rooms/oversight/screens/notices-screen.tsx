import { useDocumentTitle } from '@mantine/hooks';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { queries, useChange, useReply } from '#web/client.ts';
import { useFormat } from '#web/language.ts';
import { DataTable, type Column } from '#web/parts/data-table.tsx';
import { useSetSearch } from '#web/parts/filters.tsx';
import { Empty, Failed } from '#web/parts/states.tsx';
import { useWhen } from '#web/when.ts';
import { listNotices, markNoticesSeen, type NoticeRow } from '../contract.ts';

const route = getRouteApi('/notices');
const rowsOnPage = 50;

/** What the reader's offices and employers were told. Opening the page is seeing it; what was new stays marked until one leaves. */
export function NoticesScreen() {
  const { t } = useTranslation(['oversight', 'web']);
  useDocumentTitle(`${t('notices.title')} · ${t('web:name')}`);
  const { count } = useFormat();
  const { page = '1' } = route.useSearch();
  const setSearch = useSetSearch();
  const { data, error, refetch, isPlaceholderData } = useReply(listNotices, { query: { page: Number(page), size: rowsOnPage } });
  const { mutate } = useChange(markNoticesSeen);
  const newest = page === '1' && (data?.unseen ?? 0) > 0 ? data?.rows[0]?.id : undefined;
  useEffect(() => { if (newest !== undefined) mutate({ body: { upto: newest } }); }, [newest, mutate]);
  // Whoever comes back is asked anew what is new.
  useEffect(() => () => void queries.invalidateQueries({ queryKey: [listNotices.method, listNotices.path] }), []);
  const columns = useColumns();
  if (error !== null && data === undefined) return <Failed heads error={error} again={() => void refetch()} />;
  return (
    <>
      <p className="eyebrow">{t('notices.title')}</p>
      <h1 className="answer" aria-live="polite">{data === undefined ? t('notices.title') : data.unseen === 0 ? t('notices.allSeen') : t('notices.unseen', { n: count(data.unseen) })}</h1>
      <DataTable id="notices" caption={t('notices.title')} columns={columns} rows={data?.rows} rowKey={(row) => String(row.id)} stale={isPlaceholderData}
        paging={{ page: Number(page), size: rowsOnPage, total: data?.total ?? 0, onPage: (next) => setSearch({ page: String(next) }) }} empty={<Empty title={t('notices.none')}>{t('notices.noneWhy')}</Empty>} />
    </>
  );
}

function useColumns(): readonly Column<NoticeRow>[] {
  const { t } = useTranslation('oversight');
  const when = useWhen();
  return useMemo((): readonly Column<NoticeRow>[] => [
    { key: 'what', head: t('notices.what'), cell: (row) => <><NoticeLink notice={row} />{row.seen ? null : <strong className="small"> · {t('notices.new')}</strong>}</> },
    { key: 'at', head: t('notices.at'), cell: (row) => when(row.at) },
  ], [t, when]);
}

/** A notice in words, leading to what it tells of. */
function NoticeLink({ notice: { what, subjectKind, subject, facts } }: { readonly notice: NoticeRow }) {
  const { t } = useTranslation('notice');
  const { day, month, count } = useFormat();
  const told = Object.fromEntries(Object.entries(facts).map(([key, value]) => {
    if (typeof value === 'number') return [key, count(value)];
    return [key, typeof value !== 'string' ? '' : /^\d{4}-\d\d-\d\d$/.test(value) ? day(value) : key === 'month' ? month(value) : value];
  }));
  const text: string = t(`text.${what}`, told as { order: string; dueOn: string });
  if (subjectKind === 'order') return <Link to="/orders/$orderId" params={{ orderId: subject }}>{text}</Link>;
  if (subjectKind === 'month') return <Link to="/months/$month" params={{ month: subject }} search={{}}>{text}</Link>;
  return <Link to="/pledges/$pledgeId" params={{ pledgeId: subject }} search={{}}>{text}</Link>;
}
