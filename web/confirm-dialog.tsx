import { Button, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { confirmMe, type Me } from '../rooms/accounts/contract.ts';
import { useChange } from './client.ts';
import { answerConfirmation, useConfirmationAsked } from './confirmation.ts';
import { Refused } from './parts/refused.tsx';
import './parts/form.css';

/** Asks anew who sits there before a change that matters; the change that was refused is then made (client.ts). */
export function ConfirmDialog({ me }: { readonly me: Me | undefined }) {
  const { t } = useTranslation(['accounts', 'web']);
  const asked = useConfirmationAsked();
  return (
    <Modal opened={asked} onClose={() => answerConfirmation(false)} title={t('confirm.title')} closeButtonProps={{ 'aria-label': t('web:passport.close') }}>
      <Confirm secondFactor={me?.secondFactor?.on ?? false} signIn={me?.signIn ?? ''} />
    </Modal>
  );
}

function Confirm({ secondFactor, signIn }: { readonly secondFactor: boolean; readonly signIn: string }) {
  const { t } = useTranslation('accounts');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const { mutate, error, isPending } = useChange(confirmMe, () => answerConfirmation(true));
  return (
    <form className="form" onSubmit={(event) => { event.preventDefault(); mutate({ body: { password, ...(secondFactor ? { code } : {}) } }); }}>
      <p>{t('confirm.why')}</p>
      {/* For whatever keeps passwords: whose this one is. */}
      <input type="text" value={signIn} readOnly autoComplete="username" className="unseen" tabIndex={-1} aria-hidden="true" />
      <TextInput label={t('signIn.password')} type="password" autoComplete="current-password" required withAsterisk={false} maxLength={512} value={password} onChange={(event) => setPassword(event.currentTarget.value)} data-autofocus />
      {secondFactor ? <TextInput label={t('signIn.code')} description={t('signIn.codeNote')} classNames={{ description: 'soft small' }} autoComplete="one-time-code" required withAsterisk={false} maxLength={32} value={code} onChange={(event) => setCode(event.currentTarget.value)} /> : null}
      <Refused error={error} />
      <div className="form-actions">
        <Button type="submit" loading={isPending}>{t('confirm.send')}</Button>
        <Button variant="subtle" onClick={() => answerConfirmation(false)}>{t('confirm.cancel')}</Button>
      </div>
    </form>
  );
}
