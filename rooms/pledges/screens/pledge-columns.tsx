import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#web/language.ts';
import type { Column } from '#web/parts/data-table.tsx';
import { PlaceLink } from '#web/parts/place-link.tsx';
import { pledgeSorts, type PledgeRow } from '../contract.ts';
import { EmployerText } from './employer-text.tsx';
import { useLadderColumns } from './ladder-columns.tsx';
import { VerdictText, verdictOrder } from './verdict.tsx';

/** Columns of a list of pledges: what is lacking and what became of it stand first. */
export function usePledgeColumns(): readonly Column<PledgeRow>[] {
  const { t } = useTranslation(['overview', 'pledges', 'web']);
  const { name, day } = useFormat();
  const ladder = useLadderColumns<PledgeRow>(['gap', 'promised', 'credited', '-contracted', '-paid', '-held3', '-held12']);
  const picture = useLadderColumns<PledgeRow>(['ladder']);
  return useMemo((): readonly Column<PledgeRow>[] => {
    const title = (row: PledgeRow) => (row.project === null ? row.pledgeId : name(row.project));
    const columns: readonly Column<PledgeRow>[] = [
      { key: 'pledgeId', head: t('head.pledge'), cell: (row) => <><Link to="/pledges/$pledgeId" params={{ pledgeId: row.pledgeId }} search={({ month }) => ({ month })}>{title(row)}</Link> <span className="soft number">{row.pledgeId}</span></>, value: (row) => `${title(row)} ${row.pledgeId}` },
      { key: 'verdict', head: t('verdict.title'), names: true, cell: (row) => <VerdictText verdict={row.verdict} />, value: (row) => verdictOrder(row.verdict) },
      ...ladder,
      { key: 'dueOn', head: t('head.dueOn'), cell: (row) => day(row.dueOn), value: (row) => row.dueOn },
      { key: 'awardedOn', head: t('pledges:pledges.column.awardedOn'), hidden: true, cell: (row) => day(row.awardedOn), value: (row) => row.awardedOn },
      { key: 'employer', head: t('head.employer'), cell: (row) => <EmployerText employer={row.employer} />, value: (row) => row.employer.name ?? String(row.employer.number) },
      { key: 'place', head: t('head.pledgePlace'), cell: (row) => <PlaceLink place={row.place} />, value: (row) => name(row.place.names) },
      ...picture,
    ];
    return columns.map((column) => ({ ...column, sorts: pledgeSorts.some((key) => key === column.key) }));
  }, [t, name, day, ladder, picture]);
}
