import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { addressOf } from '#web/client.ts';
import { useFormat } from '#web/language.ts';
import { DataTable } from '#web/parts/data-table.tsx';
import type { FilterSearch } from '#web/search.ts';
import { exportPledges, type PledgeRow } from '../contract.ts';
import { usePledgeColumns } from './pledge-columns.tsx';

type Props = { readonly rows: readonly PledgeRow[]; readonly search: FilterSearch; readonly stale: boolean };

/** The pledges furthest behind: due, and lacking the most jobs. The server has put them in order; the files and the link have them all. */
export function BehindTable({ rows, search, stale }: Props) {
  const { t } = useTranslation('overview');
  const { language } = useFormat();
  const columns = usePledgeColumns();
  const file = (format: 'csv' | 'xlsx') => addressOf(exportPledges, { params: { format }, query: { ...search, sort: '-gap', language } });
  return (
    <>
      <DataTable id="behind" caption={t('behind')} columns={columns} rows={rows} rowKey={(row) => row.pledgeId} empty={t('behindNone')} stale={stale}
        files={[{ label: 'CSV', href: file('csv') }, { label: 'XLSX', href: file('xlsx') }]} />
      <p className="small"><Link to="/pledges" search={search}>{t('allPledges')}</Link></p>
    </>
  );
}
