import { TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useReply } from '#web/client.ts';
import { useFormat } from '#web/language.ts';
import { DataTable, type Column } from '#web/parts/data-table.tsx';
import { useSetSearch } from '#web/parts/filters.tsx';
import { listPublicProjects, type PublicProject } from '../contract.ts';
import { usePublicColumns } from './public-tables.tsx';

const route = getRouteApi('/public');
const rowsOnPage = 20;

/** Projects of the country or a place, with search; what is looked for stands in the address. */
export function PublicProjects({ place }: { readonly place: string | undefined }) {
  const { t } = useTranslation('publishing');
  const { name } = useFormat();
  const { q, page, sort = '-promised' } = route.useSearch();
  const setSearch = useSetSearch();
  const [typed, setTyped] = useState(q ?? '');
  const ask = useDebouncedCallback((text: string) => setSearch({ q: text.trim() || undefined }), { delay: 250, flushOnUnmount: false });
  const paging = { page: Number(page ?? 1), size: rowsOnPage };
  const { data, error, refetch, isPlaceholderData } = useReply(listPublicProjects, { query: { place, q, sort, ...paging } });
  const figures = usePublicColumns<PublicProject>();
  const columns: readonly Column<PublicProject>[] = [
    { key: 'name', head: t('project'), sorts: true, cell: ({ projectId, names, place: where }) => <><Link to="/public/projects/$projectId" params={{ projectId }}>{name(names)}</Link> <span className="small soft">{name(where.names)}</span></> },
    ...figures,
  ];
  return (
    <>
      <TextInput className="public-search" size="xs" type="search" aria-label={t('search')} placeholder={t('search')} value={typed} onChange={({ currentTarget }) => { setTyped(currentTarget.value); ask(currentTarget.value); }} />
      <DataTable
        id="public-projects" caption={t('projects')} columns={columns} rows={data?.rows} rowKey={({ projectId }) => projectId}
        error={data === undefined ? error : null} again={() => void refetch()} stale={isPlaceholderData} sort={sort} onSort={(next) => setSearch({ sort: next })}
        paging={{ ...paging, total: data?.total ?? 0, onPage: (next) => setSearch({ page: String(next) }) }} empty={t('noProject')}
      />
    </>
  );
}
