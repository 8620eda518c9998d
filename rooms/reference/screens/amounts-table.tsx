import { useTranslation } from 'react-i18next';
import { useReply } from '#web/client.ts';
import { useFormat } from '#web/language.ts';
import { Failed, Loading } from '#web/parts/states.tsx';
import { getMci, type Amount } from '../contract.ts';
import { Remark, Sources } from './sources.tsx';
import { WideTable } from './wide-table.tsx';

const measures = ['mci-general', 'mci-social', 'minimum-wage', 'subsistence-minimum'] as const satisfies readonly Amount['measure'][];

/** MCI, minimum wage and subsistence minimum by the day they came into force, the latest first. */
export function AmountsTable() {
  const { t } = useTranslation('reference');
  const { day } = useFormat();
  const { data, error } = useReply(getMci);
  if (error !== null) return <Failed error={error} />;
  if (data === undefined) return <Loading shape="table" />;
  const days = [...new Set(data.amounts.map((amount) => amount.validFrom))].toSorted().toReversed();
  const of = (measure: Amount['measure'], from: string) => data.amounts.find((amount) => amount.measure === measure && amount.validFrom === from);
  return (
    <>
      <p>{t('mci.lead')} {t('mci.unsure')}</p>
      <WideTable label={t('table.mci')}>
        <thead><tr><th scope="col">{t('mci.from')}</th>{measures.map((measure) => <th key={measure} scope="col" className="number">{t(`mci.${measure}`)}<span className="unit">₸</span></th>)}<th scope="col">{t('noteHead')}</th></tr></thead>
        <tbody>
          {days.map((from) => (
            <tr key={from}>
              <th scope="row">{day(from)}</th>
              {measures.map((measure) => <td key={measure} className="number"><AmountCell amount={of(measure, from)} /></td>)}
              <td className="wraps small soft">{[...new Set(measures.map((measure) => of(measure, from)?.note ?? null))].filter((note) => note !== null).map((note) => <span key={note}><Remark text={note} /> </span>)}</td>
            </tr>
          ))}
        </tbody>
      </WideTable>
      <Sources sources={data.sources} />
    </>
  );
}

function AmountCell({ amount }: { readonly amount: Amount | undefined }) {
  const { t } = useTranslation('reference');
  const { count } = useFormat();
  if (amount === undefined) return <span className="soft">–</span>;
  return <>{count(amount.tenge)}{amount.confirmed === 'yes' ? null : <span className="at-risk" title={t(`confirmed.${amount.confirmed}`)}> ?</span>}</>;
}
