import { Button, TextInput } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queries, useChange } from '#web/client.ts';
import { useFormat } from '#web/language.ts';
import { Refused } from '#web/parts/refused.tsx';
import { SignInForm } from '#web/parts/sign-in-form.tsx';
import { Empty, Failed } from '#web/parts/states.tsx';
import { useMe } from '#web/state.ts';
import { setUp } from '../contract.ts';
import { useLink } from './link-token.ts';
import { PasswordField } from './password-field.tsx';
import '#web/parts/form.css';

/** The first administrator makes his account, by the link that the server's console shows. */
export function SetUpScreen() {
  const { t } = useTranslation(['accounts', 'web']);
  useDocumentTitle(`${t('setUp.title')} · ${t('web:name')}`);
  const { token, link, error } = useLink('/set-up');
  const me = useMe();
  const navigate = useNavigate();
  const [made, setMade] = useState(false);
  if (made && me !== undefined) return <><h1>{t('setUp.done')}</h1><p>{t('setUp.doneDo')}</p><SignInForm me={me} done={() => void navigate({ to: '/account', hash: 'second-factor' })} /></>;
  if (error !== null) return <Failed heads error={error} />;
  if (token === '') return <Empty heads title={t('link.none')}>{t('setUp.none')}</Empty>;
  if (link?.purpose !== 'set-up') return null;
  return (
    <>
      <h1>{t('setUp.title')}</h1>
      <p>{t('setUp.why')}</p>
      <SetUpForm token={token} done={() => { setMade(true); void queries.invalidateQueries(); }} />
    </>
  );
}

function SetUpForm({ token, done }: { readonly token: string; readonly done: () => void }) {
  const { t } = useTranslation('accounts');
  const { language } = useFormat();
  const [typed, setTyped] = useState({ name: '', signIn: '' });
  const [password, setPassword] = useState('');
  const { mutate, error, isPending } = useChange(setUp, done);
  const field = (key: keyof typeof typed) => ({ value: typed[key], onChange: (event: { currentTarget: { value: string } }) => setTyped({ ...typed, [key]: event.currentTarget.value }), required: true, withAsterisk: false });
  return (
    <form className="form" onSubmit={(event) => { event.preventDefault(); mutate({ body: { token, ...typed, password, language } }); }}>
      <TextInput {...field('name')} label={t('account.name')} description={t('account.nameNote')} classNames={{ description: 'soft small' }} autoComplete="name" maxLength={120} />
      <TextInput {...field('signIn')} label={t('account.signIn')} description={t('account.signInNote')} classNames={{ description: 'soft small' }} autoComplete="username" autoCapitalize="none" spellCheck={false} minLength={3} maxLength={64} />
      <PasswordField value={password} onChange={setPassword} />
      <Refused error={error} />
      <div className="form-actions"><Button type="submit" loading={isPending}>{t('setUp.send')}</Button></div>
    </form>
  );
}
