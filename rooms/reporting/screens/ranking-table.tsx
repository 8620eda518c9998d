import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#web/language.ts';
import { DataTable, type Column } from '#web/parts/data-table.tsx';
import type { Ranking, RankingBeside, RegionShare } from '../ranking-contract.ts';
import { useShare } from './ranking-text.ts';

type Props = {
  readonly ranking: Ranking & Partial<Pick<RankingBeside, 'beside'>>;
  readonly sort: string; readonly onSort: (sort: string) => void;
  readonly files: readonly { readonly label: string; readonly href: string }[];
  readonly stale: boolean;
};

/** All regions in figures: ranks, shares with their intervals, what they rest on, and what stands beside them. */
export function RankingTable({ ranking, sort, onSort, files, stale }: Props) {
  const { t } = useTranslation('reporting');
  const columns = useColumns(ranking);
  return <DataTable id={`ranking-${ranking.beside === undefined ? 'public' : 'own'}`} caption={t('title')} columns={columns} rows={ranking.rows} rowKey={({ place }) => place.kato} sort={sort} onSort={onSort} files={files} stale={stale} />;
}

function useColumns({ measure, beside }: Props['ranking']): readonly Column<RegionShare>[] {
  const { t } = useTranslation('reporting');
  const { name, count, share: exact } = useFormat();
  const share = useShare();
  return useMemo((): readonly Column<RegionShare>[] => {
    const range = (interval: RegionShare['own']) => (interval === null ? '–' : `${share(interval.low)} – ${share(interval.high)}`);
    const people = (jobs: number | null) => (jobs === null ? '–' : count(jobs));
    return [
      {
        key: 'region', head: t('of.region'), value: ({ place }) => name(place.names),
        cell: ({ place }) => (beside === undefined
          ? <Link to="/public" search={{ place: place.kato }}>{name(place.names)}</Link>
          : beside[place.kato] === undefined ? name(place.names) : <Link to="/places/$kato" params={{ kato: place.kato }} search={{}}>{name(place.names)}</Link>),
      },
      { key: 'rank', head: t('of.rank'), numeric: true, value: ({ rank }) => (rank === null ? null : rank.best + rank.worst / 100), cell: ({ rank }) => (rank === null ? '–' : rank.best === rank.worst ? rank.best : `${rank.best}–${rank.worst}`) },
      { key: 'share', head: t('of.share'), numeric: true, value: (row) => row.share, cell: (row) => share(row.share) },
      { key: 'own', head: t('of.own'), unit: t('of.ownUnit'), numeric: true, value: ({ own }) => own?.low ?? null, cell: ({ own }) => range(own) },
      { key: 'joint', head: t('of.joint'), numeric: true, hidden: true, value: ({ joint }) => joint?.low ?? null, cell: ({ joint }) => range(joint) },
      { key: 'jobs', head: t(measure === 'met' ? 'of.met' : 'of.held'), numeric: true, value: ({ jobs }) => jobs, cell: ({ jobs }) => people(jobs) },
      { key: 'of', head: t(measure === 'met' ? 'of.dueJobs' : 'of.paidThen'), numeric: true, value: ({ of }) => of, cell: ({ of }) => people(of) },
      { key: 'pledges', head: t('of.pledges'), numeric: true, value: ({ pledges }) => pledges, cell: ({ pledges }) => count(pledges) },
      { key: 'worth', head: t('of.worth'), unit: t('of.worthUnit'), numeric: true, value: ({ effective }) => effective, cell: ({ effective }) => (effective === 0 ? '–' : count(effective, 1)) },
      ...(beside === undefined ? [] : [
        {
          key: 'complete', head: t('of.complete'), numeric: true, value: ({ place }: RegionShare) => { const held = beside[place.kato]?.completeness; return held == null ? null : held.covered / held.persons; },
          cell: ({ place }: RegionShare) => { const held = beside[place.kato]?.completeness; return held == null ? '–' : exact(held.covered, held.persons); },
        },
        {
          key: 'contested', head: t('of.contested'), unit: t('of.contestedUnit'), numeric: true, value: ({ place }: RegionShare) => { const one = beside[place.kato]; return one === undefined || one.pledges === 0 ? null : one.contested / one.pledges; },
          cell: ({ place }: RegionShare) => { const one = beside[place.kato]; return one === undefined || one.pledges === 0 ? '–' : exact(one.contested, one.pledges); },
        },
      ]),
      { key: 'why', head: t('of.why'), value: ({ unranked }) => (unranked === null ? null : t(`unranked.${unranked}`)), cell: ({ unranked }) => (unranked === null ? '' : t(`unranked.${unranked}`)) },
    ];
  }, [t, name, count, exact, share, measure, beside]);
}
