import { useTranslation } from 'react-i18next';
import { useFormat } from '#web/language.ts';
import './bar-table.css';

type Bar = { readonly key: string | null; readonly label: string; readonly contracted: number; readonly paid: number };

type Props = {
  readonly head: string;
  readonly rows: readonly Bar[];
  /** How many people a whole bar stands for: the same for all tables that are read together. */
  readonly whole: number;
  readonly paidOnly?: boolean;
  /** Among many alike the heads of the columns are told once, by `BarKey`. */
  readonly headless?: boolean;
};

/** A small table of jobs by one attribute: the contracted as a bar, the paid of them darker in it, both as numbers. */
export function BarTable({ head, rows, whole, paidOnly = false, headless = false }: Props) {
  const { t } = useTranslation('web');
  const { count } = useFormat();
  const length = (people: number) => `${Math.min(1, people / Math.max(1, whole)) * 100}%`;
  if (rows.length === 0) return null;
  return (
    <table className="bar-table">
      <caption>{head}</caption>
      <colgroup><col /><col className="bar-col" />{paidOnly ? null : <col className="number-col" />}<col className="number-col" /></colgroup>
      <thead className={headless ? 'unseen' : undefined}>
        <tr>
          <th scope="col"><span className="unseen">{head}</span></th>
          <td aria-hidden="true" />
          {paidOnly ? null : <th scope="col" className="number">{t('rungShort.contracted')}</th>}
          <th scope="col" className="number">{t('rungShort.paid')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key ?? ''}>
            <th scope="row" className={row.key === null ? 'soft' : undefined}>{row.label}</th>
            <td aria-hidden="true" className="bar-cell">
              <span className="bar-contracted" style={{ width: length(paidOnly ? 0 : row.contracted) }} />
              <span className="bar-paid" style={{ width: length(row.paid) }} />
            </td>
            {paidOnly ? null : <td className="number">{count(row.contracted)}</td>}
            <td className="number">{count(row.paid)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What the bars and the two numbers of a row are. */
export function BarKey() {
  const { t } = useTranslation('web');
  return (
    <p className="bar-key small">
      {(['contracted', 'paid'] as const).map((rung) => <span key={rung}><span className={`bar-${rung}`} aria-hidden="true" />{t(`rungShort.${rung}`)}</span>)}
    </p>
  );
}
