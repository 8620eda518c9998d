import { useDocumentTitle } from '@mantine/hooks';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { addressOf, useReply } from '#web/client.ts';
import { useFormat } from '#web/language.ts';
import { DataTable } from '#web/parts/data-table.tsx';
import { Filters, useSetSearch } from '#web/parts/filters.tsx';
import { Stamp } from '#web/parts/stamp.tsx';
import { Empty } from '#web/parts/states.tsx';
import { WhenThereAreFigures } from '#web/shell.tsx';
import { exportProjects, listProjects } from '../contract.ts';
import { ListSearch } from './list-search.tsx';
import { useProjectColumns } from './project-columns.tsx';
import { StageFilter, WageShareFilter } from './project-search.tsx';
import './projects.css';

const route = getRouteApi('/projects');

const rowsOnPage = 50;

/** Every project with its ladder: search, filters, order and page stand in the address. */
export function ProjectsScreen() {
  const { t } = useTranslation(['pledges', 'web']);
  useDocumentTitle(`${t('projects.title')} · ${t('web:name')}`);
  return (
    <>
      <p className="eyebrow">{t('projects.title')}</p>
      <WhenThereAreFigures><Projects /></WhenThereAreFigures>
    </>
  );
}

function Projects() {
  const { t } = useTranslation(['pledges', 'web']);
  const { count, language } = useFormat();
  const { page, size, sort = '-promised', view: _, ...chosen } = route.useSearch();
  const setSearch = useSetSearch();
  const paging = { page: Number(page ?? 1), size: Number(size ?? rowsOnPage) };
  const { data, error, refetch, isPlaceholderData } = useReply(listProjects, { query: { ...chosen, sort, ...paging } });
  const columns = useProjectColumns();
  const { month, ...narrowing } = chosen;
  const narrowed = Object.values(narrowing).some((value) => value !== undefined);
  const file = (format: 'csv' | 'xlsx') => addressOf(exportProjects, { params: { format }, query: { ...chosen, sort, language } });
  return (
    <>
      <div className="projects-head">
        <h1 className="answer" aria-live="polite">{data === undefined ? t('projects.title') : t(narrowed ? 'projects.found' : 'projects.all', { total: count(data.total) })}</h1>
        <ListSearch label={t('projects.search')} />
      </div>
      <Filters place="search"><StageFilter /><WageShareFilter /></Filters>
      <DataTable
        id="projects" caption={t('projects.title')} columns={columns} rows={data?.rows} rowKey={(row) => row.projectId}
        error={data === undefined ? error : null} again={() => void refetch()} stale={isPlaceholderData}
        sort={sort} onSort={(next) => setSearch({ sort: next })}
        paging={{ ...paging, total: data?.total ?? 0, onPage: (next) => setSearch({ page: String(next) }) }}
        files={[{ label: 'CSV', href: file('csv') }, { label: 'XLSX', href: file('xlsx') }]}
        empty={<Empty title={t('projects.none')} action={<Link to="/projects" search={month === undefined ? {} : { month }}>{t('projects.noneDo')}</Link>}>{t('projects.noneWhy')}</Empty>}
      />
      {data === undefined ? null : <Stamp stamp={data.stamp} what={t('projects.note')} />}
    </>
  );
}
