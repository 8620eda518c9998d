import { useTranslation } from 'react-i18next';
import { useReply } from '#web/client.ts';
import { useFormat } from '#web/language.ts';
import { Failed, Loading } from '#web/parts/states.tsx';
import { listUnresolved, type RegisterName } from '../contract.ts';

/** References of accepted rows to what no register describes yet. */
export function Unresolved() {
  const { t } = useTranslation('registers');
  const { count } = useFormat();
  const { data, error, refetch } = useReply(listUnresolved);
  const name = (register: string) => t(`name.${register as RegisterName}`);
  return (
    <section id="unresolved">
      <h2>{t('unresolved.title')}</h2>
      {data === undefined ? (error === null ? <Loading shape="table" /> : <Failed error={error} again={() => void refetch()} />) : data.rows.length === 0 ? <p>{t('unresolved.none')}</p> : (
        <>
          <p className="small soft">{t('unresolved.note')}</p>
          {/* A box that scrolls must be reachable by keyboard. */}
          <div className="registers-box" role="region" aria-label={t('unresolved.title')} tabIndex={0}>
            <table className="plain">
              <thead>
                <tr>
                  <th scope="col">{t('unresolved.register')}</th><th scope="col">{t('unresolved.column')}</th><th scope="col">{t('unresolved.refersTo')}</th>
                  <th scope="col" className="number">{t('unresolved.codes')}</th><th scope="col" className="number">{t('unresolved.rows')}</th><th scope="col">{t('unresolved.examples')}</th>
                </tr>
              </thead>
              <tbody>
                {data.rows.map((row) => (
                  <tr key={`${row.register} ${row.column}`}>
                    <th scope="row">{name(row.register)}</th><td><code>{row.column}</code></td><td>{name(row.refersTo)}</td>
                    <td className="number">{count(row.codes)}</td><td className="number">{count(row.rows)}</td><td className="soft">{row.examples.join(', ')}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </section>
  );
}
