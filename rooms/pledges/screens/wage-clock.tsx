import { lazy, Suspense, type ReactNode } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { addressOf, useReply } from '#web/client.ts';
import { useFormat } from '#web/language.ts';
import { AmountText } from '#web/parts/amount-text.tsx';
import { Figure, Figures } from '#web/parts/figure.tsx';
import { Failed, Loading } from '#web/parts/states.tsx';
import { Stamp } from '#web/parts/stamp.tsx';
import { TwoWays } from '#web/parts/two-ways.tsx';
import { exportWageClock, getWageClock, type ClockMonth } from '../wage-contract.ts';
import './counting.css';

const Chart = lazy(() => import('./clock-chart.tsx').then(({ ClockChart }) => ({ default: ClockChart })));

type Clock = z.output<typeof getWageClock.reply>;

/** Wages against investment under the four named readings of the thirty-per-cent rule, and the pace needed (rule 14). It judges nothing. */
export function WageClock({ projectId, month }: { readonly projectId: string; readonly month: string | undefined }) {
  const { t } = useTranslation(['clock', 'web']);
  const { data, error, refetch } = useReply(getWageClock, { params: { projectId }, query: { month } });
  const clock = data?.projectId === projectId ? data : undefined;
  return (
    <section id="wage-clock">
      <h2>{t('title')}</h2>
      {error !== null ? <Failed error={error} again={() => void refetch()} /> : clock === undefined ? <Loading shape="ladder" /> : <Told clock={clock} />}
    </section>
  );
}

function Told({ clock }: { readonly clock: Clock }) {
  const { t } = useTranslation(['clock', 'web']);
  const { language } = useFormat();
  const { stamp, months, projectId } = clock;
  if (months.length === 0) return <><p>{t('none')}</p><Stamp stamp={stamp} /></>;
  const file = (format: 'csv' | 'json') => addressOf(exportWageClock, { params: { projectId, format }, query: { month: stamp.month, language } });
  return (
    <>
      <p><Sentence clock={clock} /></p>
      <div className="counting">
        {clock.readings.map((reading) => <Reading key={reading.reading} clock={clock} reading={reading} />)}
        <Pace clock={clock} />
      </div>
      <TwoWays label={t('picture')}
        first={{ name: t('web:trend.chart'), show: <Suspense fallback={<Loading shape="ladder" />}><Chart rows={months} /></Suspense> }}
        second={{ name: t('web:trend.table'), show: <ClockTable rows={months} /> }} />
      <Stamp stamp={stamp} />
      <p className="small soft">{t('note')} {t('web:table.export')}: <a href={file('csv')} download>CSV</a>, <a href={file('json')} download>JSON</a></p>
    </>
  );
}

/** The answer first: the reading that speaks of all wages, beside the thirty per cent. */
function Sentence({ clock: { readings, complete } }: { readonly clock: Clock }) {
  const { t } = useTranslation('clock');
  const { share, money } = useFormat();
  const all = readings.find(({ reading }) => reading === 'all-phases')!;
  const values = { invested: money(all.whole), wages: money(all.part), share: share(all.part, all.whole) };
  const key = !complete ? 'sentence.partly' : all.share === null ? 'sentence.nothing' : 'sentence.told';
  return <Trans t={t} i18nKey={key} values={values} shouldUnescape={false} components={{ strong: <strong className="number" /> }} />;
}

function Reading({ clock: { stamp, rates }, reading: { reading, part, whole, share: told, reaches, why } }: { readonly clock: Clock; readonly reading: Clock['readings'][number] }) {
  const { t } = useTranslation('clock');
  const { share, money } = useFormat();
  const values = { part: money(part), whole: money(whole), rates: rates.length === 0 ? '–' : rates.map(({ code, rate }) => `${t(`rate.${code as 'SO'}`)} ${share(rate, 1)}`).join(', ') };
  const how = t(`how.${reading}`, values);
  return (
    <Row figure={<Figure label={t(`reading.${reading}`)} value={told === null ? '–' : share(part, whole)} passport={{ stamp, meaning: `${how} ${t('note')}` }} />}>
      {how} <strong>{why !== null ? t(`why.${why}`) : t(reaches === true ? 'reaches' : 'below')}</strong>
    </Row>
  );
}

function Pace({ clock: { stamp, pace, investment, endsOn } }: { readonly clock: Clock }) {
  const { t } = useTranslation('clock');
  const { money, day, count } = useFormat();
  const { needed, present, monthsLeft, why } = pace;
  const how = why !== null ? t(`noPace.${why}`) : t(needed !== null && needed <= 0 ? 'reached' : 'neededHow', { investment: money(investment), endsOn: day(endsOn!), months: count(monthsLeft!) });
  return (
    <>
      <Row figure={<Figure label={t('needed')} value={needed === null ? '–' : <AmountText tenge={Math.max(0, needed)} />} unit={t('aMonth')} passport={{ stamp, meaning: how }} />}>{how}</Row>
      <Row figure={<Figure label={t('present')} value={<AmountText tenge={present} />} unit={t('aMonth')} passport={{ stamp, meaning: t('presentHow') }} />}>{t('presentHow')}</Row>
    </>
  );
}

function Row({ figure, children }: { readonly figure: ReactNode; readonly children: ReactNode }) {
  return <div><Figures>{figure}</Figures><p>{children}</p></div>;
}

/** The same as the picture says, month by month, the latest first. */
function ClockTable({ rows }: { readonly rows: readonly ClockMonth[] }) {
  const { t } = useTranslation('clock');
  const { month, share, money } = useFormat();
  return (
    // A box that scrolls must be reachable by keyboard.
    <div className="trend-table" role="region" aria-label={t('picture')} tabIndex={0}>
      <table className="plain">
        <thead>
          <tr>{(['month', 'invested', 'wages', 'investedSoFar', 'wagesSoFar', 'operation', 'all', 'raised'] as const).map((key) => <th key={key} scope="col" className={key === 'month' ? undefined : 'number'}>{t(`column.${key}`)}</th>)}</tr>
        </thead>
        <tbody>
          {rows.toReversed().map((row) => (
            <tr key={row.month}>
              <th scope="row">{month(row.month)}</th>
              {[row.invested, row.wages, row.investedSoFar, row.wagesSoFar].map((value, at) => <td key={at} className="number">{money(value)}</td>)}
              {[row.operationSoFar, row.wagesSoFar, row.withContributionsSoFar].map((part, at) => <td key={at} className="number">{share(part, row.investedSoFar)}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
