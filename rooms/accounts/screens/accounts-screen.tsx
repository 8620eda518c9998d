import { Button, Drawer, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback, useDisclosure, useDocumentTitle } from '@mantine/hooks';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { roles } from '#kernel/actor.ts';
import { useReply } from '#web/client.ts';
import { useFormat } from '#web/language.ts';
import { DataTable, type Column } from '#web/parts/data-table.tsx';
import { useSetSearch } from '#web/parts/filters.tsx';
import { GrantText } from '#web/parts/grant-text.tsx';
import { Empty, Failed } from '#web/parts/states.tsx';
import { useWhen } from '#web/when.ts';
import { listAccounts, type AccountRow } from '../account-contract.ts';
import { InviteForm } from './invite-form.tsx';
import '#web/parts/form.css';

const route = getRouteApi('/accounts');
/** As many as a page of the server may have: fewer than that are sorted here. */
const rowsOnPage = 500;

/** Everybody who may sign in, with his roles; and the way to invite somebody. */
export function AccountsScreen() {
  const { t } = useTranslation(['accounts', 'web']);
  useDocumentTitle(`${t('accounts.title')} · ${t('web:name')}`);
  const { count } = useFormat();
  const { search, role, sort, page = '1' } = route.useSearch();
  const setSearch = useSetSearch();
  const [inviting, { open, close }] = useDisclosure(false);
  const { data, error, refetch, isPlaceholderData } = useReply(listAccounts, { query: { search, role: roles.find((one) => one === role), page: Number(page), size: rowsOnPage } });
  const columns = useColumns();
  const paged = (data?.total ?? 0) > rowsOnPage;
  if (error !== null && data === undefined) return <Failed heads error={error} again={() => void refetch()} />;
  return (
    <>
      <p className="eyebrow">{t('accounts.title')}</p>
      <h1 className="answer"><Trans t={t} i18nKey="accounts.answer" values={{ n: data === undefined ? '…' : count(data.total) }} shouldUnescape={false} components={{ strong: <strong className="number" /> }} /></h1>
      <div className="form-row">
        <Search search={search ?? ''} />
        <Select size="xs" label={t('grant.role')} placeholder={t('accounts.allRoles')} clearable={role !== undefined} value={role ?? null} data={roles.map((value) => ({ value, label: t(`role.${value}`) }))} onChange={(value) => setSearch({ role: value ?? undefined })} />
        <Button size="xs" onClick={open}>{t('invite.title')}</Button>
      </div>
      <DataTable
        id="accounts" caption={t('accounts.title')} columns={columns} rows={data?.rows} rowKey={(row) => row.id} stale={isPlaceholderData}
        sort={sort ?? 'name'} onSort={(next) => setSearch({ sort: next })}
        {...(paged ? { paging: { page: Number(page), size: rowsOnPage, total: data?.total ?? 0, onPage: (next: number) => setSearch({ page: String(next) }) } } : {})}
        empty={search === undefined && role === undefined ? <Empty title={t('accounts.noneYet')}>{t('accounts.noneYetWhy')}</Empty> : <Empty title={t('accounts.none')}>{t('accounts.noneWhy')}</Empty>}
      />
      <Drawer opened={inviting} onClose={close} position="right" size="md" title={t('invite.title')} closeButtonProps={{ 'aria-label': t('web:passport.close') }}><InviteForm /></Drawer>
    </>
  );
}

function Search({ search }: { readonly search: string }) {
  const { t } = useTranslation('accounts');
  const setSearch = useSetSearch();
  const [typed, setTyped] = useState(search);
  const later = useDebouncedCallback((text: string) => setSearch({ search: text === '' ? undefined : text }), 250);
  return <TextInput size="xs" type="search" label={t('accounts.search')} value={typed} maxLength={120} autoComplete="off" onChange={({ currentTarget: { value } }) => { setTyped(value); later(value.trim()); }} />;
}

/** What stands in the way of an account's use, if anything does. */
export function useStanding(): (row: AccountRow) => string {
  const { t } = useTranslation('accounts');
  // Whoever signs in by a provider or a signature has no password, and has come all the same.
  return ({ disabledAt, hasPassword, lastSignInAt }) => t(disabledAt !== null ? 'standing.disabled' : hasPassword || lastSignInAt !== null ? 'standing.active' : 'standing.invited');
}

function useColumns(): readonly Column<AccountRow>[] {
  const { t } = useTranslation('accounts');
  const { count } = useFormat();
  const when = useWhen();
  const standing = useStanding();
  return useMemo((): readonly Column<AccountRow>[] => [
    { key: 'name', head: t('account.name'), value: (row) => row.name, cell: (row) => <Link to="/accounts/$accountId" params={{ accountId: row.id }}>{row.name}</Link> },
    { key: 'signIn', head: t('account.signIn'), value: (row) => row.signIn, cell: (row) => row.signIn },
    {
      key: 'roles', head: t('account.grants'), value: (row) => row.grants.map(({ role }) => t(`role.${role}`)).join(', '),
      cell: (row) => (row.grants.length === 0 ? <span className="soft">{t('menu.noRole')}</span> : row.grants.map((grant) => <div key={grant.id}><GrantText grant={grant} /></div>)),
    },
    { key: 'standing', head: t('account.standing'), value: (row) => standing(row), cell: (row) => <span className={row.disabledAt === null ? undefined : 'lost'}>{standing(row)}</span> },
    { key: 'secondFactor', head: t('secondFactor.title'), value: (row) => t(row.secondFactor ? 'yes' : 'no'), cell: (row) => (row.secondFactor ? t('yes') : <span className="soft">{t('no')}</span>) },
    { key: 'lastSignInAt', head: t('account.lastSignInAt'), value: (row) => row.lastSignInAt, cell: (row) => (row.lastSignInAt === null ? '–' : when(row.lastSignInAt)) },
    { key: 'sessions', head: t('account.sessions'), numeric: true, value: (row) => row.sessions, cell: (row) => count(row.sessions) },
    { key: 'tokens', head: t('account.tokens'), numeric: true, hidden: true, value: (row) => row.tokens, cell: (row) => count(row.tokens) },
    { key: 'createdAt', head: t('account.createdAt'), hidden: true, value: (row) => row.createdAt, cell: (row) => when(row.createdAt) },
    { key: 'createdBy', head: t('account.createdBy'), hidden: true, value: (row) => row.createdBy, cell: (row) => row.createdBy },
  ], [t, count, when, standing]);
}
