import { useLocalStorage } from '@mantine/hooks';

/** Keys of the columns not shown: those that hide themselves until somebody has chosen, remembered for each table. */
export function useHiddenColumns(table: string, columns: readonly { readonly key: string; readonly hidden?: boolean }[]) {
  return useLocalStorage<readonly string[]>({
    key: `jumys.columns.${table}`,
    defaultValue: columns.flatMap((column) => (column.hidden ? [column.key] : [])),
    getInitialValueInEffect: false,
  });
}
