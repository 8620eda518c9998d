import { useTranslation } from 'react-i18next';
import { useReply } from '#web/client.ts';
import { useFormat } from '#web/language.ts';
import { Failed, Loading } from '#web/parts/states.tsx';
import { getRates } from '../contract.ts';
import { Confirmed, Remark, Sources } from './sources.tsx';
import { WideTable } from './wide-table.tsx';

/** Contribution rates by date, each with its base and whether it is confirmed. */
export function RatesTable() {
  const { t } = useTranslation('reference');
  const { day, count, share, name } = useFormat();
  const { data, error } = useReply(getRates);
  if (error !== null) return <Failed error={error} />;
  if (data === undefined) return <Loading shape="table" />;
  const names = new Map(data.contributions.map((contribution) => [contribution.code, contribution.names]));
  return (
    <>
      <p>{t('rates.lead')}</p>
      <WideTable label={t('table.rates')}>
        <thead><tr><th scope="col">{t('rates.name')}</th><th scope="col" className="number">{t('rates.rate')}</th><th scope="col">{t('rates.from')}</th><th scope="col">{t('rates.to')}</th><th scope="col">{t('rates.base')}</th><th scope="col">{t('confirmedHead')}</th></tr></thead>
        <tbody>
          {data.rates.map((rate) => {
            const names_ = names.get(rate.code);
            return (
              <tr key={`${rate.code} ${rate.validFrom}`}>
                <th scope="row">{names_ === undefined ? rate.code : name(names_)}</th>
                <td className="number">{rate.unit === 'mci-a-month' ? t('rates.mciAMonth', { n: count(rate.rate, 1) }) : share(rate.tenThousandths, 10_000)}</td>
                <td>{day(rate.validFrom)}</td>
                <td>{rate.validTo === null ? <span className="soft">{t('rates.open')}</span> : day(rate.validTo)}</td>
                <td className="wraps"><Remark text={rate.base} /></td>
                <td className="wraps"><Confirmed confirmed={rate.confirmed} />{rate.note === null ? null : <span className="small soft"> <Remark text={rate.note} /></span>}</td>
              </tr>
            );
          })}
        </tbody>
      </WideTable>
      <Sources sources={data.sources} />
    </>
  );
}
