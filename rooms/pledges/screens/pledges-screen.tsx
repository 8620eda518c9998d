import { Select } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { addressOf, useReply } from '#web/client.ts';
import { useFormat } from '#web/language.ts';
import { DataTable } from '#web/parts/data-table.tsx';
import { Filters, useSetSearch } from '#web/parts/filters.tsx';
import { Stamp } from '#web/parts/stamp.tsx';
import { Empty } from '#web/parts/states.tsx';
import { WhenThereAreFigures } from '#web/shell.tsx';
import { exportPledges, listPledges, verdicts } from '../contract.ts';
import { outlooks } from '../forecast-contract.ts';
import { ListSearch } from './list-search.tsx';
import { usePledgeColumns } from './pledge-columns.tsx';
import './projects.css';

const route = getRouteApi('/pledges');

const rowsOnPage = 50;

/** Every pledge with its verdict, those that lack the most first: search, filters, order and page stand in the address. */
export function PledgesScreen() {
  const { t } = useTranslation(['pledges', 'web']);
  useDocumentTitle(`${t('pledges.title')} · ${t('web:name')}`);
  return (
    <>
      <p className="eyebrow">{t('pledges.title')}</p>
      <WhenThereAreFigures><Pledges /></WhenThereAreFigures>
    </>
  );
}

function Pledges() {
  const { t } = useTranslation(['pledges', 'web']);
  const { count, language } = useFormat();
  const { page, size, sort = '-gap', ...chosen } = route.useSearch();
  const setSearch = useSetSearch();
  const paging = { page: Number(page ?? 1), size: Number(size ?? rowsOnPage) };
  const { data, error, refetch, isPlaceholderData } = useReply(listPledges, { query: { ...chosen, sort, ...paging } });
  const columns = usePledgeColumns();
  const { month, ...narrowing } = chosen;
  const narrowed = Object.values(narrowing).some((value) => value !== undefined);
  const file = (format: 'csv' | 'xlsx') => addressOf(exportPledges, { params: { format }, query: { ...chosen, sort, language } });
  return (
    <>
      <div className="projects-head">
        <h1 className="answer" aria-live="polite">{data === undefined ? t('pledges.title') : t(narrowed ? 'pledges.found' : 'pledges.all', { total: count(data.total) })}</h1>
        <ListSearch label={t('pledges.search')} />
      </div>
      <Filters place="search"><VerdictFilter /></Filters>
      <DataTable
        id="pledges" caption={t('pledges.title')} columns={columns} rows={data?.rows} rowKey={(row) => row.pledgeId}
        error={data === undefined ? error : null} again={() => void refetch()} stale={isPlaceholderData}
        sort={sort} onSort={(next) => setSearch({ sort: next })}
        paging={{ ...paging, total: data?.total ?? 0, onPage: (next) => setSearch({ page: String(next) }) }}
        files={[{ label: 'CSV', href: file('csv') }, { label: 'XLSX', href: file('xlsx') }]}
        empty={<Empty title={t('pledges.none')} action={<Link to="/pledges" search={month === undefined ? {} : { month }}>{t('projects.noneDo')}</Link>}>{t('pledges.noneWhy')}</Empty>}
      />
      {data === undefined ? null : <Stamp stamp={data.stamp} />}
    </>
  );
}

/** What became of the pledge; of those not due, how they are expected to end. */
function VerdictFilter() {
  const { t } = useTranslation(['overview', 'forecast', 'web']);
  const { verdict, outlook } = route.useSearch();
  const setSearch = useSetSearch();
  const data = verdicts.flatMap((value) => [
    { value, label: t(`verdict.${value}`) },
    ...(value === 'not-due' ? [...outlooks, 'untold' as const].map((one) => ({ value: `${value} ${one}`, label: `${t(`verdict.${value}`)}, ${t(`forecast:outlook.${one}`)}` })) : []),
  ]);
  const choose = (value: string | null) => setSearch({ verdict: value?.split(' ')[0], outlook: value?.split(' ')[1] });
  return (
    <Select size="xs" label={t('verdict.title')} placeholder={t('web:filter.all')} clearable={verdict !== undefined} allowDeselect={false} data={data}
      value={verdict === undefined ? null : [verdict, outlook].filter((one) => one !== undefined).join(' ')} onChange={choose} />
  );
}
