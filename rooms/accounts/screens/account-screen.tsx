import { Button, TextInput } from '@mantine/core';
import { useDisclosure, useDocumentTitle } from '@mantine/hooks';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queries, useChange, useReply } from '#web/client.ts';
import { useFormat } from '#web/language.ts';
import { Refused } from '#web/parts/refused.tsx';
import { Failed, Loading } from '#web/parts/states.tsx';
import { useWhen } from '#web/when.ts';
import { endAccountSessions, endAccountTokens, getAccount, identityProofs, makeLink, renameAccount, resetSecondFactor, setDisabled, type AccountRow } from '../account-contract.ts';
import { AccountGrants } from './account-grants.tsx';
import { useStanding } from './accounts-screen.tsx';
import { ShownOnce } from './shown-once.tsx';
import './accounts.css';
import '#web/parts/form.css';

const route = getRouteApi('/accounts/$accountId');

/** One account, as its administrator changes it. */
export function AccountScreen() {
  const { t } = useTranslation(['accounts', 'web']);
  const { accountId } = route.useParams();
  const { data, error, refetch } = useReply(getAccount, { params: { accountId } });
  const account = data?.id === accountId ? data : undefined;
  useDocumentTitle(`${account?.name ?? t('accounts.title')} · ${t('web:name')}`);
  if (error !== null) return <Failed heads error={error} again={() => void refetch()} />;
  if (account === undefined) return <Loading />;
  return (
    <article>
      <nav className="eyebrow"><Link to="/accounts" search={{}}>{t('accounts.title')}</Link> › </nav>
      <h1>{account.name}</h1>
      <AccountFacts account={account} />
      <div className="own-two">
        <AccountGrants account={account} />
        <div><Access account={account} /><Rename key={account.name} account={account} /></div>
      </div>
    </article>
  );
}

function AccountFacts({ account }: { readonly account: AccountRow }) {
  const { t } = useTranslation(['accounts', 'web']);
  const { count } = useFormat();
  const when = useWhen();
  const standing = useStanding();
  const facts: readonly (readonly [string, string])[] = [
    [t('account.signIn'), account.signIn],
    [t('account.standing'), account.disabledAt === null ? standing(account) : `${standing(account)}, ${when(account.disabledAt)}`],
    [t('secondFactor.title'), t(account.secondFactor ? 'yes' : 'no')],
    [t('account.lastSignInAt'), account.lastSignInAt === null ? '–' : when(account.lastSignInAt)],
    [t('account.sessions'), count(account.sessions)],
    [t('account.tokens'), count(account.tokens)],
    [t('web:language.label'), t(`web:language.${account.language}`)],
    [t('account.createdAt'), `${when(account.createdAt)}, ${account.createdBy}`],
  ];
  return <dl className="account-facts">{facts.map(([term, value]) => <div key={term}><dt>{term}</dt><dd>{value}</dd></div>)}</dl>;
}

/** A new link, the end of what is open, and the ways to shut an account. Each asks who sits there. */
function Access({ account }: { readonly account: AccountRow }) {
  const { t } = useTranslation('accounts');
  const when = useWhen();
  const params = { accountId: account.id };
  const changed = () => queries.invalidateQueries();
  const link = useChange(makeLink, changed);
  const sessions = useChange(endAccountSessions, changed);
  const tokens = useChange(endAccountTokens, changed);
  const [losing, { open: askProof, close: keep }] = useDisclosure(false);
  const disable = useChange(setDisabled, changed);
  const disabled = account.disabledAt !== null;
  const error = [link, sessions, tokens, disable].map((change) => change.error).find((one) => one !== null);
  return (
    <section>
      <h2>{t('access.title')}</h2>
      {link.data === undefined ? null : <ShownOnce text={link.data.link.address} label={t('access.link')} note={t('link.once', { at: when(link.data.link.expiresAt) })} />}
      <div className="form-actions">
        {disabled ? null : <Button size="xs" variant="default" loading={link.isPending} onClick={() => link.mutate({ params })}>{t(account.hasPassword ? 'access.reset' : 'access.invite')}</Button>}
        {account.sessions === 0 ? null : <Button size="xs" variant="default" loading={sessions.isPending} onClick={() => sessions.mutate({ params })}>{t('access.endSessions')}</Button>}
        {account.tokens === 0 ? null : <Button size="xs" variant="default" loading={tokens.isPending} onClick={() => tokens.mutate({ params })}>{t('access.endTokens')}</Button>}
        {account.secondFactor && !account.own && !losing ? <Button size="xs" variant="default" onClick={askProof}>{t('access.resetSecondFactor')}</Button> : null}
        {account.own ? null : <Button size="xs" variant="default" loading={disable.isPending} onClick={() => disable.mutate({ params, body: { disabled: !disabled } })}>{t(disabled ? 'access.enable' : 'access.disable')}</Button>}
      </div>
      {losing ? <LostFactor account={account} close={keep} /> : null}
      <Refused error={error} />
      <p className="small soft">{t(account.own ? 'access.ownNote' : 'access.note')}</p>
    </section>
  );
}

/** Whoever switches a lost factor off says how he knows whom he does it for. */
function LostFactor({ account, close }: { readonly account: AccountRow; readonly close: () => void }) {
  const { t } = useTranslation('accounts');
  const [proof, setProof] = useState<(typeof identityProofs)[number]>();
  const { mutate, error, isPending } = useChange(resetSecondFactor, () => { close(); return queries.invalidateQueries(); });
  return (
    <form className="form after" onSubmit={(event) => { event.preventDefault(); if (proof !== undefined) mutate({ params: { accountId: account.id }, query: { proof } }); }}>
      <fieldset className="permission-choice">
        <legend><strong className="small">{t('lost.how')}</strong></legend>
        {identityProofs.map((one) => <label key={one} className="small"><input type="radio" name="proof" value={one} required checked={proof === one} onChange={() => setProof(one)} /> {t(`lost.proof.${one}`)}</label>)}
      </fieldset>
      <p className="small soft">{t('lost.note')}</p>
      <Refused error={error} />
      <div className="form-actions">
        <Button size="xs" type="submit" loading={isPending} disabled={proof === undefined}>{t('access.resetSecondFactor')}</Button>
        <Button size="xs" variant="subtle" onClick={close}>{t('confirm.cancel')}</Button>
      </div>
    </form>
  );
}

function Rename({ account }: { readonly account: AccountRow }) {
  const { t } = useTranslation('accounts');
  const [name, setName] = useState(account.name);
  const { mutate, error, isPending } = useChange(renameAccount, () => queries.invalidateQueries());
  return (
    <section>
      <h2>{t('account.name')}</h2>
      <form onSubmit={(event) => { event.preventDefault(); mutate({ params: { accountId: account.id }, body: { name } }); }}>
        <div className="form-row">
          <TextInput size="xs" aria-label={t('account.name')} required maxLength={120} autoComplete="off" value={name} onChange={(event) => setName(event.currentTarget.value)} />
          <Button size="xs" type="submit" variant="default" loading={isPending} disabled={name.trim() === account.name}>{t('account.rename')}</Button>
        </div>
        <Refused error={error} />
      </form>
    </section>
  );
}
