import { Button, Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Permission } from '#kernel/actor.ts';
import { queries, useChange, useReply } from '#web/client.ts';
import { Refused } from '#web/parts/refused.tsx';
import { Failed, Loading } from '#web/parts/states.tsx';
import { useMay } from '#web/state.ts';
import { useWhen } from '#web/when.ts';
import type { Me } from '../contract.ts';
import { endToken, listTokens, makeToken } from '../own-contract.ts';
import { tokenPermissions } from '../policy.ts';
import { ShownOnce } from './shown-once.tsx';
import '#web/parts/form.css';

/** Tokens by which programs act for this account, with some of its permissions. */
export function OwnTokens({ me }: { readonly me: Me }) {
  const { t } = useTranslation('accounts');
  const when = useWhen();
  const { data, error, refetch } = useReply(listTokens);
  const end = useChange(endToken, () => queries.invalidateQueries());
  return (
    <section>
      <h2 id="tokens">{t('tokens.title')}</h2>
      <p className="small soft">{t('tokens.note')}</p>
      {data === undefined ? (error === null ? <Loading shape="table" /> : <Failed error={error} again={() => void refetch()} />) : data.rows.length === 0 ? <p>{t('tokens.none')}</p> : (
        // A box that scrolls must be reachable by keyboard.
        <div className="box" role="region" aria-labelledby="tokens" tabIndex={0}>
          <table className="plain">
            <thead><tr><th scope="col">{t('tokens.name')}</th><th scope="col">{t('tokens.permissions')}</th><th scope="col">{t('tokens.lastUsedAt')}</th><th scope="col">{t('tokens.expiresAt')}</th><td /></tr></thead>
            <tbody>
              {data.rows.map((row) => (
                <tr key={row.id}>
                  <th scope="row">{row.name}</th><td>{row.permissions.map((permission) => t(`permission.${permission}`)).join(', ')}</td>
                  <td>{row.lastUsedAt === null ? t('tokens.never') : when(row.lastUsedAt)}</td><td>{when(row.expiresAt)}</td>
                  <td><Button variant="subtle" size="compact-xs" aria-label={t('tokens.endOf', { name: row.name })} onClick={() => end.mutate({ params: { tokenId: row.id } })}>{t('sessions.end')}</Button></td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <Refused error={end.error} />
      <NewToken me={me} />
    </section>
  );
}

/** Shortest first; a year is the longest that a token lasts. */
const spans = [30, 90, 365] as const;

function NewToken({ me }: { readonly me: Me }) {
  const { t } = useTranslation('accounts');
  const may = useMay();
  const [name, setName] = useState('');
  const [days, setDays] = useState<number>(90);
  const [chosen, setChosen] = useState<readonly Permission[]>([]);
  const { mutate, data, error, isPending } = useChange(makeToken, () => {
    setName('');
    setChosen([]);
    return queries.invalidateQueries();
  });
  const offered = me.permissions.map(({ permission }) => permission).filter((permission) => tokenPermissions.has(permission) && may(permission));
  if (offered.length === 0) return null;
  const choose = (permission: Permission, is: boolean) => setChosen(is ? [...chosen, permission] : chosen.filter((one) => one !== permission));
  return (
    <>
      {data === undefined ? null : <ShownOnce text={data.token} label={t('tokens.made', { name: data.name })} note={t('tokens.once')} />}
      <h3>{t('tokens.new')}</h3>
      <form className="form" onSubmit={(event) => { event.preventDefault(); mutate({ body: { name, days, permissions: [...chosen] } }); }}>
        <TextInput label={t('tokens.name')} description={t('tokens.nameNote')} classNames={{ description: 'soft small' }} required withAsterisk={false} maxLength={120} autoComplete="off" value={name} onChange={(event) => setName(event.currentTarget.value)} />
        <fieldset className="permission-choice">
          <legend>{t('tokens.permissions')}</legend>
          {offered.map((permission) => <Checkbox key={permission} size="xs" label={t(`permission.${permission}`)} checked={chosen.includes(permission)} onChange={(event) => choose(permission, event.currentTarget.checked)} />)}
        </fieldset>
        <div className="form-actions" role="group" aria-label={t('tokens.days')}>
          {spans.map((span) => <Button key={span} size="compact-xs" variant={span === days ? 'filled' : 'default'} aria-pressed={span === days} onClick={() => setDays(span)}>{t('tokens.span', { n: span })}</Button>)}
        </div>
        <Refused error={error} />
        <div className="form-actions"><Button type="submit" variant="default" disabled={chosen.length === 0} loading={isPending}>{t('tokens.make')}</Button></div>
      </form>
    </>
  );
}
