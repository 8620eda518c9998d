import { Trans, useTranslation } from 'react-i18next';
import { monthOfDay } from '#kernel/month.ts';
import { useFormat } from '#web/language.ts';
import { Stamp } from '#web/parts/stamp.tsx';
import { TwoWays } from '#web/parts/two-ways.tsx';
import type { Forecast } from '../forecast-contract.ts';
import type { PledgePage } from '../contract.ts';
import { ForecastChart } from './forecast-chart.tsx';
import { paceOf, soFar } from './forecast-drawing.ts';
import { HowForecast, OutlookText } from './outlook.tsx';
import './forecast.css';

/** What a pledge that is not due will be judged by in its due month: in words, as a picture, and as a table. Nothing once it is due. */
export function PledgeForecast({ page }: { readonly page: PledgePage }) {
  const { t } = useTranslation(['forecast', 'web']);
  const { forecast } = page.pledge.verdict;
  if (forecast === null) return null;
  return (
    <section id="forecast">
      <h2>{t('title')}</h2>
      {forecast.expected === null ? <p>{t(`untold.${forecast.untold ?? 'unknown'}`)}</p> : (
        <>
          <Words page={page} forecast={forecast} />
          <TwoWays label={t('title')} first={{ name: t('web:trend.chart'), show: <ForecastChart page={page} forecast={forecast} /> }} second={{ name: t('web:trend.table'), show: <ForecastTable page={page} forecast={forecast} /> }} />
        </>
      )}
      <Stamp stamp={page.stamp} what={t('judged')} />
      <p className="small"><HowForecast /></p>
    </section>
  );
}

type Props = { readonly page: PledgePage; readonly forecast: Forecast };

function Words({ page: { pledge, course, stamp }, forecast }: Props) {
  const { t } = useTranslation('forecast');
  const { count, share, month } = useFormat();
  const jobs = pledge.ladder.promised;
  const { expected, low, high, basis, comparables } = forecast;
  const { judged } = pledge.verdict;
  const pace = paceOf({ forecast, course, month: stamp.month, award: monthOfDay(pledge.awardedOn), jobs });
  const rate = (value: number) => count(value, Number.isInteger(value) ? 0 : 1);
  return (
    <>
      <p>
        <Trans t={t} i18nKey="expected" values={{ due: month(forecast.due), expected: count(expected ?? 0), jobs: count(jobs), share: share(expected ?? 0, jobs) }} shouldUnescape={false}
          components={{ strong: <strong className="number" />, call: <OutlookText outlook={forecast.outlook} /> }} />
        {low === null || high === null ? null : <> {t('range', { low: count(low), high: count(high) })}</>}
      </p>
      {pace === undefined ? null : <p>{pace.needed === 0 ? t('reached') : t('needed', { needed: rate(pace.needed), pace: rate(pace.pace) })}</p>}
      {judged !== null && judged < Math.min(jobs, pledge.ladder.credited ?? 0) ? <p>{t('stacked', { judged: count(judged) })}</p> : null}
      {basis === null ? null : <p className="small soft">{basis === 'pace' ? t('basis.pace') : t(`basis.${basis}`, { count: comparables, n: count(comparables) })}</p>}
    </>
  );
}

/** The same as the picture says, the due month first. */
function ForecastTable({ page: { pledge, course, stamp }, forecast }: Props) {
  const { t } = useTranslation('forecast');
  const { count, month } = useFormat();
  const rows = soFar({ course, month: stamp.month, award: monthOfDay(pledge.awardedOn) });
  const shown = (jobs: number | null) => (jobs === null ? '–' : count(jobs));
  return (
    // A box that scrolls must be reachable by keyboard.
    <div className="trend-table" role="region" aria-label={t('title')} tabIndex={0}>
      <table className="plain">
        <thead><tr>{(['month', 'judged', 'forecast', 'from', 'to', 'promise'] as const).map((head) => <th key={head} scope="col" className={head === 'month' ? undefined : 'number'}>{t(head)}</th>)}</tr></thead>
        <tbody>
          <tr>
            <th scope="row">{t('dueMonth', { month: month(forecast.due) })}</th><td className="number">–</td>
            {[forecast.expected, forecast.low, forecast.high, pledge.ladder.promised].map((jobs, at) => <td key={at} className="number">{shown(jobs)}</td>)}
          </tr>
          {rows.toReversed().map((row) => (
            <tr key={row.month}><th scope="row">{month(row.month)}</th><td className="number">{count(row.judged)}</td><td className="number">–</td><td className="number">–</td><td className="number">–</td><td className="number">–</td></tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
