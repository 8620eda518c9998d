import { Button, Modal, Select } from '@mantine/core';
import { useDisclosure, useDocumentTitle } from '@mantine/hooks';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Trans, useTranslation } from 'react-i18next';
import { addressOf, useReply } from '#web/client.ts';
import { useFormat } from '#web/language.ts';
import { DataTable } from '#web/parts/data-table.tsx';
import { useSetSearch } from '#web/parts/filters.tsx';
import { PlaceText } from '#web/parts/grant-text.tsx';
import { PlaceSearch } from '#web/parts/place-search.tsx';
import { Empty } from '#web/parts/states.tsx';
import { useMay } from '#web/state.ts';
import { exportOrders, giveOrder, listOrders, orderStates } from '../contract.ts';
import { GiveOrderForm } from './give-order-form.tsx';
import { useOrderColumns } from './order-columns.tsx';
import { OversightPages } from './oversight-pages.tsx';
import './oversight.css';
import '#web/parts/form.css';

const route = getRouteApi('/orders');
const rowsOnPage = 50;
const sorts = ['id', '-id', 'dueOn', '-dueOn', 'state', '-state'] as const;

/** Orders given and received: what awaits the reader first. */
export function OrdersScreen() {
  const { t } = useTranslation(['oversight', 'web']);
  useDocumentTitle(`${t('order.title')} · ${t('web:name')}`);
  const { count, language } = useFormat();
  const { state, only, place, sort, page = '1' } = route.useSearch();
  const setSearch = useSetSearch();
  const navigate = useNavigate();
  const may = useMay();
  const [giving, { open, close }] = useDisclosure(false);
  const filter = {
    state: orderStates.find((one) => one === state), overdue: only === 'overdue' ? 'yes' as const : undefined, awaits: only === 'awaiting' ? 'yes' as const : undefined,
    place, sort: sorts.find((one) => one === sort) ?? 'awaits',
  };
  const { data, error, refetch, isPlaceholderData } = useReply(listOrders, { query: { ...filter, page: Number(page), size: rowsOnPage } }, { every: 60_000 });
  const columns = useOrderColumns();
  const file = (format: 'csv' | 'xlsx') => addressOf(exportOrders, { params: { format }, query: { ...filter, language } });
  const values = { awaiting: data === undefined ? '…' : count(data.awaiting), overdue: data === undefined ? '…' : count(data.overdue) };
  return (
    <>
      <OversightPages />
      <h1 className="answer" aria-live="polite"><Trans t={t} i18nKey="order.answer" values={values} shouldUnescape={false} components={{ strong: <strong className="number" /> }} /></h1>
      <div className="form-row">
        <Select size="xs" label={t('order.column.state')} placeholder={t('order.allStates')} clearable={state !== undefined} value={state ?? null} data={orderStates.map((value) => ({ value, label: t(`order.state.${value}`) }))} onChange={(value) => setSearch({ state: value ?? undefined })} />
        <Select size="xs" label={t('web:filter.title')} placeholder={t('order.whichever')} clearable={only !== undefined} value={only ?? null} data={[{ value: 'awaiting', label: t('order.onlyAwaiting') }, { value: 'overdue', label: t('order.onlyOverdue') }]} onChange={(value) => setSearch({ only: value ?? undefined })} />
        <PlaceSearch label={t('order.place')} labelled onChoose={(kato) => setSearch({ place: kato })} />
        {place === undefined ? null : <Button variant="default" size="xs" onClick={() => setSearch({ place: undefined })} rightSection={<span aria-hidden="true">×</span>}><PlaceText kato={place} /></Button>}
        {may(giveOrder.may) ? <Button size="xs" onClick={open}>{t('order.give')}</Button> : null}
      </div>
      <DataTable
        id="orders" caption={t('order.title')} columns={columns} rows={data?.rows} rowKey={(row) => String(row.id)}
        error={data === undefined ? error : null} again={() => void refetch()} stale={isPlaceholderData} sort={sort} onSort={(next) => setSearch({ sort: next })}
        paging={{ page: Number(page), size: rowsOnPage, total: data?.total ?? 0, onPage: (next) => setSearch({ page: String(next) }) }}
        files={[{ label: 'CSV', href: file('csv') }, { label: 'XLSX', href: file('xlsx') }]}
        empty={<Empty title={t('order.none')}>{t('order.noneWhy')}</Empty>}
      />
      <Modal opened={giving} onClose={close} title={t('order.give')} closeButtonProps={{ 'aria-label': t('web:passport.close') }}>
        <GiveOrderForm done={(id) => { close(); void navigate({ to: '/orders/$orderId', params: { orderId: String(id) } }); }} />
      </Modal>
    </>
  );
}
