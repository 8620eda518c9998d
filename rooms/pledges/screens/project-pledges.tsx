import { getRouteApi, Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#web/language.ts';
import { DataTable, type Column } from '#web/parts/data-table.tsx';
import { useSetSearch } from '#web/parts/filters.tsx';
import { PlaceLink } from '#web/parts/place-link.tsx';
import { Stamp } from '#web/parts/stamp.tsx';
import type { PledgeRow, ProjectPage } from '../contract.ts';
import { EmployerText } from './employer-text.tsx';
import { useLadderColumns } from './ladder-columns.tsx';
import { VerdictText, verdictOrder } from './verdict.tsx';

const route = getRouteApi('/projects/$projectId');

/** The pledges that the ladder of the project sums. */
export function ProjectPledges({ page }: { readonly page: ProjectPage }) {
  const { t } = useTranslation(['pledges', 'web']);
  const { sort = '-promised' } = route.useSearch();
  const setSearch = useSetSearch();
  const columns = useColumns();
  return (
    <section id="pledges">
      <h2>{t('project.pledges')}</h2>
      <DataTable id="project-pledges" caption={t('project.pledges')} columns={columns} rows={page.pledges} rowKey={(row) => row.pledgeId} sort={sort} onSort={(next) => setSearch({ sort: next })} />
      <Stamp stamp={page.stamp} />
    </section>
  );
}

function useColumns(): readonly Column<PledgeRow>[] {
  const { t } = useTranslation(['pledges', 'web', 'overview']);
  const { day, name } = useFormat();
  const ladder = useLadderColumns<PledgeRow>(['promised', 'due', '-reported', 'contracted', 'paid', 'held3', '-held6', 'held12', 'credited', '-gap', '-median', '-permanent', 'ladder']);
  return useMemo(() => [
    { key: 'pledgeId', head: t('pledges.column.pledgeId'), value: (row) => row.pledgeId, cell: (row) => <Link to="/pledges/$pledgeId" params={{ pledgeId: row.pledgeId }} search={({ month }) => ({ month })}>{row.pledgeId}</Link> },
    { key: 'place', head: t('pledges.column.place'), value: (row) => name(row.place.names), cell: (row) => <PlaceLink place={row.place} /> },
    { key: 'employer', head: t('pledges.column.employer'), hidden: true, value: (row) => row.employer.name, cell: (row) => <EmployerText employer={row.employer} /> },
    { key: 'phase', head: t('pledges.column.phase'), hidden: true, value: (row) => t(`web:phase.${row.phase}`), cell: (row) => t(`web:phase.${row.phase}`) },
    { key: 'awardedOn', head: t('pledges.column.awardedOn'), hidden: true, value: (row) => row.awardedOn, cell: (row) => day(row.awardedOn) },
    { key: 'dueOn', head: t('pledges.column.dueOn'), value: (row) => row.dueOn, cell: (row) => day(row.dueOn) },
    { key: 'verdict', head: t('overview:verdict.title'), value: (row) => verdictOrder(row.verdict), cell: (row) => <VerdictText verdict={row.verdict} /> },
    ...ladder,
  ], [t, day, name, ladder]);
}
