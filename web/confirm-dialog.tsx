import { Button, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Me } from '../rooms/accounts/contract.ts';
import { beginSignatureConfirmation, confirmByOidc, confirmBySignature, confirmMe } from '../rooms/accounts/way-contract.ts';
import { useChange } from './client.ts';
import { answerConfirmation, useConfirmationAsked, type Wanted } from './confirmation.ts';
import { signByNcalayer } from './ncalayer.ts';
import { useNcalayer } from './parts/other-ways.tsx';
import { Refused } from './parts/refused.tsx';
import './parts/form.css';

/** Asks anew who sits there before a change that matters; the change that was refused is then made (client.ts). */
export function ConfirmDialog({ me }: { readonly me: Me | undefined }) {
  const { t } = useTranslation(['accounts', 'web']);
  const asked = useConfirmationAsked();
  return (
    <Modal opened={asked !== undefined} onClose={() => answerConfirmation(false)} title={t('confirm.title')} closeButtonProps={{ 'aria-label': t('web:passport.close') }}>
      {me === undefined || asked === undefined ? null : <Confirm me={me} asked={asked} />}
    </Modal>
  );
}

/** The password with a code, or what somebody without a password has: a code, his provider, his signature. */
function Confirm({ me, asked }: { readonly me: Me; readonly asked: Wanted }) {
  const { t } = useTranslation('accounts');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const { mutate, error, isPending } = useChange(confirmMe, () => answerConfirmation(true));
  const toProvider = useChange(confirmByOidc, ({ address }) => window.location.assign(address));
  const sign = useSign();
  // A code alone is half of what one signs in with.
  const ways = (me.session?.confirmBy ?? []).filter((way) => way !== 'code' || asked === 'any');
  const hasPassword = ways.includes('password');
  const typed = hasPassword || ways.includes('code');
  const given = me.secondFactor?.on ? { code } : {};
  const send = () => (typed ? mutate({ body: { ...(hasPassword ? { password } : {}), ...given } }) : toProvider.mutate({ body: given }));
  return (
    <form className="form" onSubmit={(event) => { event.preventDefault(); send(); }}>
      <p>{t('confirm.why')}</p>
      {/* For whatever keeps passwords: whose this one is. */}
      <input type="text" value={me.signIn ?? ''} readOnly autoComplete="username" className="unseen" tabIndex={-1} aria-hidden="true" />
      {hasPassword ? <TextInput label={t('signIn.password')} type="password" autoComplete="current-password" required withAsterisk={false} maxLength={512} value={password} onChange={(event) => setPassword(event.currentTarget.value)} data-autofocus /> : null}
      {me.secondFactor?.on && (typed || ways.includes('oidc')) ? <TextInput label={t('signIn.code')} description={t('signIn.codeNote')} classNames={{ description: 'soft small' }} autoComplete="one-time-code" required withAsterisk={false} maxLength={64} value={code} onChange={(event) => setCode(event.currentTarget.value)} {...(hasPassword ? {} : { 'data-autofocus': true })} /> : null}
      {ways.includes('oidc') ? <p className="small soft">{t('confirm.leaves', { name: me.provider })}</p> : null}
      <Refused error={error ?? toProvider.error ?? sign.error} />
      <div className="form-actions">
        {typed ? <Button type="submit" loading={isPending}>{t('confirm.send')}</Button> : null}
        {ways.includes('oidc') ? <Button type={typed ? 'button' : 'submit'} variant={typed ? 'default' : 'filled'} loading={toProvider.isPending} {...(typed ? { onClick: () => toProvider.mutate({ body: given }) } : {})}>{t('confirm.oidc', { name: me.provider })}</Button> : null}
        {ways.includes('signature') ? <Sign sign={sign} first={!typed} /> : null}
        <Button variant="subtle" onClick={() => answerConfirmation(false)}>{t('confirm.cancel')}</Button>
      </div>
    </form>
  );
}

function useSign() {
  const done = useChange(confirmBySignature, () => answerConfirmation(true));
  const begin = useChange(beginSignatureConfirmation, async ({ challenge }) => {
    const cms = await signByNcalayer(challenge);
    if (cms !== undefined) done.mutate({ body: { challenge, cms } });
  });
  return { begin: () => begin.mutate({}), error: begin.error ?? done.error, isPending: begin.isPending || done.isPending };
}

function Sign({ sign, first }: { readonly sign: ReturnType<typeof useSign>; readonly first: boolean }) {
  const { t } = useTranslation('accounts');
  const hasNcalayer = useNcalayer(true);
  if (!hasNcalayer) return first ? <p className="small soft">{t('confirm.ncalayer')}</p> : null;
  return <Button variant={first ? 'filled' : 'default'} loading={sign.isPending} onClick={sign.begin}>{t('confirm.signature')}</Button>;
}
