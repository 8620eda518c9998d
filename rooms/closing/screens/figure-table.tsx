import { Button, Checkbox, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Fragment, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { addressOf, useReply } from '#web/client.ts';
import { useFormat } from '#web/language.ts';
import { DataTable, type Column } from '#web/parts/data-table.tsx';
import { useSetSearch } from '#web/parts/filters.tsx';
import { PlaceText } from '#web/parts/grant-text.tsx';
import { PlaceLink } from '#web/parts/place-link.tsx';
import { PlaceSearch } from '#web/parts/place-search.tsx';
import { Empty } from '#web/parts/states.tsx';
import { exportFigures, figureColumns, listFigures, type Draft, type FigureRow } from '../contract.ts';
import '#web/parts/form.css';

const route = getRouteApi('/months/$month');
const rowsOnPage = 50;

/** The figures of a draft by pledge, within what the reader may see; each leads to its pledge and to the sheet that reconciles it row by row. */
export function FigureTable({ draft: { month, state } }: { readonly draft: Draft }) {
  const { t } = useTranslation('closing');
  const { count, language } = useFormat();
  const { place, employer, q, changed, sort = '-promised', page = '1' } = route.useSearch();
  const setSearch = useSetSearch();
  const seek = useDebouncedCallback((text: string) => setSearch({ q: text === '' ? undefined : text, page: undefined }), 300);
  const frozen = state === 'frozen';
  const query = { place, employer: employer === undefined ? undefined : Number(employer), q, changed: changed === 'yes' ? 'yes' as const : undefined, sort };
  const { data, error, refetch, isPlaceholderData } = useReply(listFigures, { params: { month }, query: { ...query, page: Number(page), size: rowsOnPage } });
  const columns = useFigureColumns(month, frozen);
  const file = (format: 'csv' | 'xlsx') => addressOf(exportFigures, { params: { month, format }, query: { ...query, language } });
  const title = t(frozen ? 'figures.titleFrozen' : 'figures.title');
  return (
    <section>
      <h2>{title}</h2>
      {data === undefined ? null : (
        <p className="small">
          {t('figures.sum')}: {figureColumns.map((key, at) => <Fragment key={key}>{at === 0 ? '' : ' · '}<span className="closing-sum">{t(`figures.column.${key}`)} <strong className="number">{data.sum[key] === null ? '–' : count(data.sum[key])}</strong></span></Fragment>)}
          {data.changed === 0 ? null : <><br />{t(frozen ? 'figures.changedFrozen' : 'figures.changed', { n: count(data.changed) })}</>}
        </p>
      )}
      <div className="form-row">
        <TextInput size="xs" label={t('figures.search')} defaultValue={q ?? ''} maxLength={200} onChange={(event) => seek(event.currentTarget.value.trim())} />
        <PlaceSearch label={t('figures.column.place')} labelled onChoose={(kato) => setSearch({ place: kato, page: undefined })} />
        {place === undefined ? null : <Button variant="default" size="xs" onClick={() => setSearch({ place: undefined, page: undefined })} rightSection={<span aria-hidden="true">×</span>}><PlaceText kato={place} /></Button>}
        <Checkbox size="xs" label={t('figures.changedOnly')} checked={changed === 'yes'} onChange={(event) => setSearch({ changed: event.currentTarget.checked ? 'yes' : undefined, page: undefined })} />
      </div>
      <DataTable
        id="closing-figures" caption={title} columns={columns} rows={data?.rows} rowKey={(row) => row.pledgeId}
        error={data === undefined ? error : null} again={() => void refetch()} stale={isPlaceholderData} sort={sort} onSort={(next) => setSearch({ sort: next, page: undefined })}
        paging={{ page: Number(page), size: rowsOnPage, total: data?.total ?? 0, onPage: (next) => setSearch({ page: String(next) }) }}
        files={[{ label: 'CSV', href: file('csv') }, { label: 'XLSX', href: file('xlsx') }]}
        empty={<Empty title={t('figures.none')}>{t('figures.noneWhy')}</Empty>}
      />
    </section>
  );
}

function useFigureColumns(month: string, frozen: boolean): readonly Column<FigureRow>[] {
  const { t } = useTranslation('closing');
  const { count } = useFormat();
  return useMemo((): readonly Column<FigureRow>[] => [
    {
      key: 'pledgeId', head: t('figures.column.pledgeId'), sorts: true,
      cell: ({ pledgeId }) => (
        <>
          <Link to="/pledges/$pledgeId" params={{ pledgeId }} search={{ month }}>{pledgeId}</Link>
          <Link className="closing-under small" to="/months/$month/reconciliation" params={{ month }} search={{ pledge: pledgeId }} aria-label={`${t('figures.reconcile')}: ${pledgeId}`}>{t('figures.reconcile')}</Link>
        </>
      ),
    },
    { key: 'employer', head: t('figures.column.employer'), cell: ({ employer, place }) => <>{employer.name ?? t('employerNumber', { n: employer.number })}<span className="closing-under small"><PlaceLink place={place} /></span></> },
    ...figureColumns.map((key): Column<FigureRow> => ({
      key, head: t(`figures.column.${key}`), sorts: true, numeric: true, cell: ({ figures, other, changed }) => {
        const [shown, beside] = [figures?.[key] ?? null, other?.[key] ?? null];
        return <>{shown === null ? '–' : count(shown)}{changed && shown !== beside ? <span className="closing-under closing-beside small">{t(frozen ? 'figures.is' : 'figures.was', { n: beside === null ? '–' : count(beside) })}</span> : null}</>;
      },
    })),
  ], [t, count, month, frozen]);
}
