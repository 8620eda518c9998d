import { Link, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { useReply } from '#web/client.ts';
import { useFormat } from '#web/language.ts';
import { DataTable, type Column } from '#web/parts/data-table.tsx';
import { useSetSearch } from '#web/parts/filters.tsx';
import { PlaceLink } from '#web/parts/place-link.tsx';
import { Subjects } from '#web/parts/subjects.tsx';
import { filterKeys, type FilterSearch, type Search } from '#web/search.ts';
import { kinds, listRollUps } from '../contract.ts';
import { useLadderColumns } from './ladder-columns.tsx';

type Row = z.output<(typeof listRollUps)['reply']>['rows'][number];

const subjects = ['place', 'sector', 'kind', 'office', 'employer'] as const;
type Subject = (typeof subjects)[number];

/** Ladders by one subject at a time, chosen in the address; a row leads to the view of that subject alone. */
export function RollUps({ place }: { readonly place: string | undefined }) {
  const { t } = useTranslation('overview');
  const search = useSearch({ strict: false }) as FilterSearch & Search<'by' | 'sort'>;
  const setSearch = useSetSearch();
  // Inside a place its parts stand on the map above; regions are a subject of the country alone.
  const offered = subjects.filter((subject) => place === undefined || subject !== 'place');
  const by = offered.find((subject) => subject === search.by) ?? offered[0] ?? 'sector';
  const filters = Object.fromEntries(filterKeys.map((key) => [key, key === 'place' ? place : search[key]]));
  const { data, error, refetch, isPlaceholderData } = useReply(listRollUps, { query: { ...filters, by } });
  const nameColumn = useNameColumn(by);
  const ladder = useLadderColumns<Row>(['promised', 'due', 'met', 'fulfilment', '-reported', 'contracted', 'paid', 'held3', '-held6', 'held12', '-permanent', '-median', 'ladder']);
  const { count } = useFormat();
  const columns = useMemo((): readonly Column<Row>[] => [
    nameColumn,
    { key: 'pledges', head: t('head.pledges'), numeric: true, cell: (row) => count(row.pledges), value: (row) => row.pledges },
    ...ladder,
  ], [nameColumn, t, count, ladder]);
  return (
    <Subjects label={t('rolled')} subjects={offered.map((key) => ({ key, name: t(`by.${key}`) }))} chosen={by} onChoose={(key) => setSearch({ by: key, sort: undefined })}>
      <DataTable id={`by-${by}`} caption={t(`by.${by}`)} columns={columns} rows={isPlaceholderData ? undefined : data?.rows} rowKey={(row) => row.key ?? ''} error={error} again={() => void refetch()}
        sort={search.sort ?? '-promised'} onSort={(sort) => setSearch({ sort })} />
    </Subjects>
  );
}

/** The column that names a roll-up's subject and leads to it. */
function useNameColumn(by: Subject): Column<Row> {
  const { t } = useTranslation('overview');
  const { t: shared } = useTranslation('web');
  const { name } = useFormat();
  return useMemo(() => {
    const nameOf = (row: Row): string => {
      if (row.key === null) return shared('unnamed');
      if (by === 'sector') return shared(`section.${row.key as 'A'}`);
      if (by === 'kind') return shared(`kind.${row.key as (typeof kinds)[number]}`);
      if (row.names !== null) return name(row.names);
      return by === 'employer' ? shared('employer.number', { n: row.key }) : row.key;
    };
    const cell = (row: Row) => {
      if (row.key === null) return nameOf(row);
      if (by === 'place' && row.names !== null) return <PlaceLink place={{ kato: row.key, names: row.names }} />;
      return <Link to="." search={((now: object) => ({ ...now, [by]: row.key, by: undefined, sort: undefined })) as never}>{nameOf(row)}</Link>;
    };
    return { key: 'name', head: t(`head.${by}`), cell, value: nameOf };
  }, [by, t, shared, name]);
}
