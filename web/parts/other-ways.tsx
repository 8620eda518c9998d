import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Me } from '../../rooms/accounts/contract.ts';
import { beginOidc, makeSignatureChallenge, signInBySignature } from '../../rooms/accounts/way-contract.ts';
import { Unanswered, useChange } from '../client.ts';
import { findNcalayer, signByNcalayer } from '../ncalayer.ts';
import { Refused } from './refused.tsx';

/** What the address says of a sign-in by a provider that came back. */
const returned = () => new URLSearchParams(window.location.search);
export const isCodeAskedByReturn = (): boolean => returned().get('code') === 'asked';
/** Why nothing came of it; null when something did, or nobody went. */
export function refusedByReturn(): Unanswered | null {
  const code = returned().get('refused');
  return code === null ? null : new Unanswered(400, { code, facts: {} });
}

/** Whether NCALayer runs on this machine; asked only where signatures are taken. */
export function useNcalayer(asked: boolean): boolean {
  const [found, setFound] = useState(false);
  useEffect(() => { if (asked) void findNcalayer().then(setFound); }, [asked]);
  return asked && found;
}

type Props = {
  readonly me: Me;
  /** The token of an invitation that is followed this way instead of by a password. */
  readonly link?: string;
  readonly done: () => unknown;
};

/** Ways in besides a password: the provider, and a national e-signature where NCALayer runs. */
export function OtherWays({ me, link, done }: Props) {
  const { t } = useTranslation('accounts');
  const begin = useChange(beginOidc, ({ address }) => window.location.assign(address));
  const enter = useChange(signInBySignature, done);
  const hasNcalayer = useNcalayer(me.ways.includes('signature'));
  const sign = useChange(makeSignatureChallenge, async ({ challenge }) => {
    const cms = await signByNcalayer(challenge);
    if (cms !== undefined) enter.mutate({ body: { challenge, cms } });
  });
  const body = link === undefined ? {} : { link };
  return (
    <div className="form-actions">
      {me.ways.includes('oidc') ? <Button variant="default" loading={begin.isPending} onClick={() => begin.mutate({ body })}>{t('signIn.way.oidc', { name: me.provider })}</Button> : null}
      {hasNcalayer ? <Button variant="default" loading={sign.isPending || enter.isPending} onClick={() => sign.mutate({ body })}>{t('signIn.way.signature')}</Button> : null}
      <Refused error={begin.error ?? sign.error ?? enter.error ?? refusedByReturn()} />
    </div>
  );
}
