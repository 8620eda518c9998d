import { Button, Select } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { getRouteApi } from '@tanstack/react-router';
import { Trans, useTranslation } from 'react-i18next';
import { monthIndex, monthText, type Month } from '#kernel/month.ts';
import { addressOf, useReply } from '#web/client.ts';
import { useFormat } from '#web/language.ts';
import { DataTable } from '#web/parts/data-table.tsx';
import { useSetSearch } from '#web/parts/filters.tsx';
import { PlaceText } from '#web/parts/grant-text.tsx';
import { PlaceSearch } from '#web/parts/place-search.tsx';
import { Empty } from '#web/parts/states.tsx';
import { useCountryState } from '#web/state.ts';
import { exportObjections, listObjections, objectionOutcomes, objectionStates } from '../contract.ts';
import { useObjectionColumns } from './objection-columns.tsx';
import { OversightPages } from './oversight-pages.tsx';
import './oversight.css';
import '#web/parts/form.css';

const route = getRouteApi('/objections');
const rowsOnPage = 50;
const sorts = ['id', '-id', 'month', '-month', 'state', '-state'] as const;

/** Figures that somebody contests within what one sees: open ones first. */
export function ObjectionsScreen() {
  const { t } = useTranslation(['oversight', 'web']);
  useDocumentTitle(`${t('objection.title')} · ${t('web:name')}`);
  const { count, language } = useFormat();
  const { state, place, employer, month, sort, page = '1' } = route.useSearch();
  const setSearch = useSetSearch();
  const filter = {
    state: objectionStates.find((one) => one === state), place, month, employer: employer === undefined ? undefined : Number(employer), sort: sorts.find((one) => one === sort) ?? 'open',
  };
  const { data, error, refetch, isPlaceholderData } = useReply(listObjections, { query: { ...filter, page: Number(page), size: rowsOnPage } }, { every: 60_000 });
  const columns = useObjectionColumns();
  const file = (format: 'csv' | 'xlsx') => addressOf(exportObjections, { params: { format }, query: { ...filter, language } });
  const values = { open: data === undefined ? '…' : count(data.open), total: data === undefined ? '…' : count(data.total) };
  const chosen = (key: 'place' | 'employer', text: React.ReactNode) => <Button variant="default" size="xs" onClick={() => setSearch({ [key]: undefined })} rightSection={<span aria-hidden="true">×</span>}>{text}</Button>;
  return (
    <>
      <OversightPages />
      <h1 className="answer" aria-live="polite"><Trans t={t} i18nKey="objection.list.answer" values={values} shouldUnescape={false} components={{ strong: <strong className="number" /> }} /></h1>
      <p className="small soft">{t('objection.note')}</p>
      <div className="form-row">
        <Select size="xs" label={t('objection.column.state')} placeholder={t('objection.list.allStates')} clearable={state !== undefined} value={state ?? null} onChange={(value) => setSearch({ state: value ?? undefined })}
          data={[{ value: 'open', label: t('objection.open') }, { value: 'answered', label: t('objection.list.answeredAny') }, ...objectionOutcomes.map((value) => ({ value, label: t(`objection.outcome.${value}`) }))]} />
        <MonthSelect month={month} />
        <PlaceSearch label={t('objection.list.place')} labelled onChoose={(kato) => setSearch({ place: kato })} />
        {place === undefined ? null : chosen('place', <PlaceText kato={place} />)}
        {employer === undefined ? null : chosen('employer', t('objection.list.employer', { n: employer }))}
      </div>
      <DataTable
        id="objections" caption={t('objection.title')} columns={columns} rows={data?.rows} rowKey={(row) => String(row.id)}
        error={data === undefined ? error : null} again={() => void refetch()} stale={isPlaceholderData} sort={sort} onSort={(next) => setSearch({ sort: next })}
        paging={{ page: Number(page), size: rowsOnPage, total: data?.total ?? 0, onPage: (next) => setSearch({ page: String(next) }) }}
        files={[{ label: 'CSV', href: file('csv') }, { label: 'XLSX', href: file('xlsx') }]}
        empty={<Empty title={t('objection.list.noneAll')}>{t('objection.list.noneWhy')}</Empty>}
      />
    </>
  );
}

/** The months of which there are figures, newest first. */
function MonthSelect({ month: chosen }: { readonly month: string | undefined }) {
  const { t } = useTranslation('oversight');
  const { month } = useFormat();
  const setSearch = useSetSearch();
  const { data } = useCountryState();
  const months = data?.months ?? null;
  const [first, last] = months === null ? [0, -1] : [monthIndex(months.first as Month), monthIndex(months.last as Month)];
  const listed = Array.from({ length: last - first + 1 }, (_, at) => monthText(last - at));
  return (
    <Select size="xs" label={t('objection.list.month')} placeholder={t('objection.list.anyMonth')} searchable clearable={chosen !== undefined} value={chosen ?? null}
      data={listed.map((value) => ({ value, label: month(value) }))} onChange={(value) => setSearch({ month: value ?? undefined })} />
  );
}
