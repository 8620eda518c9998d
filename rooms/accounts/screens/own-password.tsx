import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queries, useChange } from '#web/client.ts';
import { Refused } from '#web/parts/refused.tsx';
import { setPassword } from '../own-contract.ts';
import { PasswordField } from './password-field.tsx';
import '#web/parts/form.css';

/** Changes the own password by the one before; every other session ends. */
export function OwnPassword({ signIn }: { readonly signIn: string }) {
  const { t } = useTranslation('accounts');
  const [password, setOld] = useState('');
  const [newPassword, setNew] = useState('');
  const { mutate, error, isPending, isSuccess } = useChange(setPassword, () => {
    setOld('');
    setNew('');
    return queries.invalidateQueries();
  });
  return (
    <section>
      <h2>{t('password.title')}</h2>
      <form className="form" onSubmit={(event) => { event.preventDefault(); mutate({ body: { password, newPassword } }); }}>
        <input type="text" value={signIn} readOnly autoComplete="username" className="unseen" tabIndex={-1} aria-hidden="true" />
        <TextInput label={t('password.old')} type="password" autoComplete="current-password" required withAsterisk={false} maxLength={512} value={password} onChange={(event) => setOld(event.currentTarget.value)} />
        <PasswordField value={newPassword} onChange={setNew} />
        <Refused error={error} />
        <div className="form-actions">
          <Button type="submit" variant="default" loading={isPending}>{t('password.change')}</Button>
          <span className="small soft" role="status">{isSuccess ? t('password.changed') : t('password.changeNote')}</span>
        </div>
      </form>
    </section>
  );
}
