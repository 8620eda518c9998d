import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { addressOf } from '#web/client.ts';
import { useFormat } from '#web/language.ts';
import { correctedIn, exportReconciliation, reasons, type Reconciliation } from '../reconciliation-contract.ts';

/** From what was reported to what is paid, reason by reason: a bar for each that begins where the one before ends. */
export function Bridge({ found: { sheet, stamp, dueDay } }: { readonly found: Reconciliation }) {
  const { t } = useTranslation('reconciliation');
  const { day, language } = useFormat();
  const { pledgeId, reported, near, byReason, notFound } = sheet;
  const width = Math.max(1, reported ?? 0, near);
  const told = reasons.filter((reason) => reason === 'counts' || byReason[reason] > 0);
  const before = (at: number) => told.slice(0, at).reduce((sum, reason) => sum + byReason[reason], 0);
  const files = (['csv', 'xlsx'] as const).map((format) => <a key={format} href={addressOf(exportReconciliation, { params: { pledgeId, format }, query: { month: stamp.month, language } })} download>{format.toUpperCase()}</a>);
  return (
    <section>
      <h2>{t('bridge.title')}</h2>
      <p className="small soft">{t('bridge.note')} {t('bridge.due', { day: day(dueDay) })} {t('files')}: {files[0]}, {files[1]}</p>
      <table className="bridge">
        <caption className="unseen">{t('bridge.title')}</caption>
        <thead><tr><th scope="col">{t('column.what')}</th><td aria-hidden="true" /><th scope="col" className="number">{t('column.people')}</th><th scope="col">{t('column.correct')}</th></tr></thead>
        <tbody>
          {reported === null ? null : <Line label={t('bridge.reported')} value={reported} bar="bar-reported" to={reported / width} />}
          {told.map((reason, at) => (
            <Line
              key={reason} value={byReason[reason]} bar={reason === 'counts' ? 'bar-paid' : 'bridge-grey'} from={before(at) / width} to={before(at + 1) / width} where={t(`correct.${correctedIn[reason] ?? 'none'}`)}
              label={byReason[reason] === 0 ? t(`reason.${reason}.name`) : (
                <Link to="/months/$month/reconciliation" params={{ month: stamp.month }} search={{ pledge: pledgeId, reason }} hash="people" resetScroll={false}>{t(`reason.${reason}.name`)}</Link>
              )}
            />
          ))}
          {notFound === null || notFound === 0 ? null : (
            <Line value={notFound} bar="bridge-open" from={Math.min(near, reported ?? 0) / width} to={Math.max(near, reported ?? 0) / width} signed
              label={<>{t('bridge.notFound')} <span className="small soft">{t(notFound > 0 ? 'bridge.notFoundNote' : 'bridge.fewerNote')}</span></>} />
          )}
        </tbody>
        <tfoot><Line label={t(reported === null ? 'bridge.sumNear' : 'bridge.sum')} value={reported ?? near} /></tfoot>
      </table>
    </section>
  );
}

type LineProps = { readonly label: React.ReactNode; readonly value: number; readonly bar?: string; readonly from?: number; readonly to?: number; readonly where?: string; readonly signed?: boolean };

function Line({ label, value, bar, from = 0, to = 0, where = '', signed = false }: LineProps) {
  const format = useFormat();
  return (
    <tr>
      <th scope="row">{label}</th>
      <td aria-hidden="true" className="bridge-cell">{bar === undefined ? null : <span className={bar} style={{ left: `${from * 100}%`, width: `${(to - from) * 100}%` }} />}</td>
      <td className="number">{signed ? format.signed(value) : format.count(value)}</td>
      <td>{where}</td>
    </tr>
  );
}
