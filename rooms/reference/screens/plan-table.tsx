import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useReply } from '#web/client.ts';
import { useFormat } from '#web/language.ts';
import { Failed, Loading } from '#web/parts/states.tsx';
import { getPlan, getRegions, type PlanRow } from '../contract.ts';
import { WideTable } from './wide-table.tsx';
import { Sources } from './sources.tsx';

const country = '000000000';

/** The plan of jobs by region, 2013-2020, as printed, with what the columns sum to. */
export function PlanTable() {
  const { t } = useTranslation('reference');
  const { count, share, language } = useFormat();
  const { data, error } = useReply(getPlan);
  const { data: places } = useReply(getRegions);
  // A region under the name it bore then: the first validity of its code.
  const names = useMemo(() => new Map(places?.regions.toReversed().map((region) => [region.kato, region.names])), [places]);
  if (error !== null) return <Failed error={error} />;
  if (data === undefined) return <Loading shape="table" />;
  const printed = data.plan.find((row) => row.kato === country);
  const regions = data.plan.filter((row) => row.kato !== country);
  const years = printed?.years.map(({ year }) => year) ?? [];
  const astray = printed === undefined ? [] : listAstray(printed, regions);
  const nameOf = (row: PlanRow) => (row.kato === country ? t('plan.country') : (names.get(row.kato)?.[language] ?? row.nameKk));
  return (
    <>
      <p>{t('plan.lead', { total: count(printed?.total ?? 0) })} {astray.length === 0 ? t('plan.adds') : t('plan.addsNot', { years: astray.join(', ') })}</p>
      <WideTable label={t('table.plan')}>
        <thead>
          <tr><th scope="col">{t('plan.region')}<span className="unit">{t('plan.jobs')}</span></th>{years.map((year) => <th key={year} scope="col" className="number">{year}</th>)}<th scope="col" className="number">{t('plan.total')}</th><th scope="col" className="number">{t('plan.share')}</th></tr>
        </thead>
        <tbody>
          {[...regions, ...(printed === undefined ? [] : [printed])].map((row) => (
            <tr key={row.kato} className={row === printed ? 'sum' : undefined}>
              <th scope="row">{nameOf(row)}</th>
              {row.years.map(({ year, jobs }) => <td key={year} className="number">{count(jobs)}</td>)}
              <td className="number">{count(row.total)}</td>
              <td className="number">{share(row.total, printed?.total ?? 0)}</td>
            </tr>
          ))}
        </tbody>
      </WideTable>
      <Sources sources={data.sources} />
    </>
  );
}

/** The years whose column does not add up to its printed total. */
function listAstray(printed: PlanRow, regions: readonly PlanRow[]): readonly number[] {
  return printed.years.filter(({ jobs }, at) => regions.reduce((sum, row) => sum + (row.years[at]?.jobs ?? 0), 0) !== jobs).map(({ year }) => year);
}
