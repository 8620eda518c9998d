import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { queries, useChange, useReply } from '#web/client.ts';
import { Refused } from '#web/parts/refused.tsx';
import { Failed, Loading } from '#web/parts/states.tsx';
import { useWhen } from '#web/when.ts';
import { endOtherSessions, endSession, listSessions } from '../own-contract.ts';

/** Where one is signed in, and the way to end it there. */
export function OwnSessions() {
  const { t } = useTranslation('accounts');
  const when = useWhen();
  const { data, error, refetch } = useReply(listSessions);
  const changed = () => queries.invalidateQueries();
  const end = useChange(endSession, changed);
  const endOthers = useChange(endOtherSessions, changed);
  return (
    <section>
      <h2 id="sessions">{t('sessions.title')}</h2>
      {data === undefined ? (error === null ? <Loading shape="table" /> : <Failed error={error} again={() => void refetch()} />) : (
        // A box that scrolls must be reachable by keyboard.
        <div className="box" role="region" aria-labelledby="sessions" tabIndex={0}>
          <table className="plain">
            <thead><tr><th scope="col">{t('sessions.browser')}</th><th scope="col">{t('sessions.how')}</th><th scope="col">{t('sessions.signedInAt')}</th><th scope="col">{t('sessions.lastSeenAt')}</th><th scope="col">{t('sessions.endsAt')}</th><td /></tr></thead>
            <tbody>
              {data.rows.map((row) => (
                <tr key={row.id}>
                  <th scope="row">{row.browser === '' ? t('sessions.unknown') : row.browser}</th><td>{t(`way.${row.how}`)}</td><td>{when(row.signedInAt)}</td><td>{when(row.lastSeenAt)}</td><td>{when(row.endsAt)}</td>
                  <td>{row.own ? <span className="soft">{t('sessions.own')}</span> : <Button variant="subtle" size="compact-xs" aria-label={t('sessions.endOf', { browser: row.browser, at: when(row.signedInAt) })} onClick={() => end.mutate({ params: { sessionId: row.id } })}>{t('sessions.end')}</Button>}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <Refused error={end.error ?? endOthers.error} />
      {(data?.rows.length ?? 0) > 1 ? <Button variant="default" size="xs" mt={8} loading={endOthers.isPending} onClick={() => endOthers.mutate({})}>{t('sessions.endOthers')}</Button> : null}
    </section>
  );
}
