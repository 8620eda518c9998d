import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { TrendPoint } from '../../rooms/pledges/contract.ts';
import { Loading } from './states.tsx';
import { TrendTable } from './trend-table.tsx';
import { TwoWays } from './two-ways.tsx';
import './trend.css';

const Chart = lazy(() => import('./trend-chart.tsx').then((loaded) => ({ default: loaded.TrendChart })));

/** Promised, due and the rungs by month; the chart's library comes only when a trend is on the page. */
export function Trend({ points }: { readonly points: readonly TrendPoint[] }) {
  const { t } = useTranslation();
  if (points.length === 0) return null;
  const chart = (
    <>
      <Suspense fallback={<Loading shape="ladder" />}><Chart points={points} /></Suspense>
      {points.some((point) => point.provisional) ? <p className="small soft">{t('trend.provisional')}</p> : null}
    </>
  );
  return (
    <>
      <TwoWays label={t('trend.label')} first={{ name: t('trend.chart'), show: chart }} second={{ name: t('trend.table'), show: <TrendTable points={points} /> }} />
      <p className="small soft">{t('trend.promised')}</p>
    </>
  );
}
