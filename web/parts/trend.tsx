import { lazy, Suspense } from 'react';
import type { TrendPoint } from '../../rooms/pledges/contract.ts';
import { Loading } from './states.tsx';

const Chart = lazy(() => import('./trend-chart.tsx').then(({ TrendChart }) => ({ default: TrendChart })));

/** Due, contracted, paid and held by month; the chart's library comes only when a trend is on the page. */
export function Trend({ points }: { readonly points: readonly TrendPoint[] }) {
  return points.length === 0 ? null : <Suspense fallback={<Loading shape="ladder" />}><Chart points={points} /></Suspense>;
}
