import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { useFormat } from '#web/language.ts';
import type { FilterSearch } from '#web/search.ts';
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
    <p className="answer">
      {t('verdict.title')}: <strong><VerdictText verdict={told} /></strong>
      {told.judged === null || told.verdict === 'not-due' ? null : <>. {t('verdict.judged', values)}</>}
      {told.decided === null ? null : <> {t('verdict.decided', { month: month(told.decided) })}</>}
    </p>
  );
}

type Row = z.output<(typeof getOverview)['reply']>['verdicts'][number];

/** How many pledges stand how, with the jobs they promise; each opens the list of those pledges. */
export function Verdicts({ rows, search }: { readonly rows: readonly Row[]; readonly search: FilterSearch }) {
  const { t } = useTranslation('overview');
  const { count } = useFormat();
  return (
    <table className="bar-table verdicts">
      <caption>{t('verdict.titles')}</caption>
      <colgroup><col /><col className="number-col" /><col className="number-col" /></colgroup>
      <thead>
        <tr>
          <th scope="col"><span className="unseen">{t('verdict.title')}</span></th>
          <th scope="col" className="number">{t('head.pledges')}</th>
          <th scope="col" className="number">{t('verdict.jobs')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={`${row.verdict} ${row.outlook}`}>
            <th scope="row">{row.verdict === null ? <RowText row={row} /> : <Link to="/pledges" search={{ ...search, verdict: row.verdict, outlook: row.verdict === 'not-due' ? row.outlook ?? 'untold' : undefined }}><RowText row={row} /></Link>}</th>
            <td className="number">{count(row.pledges)}</td>
            <td className="number">{count(row.jobs)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function RowText({ row: { verdict, outlook } }: { readonly row: Row }) {
  return <><VerdictText verdict={{ verdict, provisional: false, judged: null, decided: null, forecast: null }} />{verdict === 'not-due' ? <>{', '}<OutlookText outlook={outlook} /></> : null}</>;
}

/** The order of a pledge's life, for sorting by verdict: those not due that are at risk first; what cannot be told comes last. */
export function verdictOrder({ verdict, forecast }: Told): number {
  if (verdict === null) return verdicts.length;
  return verdicts.indexOf(verdict) + (verdict === 'not-due' ? ['at-risk', 'on-track'].indexOf(forecast?.outlook ?? 'on-track') / 2 : 0);
}
