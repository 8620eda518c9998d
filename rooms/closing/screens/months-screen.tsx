import { Select } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useReply } from '#web/client.ts';
import { useFormat } from '#web/language.ts';
import { DataTable, type Column } from '#web/parts/data-table.tsx';
import { useSetSearch } from '#web/parts/filters.tsx';
import { Empty, Failed, Loading } from '#web/parts/states.tsx';
import { useMay } from '#web/state.ts';
import { listMonths, monthStates, openDraft, type MonthRow } from '../contract.ts';
import { OpenForm } from './open-form.tsx';
import { DraftSentence, FrozenSentence } from './sentence.tsx';
import '#web/parts/form.css';

const route = getRouteApi('/months');

/** The months: through which one they are frozen, which is a draft, and all of them in a table. */
export function MonthsScreen() {
  const { t } = useTranslation(['closing', 'web']);
  useDocumentTitle(`${t('title')} · ${t('web:name')}`);
  const { state, sort = '-month' } = route.useSearch();
  const setSearch = useSetSearch();
  const may = useMay();
  const { data, error, refetch } = useReply(listMonths, {}, { every: 60_000 });
  const columns = useMonthColumns();
  if (error !== null && data === undefined) return <Failed heads error={error} again={() => void refetch()} />;
  if (data === undefined) return <Loading />;
  const { rows, frozenThrough, draft, next, objectionDays } = data;
  return (
    <>
      <p className="eyebrow">{t('title')}</p>
      <h1 className="answer" aria-live="polite"><FrozenSentence through={frozenThrough} />{draft === null ? null : <> <DraftSentence draft={draft} /></>}</h1>
      {draft === null ? null : <p><Link to="/months/$month" params={{ month: draft.month }} search={{}}>{t('toDraft')}</Link></p>}
      <p className="small soft">{t('note')}</p>
      {next !== null && may(openDraft.may) ? <OpenForm month={next} days={objectionDays} /> : null}
      <div className="form-row">
        <Select size="xs" label={t('month.state')} placeholder={t('allStates')} clearable={state !== undefined} value={state ?? null} data={monthStates.map((value) => ({ value, label: t(`state.${value}`) }))} onChange={(value) => setSearch({ state: value ?? undefined })} />
      </div>
      <DataTable id="months" caption={t('title')} columns={columns} rows={rows.filter((row) => state === undefined || row.state === state)} rowKey={(row) => row.month} sort={sort} onSort={(chosen) => setSearch({ sort: chosen })}
        empty={<Empty title={t('noMonths')}>{t('noMonthsWhy')}</Empty>} />
    </>
  );
}

function useMonthColumns(): readonly Column<MonthRow>[] {
  const { t } = useTranslation('closing');
  const { month, day, share, count } = useFormat();
  return useMemo((): readonly Column<MonthRow>[] => [
    { key: 'month', head: t('month.month'), value: (row) => row.month, cell: (row) => (row.draft === null ? month(row.month) : <Link to="/months/$month" params={{ month: row.draft }} search={{}}>{month(row.month)}</Link>) },
    { key: 'state', head: t('month.state'), value: (row) => t(`state.${row.state}`), cell: (row) => <>{t(`state.${row.state}`)}{row.state === 'open' ? <span className="soft">, {t(row.provisional ? 'provisional' : 'toOpen')}</span> : null}</> },
    { key: 'completeness', head: t('month.completeness'), numeric: true, value: ({ completeness: of }) => (of === null ? null : of.covered / of.persons), cell: ({ completeness: of }) => (of === null ? '–' : share(of.covered, of.persons)) },
    { key: 'release', head: t('month.release'), numeric: true, value: (row) => row.release, cell: (row) => (row.release === null ? '–' : <Link to="/public" search={{}}>{t('releaseNumber', { n: count(row.release) })}</Link>) },
    { key: 'frozenOn', head: t('month.frozenOn'), value: (row) => row.frozenOn, cell: (row) => (row.frozenOn === null ? '–' : day(row.frozenOn)) },
  ], [t, month, day, share, count]);
}
