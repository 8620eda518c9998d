import { useTranslation } from 'react-i18next';
import { useFormat } from '#web/language.ts';
import type { Life } from '../contract.ts';
import type { AboutProject } from './about-project.ts';

type Standing = Life['time']['standing'] | 'notDue';
const looks: Readonly<Record<Standing, string | undefined>> = { within: undefined, 'at-risk': 'at-risk', broken: 'lost', unknown: 'soft', notDue: 'soft' };

/** The three limits of a project: plan, fact, forecast, and how each stands. */
export function Limits({ life, jobs }: { readonly life: Life; readonly jobs: AboutProject['jobs'] }) {
  const { t } = useTranslation('projects');
  const { day, month, money, share, count } = useFormat();
  const { time, budget } = life;
  const standing = (kind: Standing) => <span className={looks[kind]}>{t(`limits.${kind}`)}</span>;
  const quality: Standing = jobs.promised === 0 ? 'unknown' : jobs.met < jobs.due ? 'broken' : (jobs.ahead?.atRisk ?? 0) > 0 ? 'at-risk' : jobs.due === 0 ? 'notDue' : 'within';
  const isBuilt = life.stage === 'operation' || life.stage === 'closed';
  return (
    <>
      <h3>{t('limits.title')}</h3>
      <div className="rows-box" role="region" aria-label={t('limits.title')} tabIndex={0}>
        <table className="plain">
          <thead><tr>{(['limit', 'standing', 'plan', 'fact', 'forecast'] as const).map((head) => <th key={head} scope="col">{t(`limits.${head}`)}</th>)}</tr></thead>
          <tbody>
            <tr>
              <th scope="row">{t('limits.time')}</th>
              <td>{standing(time.standing)}</td>
              <td>{day(time.startsOn)} – {time.plan === null ? t('limits.open') : day(time.plan)}</td>
              <td>{time.fact === null ? t(isBuilt ? 'limits.builtSome' : 'limits.notDone') : t('limits.done', { day: day(time.fact) })}{time.elapsed === null ? null : <div className="soft">{t('limits.elapsed', { share: share(Math.round(time.elapsed * 100), 100) })}</div>}</td>
              <td>{time.forecast === null ? '–' : <>{month(time.forecast)}<div className="soft">{t('limits.byMoney')}</div></>}</td>
            </tr>
            <tr>
              <th scope="row">{t('limits.budget')}</th>
              <td>{standing(budget.standing)}</td>
              <td>{money(budget.plan)}</td>
              <td>{money(budget.fact)}{budget.share === null ? null : <div className="soft">{t('limits.spent', { share: share(budget.fact, budget.plan) })}</div>}</td>
              <td>{budget.forecast === null ? '–' : money(budget.forecast)}{isBuilt ? null : <div className="soft">{budget.pace === null ? t('limits.noForecast') : t('limits.pace', { money: money(budget.pace) })}</div>}</td>
            </tr>
            <tr>
              <th scope="row">{t('limits.quality')}</th>
              <td>{standing(quality)}</td>
              <td>{count(jobs.due)} <span className="soft">{t('limits.due')}</span><div className="soft">{t('limits.promised', { n: count(jobs.promised) })}</div></td>
              <td>{count(jobs.met)} <span className="soft">{t('limits.credited')}</span>{jobs.due === 0 ? null : <div className="soft">{t('limits.spent', { share: share(jobs.met, jobs.due) })}</div>}</td>
              <td>
                {jobs.ahead === null ? '–' : jobs.ahead.expected === null ? t('limits.untold') : t('limits.expected', { n: count(jobs.ahead.expected), promised: count(jobs.ahead.promised) })}
                <div className="soft">{t('limits.paidNow', { n: count(jobs.paid) })}</div>
              </td>
            </tr>
          </tbody>
        </table>
      </div>
      <p className="small soft">{t('limits.measure')}</p>
    </>
  );
}
