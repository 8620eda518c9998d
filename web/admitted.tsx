import { Navigate, Outlet, useLocation, useMatches } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { getMe } from '../rooms/accounts/contract.ts';
import { useReply } from './client.ts';
import { SignInForm } from './parts/sign-in-form.tsx';
import { Failed, Loading } from './parts/states.tsx';

/**
 * The page, for those who may be on it. Whoever has not signed in, or no longer is, finds the form in its place, and after it
 * the page where it was; whoever has not shown two factors is led straight to setting up the second.
 */
export function Admitted() {
  const { t } = useTranslation('accounts');
  const { data: me, error, refetch } = useReply(getMe);
  const open = useMatches({ select: (matches) => matches.some((match) => match.staticData.open === true) });
  const path = useLocation({ select: ({ pathname }) => pathname });
  if (me === undefined) return error === null ? <Loading /> : <Failed heads error={error} again={() => void refetch()} />;
  if (open) return <Outlet />;
  if (me.kind === 'nobody') return <><h1>{t('signIn.title')}</h1><p>{t('signIn.here')}</p><SignInForm me={me} /></>;
  if (me.secondFactor?.needed && path !== '/account') return <Navigate to="/account" hash="second-factor" replace />;
  return <Outlet />;
}
