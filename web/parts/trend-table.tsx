import { useTranslation } from 'react-i18next';
import type { TrendPoint } from '../../rooms/pledges/contract.ts';
import { useFormat } from '../language.ts';
import { trendLines } from './trend-option.ts';

/** What the trend shows, as a table; the latest month first. */
export function TrendTable({ points }: { readonly points: readonly TrendPoint[] }) {
  const { t } = useTranslation();
  const { month, count } = useFormat();
  return (
    // A box that scrolls must be reachable by keyboard.
    <div className="trend-table" role="region" aria-label={t('trend.label')} tabIndex={0}>
      <table className="plain">
        <thead><tr><th scope="col">{t('trend.month')}</th>{trendLines.map((line) => <th key={line} scope="col" className="number">{t(`rungShort.${line}`)}</th>)}</tr></thead>
        <tbody>
          {points.toReversed().map((point) => (
            <tr key={point.month}>
              <th scope="row">{month(point.month)}{point.provisional ? <span className="at-risk">{` ${t('stamp.provisional')}`}</span> : null}</th>
              {trendLines.map((line) => <td key={line} className="number">{count(point[line])}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
