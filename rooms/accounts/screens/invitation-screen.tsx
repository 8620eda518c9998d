import { Button } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queries, useChange } from '#web/client.ts';
import { entered } from '#web/entered.ts';
import { OtherWays } from '#web/parts/other-ways.tsx';
import { Refused } from '#web/parts/refused.tsx';
import { SignInForm } from '#web/parts/sign-in-form.tsx';
import { Empty, Failed } from '#web/parts/states.tsx';
import { useMe } from '#web/state.ts';
import { useWhen } from '#web/when.ts';
import { useLink as followLink } from '../contract.ts';
import { useLink } from './link-token.ts';
import { PasswordField } from './password-field.tsx';
import '#web/parts/form.css';
import './accounts.css';

/** Somebody who was invited, or lost his password, sets one by a one-time link. */
export function InvitationScreen() {
  const { t } = useTranslation(['accounts', 'web']);
  useDocumentTitle(`${t('invitation.title')} · ${t('web:name')}`);
  const { token, link, error } = useLink('/invitation');
  const when = useWhen();
  const me = useMe();
  const navigate = useNavigate();
  const [password, setPassword] = useState('');
  const change = useChange(followLink, () => queries.invalidateQueries());
  if (change.isSuccess && me !== undefined) return <><h1>{t('invitation.done')}</h1><p>{t('invitation.doneDo')}</p><SignInForm me={me} done={() => void navigate({ to: '/', search: {} })} /></>;
  if (error !== null) return <Failed heads error={error} />;
  if (token === '') return <Empty heads title={t('link.none')}>{t('invitation.none')}</Empty>;
  if (link === undefined) return null;
  return (
    <>
      <h1>{link.name === null ? t('invitation.title') : t('invitation.hello', { name: link.name })}</h1>
      <p>{t(link.purpose === 'reset' ? 'invitation.reset' : 'invitation.why')}</p>
      <p className="small soft">{link.signIn === null ? null : t('invitation.signIn', { name: link.signIn })} {t('link.until', { at: when(link.expiresAt) })}</p>
      <form className="form" onSubmit={(event) => { event.preventDefault(); change.mutate({ body: { token, password } }); }}>
        {/* For whatever keeps passwords: whose this one is. */}
        <input type="text" value={link.signIn ?? ''} readOnly autoComplete="username" className="unseen" tabIndex={-1} aria-hidden="true" />
        <PasswordField value={password} onChange={setPassword} />
        <Refused error={change.error} />
        <div className="form-actions"><Button type="submit" loading={change.isPending}>{t('password.send')}</Button></div>
      </form>
      {link.purpose !== 'invitation' || me === undefined || me.ways.length < 2 ? null : (
        <section className="form after">
          <p className="small soft">{t('invitation.otherWays')}</p>
          <OtherWays me={me} link={token} done={async () => { await entered(); await navigate({ to: '/', search: {} }); }} />
        </section>
      )}
    </>
  );
}
