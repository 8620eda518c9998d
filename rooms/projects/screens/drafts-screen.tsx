import { Button, Select } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { useChange, useReply } from '#web/client.ts';
import { useFormat } from '#web/language.ts';
import { DataTable, type Column } from '#web/parts/data-table.tsx';
import { useSetSearch } from '#web/parts/filters.tsx';
import { Refused } from '#web/parts/refused.tsx';
import { Empty, Failed } from '#web/parts/states.tsx';
import { useMay } from '#web/state.ts';
import { useWhen } from '#web/when.ts';
import { beginDraft, draftStates, listDrafts, listReviews, type DraftRow } from '../contract.ts';
import { useWho } from './who.ts';
import '#web/parts/form.css';
import './projects.css';

const route = getRouteApi('/drafts');
const size = 100;
const views = ['mine', 'toReview', 'reviewed'] as const;
type View = (typeof views)[number];

/** Rows written by hand: the own ones, those of others that wait for a review, and those that were reviewed. */
export function DraftsScreen() {
  const { t } = useTranslation(['projects', 'web']);
  useDocumentTitle(`${t('drafts.title')} · ${t('web:name')}`);
  const may = useMay();
  const { view } = route.useSearch();
  const setSearch = useSetSearch();
  const open = views.filter((one) => may(one === 'mine' ? listDrafts.may : listReviews.may));
  const shown: View = open.find((one) => one === view) ?? open[0] ?? 'mine';
  return (
    <>
      <p className="eyebrow">{t('drafts.title')}</p>
      <div className="propose" role="group" aria-label={t('drafts.title')}>
        {open.length < 2 ? null : open.map((one) => <Button key={one} size="xs" variant={one === shown ? 'filled' : 'default'} aria-pressed={one === shown} onClick={() => setSearch({ view: one, state: undefined })}>{t(`drafts.${one}`)}</Button>)}
      </div>
      <List key={shown} view={shown} />
    </>
  );
}

function List({ view }: { readonly view: View }) {
  const { t } = useTranslation(['projects', 'web']);
  const { count } = useFormat();
  const { page = '1', state, sort } = route.useSearch();
  const setSearch = useSetSearch();
  const mine = view === 'mine';
  const paging = { page: Number(page), size };
  const own = useReply(listDrafts, { query: { ...paging, state: draftStates.find((one) => one === state) } }, { enabled: mine });
  const others = useReply(listReviews, { query: { ...paging, state: view === 'reviewed' ? 'entered' : 'submitted' } }, { enabled: !mine, every: 30_000 });
  const { data, error, refetch, isPlaceholderData } = mine ? own : others;
  const columns = useColumns(mine);
  if (error !== null && data === undefined) return <Failed heads error={error} again={() => void refetch()} />;
  const answer = mine ? 'drafts.answerMine' : view === 'toReview' ? 'drafts.answerReview' : 'drafts.answerReviewed';
  return (
    <>
      <h1 className="answer"><Trans t={t} i18nKey={answer} values={{ n: data === undefined ? '…' : count(data.total) }} components={{ strong: <strong className="number" /> }} /></h1>
      <p className="soft small">{t('drafts.note')}</p>
      {mine ? (
        <div className="form-row">
          <Select size="xs" label={t('drafts.filterState')} placeholder={t('web:filter.all')} clearable={state !== undefined} value={state ?? null} data={draftStates.map((value) => ({ value, label: t(`state.${value}`) }))} onChange={(value) => setSearch({ state: value ?? undefined })} />
          <NewProject />
        </div>
      ) : null}
      <DataTable id={`drafts-${view}`} caption={t(`drafts.${view}`)} columns={columns} rows={data?.rows} rowKey={(row) => row.draftId} stale={isPlaceholderData} sort={sort} onSort={(next) => setSearch({ sort: next })}
        {...((data?.total ?? 0) > size ? { paging: { ...paging, total: data?.total ?? 0, onPage: (next: number) => setSearch({ page: String(next) }) } } : {})}
        empty={mine ? <Empty title={t('drafts.none')}>{t('drafts.noneWhy')}</Empty> : <Empty title={t('drafts.noneToReview')}>{t('drafts.noneToReviewWhy')}</Empty>} />
    </>
  );
}

function NewProject() {
  const { t } = useTranslation('projects');
  const navigate = useNavigate();
  const { mutate, error, isPending } = useChange(beginDraft, ({ draftId }) => void navigate({ to: '/drafts/$draftId', params: { draftId } }));
  return <><Button size="xs" loading={isPending} onClick={() => mutate({ body: { register: 'projects', intent: 'new' } })}>{t('drafts.new')}</Button><Refused error={error} /></>;
}

function useColumns(mine: boolean): readonly Column<DraftRow>[] {
  const { t } = useTranslation('projects');
  const { name } = useFormat();
  const when = useWhen();
  const who = useWho();
  return useMemo((): readonly Column<DraftRow>[] => {
    const about = (row: DraftRow) => (row.names === null ? (row.pledgeId ?? row.projectId ?? t('drafts.noName')) : name(row.names));
    return [
      { key: 'about', head: t('drafts.about'), value: about, cell: (row) => <Link to={mine ? '/drafts/$draftId' : '/reviews/$draftId'} params={{ draftId: row.draftId }}>{about(row)}</Link> },
      { key: 'what', head: t('drafts.what'), value: (row) => t(`register.${row.register}`), cell: (row) => t(`register.${row.register}`) },
      { key: 'intent', head: t('drafts.intent'), value: (row) => t(`intent.${row.intent}`), cell: (row) => t(`intent.${row.intent}`) },
      { key: 'state', head: t('drafts.state'), value: (row) => t(`state.${row.state}`), cell: (row) => <span className={row.state === 'returned' ? 'at-risk' : undefined}>{t(`state.${row.state}`)}</span> },
      ...(mine ? [] : [{ key: 'author', head: t('drafts.author'), value: (row: DraftRow) => who(row.authorName), cell: (row: DraftRow) => who(row.authorName) }]),
      { key: 'savedAt', head: t('drafts.savedAt'), value: (row) => row.savedAt, cell: (row) => when(row.savedAt) },
      { key: 'reason', head: t('drafts.reason'), value: (row) => row.reason, cell: (row) => row.reason ?? '–' },
    ];
  }, [t, name, when, who, mine]);
}
