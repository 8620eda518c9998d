import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { useFormat } from '#web/language.ts';
import { verdicts, type getOverview, type PledgeRow } from '../contract.ts';
import { OutlookText } from './outlook.tsx';
import './bar-table.css';

type Told = PledgeRow['verdict'];

/** What becomes of a pledge, in a word; red for what was not kept, amber for what is at risk, and whether it can still change. */
export function VerdictText({ verdict: { verdict, provisional, forecast } }: { readonly verdict: Told }) {
  const { t } = useTranslation('overview');
  if (verdict === null) return <span className="soft">{t('verdict.unknown')}</span>;
  const broken = verdict === 'missed' || verdict === 'lost';
  return (
    <>
      <span className={broken ? 'lost' : verdict === 'not-due' ? 'soft' : ''}>{t(`verdict.${verdict}`)}</span>
      {forecast === null ? null : <>{', '}<OutlookText outlook={forecast.outlook} /></>}
      {provisional && verdict !== 'not-due' ? <span className="soft small"> {t('verdict.provisional')}</span> : null}
    </>
  );
}

/** The verdict in a sentence: what it rests on, and the month that settled it. */
export function VerdictSentence({ pledge: { verdict: told, ladder } }: { readonly pledge: PledgeRow }) {
  const { t } = useTranslation('overview');
  const { count, month } = useFormat();
  const values = { judged: told.judged === null ? '–' : count(told.judged), jobs: count(ladder.promised) };
  return (
    <p>
      {t('verdict.title')}: <strong><VerdictText verdict={told} /></strong>
      {told.judged === null || told.verdict === 'not-due' ? null : <>. {t('verdict.judged', values)}</>}
      {told.decided === null ? null : <> {t('verdict.decided', { month: month(told.decided) })}</>}
    </p>
  );
}

/** How many pledges stand how, with the jobs they promise. */
export function Verdicts({ rows }: { readonly rows: z.output<(typeof getOverview)['reply']>['verdicts'] }) {
  const { t } = useTranslation('overview');
  const { count } = useFormat();
  return (
    <table className="bar-table">
      <caption>{t('verdict.titles')}</caption>
      <thead>
        <tr>
          <th scope="col"><span className="unseen">{t('verdict.title')}</span></th>
          <th scope="col" className="number">{t('head.pledges')}</th>
          <th scope="col" className="number">{t('verdict.jobs')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ verdict, outlook, pledges, jobs }) => (
          <tr key={`${verdict} ${outlook}`}>
            <th scope="row"><VerdictText verdict={{ verdict, provisional: false, judged: null, decided: null, forecast: null }} />{verdict === 'not-due' ? <>{', '}<OutlookText outlook={outlook} /></> : null}</th>
            <td className="number">{count(pledges)}</td>
            <td className="number">{count(jobs)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The order of a pledge's life, for sorting by verdict: those not due that are at risk first; what cannot be told comes last. */
export function verdictOrder({ verdict, forecast }: Told): number {
  if (verdict === null) return verdicts.length;
  return verdicts.indexOf(verdict) + (verdict === 'not-due' ? ['at-risk', 'on-track'].indexOf(forecast?.outlook ?? 'on-track') / 2 : 0);
}
