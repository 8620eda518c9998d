import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#web/language.ts';
import { AmountText } from '#web/parts/amount-text.tsx';
import { Figure, Figures } from '#web/parts/figure.tsx';
import { Loading } from '#web/parts/states.tsx';
import { Stamp } from '#web/parts/stamp.tsx';
import { TwoWays } from '#web/parts/two-ways.tsx';
import type { ProjectPage } from './project-screen.tsx';

const Chart = lazy(() => import('./money-chart.tsx').then(({ MoneyChart }) => ({ default: MoneyChart })));

/** Money by month with the sums so far, tenge. */
export type MoneyRow = ProjectPage['money'][number] & { readonly investedSoFar: number; readonly wagesSoFar: number };

/** Investment against wages under one named reading of the 30 % rule (rule 14, all phases); it judges nothing. */
export function ProjectMoney({ page: { money, stamp, project } }: { readonly page: ProjectPage }) {
  const { t } = useTranslation(['pledges', 'web']);
  const { share, money: amount } = useFormat();
  const rows = soFar(money.filter((row) => row.month <= stamp.month));
  const last = rows.at(-1);
  const meaning = (text: string) => ({ stamp, meaning: text });
  return (
    <section id="money">
      <h2>{t('project.money')}</h2>
      {last === undefined ? <p>{t('project.noMoney')}</p> : (
        <>
          <Figures>
            <Figure label={t('project.invested')} value={<AmountText tenge={last.investedSoFar} />} passport={meaning(t('project.moneyMeaning.investment', { planned: amount(project.investment) }))} />
            <Figure label={t('project.wagesPaid')} value={<AmountText tenge={last.wagesSoFar} />} passport={meaning(t('project.moneyMeaning.cumulated'))} />
            <Figure label={t('project.wageShare')} value={share(last.wagesSoFar, last.investedSoFar)} passport={meaning(t('project.moneyMeaning.share'))} />
          </Figures>
          <TwoWays label={t('project.money')}
            first={{ name: t('web:trend.chart'), show: <Suspense fallback={<Loading shape="ladder" />}><Chart rows={rows} /></Suspense> }}
            second={{ name: t('web:trend.table'), show: <MoneyTable rows={rows} /> }} />
          <Stamp stamp={stamp} what={t('project.moneyReading')} />
          <p className="small soft money-note">{t('project.moneyNote')}</p>
        </>
      )}
    </section>
  );
}

function soFar(money: ProjectPage['money']): readonly MoneyRow[] {
  let [investedSoFar, wagesSoFar] = [0, 0];
  return money.map((row) => {
    investedSoFar += row.invested;
    wagesSoFar += row.wages;
    return { ...row, investedSoFar, wagesSoFar };
  });
}

/** The same as the picture says, month by month, the latest first. */
function MoneyTable({ rows }: { readonly rows: readonly MoneyRow[] }) {
  const { t } = useTranslation(['pledges', 'web']);
  const { month, share, money } = useFormat();
  return (
    // A box that scrolls must be reachable by keyboard.
    <div className="trend-table" role="region" aria-label={t('project.money')} tabIndex={0}>
      <table className="plain">
        <thead>
          <tr>
            <th scope="col">{t('web:trend.month')}</th><th scope="col" className="number">{t('project.investedMonth')}</th><th scope="col" className="number">{t('project.wagesMonth')}</th>
            <th scope="col" className="number">{t('project.invested')}</th><th scope="col" className="number">{t('project.wagesPaid')}</th><th scope="col" className="number">{t('project.wageShare')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.toReversed().map((row) => (
            <tr key={row.month}>
              <th scope="row">{month(row.month)}</th><td className="number">{money(row.invested)}</td><td className="number">{money(row.wages)}</td>
              <td className="number">{money(row.investedSoFar)}</td><td className="number">{money(row.wagesSoFar)}</td><td className="number">{share(row.wagesSoFar, row.investedSoFar)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
