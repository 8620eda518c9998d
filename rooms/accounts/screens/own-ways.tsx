import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { queries, useChange, useReply } from '#web/client.ts';
import { signByNcalayer } from '#web/ncalayer.ts';
import { useNcalayer } from '#web/parts/other-ways.tsx';
import { Refused } from '#web/parts/refused.tsx';
import type { Me } from '../contract.ts';
import { beginSignatureLink, linkOidc, linkSignature, listIdentities, unlinkOidc, unlinkSignature } from '../way-contract.ts';

/** Other ways to sign in than the password: what is linked, and the way to link and to part again. */
export function OwnWays({ me }: { readonly me: Me }) {
  const { t } = useTranslation('accounts');
  const { data } = useReply(listIdentities);
  const changed = () => queries.invalidateQueries();
  const toProvider = useChange(linkOidc, ({ address }) => window.location.assign(address));
  const part = { oidc: useChange(unlinkOidc, changed), signature: useChange(unlinkSignature, changed) };
  const sign = useChange(linkSignature, changed);
  const begin = useChange(beginSignatureLink, async ({ challenge }) => {
    const cms = await signByNcalayer(challenge);
    if (cms !== undefined) sign.mutate({ body: { challenge, cms } });
  });
  const hasNcalayer = useNcalayer(me.ways.includes('signature'));
  const ways = me.ways.filter((way) => way !== 'password');
  if (ways.length === 0) return null;
  return (
    <section className="form">
      <h2>{t('ways.title')}</h2>
      {ways.map((way) => (
        <div key={way} className="form-actions">
          <span>{way === 'oidc' ? me.provider : t('way.signature')}</span>
          {data?.rows.some((row) => row.way === way) ? <Button variant="subtle" onClick={() => part[way].mutate({})}>{t('ways.part')}</Button>
            : <Button variant="default" disabled={way === 'signature' && !hasNcalayer} onClick={() => (way === 'oidc' ? toProvider : begin).mutate({})}>{t('ways.link')}</Button>}
        </div>
      ))}
      {me.ways.includes('signature') && !hasNcalayer ? <p className="small soft">{t('ways.ncalayer')}</p> : null}
      <Refused error={toProvider.error ?? sign.error ?? begin.error ?? part.oidc.error ?? part.signature.error} />
    </section>
  );
}
