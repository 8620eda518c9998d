import { getRouteApi, Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { addressOf, useReply } from '#web/client.ts';
import { useFormat } from '#web/language.ts';
import { DataTable, type Column } from '#web/parts/data-table.tsx';
import { Filters, useSetSearch } from '#web/parts/filters.tsx';
import { PlaceLink } from '#web/parts/place-link.tsx';
import { Stamp } from '#web/parts/stamp.tsx';
import { Empty, Failed } from '#web/parts/states.tsx';
import { correctedIn, exportReconciliationTable, getReconciliationTable, reasons, type Sheet } from '../reconciliation-contract.ts';
import { TableAnswer } from './reconciliation-answer.tsx';

const route = getRouteApi('/months/$month/reconciliation');
const rowsOnPage = 50;

/** Every pledge of an employer, a place, or all that one sees: what was reported, what is paid, and what keeps them apart. */
export function ReconciliationTable() {
  const { t } = useTranslation('reconciliation');
  const { language } = useFormat();
  const { month } = route.useParams();
  const { employer, place, sort = '-gap', page } = route.useSearch();
  const setSearch = useSetSearch();
  const paging = { page: Number(page ?? 1), size: rowsOnPage };
  const asked = { month, employer, place, sort };
  const { data, error, refetch, isPlaceholderData } = useReply(getReconciliationTable, { query: { ...asked, ...paging } });
  const columns = useSheetColumns(month);
  if (data === undefined && error !== null) return <Failed heads error={error} again={() => void refetch()} />;
  return (
    <>
      <h1 className="answer" aria-live="polite">{data === undefined ? t('ofTable') : <TableAnswer sum={data.sum} />}</h1>
      {data?.employer == null ? null : <p><strong>{data.employer.name ?? t('employerNumber', { n: data.employer.number })}</strong></p>}
      <p className="small soft">{t('table.note')} {data === undefined || data.sum.unreported === 0 ? '' : t('table.unreported', { n: data.sum.unreported })}</p>
      <Filters shows={['place']} place="search" />
      <DataTable
        id="reconciliation" caption={t('table.title')} columns={columns} rows={data?.rows} rowKey={(row) => row.pledgeId} stale={isPlaceholderData} sort={sort} onSort={(next) => setSearch({ sort: next })}
        files={(['csv', 'xlsx'] as const).map((format) => ({ label: format.toUpperCase(), href: addressOf(exportReconciliationTable, { params: { format }, query: { ...asked, language } }) }))}
        paging={{ ...paging, total: data?.total ?? 0, onPage: (next) => setSearch({ page: String(next) }) }} empty={<Empty title={t('table.none')}>{t('table.noneWhy')}</Empty>}
      />
      {data === undefined ? null : <Stamp stamp={data.stamp} />}
    </>
  );
}

function useSheetColumns(month: string): readonly Column<Sheet>[] {
  const { t } = useTranslation('reconciliation');
  const { count, signed, name } = useFormat();
  return useMemo((): readonly Column<Sheet>[] => {
    const known = (value: number | null, shown = count) => (value === null ? '–' : shown(value));
    const mostly = ({ byReason }: Sheet) => reasons.filter((reason) => reason !== 'counts' && byReason[reason] > 0).toSorted((a, b) => byReason[b] - byReason[a])[0];
    return [
      { key: 'pledgeId', head: t('column.pledge'), sorts: true, cell: (row) => <Link to="/months/$month/reconciliation" params={{ month }} search={{ pledge: row.pledgeId }}>{row.pledgeId}</Link> },
      { key: 'reported', head: t('bridge.reported'), numeric: true, sorts: true, cell: (row) => known(row.reported) },
      { key: 'paid', head: t('reason.counts.name'), numeric: true, sorts: true, cell: (row) => count(row.paid) },
      { key: 'gap', head: t('column.gap'), numeric: true, sorts: true, cell: (row) => known(row.reported === null ? null : row.reported - row.paid, signed) },
      { key: 'near', head: t('column.near'), numeric: true, sorts: true, cell: (row) => count(row.near - row.paid) },
      { key: 'notFound', head: t('column.notFound'), numeric: true, sorts: true, cell: (row) => known(row.notFound, signed) },
      {
        key: 'mostly', head: t('column.mostly'), cell: (row) => {
          const reason = mostly(row);
          if (reason === undefined) return '–';
          const where = correctedIn[reason];
          return <span className="mostly">{t(`reason.${reason}.short`)} {count(row.byReason[reason])}{where === undefined ? null : <span className="soft"> ({t(`correct.${where}`)})</span>}</span>;
        },
      },
      { key: 'contracted', head: t('bridge.contracted'), numeric: true, sorts: true, hidden: true, cell: (row) => count(row.contracted) },
      { key: 'held3', head: t('bridge.held3'), numeric: true, sorts: true, hidden: true, cell: (row) => count(row.held3) },
      { key: 'credited', head: t('bridge.credited'), numeric: true, sorts: true, cell: (row) => known(row.credited) },
      { key: 'employer', head: t('column.employer'), cell: (row) => <Link to="/months/$month/reconciliation" params={{ month }} search={{ employer: String(row.employer.number) }}>{row.employer.name ?? t('employerNumber', { n: row.employer.number })}</Link> },
      { key: 'place', head: t('column.place'), hidden: true, cell: (row) => <PlaceLink place={row.place} /> },
      { key: 'project', head: t('column.project'), hidden: true, cell: (row) => (row.project === null ? '–' : name(row.project)) },
    ];
  }, [t, count, signed, name, month]);
}
