import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#web/language.ts';
import type { Column } from '#web/parts/data-table.tsx';
import { PlaceLink } from '#web/parts/place-link.tsx';
import { useReferenceNames } from '#web/reference-names.ts';
import type { DemandRow, Direction, PledgeDemand } from '../contract.ts';

/** An occupation by its group's name, or that anybody will do. */
function useOccupation(): (code: string | null) => string {
  const { t } = useTranslation('demand');
  const { occupation } = useReferenceNames();
  return (code) => (code === null ? t('anyOccupation') : (occupation(code) ?? code));
}

/** Columns of the posts by region, occupation and quarter. */
export function useDemandColumns(): readonly Column<DemandRow>[] {
  const { t } = useTranslation('demand');
  const { count, name } = useFormat();
  const occupation = useOccupation();
  return useMemo(() => {
    const number = (key: 'pledges' | 'posts' | 'postsSoFar', hidden = false): Column<DemandRow> => ({ key, head: t(`column.${key}`), numeric: true, hidden, cell: (row) => count(row[key]), value: (row) => row[key] });
    const people = (key: 'free' | 'working' | 'hired', hidden = false): Column<DemandRow> => ({ key, head: t(`column.${key}`), unit: t('column.people'), numeric: true, hidden, cell: (row) => (row[key] === null ? t('few') : count(row[key])), value: (row) => row[key] });
    return [
      { key: 'region', head: t('column.region'), cell: (row) => <PlaceLink place={row.region} />, value: (row) => name(row.region.names) },
      { key: 'occupation', head: t('column.occupation'), names: true, cell: (row) => occupation(row.occupation), value: (row) => occupation(row.occupation) },
      { key: 'quarter', names: true, head: t('column.quarter'), cell: (row) => (row.quarter === 'overdue' ? t('overdue') : t('quarter', { year: row.quarter.slice(0, 4), nth: row.quarter.slice(-1) })), value: (row) => (row.quarter === 'overdue' ? '0' : row.quarter) },
      number('posts'), number('postsSoFar'), people('free'),
      { key: 'tightness', head: t('column.tightness'), unit: t('column.postsForOne'), numeric: true, cell: (row) => (row.tightness === null ? '–' : count(row.tightness, 2)), value: (row) => row.tightness ?? Number.MAX_VALUE },
      { key: 'direction', head: t('column.direction'), cell: (row) => <DirectionText direction={row.direction} />, value: (row) => t(`direction.${row.direction}`) },
      people('hired'), people('working', true), number('pledges', true),
    ];
  }, [t, count, name, occupation]);
}

function DirectionText({ direction }: { readonly direction: Direction }) {
  const { t } = useTranslation('demand');
  return <span className={direction === 'short' ? 'at-risk' : undefined}>{direction === 'short' ? '▲ ' : ''}{t(`direction.${direction}`)}</span>;
}

/** Columns of the pledges that will fail for want of people. */
export function useShortColumns(): readonly Column<PledgeDemand>[] {
  const { t } = useTranslation(['demand', 'web']);
  const { count, day, name } = useFormat();
  const occupation = useOccupation();
  return useMemo(() => {
    const employer = ({ employer: { name: registered, number } }: PledgeDemand) => registered ?? t('web:employer.number', { n: number });
    const titled = (row: PledgeDemand) => (row.project === null ? row.pledgeId : name(row.project));
    const number = (key: 'jobs' | 'open' | 'people' | 'short', hidden = false): Column<PledgeDemand> => ({ key, head: t(`column.${key === 'people' ? 'left' : key}`), numeric: true, hidden, cell: (row) => (key === 'short' ? <strong>{count(row.short)}</strong> : count(row[key])), value: (row) => row[key] });
    return [
      { key: 'pledge', head: t('column.pledge'), cell: (row) => <Link to="/pledges/$pledgeId" params={{ pledgeId: row.pledgeId }} search={{}}>{titled(row)}</Link>, value: titled },
      { key: 'employer', head: t('column.employer'), hidden: true, cell: employer, value: employer },
      { key: 'place', head: t('column.place'), cell: (row) => <PlaceLink place={row.place} />, value: (row) => name(row.place.names) },
      { key: 'occupation', head: t('column.occupation'), cell: (row) => occupation(row.occupation), value: (row) => occupation(row.occupation) },
      { key: 'dueOn', head: t('column.dueOn'), cell: (row) => day(row.dueOn), value: (row) => row.dueOn },
      number('jobs', true), number('open'), number('people'), number('short'),
    ];
  }, [t, count, day, name, occupation]);
}
