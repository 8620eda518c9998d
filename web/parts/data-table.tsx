import { useMediaQuery } from '@mantine/hooks';
import { columnVisibilityFeature, createSortedRowModel, rowSortingFeature, tableFeatures, useTable, type ColumnDef } from '@tanstack/react-table';
import { useCallback, useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../language.ts';
import { useHiddenColumns } from './hidden-columns.ts';
import { Failed } from './states.tsx';
import { csvOf, saveFile } from './table-file.ts';
import { Pages, TableTools } from './table-tools.tsx';
import './data-table.css';

/** One column. `key` is also its sort key; a column sorts when it has a `value` (sorted here), or `sorts` where the server pages and sorts. */
export type Column<Row> = {
  readonly key: string;
  readonly head: string;
  /** Stands small under the head. */
  readonly unit?: string;
  readonly cell: (row: Row) => ReactNode;
  readonly value?: (row: Row) => number | string | null;
  readonly sorts?: boolean;
  readonly numeric?: boolean;
  /** Tells rows apart together with the first column: on a narrow screen it stands below it. */
  readonly names?: boolean;
  /** Shown only when chosen. */
  readonly hidden?: boolean;
};

type Props<Row> = {
  /** Under this name the choice of columns is remembered. */
  readonly id: string;
  /** What the table holds, said to screen readers and by the scrolling box. */
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  /** Undefined while loading. */
  readonly rows: readonly Row[] | undefined;
  readonly rowKey: (row: Row) => string;
  readonly error?: unknown;
  readonly again?: () => void;
  /** A column's key, with a leading minus when descending; stands in the address. */
  readonly sort?: string | undefined;
  readonly onSort?: (sort: string) => void;
  /** When the server pages (and then also sorts): where we are and how many rows there are. */
  readonly paging?: { readonly page: number; readonly size: number; readonly total: number; readonly onPage: (page: number) => void };
  /** Links to the same rows as files. */
  readonly files?: readonly { readonly label: string; readonly href: string }[];
  readonly empty?: ReactNode;
  /** Rows of an earlier question, kept on screen while the next is under way. */
  readonly stale?: boolean;
};

const features = tableFeatures({ columnVisibilityFeature, rowSortingFeature, sortedRowModel: createSortedRowModel() });
const none: readonly never[] = [];

/** The one table of the house: right-aligned figures, a head that stays, sort and page from the address, columns to choose, files to take along. */
export function DataTable<Row extends object>({ id, caption, columns, rows, rowKey, error, again, sort, onSort, paging, files, empty, stale }: Props<Row>) {
  const { t } = useTranslation();
  const { compare } = useFormat();
  const [hidden, setHidden] = useHiddenColumns(id, columns);
  const narrow = useMediaQuery('(max-width: 640px)', false, { getInitialValueInEffect: false });
  const served = paging !== undefined;
  const sortable = useCallback((column: Column<Row>) => (served ? column.sorts === true : column.value !== undefined), [served]);
  const definitions = useMemo(() => columns.map((column): ColumnDef<typeof features, Row> => ({
    id: column.key,
    accessorFn: (row) => column.value?.(row) ?? undefined,
    enableSorting: sortable(column),
    sortUndefined: 'last',
    sortFn: (a, b) => {
      const [left, right] = [a.getValue(column.key), b.getValue(column.key)];
      return typeof left === 'string' && typeof right === 'string' ? compare(left, right) : Number(left) - Number(right);
    },
  })), [columns, compare, sortable]);
  const table = useTable({
    features,
    columns: definitions,
    data: rows ?? none,
    getRowId: rowKey,
    manualSorting: served,
    state: {
      sorting: sort === undefined ? [] : [{ id: sort.replace(/^-/, ''), desc: sort.startsWith('-') }],
      columnVisibility: Object.fromEntries(columns.map((column) => [column.key, !hidden.includes(column.key)])),
    },
  });
  if (error !== undefined && error !== null) return <Failed error={error} {...(again === undefined ? {} : { again })} />;
  const byKey = new Map(columns.map((column) => [column.key, column]));
  const visible = table.getVisibleLeafColumns().flatMap((column) => byKey.get(column.id) ?? []);
  // What is asked of a table are its figures: where few columns fit, they stand beside the names.
  const below = narrow ? visible.slice(1).filter((column) => column.names) : none;
  const shown = narrow ? [...visible.slice(0, 1), ...visible.slice(1).filter((column) => !column.names).toSorted((a, b) => Number(b.numeric ?? false) - Number(a.numeric ?? false))] : visible;
  const saved = visible.filter((column) => column.value !== undefined);
  const save = () => saveFile(`${caption}.csv`, csvOf(saved.map((column) => column.head), table.getRowModel().rows.map((row) => saved.map((column) => column.value?.(row.original) ?? null))));
  return (
    <div className="data-table">
      <TableTools columns={columns} hidden={hidden} setHidden={setHidden} files={files ?? none} onSave={files === undefined && paging === undefined && saved.length > 1 && rows?.length ? save : undefined} />
      {/* A box that scrolls must be reachable by keyboard. */}
      <div className="table-box" role="region" aria-label={`${caption}. ${t('table.scroll')}`} tabIndex={0} data-long={(rows?.length ?? 0) > 20 || undefined}>
        <table aria-busy={rows === undefined || stale} data-stale={stale || undefined}>
          <caption className="unseen">{caption}</caption>
          <thead>
            <tr>{shown.map((column) => <Head key={column.key} column={column} sort={sort} onSort={sortable(column) ? onSort : undefined} />)}</tr>
          </thead>
          <tbody>
            {rows === undefined
              ? Array.from({ length: 8 }, (_, at) => <tr key={at} className="row-to-come">{shown.map((column) => <td key={column.key}><span /></td>)}</tr>)
              : table.getRowModel().rows.map((row) => (
                <tr key={row.id}>
                  {shown.map((column, at) => (at === 0
                    ? <th key={column.key} scope="row">{column.cell(row.original)}{below.map((more) => <span key={more.key} className="row-lead">{more.cell(row.original)}</span>)}</th>
                    : <td key={column.key} className={column.numeric ? 'number' : undefined}>{column.cell(row.original)}</td>))}
                </tr>
              ))}
          </tbody>
        </table>
        {rows?.length === 0 ? <div className="table-empty">{empty ?? t('table.empty')}</div> : null}
      </div>
      {paging === undefined ? null : <Pages caption={caption} {...paging} />}
    </div>
  );
}

type HeadProps<Row> = { readonly column: Column<Row>; readonly sort: string | undefined; readonly onSort: ((sort: string) => void) | undefined };

function Head<Row>({ column, sort, onSort }: HeadProps<Row>) {
  const { t } = useTranslation();
  const direction = sort === column.key ? 'ascending' : sort === `-${column.key}` ? 'descending' : undefined;
  const text = <span>{column.head}{column.unit === undefined ? null : <span className="unit">{column.unit}</span>}</span>;
  const next = direction === 'descending' ? column.key : direction === 'ascending' || column.numeric ? `-${column.key}` : column.key;
  return (
    <th scope="col" className={column.numeric ? 'number' : undefined} aria-sort={direction}>
      {onSort === undefined ? text : (
        <button type="button" title={t('table.sortBy', { column: column.head })} onClick={() => onSort(next)}>
          {text}{direction === undefined ? null : <span className="direction" aria-hidden="true">{direction === 'ascending' ? '\u00a0▲' : '\u00a0▼'}</span>}
        </button>
      )}
    </th>
  );
}
