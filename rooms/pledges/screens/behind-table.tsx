import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#web/language.ts';
import { DataTable, type Column } from '#web/parts/data-table.tsx';
import { PlaceLink } from '#web/parts/place-link.tsx';
import type { PledgeRow } from '../contract.ts';
import { EmployerText } from './employer-text.tsx';
import { useLadderColumns } from './ladder-columns.tsx';
import { VerdictText, verdictOrder } from './verdict.tsx';

/** The pledges furthest behind: due, and lacking the most jobs. The server has put them in order. */
export function BehindTable({ rows, stale }: { readonly rows: readonly PledgeRow[]; readonly stale: boolean }) {
  const { t } = useTranslation('overview');
  const { name, day } = useFormat();
  const ladder = useLadderColumns<PledgeRow>(['promised', 'credited', 'gap', '-contracted', '-paid', '-held3', '-held12', 'ladder']);
  const columns = useMemo((): readonly Column<PledgeRow>[] => [
    { key: 'pledge', head: t('head.pledge'), cell: (row) => <Link to="/pledges/$pledgeId" params={{ pledgeId: row.pledgeId }} search={({ month }) => ({ month })}>{row.project === null ? row.pledgeId : name(row.project)}</Link>, value: (row) => (row.project === null ? row.pledgeId : name(row.project)) },
    { key: 'number', head: t('head.number'), cell: (row) => <span className="soft number">{row.pledgeId}</span>, value: (row) => row.pledgeId },
    { key: 'employer', head: t('head.employer'), cell: (row) => <EmployerText employer={row.employer} />, value: (row) => row.employer.name ?? String(row.employer.number) },
    { key: 'place', head: t('head.pledgePlace'), cell: (row) => <PlaceLink place={row.place} />, value: (row) => name(row.place.names) },
    { key: 'dueOn', head: t('head.dueOn'), numeric: true, cell: (row) => day(row.dueOn), value: (row) => row.dueOn },
    { key: 'verdict', head: t('verdict.title'), cell: (row) => <VerdictText verdict={row.verdict} />, value: (row) => verdictOrder(row.verdict) },
    ...ladder,
  ], [t, name, day, ladder]);
  return <DataTable id="behind" caption={t('behind')} columns={columns} rows={rows} rowKey={(row) => row.pledgeId} empty={t('behindNone')} stale={stale} />;
}
