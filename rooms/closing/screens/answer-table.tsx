import { Button, Select } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { addressOf, useReply } from '#web/client.ts';
import { useFormat } from '#web/language.ts';
import { DataTable, type Column } from '#web/parts/data-table.tsx';
import { useSetSearch } from '#web/parts/filters.tsx';
import { PlaceText } from '#web/parts/grant-text.tsx';
import { PlaceLink } from '#web/parts/place-link.tsx';
import { PlaceSearch } from '#web/parts/place-search.tsx';
import { Empty } from '#web/parts/states.tsx';
import { exportAnswers, listAnswers, saids, type AnswerRow, type Draft } from '../contract.ts';
import { ActText } from './sentence.tsx';
import '#web/parts/form.css';

const route = getRouteApi('/months/$month');
const rowsOnPage = 50;
const kinds = ['region', 'employer'] as const;

/** Who was asked about a draft and what each said last. */
export function AnswerTable({ draft: { month, state } }: { readonly draft: Draft }) {
  const { t } = useTranslation('closing');
  const { language } = useFormat();
  const { said, kind, region, answerSort = 'outcome', answerPage = '1' } = route.useSearch();
  const setSearch = useSetSearch();
  const query = { said: saids.find((one) => one === said), kind: kinds.find((one) => one === kind), region, sort: answerSort };
  const { data, error, refetch, isPlaceholderData } = useReply(listAnswers, { params: { month }, query: { ...query, page: Number(answerPage), size: rowsOnPage } });
  const columns = useAnswerColumns(state === 'running' || state === 'over');
  const file = (format: 'csv' | 'xlsx') => addressOf(exportAnswers, { params: { month, format }, query: { ...query, language } });
  return (
    <section>
      <h2>{t('answers.title')}</h2>
      <div className="form-row">
        <Select size="xs" label={t('answers.column.said')} placeholder={t('answers.everybody')} clearable={said !== undefined} value={said ?? null} data={saids.map((value) => ({ value, label: t(`said.${value}`) }))} onChange={(value) => setSearch({ said: value ?? undefined, answerPage: undefined })} />
        <Select size="xs" label={t('answers.kind')} placeholder={t('answers.everybody')} clearable={kind !== undefined} value={kind ?? null} data={kinds.map((value) => ({ value, label: t(`answers.${value}`) }))} onChange={(value) => setSearch({ kind: value ?? undefined, answerPage: undefined })} />
        <PlaceSearch label={t('regions.region')} labelled onChoose={(kato) => setSearch({ region: kato, answerPage: undefined })} />
        {region === undefined ? null : <Button variant="default" size="xs" onClick={() => setSearch({ region: undefined, answerPage: undefined })} rightSection={<span aria-hidden="true">×</span>}><PlaceText kato={region} /></Button>}
      </div>
      <DataTable
        id="closing-answers" caption={t('answers.title')} columns={columns} rows={data?.rows} rowKey={(row) => String(row.party.place?.kato ?? row.party.employer?.number)}
        error={data === undefined ? error : null} again={() => void refetch()} stale={isPlaceholderData} sort={answerSort} onSort={(next) => setSearch({ answerSort: next, answerPage: undefined })}
        paging={{ page: Number(answerPage), size: rowsOnPage, total: data?.total ?? 0, onPage: (next) => setSearch({ answerPage: String(next) }) }}
        files={[{ label: 'CSV', href: file('csv') }, { label: 'XLSX', href: file('xlsx') }]}
        empty={<Empty title={t('answers.none')}>{null}</Empty>}
      />
    </section>
  );
}

function useAnswerColumns(stands: boolean): readonly Column<AnswerRow>[] {
  const { t } = useTranslation('closing');
  const { count } = useFormat();
  return useMemo((): readonly Column<AnswerRow>[] => [
    { key: 'party', head: t('answers.column.party'), cell: ({ party: { place, employer } }) => (place === null ? employer?.name ?? t('employerNumber', { n: employer?.number }) : <PlaceLink place={place} />) },
    { key: 'outcome', head: t('answers.column.said'), sorts: true, cell: ({ answer }) => (answer === null ? <span className={stands ? 'soft' : undefined}>{t(stands ? 'said.silent' : 'silentEnd')}</span> : t(`said.${answer.outcome}`)) },
    { key: 'remarks', head: t('answers.column.remarks'), cell: ({ answer }) => <span className="closing-remarks">{answer?.remarks ?? '–'}</span> },
    { key: 'pledges', head: t('answers.column.pledges'), sorts: true, numeric: true, cell: ({ pledges }) => count(pledges) },
    { key: 'at', head: t('answers.column.at'), sorts: true, cell: ({ answer }) => (answer === null ? '–' : <><ActText act={answer.act} />{answer.times > 1 ? <span className="soft small"> · {t('answers.times', { n: count(answer.times) })}</span> : null}</>) },
  ], [t, count, stands]);
}
