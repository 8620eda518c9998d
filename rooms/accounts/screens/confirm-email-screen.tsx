import { Button } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { Link, useLocation, useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queries, useChange } from '#web/client.ts';
import { Refused } from '#web/parts/refused.tsx';
import { Empty } from '#web/parts/states.tsx';
import { confirmEmail } from '../own-contract.ts';

/** Where the link in a mail leads: its reader says that the address is his. A button, for mail programs open links by themselves. */
export function ConfirmEmailScreen() {
  const { t } = useTranslation(['accounts', 'web']);
  useDocumentTitle(`${t('email.confirm')} · ${t('web:name')}`);
  const hash = useLocation({ select: (location) => location.hash });
  const navigate = useNavigate();
  const [token, setToken] = useState('');
  useEffect(() => {
    if (hash === '') return;
    setToken(hash);
    void navigate({ to: '.', hash: '', replace: true });
  }, [hash, navigate]);
  const { mutate, error, isPending, isSuccess } = useChange(confirmEmail, () => queries.invalidateQueries());
  if (isSuccess) return <Empty heads title={t('email.confirmed')} action={<Link to="/account">{t('menu.own')}</Link>} />;
  if (token === '') return <Empty heads title={t('link.none')} />;
  return (
    <>
      <h1>{t('email.confirm')}</h1>
      <p>{t('email.confirmWhy')}</p>
      <Refused error={error} />
      <p><Button loading={isPending} onClick={() => mutate({ body: { token } })}>{t('email.confirmSend')}</Button></p>
    </>
  );
}
