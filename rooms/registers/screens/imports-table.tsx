import { Select } from '@mantine/core';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#web/language.ts';
import { DataTable, type Column } from '#web/parts/data-table.tsx';
import { useSetSearch } from '#web/parts/filters.tsx';
import { Empty } from '#web/parts/states.tsx';
import { useWhen } from '#web/when.ts';
import { registerNames, type ImportRow, type Imports } from '../contract.ts';
import { useBy } from './by.ts';
import { useRefusalText } from './refusal-text.ts';

type Props = { readonly registers: Imports; readonly stale: boolean; readonly paging: { readonly page: number; readonly size: number } };

const route = getRouteApi('/registers');

/** Every import, newest first: the file, who brought it and when, and what became of its records. */
export function ImportsTable({ registers: { rows, total }, stale, paging }: Props) {
  const { t } = useTranslation('registers');
  const { register } = route.useSearch();
  const setSearch = useSetSearch();
  const columns = useColumns();
  return (
    <section id="imports">
      <h2>{t('imports.title')}</h2>
      <Select size="xs" className="imports-register" label={t('imports.register')} placeholder={t('imports.all')} clearable={register !== undefined} value={register ?? null}
        data={registerNames.map((value) => ({ value, label: t(`name.${value}`) }))} onChange={(value) => setSearch({ register: value ?? undefined })} />
      <DataTable
        id="imports" caption={t('imports.title')} columns={columns} rows={rows} rowKey={(row) => row.id} stale={stale}
        paging={{ ...paging, total, onPage: (page) => setSearch({ page: String(page) }) }}
        empty={<Empty title={t('imports.none')}>{t(register === undefined ? 'imports.noneWhy' : 'imports.noneHere')}</Empty>}
      />
    </section>
  );
}

function useColumns(): readonly Column<ImportRow>[] {
  const { t } = useTranslation('registers');
  const { count, duration, day } = useFormat();
  const when = useWhen();
  const by = useBy();
  const why = useRefusalText();
  return useMemo((): readonly Column<ImportRow>[] => {
    const counted = (key: 'records' | 'accepted' | 'rejected' | 'duplicates'): Column<ImportRow> => ({ key, head: t(`imports.${key}`), numeric: true, cell: (row) => (row.refused === null ? count(row[key]) : '–') });
    return [
      {
        key: 'file', head: t('imports.file'),
        cell: (row) => (
          <>
            <Link to="/registers/$importId" params={{ importId: row.id }} search={{}}>{row.file}</Link>
            {row.refused === null ? null : <span className="lost small import-refused">{t('imports.refused', { why: why(row.refused) })}</span>}
          </>
        ),
      },
      { key: 'register', head: t('imports.register'), cell: (row) => t(`name.${row.register}`) },
      { key: 'startedAt', head: t('imports.startedAt'), cell: (row) => when(row.startedAt) },
      { key: 'by', head: t('imports.by'), cell: (row) => by(row.by) },
      { key: 'asOf', head: t('imports.asOf'), hidden: true, cell: (row) => (row.asOf === null ? '–' : day(row.asOf)) },
      counted('records'), counted('accepted'), counted('rejected'), counted('duplicates'),
      { key: 'seconds', head: t('imports.seconds'), numeric: true, cell: (row) => duration(row.seconds) },
    ];
  }, [t, count, duration, day, when, by, why]);
}
