import { useDocumentTitle } from '@mantine/hooks';
import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { refusedByReturn } from '#web/parts/other-ways.tsx';
import { Refused } from '#web/parts/refused.tsx';
import { SignInForm } from '#web/parts/sign-in-form.tsx';
import { Empty } from '#web/parts/states.tsx';
import { useMe } from '#web/state.ts';

/** The way in, for those who come to it of themselves; elsewhere the form stands in the place of the page. */
export function SignInScreen() {
  const { t } = useTranslation(['accounts', 'web']);
  useDocumentTitle(`${t('signIn.title')} · ${t('web:name')}`);
  const me = useMe();
  const navigate = useNavigate();
  if (me === undefined) return null;
  // Linking a provider, or showing anew by it who one is, may have come to nothing.
  if (me.kind === 'account') return <><Empty heads title={t('signIn.in')} action={<Link to="/" search={{}}>{t('web:state.home')}</Link>}>{t('signIn.inAs', { name: me.name })}</Empty><Refused error={refusedByReturn()} /></>;
  return (
    <>
      <h1>{t('signIn.title')}</h1>
      {me.kind === 'visitor' ? <p>{t('signIn.visitor')}</p> : null}
      <SignInForm me={me} done={() => void navigate({ to: '/', search: {} })} />
    </>
  );
}
