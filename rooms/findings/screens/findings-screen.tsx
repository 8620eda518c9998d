import { Select } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Trans, useTranslation } from 'react-i18next';
import { addressOf, useReply } from '#web/client.ts';
import { useFormat } from '#web/language.ts';
import { DataTable } from '#web/parts/data-table.tsx';
import { Filters, useSetSearch } from '#web/parts/filters.tsx';
import { Empty } from '#web/parts/states.tsx';
import { WhenThereAreFigures } from '#web/shell.tsx';
import { exportFindings, listFindings, rules, states, type ListedFindings, type Rule, type State } from '../contract.ts';
import { useFindingColumns } from './finding-columns.tsx';
import './findings.css';

const route = getRouteApi('/findings');
const rowsOnPage = 50;

/** Signs of paper jobs: how many wait for a judgement, and all of them in a table. */
export function FindingsScreen() {
  const { t } = useTranslation(['findings', 'web']);
  useDocumentTitle(`${t('title')} · ${t('web:name')}`);
  return (
    <>
      <p className="eyebrow">{t('title')}</p>
      <WhenThereAreFigures><Findings /></WhenThereAreFigures>
    </>
  );
}

/** Those not judged yet unless the address asks for another state, or for all. */
function Findings() {
  const { t } = useTranslation(['findings', 'web']);
  const { language } = useFormat();
  const { page, size, sort = '-jobs', state = 'open', ...chosen } = route.useSearch();
  const setSearch = useSetSearch();
  const paging = { page: Number(page ?? 1), size: Number(size ?? rowsOnPage) };
  const query = { ...chosen, rule: rules.find((rule) => rule === chosen.rule), state: states.find((one) => one === state), sort };
  const { data, error, refetch, isPlaceholderData } = useReply(listFindings, { query: { ...query, ...paging } });
  const columns = useFindingColumns();
  const file = (format: 'csv' | 'xlsx') => addressOf(exportFindings, { params: { format }, query: { ...query, language } });
  return (
    <>
      <h1 className="answer" aria-live="polite">{data === undefined ? t('title') : <Answer listed={data} />}</h1>
      <p className="small soft">{data === undefined ? null : <Counts states={data.states} />}{t('note')} <Link to="/findings/rules">{t('rules.all')}</Link></p>
      <Filters shows={['place']} place="search"><FindingFilters /></Filters>
      <DataTable
        id="findings" caption={t('title')} columns={columns} rows={data?.rows} rowKey={(row) => row.id}
        error={data === undefined ? error : null} again={() => void refetch()} stale={isPlaceholderData}
        sort={sort} onSort={(next) => setSearch({ sort: next })}
        paging={{ ...paging, total: data?.total ?? 0, onPage: (next) => setSearch({ page: String(next) }) }}
        files={[{ label: 'CSV', href: file('csv') }, { label: 'XLSX', href: file('xlsx') }]}
        empty={<Empty title={t('none')} action={<Link to="/findings" search={{ state: 'all' }}>{t('noneDo')}</Link>}>{t('noneWhy')}</Empty>}
      />
    </>
  );
}

function Answer({ listed: { states: { open }, openJobs } }: { readonly listed: ListedFindings }) {
  const { t } = useTranslation('findings');
  const { count } = useFormat();
  if (open === 0) return t('sentence.none');
  return <Trans t={t} i18nKey="sentence.open" values={{ open: count(open), jobs: count(openJobs) }} shouldUnescape={false} components={{ strong: <strong className="number" /> }} />;
}

function Counts({ states: { confirmed, dismissed, gone } }: Pick<ListedFindings, 'states'>) {
  const { t } = useTranslation('findings');
  const { count } = useFormat();
  return <>{t('counts', { confirmed: count(confirmed), dismissed: count(dismissed), gone: count(gone) })}<br /></>;
}

/** Rule and state, as filters in the address. */
function FindingFilters() {
  const { t } = useTranslation(['findings', 'web']);
  const { rule, state = 'open' } = route.useSearch();
  const setSearch = useSetSearch();
  const named = (one: State) => ({ value: one as string, label: t(`state.${one}`) });
  return (
    <>
      <Select size="xs" label={t('filter.rule')} placeholder={t('web:filter.all')} value={rule ?? null} clearable={rule !== undefined}
        data={rules.map((value: Rule) => ({ value, label: t(`rule.${value}.name`) }))} onChange={(value) => setSearch({ rule: value ?? undefined })} />
      <Select size="xs" label={t('filter.state')} value={state} allowDeselect={false}
        data={[...states.map(named), { value: 'all', label: t('web:filter.all') }]} onChange={(value) => setSearch({ state: value === null || value === 'open' ? undefined : value })} />
    </>
  );
}
