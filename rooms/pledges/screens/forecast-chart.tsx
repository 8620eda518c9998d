import { useElementSize } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { monthOfDay } from '#kernel/month.ts';
import { useFormat } from '#web/language.ts';
import type { Forecast } from '../forecast-contract.ts';
import type { PledgePage } from '../contract.ts';
import { drawingOf } from './forecast-drawing.ts';

const height = 220;

/** Evidence so far, the path that is still needed, and the fan of the forecast to the due month. The sentence beside it and the table say the same. */
export function ForecastChart({ page: { pledge, course, stamp }, forecast }: { readonly page: PledgePage; readonly forecast: Forecast }) {
  const { t } = useTranslation('forecast');
  const { count, monthShort } = useFormat();
  const { ref, width } = useElementSize<HTMLDivElement>();
  const jobs = pledge.ladder.promised;
  const narrow = width < 520;
  const box = { width: Math.max(width, 240), height, left: 48, right: narrow ? 12 : 150 };
  const drawing = drawingOf({ forecast, course, month: stamp.month, award: monthOfDay(pledge.awardedOn), jobs }, box);
  const { x, y, now, from, most, ends } = drawing;
  const levels = [...new Set([0, Math.round(most / 2), most])];
  const end = box.width - box.right;
  const risk = forecast.outlook === 'at-risk';
  return (
    <div ref={ref} className="forecast-chart">
      <svg width={box.width} height={height} role="img" aria-label={`${t('title')}. ${t('promise')}: ${count(jobs)}, ${t('evidence')}: ${count(now.judged)}, ${t('forecast')}: ${count(forecast.expected ?? 0)}`}>
        {levels.map((level) => <g key={level}><line x1={box.left} x2={end} y1={y(level)} y2={y(level)} className="forecast-grid" /><text x={box.left - 8} y={y(level) + 4} textAnchor="end">{count(level)}</text></g>)}
        {drawing.fan === null ? null : <polygon points={drawing.fan} className="forecast-fan" />}
        <polyline points={drawing.path} className="forecast-path" />
        <polyline points={drawing.expected} className={risk ? 'forecast-line forecast-risk' : 'forecast-line'} />
        <polyline points={drawing.evidence} className="forecast-evidence" />
        <circle cx={x(now.month)} cy={y(now.judged)} r={4} className="forecast-now" />
        {forecast.expected === null ? null : <circle cx={end} cy={y(forecast.expected)} r={4} className={risk ? 'forecast-end forecast-risk' : 'forecast-end'} />}
        {from === now.month ? null : <text x={box.left} y={height - 6}>{monthShort(from)}</text>}
        {x(now.month) - box.left < 90 || end - x(now.month) < 90 ? null : <text x={x(now.month)} y={height - 6} textAnchor="middle">{monthShort(now.month)}</text>}
        <text x={end} y={height - 6} textAnchor="end">{monthShort(forecast.due)}</text>
        {narrow ? null : (
          <>
            <text x={end + 10} y={ends.promise + 4}>{t('promise')} {count(jobs)}</text>
            {forecast.expected === null ? null : <text x={end + 10} y={ends.forecast + 4} className={risk ? 'at-risk' : undefined}>{risk ? '▲ ' : ''}{t('forecast')} {count(forecast.expected)}</text>}
          </>
        )}
      </svg>
      <p className="forecast-key small soft">
        {(['evidence', 'path', 'forecast', 'eight'] as const).map((what) => (what === 'eight' && drawing.fan === null ? null
          : <span key={what}><span className={`forecast-key-${what}`} aria-hidden="true" />{t(what)}</span>))}
      </p>
    </div>
  );
}
