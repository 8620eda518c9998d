import { Button, TextInput } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { signIn, type Me } from '../../rooms/accounts/contract.ts';
import { giveOidcCode } from '../../rooms/accounts/way-contract.ts';
import { useChange } from '../client.ts';
import { entered } from '../entered.ts';
import { useFormat } from '../language.ts';
import { isCodeAskedByReturn, OtherWays } from './other-ways.tsx';
import { Refused } from './refused.tsx';
import { useSecondsLeft } from './seconds-left.ts';
import './form.css';

/** Takes name and password, and then a code where the second factor is on. Whoever signs in finds the page where it was. */
export function SignInForm({ me, done }: { readonly me: Me; readonly done?: () => void }) {
  const { t } = useTranslation('accounts');
  const { duration } = useFormat();
  const [typed, setTyped] = useState({ signIn: '', password: '', code: '' });
  const [codeAsked, setCodeAsked] = useState(false);
  const [left, wait] = useSecondsLeft();
  const enter = async () => {
    await entered();
    done?.();
  };
  const { mutate, error: refused, isPending } = useChange(signIn, enter);
  // The provider has said who it is; only the code is left to give.
  const [afterProvider, setAfterProvider] = useState(isCodeAskedByReturn);
  const code = useChange(giveOidcCode, enter);
  const error = afterProvider ? code.error : refused;
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    const { signIn: name, password, code: given } = typed;
    if (afterProvider) return code.mutate({ body: { code: given } }, { onError: ({ error: { code: why } }) => { if (why === 'wrong-return') setAfterProvider(false); } });
    mutate({ body: { signIn: name, password, ...(codeAsked ? { code: given } : {}) } }, {
      onError: ({ error: { code: why, facts } }) => {
        if (why === 'second-factor-needed') setCodeAsked(true);
        if (why === 'wrong-sign-in') setCodeAsked(false);
        if (why === 'too-many-tries') wait(Number(facts['seconds']));
      },
    });
  };
  const field = (key: keyof typeof typed) => ({ value: typed[key], onChange: (event: { currentTarget: { value: string } }) => setTyped({ ...typed, [key]: event.currentTarget.value }), required: true, withAsterisk: false });
  const asked = error?.error.code === 'second-factor-needed';
  return (
    <form className="form" onSubmit={send}>
      {codeAsked || afterProvider ? (
        <TextInput {...field('code')} label={t('signIn.code')} description={t('signIn.codeNote')} classNames={{ description: 'soft small' }} autoComplete="one-time-code" inputMode="text" maxLength={64} data-autofocus autoFocus />
      ) : (
        <>
          <TextInput {...field('signIn')} label={t('signIn.name')} autoComplete="username" autoCapitalize="none" spellCheck={false} maxLength={200} />
          <TextInput {...field('password')} label={t('signIn.password')} type="password" autoComplete="current-password" maxLength={512} />
        </>
      )}
      {left > 0 ? <p className="lost small" role="alert">{t('signIn.wait', { time: duration(left) })}</p> : <Refused error={asked ? null : error} />}
      <div className="form-actions">
        <Button type="submit" loading={isPending || code.isPending} disabled={left > 0}>{t('signIn.send')}</Button>
        {codeAsked ? <Button variant="subtle" onClick={() => { setCodeAsked(false); setTyped({ ...typed, code: '' }); }}>{t('signIn.back')}</Button> : null}
      </div>
      {codeAsked || afterProvider ? null : <OtherWays me={me} done={enter} />}
      {me.setUp ? <p className="small soft">{t('signIn.setUp')}</p> : <p className="small soft">{t('signIn.forgotten')}</p>}
    </form>
  );
}
