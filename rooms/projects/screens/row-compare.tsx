import { useTranslation } from 'react-i18next';
import type { DraftFields } from '../contract.ts';
import { FieldText, isSame } from './field-text.tsx';

type Props = {
  readonly caption: string;
  readonly columns: readonly string[];
  /** The two rows with what stands above them; a row that is not there has no fields. */
  readonly left: { readonly head: string; readonly fields: DraftFields | null };
  readonly right: { readonly head: string; readonly fields: DraftFields | null };
};

/** How many fields of two rows differ. */
export function countChanges(columns: readonly string[], left: DraftFields | null, right: DraftFields | null): number {
  return columns.filter((column) => !isSame(left?.[column], right?.[column])).length;
}

/** Two rows field by field, those that differ marked by a word. */
export function RowCompare({ caption, columns, left, right }: Props) {
  const { t } = useTranslation('projects');
  return (
    <div className="rows-box" role="region" aria-label={caption} tabIndex={0}>
      <table className="plain rows-compared">
        <caption className="unseen">{caption}</caption>
        <thead><tr><th scope="col">{t('versions.field')}</th><th scope="col">{left.head}</th><th scope="col">{right.head}</th></tr></thead>
        <tbody>
          {columns.map((column) => {
            const changed = left.fields !== null && !isSame(left.fields[column], right.fields?.[column]);
            return (
              <tr key={column} data-changed={changed || undefined}>
                <th scope="row">{t(`column.${column as 'place'}`)}{changed ? <span className="small at-risk"> {t('versions.changed')}</span> : null}</th>
                <td><FieldText column={column} field={left.fields?.[column]} /></td>
                <td><FieldText column={column} field={right.fields?.[column]} /></td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
