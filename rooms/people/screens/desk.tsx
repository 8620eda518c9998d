import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useChange } from '#web/client.ts';
import { GrantText } from '#web/parts/grant-text.tsx';
import { Refused } from '#web/parts/refused.tsx';
import { useWhen } from '#web/when.ts';
import { whoLooked } from '../contract.ts';
import { useReadingText } from './reading-text.ts';
import './people.css';
import '#web/parts/form.css';

/** A person asks at a desk who has looked at his rows. The number goes in the request's body and leaves the field at once. */
export function Desk() {
  const { t } = useTranslation(['people', 'accounts']);
  const when = useWhen();
  const what = useReadingText();
  const [identifier, setIdentifier] = useState('');
  const { mutate, data, error, isPending, reset } = useChange(whoLooked, () => setIdentifier(''));
  return (
    <section>
      <h2>{t('desk.title')}</h2>
      <p>{t('desk.why')}</p>
      <form onSubmit={(event) => { event.preventDefault(); mutate({ body: { identifier } }); }}>
        <div className="form-row">
          <TextInput size="xs" label={t('desk.iin')} inputMode="numeric" pattern="\d{12}" minLength={12} maxLength={12} required withAsterisk={false} autoComplete="off" value={identifier}
            onChange={(event) => { setIdentifier(event.currentTarget.value.trim()); reset(); }} />
          <Button size="xs" type="submit" loading={isPending}>{t('desk.ask')}</Button>
        </div>
        <Refused error={error} />
      </form>
      <div role="status">
        {data === undefined ? null : data.rows.length === 0 ? <p className="desk-answer">{t('desk.nobody')}</p> : (
          // A box that scrolls must be reachable by keyboard.
          <div className="people-box" role="region" aria-label={t('desk.title')} tabIndex={0}>
            <table className="plain">
              <thead><tr><th scope="col">{t('reading.at')}</th><th scope="col">{t('reading.who')}</th><th scope="col">{t('purpose.label')}</th><th scope="col">{t('reading.what')}</th></tr></thead>
              <tbody>
                {data.rows.map((row, at) => (
                  <tr key={at}>
                    <td>{when(row.at)}</td>
                    <td>{row.roles.length === 0 ? t(`accounts:kind.${row.kind as 'operator'}`) : row.roles.map((role) => <div key={`${role.role} ${role.place} ${role.employer}`}><GrantText grant={role} /></div>)}</td>
                    <td>{t(`purpose.${row.purpose}`)}</td><td>{what(row.what)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </div>
    </section>
  );
}
