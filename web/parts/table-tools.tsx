import { Button, Checkbox, Popover } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../language.ts';

type ToolsProps = {
  readonly columns: readonly { readonly key: string; readonly head: string }[];
  readonly hidden: readonly string[];
  readonly setHidden: (hidden: readonly string[]) => void;
  readonly files: readonly { readonly label: string; readonly href: string }[];
  /** Saves what is shown, where no server has it as a file. */
  readonly onSave: (() => void) | undefined;
};

/** Above a table: which columns to show, and its rows as files. The first column names the row and always shows. */
export function TableTools({ columns, hidden, setHidden, files, onSave }: ToolsProps) {
  const { t } = useTranslation();
  return (
    <div className="table-tools small">
      <Popover position="bottom-end" withinPortal={false} trapFocus>
        <Popover.Target><Button variant="subtle" size="compact-xs" px={0}>{t('table.columns')}</Button></Popover.Target>
        <Popover.Dropdown>
          <div className="column-choice">
            {columns.slice(1).map((column) => (
              <Checkbox key={column.key} size="xs" label={column.head} checked={!hidden.includes(column.key)}
                onChange={(event) => setHidden(event.currentTarget.checked ? hidden.filter((key) => key !== column.key) : [...hidden, column.key])} />
            ))}
          </div>
        </Popover.Dropdown>
      </Popover>
      {onSave === undefined ? null : <span>{t('table.export')}: <button type="button" className="table-save" onClick={onSave}>CSV</button></span>}
      {files.length === 0 ? null : <span>{t('table.export')}: {files.map((file, at) => <span key={file.href}>{at === 0 ? '' : ', '}<a href={file.href} download>{file.label}</a></span>)}</span>}
    </div>
  );
}

/** Under a table that the server pages. */
export function Pages({ caption, page, size, total, onPage }: { readonly caption: string; readonly page: number; readonly size: number; readonly total: number; readonly onPage: (page: number) => void }) {
  const { t } = useTranslation();
  const { count } = useFormat();
  if (total === 0) return null;
  const last = Math.max(1, Math.ceil(total / size));
  return (
    <nav className="table-pages small" aria-label={`${t('table.pages')}: ${caption}`}>
      <span>{t('table.page', { from: count((page - 1) * size + 1), to: count(Math.min(page * size, total)), total: count(total) })}</span>
      {last === 1 ? null : (
        <>
          <Button variant="default" size="compact-xs" disabled={page <= 1} onClick={() => onPage(page - 1)}>{t('table.previous')}</Button>
          <Button variant="default" size="compact-xs" disabled={page >= last} onClick={() => onPage(page + 1)}>{t('table.next')}</Button>
        </>
      )}
    </nav>
  );
}
