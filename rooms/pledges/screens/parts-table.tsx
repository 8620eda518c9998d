import { useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { useFormat } from '#web/language.ts';
import { DataTable, type Column } from '#web/parts/data-table.tsx';
import { useSetSearch } from '#web/parts/filters.tsx';
import { PlaceLink } from '#web/parts/place-link.tsx';
import type { Search } from '#web/search.ts';
import type { OverviewPart } from '../contract.ts';
import { useLadderColumns } from './ladder-columns.tsx';

type Part = z.infer<typeof OverviewPart>;

/** The places one level below that hold pledges. */
export function PartsTable({ parts }: { readonly parts: readonly Part[] }) {
  const { t } = useTranslation('overview');
  const { name } = useFormat();
  const search = useSearch({ strict: false }) as Search<'parts'>;
  const setSearch = useSetSearch();
  const ladder = useLadderColumns<Part>(['promised', 'due', 'fulfilment', 'paid', '-contracted', '-held3', '-held12', 'ladder']);
  const columns = useMemo((): readonly Column<Part>[] => [{ key: 'name', head: t('head.part'), cell: (part) => <PlaceLink place={part.place} />, value: (part) => name(part.place.names) }, ...ladder], [t, name, ladder]);
  return <DataTable id="parts" caption={t('parts')} columns={columns} rows={parts} rowKey={(part) => part.place.kato} sort={search.parts ?? '-promised'} onSort={(parts_) => setSearch({ parts: parts_ })} />;
}
