import { Button, Modal, Select, Textarea } from '@mantine/core';
import { useDisclosure, useDocumentTitle } from '@mantine/hooks';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queries, useChange, useReply } from '#web/client.ts';
import { useFormat } from '#web/language.ts';
import { AuditPages } from '#web/parts/audit-pages.tsx';
import { DataTable, type Column } from '#web/parts/data-table.tsx';
import { useSetSearch } from '#web/parts/filters.tsx';
import { Refused } from '#web/parts/refused.tsx';
import { Empty, Failed } from '#web/parts/states.tsx';
import { useWhen } from '#web/when.ts';
import { listAlarms, markAlarmSeen, type AlarmRow } from '../contract.ts';
import { useReadingText } from './reading-text.ts';
import '#web/parts/form.css';

const route = getRouteApi('/alarms');
const rowsOnPage = 50;

/** Reading of persons that is out of the ordinary: what raised each alarm, and who has looked into it. */
export function AlarmsScreen() {
  const { t } = useTranslation(['people', 'web']);
  useDocumentTitle(`${t('alarms.title')} · ${t('web:name')}`);
  const { count } = useFormat();
  const { seen, page = '1' } = route.useSearch();
  const setSearch = useSetSearch();
  const { data, error, refetch, isPlaceholderData } = useReply(listAlarms, { query: { seen: seen === 'yes' || seen === 'no' ? seen : undefined, page: Number(page), size: rowsOnPage } }, { every: 30_000 });
  const columns = useColumns();
  if (error !== null && data === undefined) return <><AuditPages /><Failed heads error={error} again={() => void refetch()} /></>;
  return (
    <>
      <AuditPages />
      <h1>{data === undefined ? t('alarms.title') : data.unseen === 0 ? t('alarms.allSeen') : t('alarms.unseen', { n: count(data.unseen) })}</h1>
      <p>{t('alarms.why')}</p>
      <div className="form-row">
        <Select size="xs" label={t('alarms.seen')} placeholder={t('web:filter.all')} clearable={seen !== undefined} value={seen ?? null} data={[{ value: 'no', label: t('alarms.notYet') }, { value: 'yes', label: t('alarms.done') }]} onChange={(value) => setSearch({ seen: value ?? undefined })} />
      </div>
      <DataTable id="alarms" caption={t('alarms.title')} columns={columns} rows={data?.rows} rowKey={(row) => String(row.id)} stale={isPlaceholderData}
        paging={{ page: Number(page), size: rowsOnPage, total: data?.total ?? 0, onPage: (next) => setSearch({ page: String(next) }) }} empty={<Empty title={t('alarms.none')}>{t('alarms.noneWhy')}</Empty>} />
    </>
  );
}

function useColumns(): readonly Column<AlarmRow>[] {
  const { t } = useTranslation('people');
  const { count } = useFormat();
  const when = useWhen();
  const what = useReadingText();
  return useMemo((): readonly Column<AlarmRow>[] => [
    { key: 'at', head: t('alarms.at'), cell: (row) => when(row.at) },
    { key: 'kind', head: t('alarms.kind'), cell: (row) => <span className={row.seen === null ? 'lost' : undefined}>{t(`alarm.${row.kind}`)}</span> },
    { key: 'name', head: t('alarms.name'), cell: (row) => row.name },
    { key: 'persons', head: t('alarms.persons'), numeric: true, cell: (row) => count(row.persons) },
    { key: 'most', head: t('alarms.most'), numeric: true, cell: (row) => (row.most === null ? '–' : count(row.most)) },
    { key: 'purpose', head: t('purpose.label'), cell: (row) => (row.reading === null ? '–' : t(`purpose.${row.reading.purpose}`)) },
    { key: 'reading', head: t('reading.what'), cell: (row) => (row.reading === null ? t('alarms.refused') : `${what(row.reading.what)}${row.reading.subject === null ? '' : ` ${row.reading.subject}`}`) },
    { key: 'seen', head: t('alarms.seen'), cell: (row) => (row.seen === null ? <MarkSeen alarm={row} /> : <span>{row.seen.note}<span className="soft small"> {row.seen.by}, {when(row.seen.at)}</span></span>) },
  ], [t, count, when, what]);
}

/** Says what somebody found who looked into an alarm. */
function MarkSeen({ alarm }: { readonly alarm: AlarmRow }) {
  const { t } = useTranslation(['people', 'web']);
  const when = useWhen();
  const [opened, { open, close }] = useDisclosure(false);
  const [note, setNote] = useState('');
  const { mutate, error, isPending } = useChange(markAlarmSeen, () => {
    close();
    return queries.invalidateQueries();
  });
  return (
    <>
      <Button variant="default" size="compact-xs" aria-label={t('alarms.markOf', { name: alarm.name, at: when(alarm.at) })} onClick={open}>{t('alarms.mark')}</Button>
      <Modal opened={opened} onClose={close} title={t('alarms.mark')} closeButtonProps={{ 'aria-label': t('web:passport.close') }}>
        <form className="form" onSubmit={(event) => { event.preventDefault(); mutate({ params: { alarmId: alarm.id }, body: { note } }); }}>
          <p>{t(`alarm.${alarm.kind}`)} · {alarm.name} · {when(alarm.at)}</p>
          <Textarea label={t('alarms.note')} description={t('alarms.noteNote')} classNames={{ description: 'soft small' }} required withAsterisk={false} maxLength={500} rows={3} value={note} onChange={(event) => setNote(event.currentTarget.value)} data-autofocus />
          <Refused error={error} />
          <div className="form-actions"><Button type="submit" loading={isPending}>{t('alarms.send')}</Button></div>
        </form>
      </Modal>
    </>
  );
}
