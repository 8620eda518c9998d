import { getRouteApi } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#web/language.ts';
import { DataTable, type Column } from '#web/parts/data-table.tsx';
import { useSetSearch } from '#web/parts/filters.tsx';
import { PlaceLink } from '#web/parts/place-link.tsx';
import type { RegionTally } from '../contract.ts';

const route = getRouteApi('/months/$month');
const counts = ['asked', 'agreed', 'remarks', 'contests', 'silent'] as const;

/** What each region said, and how many of its employers said what. */
export function RegionTallies({ regions }: { readonly regions: readonly RegionTally[] }) {
  const { t } = useTranslation('closing');
  const { count, name } = useFormat();
  const { regionSort = 'region' } = route.useSearch();
  const setSearch = useSetSearch();
  const columns = useMemo((): readonly Column<RegionTally>[] => [
    { key: 'region', head: t('regions.region'), value: (row) => name(row.place.names), cell: (row) => <PlaceLink place={row.place} /> },
    { key: 'itself', head: t('regions.itself'), value: (row) => t(row.asked ? `said.${row.said ?? 'silent'}` : 'regions.notAsked'), cell: (row) => t(row.asked ? `said.${row.said ?? 'silent'}` : 'regions.notAsked') },
    ...counts.map((key): Column<RegionTally> => ({ key, head: t(`regions.${key}`), numeric: true, value: (row) => row.employers[key], cell: (row) => count(row.employers[key]) })),
  ], [t, count, name]);
  return (
    <section>
      <h2>{t('regions.title')}</h2>
      <DataTable id="closing-regions" caption={t('regions.title')} columns={columns} rows={regions} rowKey={(row) => row.place.kato} sort={regionSort} onSort={(next) => setSearch({ regionSort: next })} />
    </section>
  );
}
