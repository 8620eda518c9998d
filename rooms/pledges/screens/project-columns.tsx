import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#web/language.ts';
import { AmountText } from '#web/parts/amount-text.tsx';
import type { Column } from '#web/parts/data-table.tsx';
import { PlaceLink } from '#web/parts/place-link.tsx';
import { projectSorts, type ListedProject, type ProjectRow } from '../contract.ts';
import { EmployerText } from './employer-text.tsx';
import { useLadderColumns } from './ladder-columns.tsx';

/** Columns of the list of projects; every one but the name can be hidden, and those of the register stand aside until chosen. */
export function useProjectColumns(): readonly Column<ListedProject>[] {
  const { t } = useTranslation(['pledges', 'web']);
  const { name, count, share, day } = useFormat();
  const ladder = useLadderColumns<ListedProject>(['promised', 'due', '-contracted', 'paid', 'held3', '-held6', 'held12', '-credited', '-gap', 'fulfilment', '-median', '-permanent']);
  const picture = useLadderColumns<ListedProject>(['ladder']);
  return useMemo(() => {
    const text = (key: 'programme' | 'office', cell: (row: ListedProject) => string | null): Column<ListedProject> => ({ key, head: t(`projects.column.${key}`), hidden: true, cell: (row) => cell(row) ?? '–' });
    return [
      { key: 'name', head: t('projects.column.name'), sorts: true, cell: (row) => <Link to="/projects/$projectId" params={{ projectId: row.projectId }} search={({ month }) => ({ month })} className="project-name">{name(row.names)}</Link> },
      { key: 'projectId', head: t('projects.column.projectId'), hidden: true, cell: (row) => row.projectId },
      { key: 'place', head: t('projects.column.place'), cell: (row) => <PlaceLink place={row.place} /> },
      { key: 'kind', head: t('projects.column.kind'), hidden: true, cell: (row) => t(`web:kind.${row.kind}`) },
      { key: 'sector', head: t('projects.column.sector'), hidden: true, cell: (row) => <SectorText row={row} /> },
      { key: 'stage', head: t('projects.column.stage'), cell: (row) => t(`web:stage.${row.stage}`) },
      { key: 'owner', head: t('projects.column.owner'), hidden: true, cell: (row) => <EmployerText employer={row.owner} /> },
      text('office', (row) => row.office),
      text('programme', (row) => row.programme),
      { key: 'funding', head: t('projects.column.funding'), hidden: true, cell: (row) => (row.funding === null ? '–' : t(`funding.${row.funding}`)) },
      { key: 'startsOn', head: t('projects.column.startsOn'), sorts: true, hidden: true, cell: (row) => day(row.startsOn) },
      { key: 'endsOn', head: t('projects.column.endsOn'), hidden: true, cell: (row) => (row.endsOn === null ? '–' : day(row.endsOn)) },
      { key: 'foreignShare', head: t('projects.column.foreignShare'), numeric: true, hidden: true, cell: (row) => (row.foreignShare === null ? '–' : share(row.foreignShare, 1)) },
      { key: 'pledges', head: t('projects.column.pledges'), numeric: true, hidden: true, cell: (row) => count(row.pledges) },
      ...ladder.map((column) => ({ ...column, sorts: projectSorts.some((key) => key === column.key) })),
      { key: 'investment', head: t('projects.column.investment'), sorts: true, numeric: true, cell: (row) => <AmountText tenge={row.investment} /> },
      { key: 'wageShare', head: t('projects.column.wageShare'), unit: '%', sorts: true, numeric: true, cell: (row) => (row.wageShare === null ? '–' : share(row.wageShare, 1)) },
      ...picture,
    ];
  }, [t, name, count, share, day, ladder, picture]);
}

/** The sector as registered, led by the name of its section. */
export function SectorText({ row }: { readonly row: Pick<ProjectRow, 'sector' | 'section'> }) {
  const { t } = useTranslation('web');
  if (row.section === null) return row.sector;
  return <>{t(`section.${row.section as 'A'}`)}{row.sector === row.section ? null : <span className="soft"> {row.sector}</span>}</>;
}
