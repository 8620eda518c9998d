import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queries, useChange } from '#web/client.ts';
import { GrantText } from '#web/parts/grant-text.tsx';
import { Refused } from '#web/parts/refused.tsx';
import { useWhen } from '#web/when.ts';
import { giveGrant, takeGrant, type AccountRow } from '../account-contract.ts';
import { GrantFields, isWhole, type NewGrant } from './grant-fields.tsx';
import './accounts.css';
import '#web/parts/form.css';

/** The roles of an account, each with the way to take it, and the form that gives another. Nobody changes his own. */
export function AccountGrants({ account }: { readonly account: AccountRow }) {
  const { t } = useTranslation('accounts');
  const when = useWhen();
  const take = useChange(takeGrant, () => queries.invalidateQueries());
  return (
    <section>
      <h2>{t('account.grants')}</h2>
      {account.grants.length === 0 ? <p>{t('menu.noRole')}</p> : (
        <ul className="grant-list">
          {account.grants.map((grant) => (
            <li key={grant.id}>
              <span><GrantText grant={grant} /><span className="soft small"> {t('grant.given', { at: when(grant.givenAt), by: grant.givenBy })}</span></span>
              {account.own ? null : <Button variant="subtle" size="compact-xs" aria-label={t('grant.takeRole', { role: t(`role.${grant.role}`) })} loading={take.isPending && take.variables.params?.grantId === grant.id} onClick={() => take.mutate({ params: { accountId: account.id, grantId: grant.id } })}>{t('grant.take')}</Button>}
            </li>
          ))}
        </ul>
      )}
      <Refused error={take.error} />
      {account.own ? <p className="small soft">{t('grant.own')}</p> : <GiveGrant account={account} />}
    </section>
  );
}

function GiveGrant({ account }: { readonly account: AccountRow }) {
  const { t } = useTranslation('accounts');
  const [grant, setGrant] = useState<NewGrant | null>(null);
  const { mutate, error, isPending } = useChange(giveGrant, () => {
    setGrant(null);
    return queries.invalidateQueries();
  });
  return (
    <>
      <h3>{t('grant.new')}</h3>
      <form className="form" onSubmit={(event) => { event.preventDefault(); if (isWhole(grant)) mutate({ params: { accountId: account.id }, body: grant }); }}>
        <GrantFields grant={grant} onChange={setGrant} />
        <Refused error={error} />
        <div className="form-actions"><Button type="submit" variant="default" disabled={!isWhole(grant)} loading={isPending}>{t('grant.give')}</Button><span className="small soft">{t('grant.note')}</span></div>
      </form>
    </>
  );
}
