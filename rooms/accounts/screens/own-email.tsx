import { Button, TextInput } from '@mantine/core';
import { useWindowEvent } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queries, useChange, useReply } from '#web/client.ts';
import { Refused } from '#web/parts/refused.tsx';
import { getEmail, setEmail } from '../own-contract.ts';
import '#web/parts/form.css';

/** Where the own notices are mailed; a new address counts once the link that was sent there has been opened. */
export function OwnEmail() {
  const { t } = useTranslation('accounts');
  const { data, refetch } = useReply(getEmail);
  // The link is followed elsewhere: whoever comes back sees what became of it.
  useWindowEvent('focus', () => { if (data !== undefined && data.waiting !== null) void refetch(); });
  const [email, setTyped] = useState('');
  const { mutate, error, isPending } = useChange(setEmail, () => {
    setTyped('');
    return queries.invalidateQueries();
  });
  if (data === undefined) return null;
  return (
    <section className="form">
      <h2>{t('email.title')}</h2>
      <p>{data.email === null ? t('email.none') : <>{data.email} <Button variant="subtle" size="compact-xs" px={0} onClick={() => mutate({ body: { email: null } })}>{t('email.remove')}</Button></>}</p>
      {data.waiting === null ? null : <p className="small">{t('email.waiting', { address: data.waiting })}</p>}
      {data.on ? (
        <form className="form" onSubmit={(event) => { event.preventDefault(); mutate({ body: { email } }); }}>
          <TextInput type="email" label={t('email.new')} description={t('email.note')} classNames={{ description: 'soft small' }} autoComplete="email" maxLength={200} required withAsterisk={false} value={email} onChange={(event) => setTyped(event.currentTarget.value)} />
          <div className="form-actions"><Button type="submit" variant="default" loading={isPending}>{t('email.send')}</Button></div>
        </form>
      ) : <p className="small soft">{t('email.off')}</p>}
      <Refused error={error} />
    </section>
  );
}
