import { useDocumentTitle } from '@mantine/hooks';
import { Link } from '@tanstack/react-router';
import { Trans, useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { useReply } from '#web/client.ts';
import { useFormat } from '#web/language.ts';
import { Failed, Loading } from '#web/parts/states.tsx';
import { WhenThereAreFigures } from '#web/shell.tsx';
import { useSeesAll } from '#web/state.ts';
import { getBackTest, ways } from '../forecast-contract.ts';
import './forecast.css';

type Tested = z.infer<typeof getBackTest.reply>;
type Horizon = Tested['horizons'][number];

const limits = ['today', 'due', 'act', 'year'] as const;

/** How the forecast is made, and what it would have been worth in the past. */
export function ForecastScreen() {
  const { t } = useTranslation(['forecast', 'web']);
  useDocumentTitle(`${t('page.title')} · ${t('web:name')}`);
  return (
    <article className="forecast-page">
      <p className="eyebrow">{t('page.title')}</p>
      <WhenThereAreFigures><BackTest /></WhenThereAreFigures>
    </article>
  );
}

function BackTest() {
  const { t } = useTranslation(['forecast', 'web']);
  const { month } = useFormat();
  const { data, error, refetch } = useReply(getBackTest);
  const seesAll = useSeesAll();
  if (error !== null) return <Failed heads error={error} again={() => void refetch()} />;
  if (data === undefined) return <Loading />;
  return (
    <>
      <h1 className="answer"><Answer tested={data} /></h1>
      <TestedStamp tested={data} />
      <p>{t('page.lead')}</p>
      <p>{t('page.call')} {t('page.left')}</p>
      <h2>{t('page.test')}</h2>
      {data.months === null ? null : <p>{t('page.testLead', { first: month(data.months.first), last: month(data.months.last) })} {t('page.kept')}{seesAll ? null : <> {t('page.scope')}</>}</p>}
      {data.horizons.map((horizon) => <Scores key={horizon.months} horizon={horizon} />)}
      <h2>{t('page.limits')}</h2>
      <ul>{limits.map((limit) => <li key={limit}>{t(`page.limit.${limit}`)}</li>)}</ul>
      <p className="small soft">{t('page.text')} <Link to="/definition" hash="rule-15" search={{}}>{t('web:nav.definition')}</Link></p>
    </>
  );
}

function Answer({ tested }: { readonly tested: Tested }) {
  const { t } = useTranslation('forecast');
  const { share } = useFormat();
  const { ways: told } = tested.horizons.find((one) => one.months === 6) ?? {};
  if (told == null) return <>{t('page.noAnswer')}</>;
  const values = { rule: share(told.rule.error, 1), stays: share(told.stays.error, 1), line: share(told.line.error, 1) };
  return <Trans t={t} i18nKey="page.answer" values={values} shouldUnescape={false} components={{ strong: <strong className="number" /> }} />;
}

function TestedStamp({ tested: { version, definition, computedAt } }: { readonly tested: Tested }) {
  const { t } = useTranslation(['forecast', 'web']);
  const { day } = useFormat();
  return <p className="small stamp">{t('page.stamp', { version, definition: t('web:stamp.definition', { version: definition }), at: computedAt === null ? '–' : day(computedAt.slice(0, 10)) })}</p>;
}

/** One horizon: the rule against its peers, and whether its range held. */
function Scores({ horizon: { months, pledges, untold, range, ways: told } }: { readonly horizon: Horizon }) {
  const { t } = useTranslation('forecast');
  const { count, share } = useFormat();
  const name = t('page.before', { count: months, n: months });
  const numbers = ['error', 'right', 'riskNot', 'riskKept', 'trackKept', 'trackNot'] as const;
  return (
    <section>
      <h3>{name}</h3>
      {told === null ? <p>{pledges === 0 ? t('page.noAnswer') : t('page.nothing')}</p> : (
        // A box that scrolls must be reachable by keyboard.
        <div className="forecast-scores" role="region" aria-label={name} tabIndex={0}>
          <table className="plain">
            <thead><tr><th scope="col">{t('page.head.way')}</th>{numbers.map((head) => <th key={head} scope="col" className="number">{t(`page.head.${head}`)}{head === 'error' ? <span className="soft">, {t('page.errorUnit')}</span> : null}</th>)}</tr></thead>
            <tbody>
              {ways.map((way) => {
                const { error, atRisk, onTrack } = told[way];
                const right = atRisk.notKept + onTrack.kept;
                const all = right + atRisk.kept + onTrack.notKept;
                return (
                  <tr key={way}>
                    <th scope="row">{t(`page.way.${way}`)}</th><td className="number">{share(error, 1)}</td><td className="number">{share(right, all)}</td>
                    <td className="number">{count(atRisk.notKept)}</td><td className="number">{count(atRisk.kept)}</td><td className="number">{count(onTrack.kept)}</td><td className="number">{count(onTrack.notKept)}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
      <p className="small soft">
        {t('page.counted', { pledges: count(pledges), untold: count(untold) })}{' '}
        {range === null ? t('page.insideNone') : t('page.inside', { inside: count(range.inside), pledges: count(range.pledges), share: share(range.inside, range.pledges), width: share(range.width, 1) })}
      </p>
    </section>
  );
}
