import { Popover } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { signOut, type Me } from '../rooms/accounts/contract.ts';
import { useChange } from './client.ts';
import { GrantText } from './parts/grant-text.tsx';
import { Refused } from './parts/refused.tsx';
import { startAfresh } from './state.ts';

/** Who is signed in, with his roles and where he holds them, and the ways to his account and out; for others the way in. */
export function AccountMenu({ me }: { readonly me: Me }) {
  const { t } = useTranslation('accounts');
  const [opened, { toggle, close }] = useDisclosure(false);
  const navigate = useNavigate();
  const leave = useChange(signOut, async () => {
    close();
    await navigate({ to: '/', search: {} });
    await startAfresh();
  });
  if (me.kind === 'nobody' || me.kind === 'visitor') return <Link className="shell-account" to="/sign-in">{t('menu.signIn')}</Link>;
  const name = me.name ?? t('menu.operator');
  if (me.kind !== 'account') return <span className="shell-account soft">{name}</span>;
  return (
    <Popover opened={opened} onChange={(open) => (open ? undefined : close())} position="bottom-end" withinPortal={false} trapFocus>
      <Popover.Target><button type="button" className="shell-account" title={t('menu.open', { name })} onClick={toggle}>{name}</button></Popover.Target>
      <Popover.Dropdown>
        <div className="account-menu">
          <p><strong>{name}</strong>{me.signIn === null ? null : <span className="soft"> {me.signIn}</span>}</p>
          {me.grants.length === 0 ? <p className="soft">{t('menu.noRole')}</p> : (
            <ul aria-label={t('menu.roles')}>{me.grants.map((grant) => <li key={`${grant.role} ${grant.place} ${grant.employer}`}><GrantText grant={grant} /></li>)}</ul>
          )}
          <Link to="/account" onClick={close}>{t('menu.own')}</Link>
          <button type="button" disabled={leave.isPending} onClick={() => leave.mutate({})}>{t('menu.signOut')}</button>
          <Refused error={leave.error} />
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
