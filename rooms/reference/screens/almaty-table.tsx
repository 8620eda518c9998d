import { useTranslation } from 'react-i18next';
import { useReply } from '#web/client.ts';
import { useFormat } from '#web/language.ts';
import { Failed, Loading } from '#web/parts/states.tsx';
import { getAlmaty } from '../contract.ts';
import { listMisses } from '../identity.ts';
import { Sources } from './sources.tsx';
import { WideTable } from './wide-table.tsx';

/** Almaty's labour market as printed, and which printed values disagree with the others. */
export function AlmatyTable() {
  const { t } = useTranslation('reference');
  const { count, name } = useFormat();
  const { data, error } = useReply(getAlmaty);
  if (error !== null) return <Failed error={error} />;
  if (data === undefined) return <Loading shape="table" />;
  const { indicators } = data;
  const misses = listMisses(indicators);
  const periods = indicators[0]?.values.map((value) => value.period) ?? [];
  const periodName = (period: string) => (period.endsWith('Q3') ? t('almaty.quarter', { year: period.slice(0, 4) }) : period);
  const astray = new Set(misses.map((miss) => `${miss.indicator} ${miss.period}`));
  const nameOf = (indicator: string) => { const row = indicators.find((known) => known.indicator === indicator); return row === undefined ? indicator : name(row.names); };
  return (
    <>
      <p>{t('almaty.lead')} {t('almaty.marked')}</p>
      <WideTable label={t('table.almaty')}>
        <thead><tr><th scope="col">{t('almaty.indicator')}</th><th scope="col">{t('almaty.unit')}</th>{periods.map((period) => <th key={period} scope="col" className="number">{periodName(period)}</th>)}</tr></thead>
        <tbody>
          {indicators.map((row) => (
            <tr key={row.indicator}>
              <th scope="row">{name(row.names)}</th>
              <td className="soft">{t(`almaty.units.${row.unit}`)}</td>
              {row.values.map(({ period, value }) => <td key={period} className="number">{count(value, row.unit === 'persons' ? 0 : 1)}{astray.has(`${row.indicator} ${period}`) ? <span className="at-risk">*</span> : null}</td>)}
            </tr>
          ))}
        </tbody>
      </WideTable>
      <h2>{t('almaty.misses')}</h2>
      <WideTable label={t('almaty.misses')}>
        <thead><tr><th scope="col">{t('almaty.indicator')}</th><th scope="col">{t('almaty.period')}</th><th scope="col" className="number">{t('almaty.printed')}</th><th scope="col" className="number">{t('almaty.computed')}</th><th scope="col">{t('almaty.identity')}</th></tr></thead>
        <tbody>
          {misses.map((miss) => (
            <tr key={`${miss.identity} ${miss.period}`}>
              <th scope="row">{nameOf(miss.indicator)}</th><td>{periodName(miss.period)}</td><td className="number">{count(miss.printed, 1)}</td><td className="number">{count(miss.computed, 1)}</td><td className="wraps">{t(`almaty.identities.${miss.identity}`)}</td>
            </tr>
          ))}
        </tbody>
      </WideTable>
      <Sources sources={data.sources} />
    </>
  );
}
