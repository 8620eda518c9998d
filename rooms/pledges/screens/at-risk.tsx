import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { addressOf, useReply } from '#web/client.ts';
import { useFormat } from '#web/language.ts';
import { DataTable, type Column } from '#web/parts/data-table.tsx';
import { PlaceLink } from '#web/parts/place-link.tsx';
import type { FilterSearch } from '#web/search.ts';
import { exportPledges, listPledges, type PledgeRow } from '../contract.ts';
import { EmployerText } from './employer-text.tsx';
import { HowForecast } from './outlook.tsx';

const rowsShown = 12;

/** Pledges that are not due and will fall short if they go the way of comparable ones, those that will lack the most first. */
export function AtRisk({ search }: { readonly search: FilterSearch }) {
  const { t } = useTranslation('forecast');
  const { count, language } = useFormat();
  const asked = { ...search, outlook: 'at-risk', sort: '-shortfall' } as const;
  const { data, error, refetch, isPlaceholderData } = useReply(listPledges, { query: { ...asked, size: rowsShown } });
  const columns = useColumns();
  const file = (format: 'csv' | 'xlsx') => addressOf(exportPledges, { params: { format }, query: { ...asked, language } });
  return (
    <section id="at-risk">
      <h2>{t('atRisk')}</h2>
      <DataTable id="at-risk" caption={t('atRisk')} columns={columns} rows={data?.rows} rowKey={(row) => row.pledgeId} empty={t('atRiskNone')}
        error={data === undefined ? error : null} again={() => void refetch()} stale={isPlaceholderData} files={data?.total ? [{ label: 'CSV', href: file('csv') }, { label: 'XLSX', href: file('xlsx') }] : []} />
      <p className="small soft">
        {data === undefined || data.total <= rowsShown ? null : <>{t('atRiskMore', { shown: count(rowsShown), total: count(data.total) })}{' '}</>}
        <HowForecast />
      </p>
    </section>
  );
}

function useColumns(): readonly Column<PledgeRow>[] {
  const { t } = useTranslation(['forecast', 'overview', 'web']);
  const { name, day, count, signed } = useFormat();
  return useMemo((): readonly Column<PledgeRow>[] => {
    const title = (row: PledgeRow) => (row.project === null ? row.pledgeId : name(row.project));
    const lacks = ({ ladder, verdict: { forecast } }: PledgeRow) => ladder.promised - (forecast?.expected ?? ladder.promised);
    const range = ({ verdict: { forecast } }: PledgeRow) => (forecast?.low == null || forecast.high === null ? null : `${count(forecast.low)} – ${count(forecast.high)}`);
    return [
      { key: 'pledge', head: t('overview:head.pledge'), cell: (row) => <Link to="/pledges/$pledgeId" params={{ pledgeId: row.pledgeId }} search={({ month }) => ({ month })}>{title(row)}</Link>, value: title },
      { key: 'number', head: t('overview:head.number'), hidden: true, cell: (row) => <span className="soft number">{row.pledgeId}</span>, value: (row) => row.pledgeId },
      { key: 'employer', head: t('overview:head.employer'), hidden: true, cell: (row) => <EmployerText employer={row.employer} />, value: (row) => row.employer.name ?? String(row.employer.number) },
      { key: 'place', head: t('overview:head.pledgePlace'), cell: (row) => <PlaceLink place={row.place} />, value: (row) => name(row.place.names) },
      { key: 'dueOn', head: t('overview:head.dueOn'), cell: (row) => day(row.dueOn), value: (row) => row.dueOn },
      { key: 'promised', head: t('web:rungShort.promised'), numeric: true, cell: (row) => count(row.ladder.promised), value: (row) => row.ladder.promised },
      { key: 'judged', head: t('evidence'), numeric: true, cell: (row) => (row.verdict.judged === null ? '–' : count(row.verdict.judged)), value: (row) => row.verdict.judged },
      { key: 'expected', head: t('head.expected'), numeric: true, cell: (row) => count(row.verdict.forecast?.expected ?? 0), value: (row) => row.verdict.forecast?.expected ?? null },
      { key: 'range', head: t('head.range'), numeric: true, cell: (row) => range(row) ?? '–', value: range },
      { key: 'shortfall', head: t('head.shortfall'), numeric: true, cell: (row) => <span className="at-risk">{signed(-lacks(row))}</span>, value: lacks },
    ];
  }, [t, name, day, count, signed]);
}
