import { useTranslation } from 'react-i18next';
import { addressOf, useReply } from '#web/client.ts';
import { useFormat } from '#web/language.ts';
import { Failed, Loading } from '#web/parts/states.tsx';
import { useWhen } from '#web/when.ts';
import { exportCheckpoints, getSeal } from '../audit-contract.ts';
import './accounts.css';

/** The signed checkpoints, for whoever wants to check the audit without trusting this server, and how he does it. */
export function AuditSeal() {
  const { t } = useTranslation('accounts');
  const { count } = useFormat();
  const when = useWhen();
  const { data, error } = useReply(getSeal, {}, { every: 60_000 });
  return (
    <section>
      <h2>{t('seal.title')}</h2>
      {data === undefined ? (error === null ? <Loading shape="table" /> : <Failed error={error} />) : (
        <>
          <p>{data.sealedAt === null ? t('seal.none') : t('seal.until', { seq: count(data.sealed), at: when(data.sealedAt), n: count(data.checkpoints) })}</p>
          <p>{t('seal.how')}</p>
          <pre className="command" tabIndex={0}>{`npx jumys audit verify --lines audit-lines.jsonl --checkpoints audit-checkpoints.txt --key '${data.publicKey}'`}</pre>
          <p><a href={addressOf(exportCheckpoints)} download>{t('seal.download')}</a></p>
        </>
      )}
    </section>
  );
}
