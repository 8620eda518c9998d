import { getRouteApi, Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { addressOf, useReply } from '#web/client.ts';
import { useFormat } from '#web/language.ts';
import { DataTable, type Column } from '#web/parts/data-table.tsx';
import { useSetSearch } from '#web/parts/filters.tsx';
import { Empty } from '#web/parts/states.tsx';
import { exportRejects, listRejects, type ImportRow, type RejectRow } from '../contract.ts';

const route = getRouteApi('/registers/$importId');
const rowsOnPage = 100;

/** The rejected rows of an import: how many for each reason, and each with its line and the value as it stood. */
export function Rejects({ row }: { readonly row: ImportRow }) {
  const { t } = useTranslation('registers');
  const { code, column, page, size } = route.useSearch();
  const setSearch = useSetSearch();
  const paging = { page: Number(page ?? 1), size: Number(size ?? rowsOnPage) };
  const asked = { params: { importId: row.id }, query: { code, column, ...paging } };
  const { data, error, refetch, isPlaceholderData } = useReply(listRejects, asked, { enabled: row.rejected > 0 });
  const columns = useColumns();
  return (
    <section id="rejects">
      <h2>{t('import.rejects')}</h2>
      {row.rejected === 0 ? <p>{t('import.noRejects')}</p> : (
        <>
          <p className="small soft">{t('import.rejectsNote')}</p>
          <Reasons importId={row.id} rejected={row.rejected} byCode={data?.byCode ?? []} />
          <DataTable
            id="rejects" caption={t('import.rejects')} columns={columns} rows={data?.rows} rowKey={(reject) => String(reject.line)}
            error={data === undefined ? error : null} again={() => void refetch()} stale={isPlaceholderData}
            paging={{ ...paging, total: data?.total ?? 0, onPage: (next) => setSearch({ page: String(next) }) }}
            files={[{ label: 'CSV', href: addressOf(exportRejects, { params: { importId: row.id } }) }]}
            empty={<Empty title={t('import.noRejectsHere')} />}
          />
        </>
      )}
    </section>
  );
}

type Reason = { readonly column: string; readonly code: string; readonly rows: number };

/** The reasons with the most rows first; each is a filter in the address. */
function Reasons({ importId, rejected, byCode }: { readonly importId: string; readonly rejected: number; readonly byCode: readonly Reason[] }) {
  const { t } = useTranslation('registers');
  const { count } = useFormat();
  const { code, column } = route.useSearch();
  const longest = Math.max(1, ...byCode.map((reason) => reason.rows));
  return (
    <table className="plain reasons">
      <caption className="unseen">{t('import.byCode')}</caption>
      <thead><tr><th scope="col">{t('import.code')}</th><th scope="col">{t('import.column')}</th><td aria-hidden="true" /><th scope="col" className="number">{t('held.rejected')}</th></tr></thead>
      <tbody>
        {byCode.map((reason) => (
          <tr key={`${reason.column} ${reason.code}`}>
            <td>
              <Link to="/registers/$importId" params={{ importId }} search={{ code: reason.code, column: reason.column }} resetScroll={false} activeProps={{}} aria-current={reason.code === code && reason.column === (column ?? '') ? 'true' : undefined}>
                {t(`reject.${reason.code as 'iin'}`)}
              </Link>
            </td>
            <td><ColumnText column={reason.column} /></td>
            <td aria-hidden="true" className="reason-bar"><span style={{ width: `${(reason.rows / longest) * 100}%` }} /></td>
            <td className="number">{count(reason.rows)}</td>
          </tr>
        ))}
        {code === undefined && column === undefined ? null : (
          <tr><td colSpan={3}><Link to="/registers/$importId" params={{ importId }} search={{}} resetScroll={false}>{t('import.allRejects')}</Link></td><td className="number">{count(rejected)}</td></tr>
        )}
      </tbody>
    </table>
  );
}

function ColumnText({ column }: { readonly column: string }) {
  const { t } = useTranslation('registers');
  return column === '' || column === 'columns' || column === 'encoding' ? <span className="soft">{t('import.whole')}</span> : <code>{column}</code>;
}

function useColumns(): readonly Column<RejectRow>[] {
  const { t } = useTranslation('registers');
  const { count } = useFormat();
  return useMemo((): readonly Column<RejectRow>[] => [
    { key: 'line', head: t('import.line'), cell: (reject) => <span className="number">{count(reject.line)}</span> },
    { key: 'column', head: t('import.column'), cell: (reject) => <ColumnText column={reject.column} /> },
    { key: 'code', head: t('import.code'), cell: (reject) => t(`reject.${reject.code as 'iin'}`) },
    { key: 'value', head: t('import.value'), cell: (reject) => (reject.value === '' ? <span className="soft">{reject.code === 'missing' ? t('import.empty') : '–'}</span> : <code className="reject-value">{reject.value}</code>) },
  ], [t, count]);
}
