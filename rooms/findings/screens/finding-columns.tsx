import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#web/language.ts';
import type { Column } from '#web/parts/data-table.tsx';
import { PlaceLink } from '#web/parts/place-link.tsx';
import { localDay } from '#web/when.ts';
import type { FindingRow } from '../contract.ts';

/** Columns of the list of findings. */
export function useFindingColumns(): readonly Column<FindingRow>[] {
  const { t } = useTranslation('findings');
  const { count, day, monthShort, name } = useFormat();
  return useMemo((): readonly Column<FindingRow>[] => [
    { key: 'rule', head: t('column.rule'), sorts: true, cell: (row) => <Link to="/findings/$findingId" params={{ findingId: row.id }}>{t(`rule.${row.rule}.name`)}</Link> },
    { key: 'pledge', head: t('column.pledge'), names: true, cell: (row) => <SubjectText finding={row} /> },
    { key: 'employer', head: t('column.employer'), names: true, cell: (row) => <EmployerText employer={row.employer} /> },
    { key: 'project', head: t('column.project'), hidden: true, cell: (row) => (row.pledge?.project == null ? '–' : name(row.pledge.project)) },
    { key: 'place', head: t('column.place'), cell: (row) => <PlaceLink place={row.place} /> },
    { key: 'last', head: t('column.span'), sorts: true, cell: (row) => <span className="finding-span">{t('page.months', { first: monthShort(row.first), last: monthShort(row.last) })}</span> },
    { key: 'measured', head: t('column.measured'), unit: '%', numeric: true, sorts: true, cell: (row) => count(row.measured) },
    { key: 'threshold', head: t('column.threshold'), unit: '%', numeric: true, hidden: true, cell: (row) => count(row.threshold) },
    { key: 'persons', head: t('column.persons'), numeric: true, sorts: true, cell: (row) => count(row.persons) },
    { key: 'jobs', head: t('column.jobs'), numeric: true, sorts: true, cell: (row) => count(row.jobs) },
    { key: 'state', head: t('column.state'), cell: (row) => <StateText finding={row} /> },
    { key: 'foundAt', head: t('column.foundAt'), sorts: true, hidden: true, cell: (row) => day(localDay(row.foundAt)) },
  ], [t, count, day, monthShort, name]);
}

/** The pledge that a finding is about, or the employer as a whole. */
export function SubjectText({ finding: { pledge } }: { readonly finding: FindingRow }) {
  const { t } = useTranslation('findings');
  if (pledge === null) return <span className="soft">{t('ofEmployer')}</span>;
  return <Link to="/pledges/$pledgeId" params={{ pledgeId: pledge.pledgeId }} search={{}} className="finding-span">{pledge.pledgeId}</Link>;
}

/** An employer by name, or by our own number where no name is held, linked to its projects. */
export function EmployerText({ employer }: { readonly employer: FindingRow['employer'] }) {
  const { t } = useTranslation('findings');
  return <Link to="/projects" search={{ employer: String(employer.number) }}>{employer.name ?? t('employerNumber', { n: employer.number })}</Link>;
}

/** Amber marks what waits; red is for what an officer has confirmed. Each is a word first. */
export function StateText({ finding: { state, judgement } }: { readonly finding: FindingRow }) {
  const { t } = useTranslation('findings');
  const tone = state === 'open' ? 'at-risk' : state === 'confirmed' ? 'lost' : 'soft';
  return <span className={tone}>{t(`state.${state}`)}{state === 'gone' && judgement !== null ? `, ${t(`state.${judgement.verdict}`)}` : ''}</span>;
}
