import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { queries, useChange } from '#web/client.ts';
import { useFormat } from '#web/language.ts';
import { Refused } from '#web/parts/refused.tsx';
import type { Me } from '../contract.ts';
import { beginSecondFactor, confirmSecondFactor, renewRecoveryCodes } from '../own-contract.ts';
import { ShownOnce } from './shown-once.tsx';
import '#web/parts/form.css';

type Begun = z.infer<typeof beginSecondFactor.reply>;

/** Sets up the second factor, or another one in its place, and makes recovery codes anew. */
export function OwnSecondFactor({ me }: { readonly me: Me }) {
  const { t } = useTranslation('accounts');
  const { count } = useFormat();
  const [codes, setCodes] = useState<readonly string[]>([]);
  const begin = useChange(beginSecondFactor);
  const renew = useChange(renewRecoveryCodes, (reply) => {
    setCodes(reply.recoveryCodes);
    return queries.invalidateQueries();
  });
  const { on = false, needed = false, recoveryCodesLeft = 0 } = me.secondFactor ?? {};
  const finished = (made: readonly string[]) => {
    setCodes(made);
    begin.reset();
    void queries.invalidateQueries();
  };
  return (
    <section id="second-factor">
      <h2>{t(needed ? 'secondFactor.needed' : 'secondFactor.title')}</h2>
      <p>{t(on ? 'secondFactor.on' : needed ? 'secondFactor.neededWhy' : 'secondFactor.off')}</p>
      {codes.length === 0 ? null : <ShownOnce text={codes.join('\n')} label={t('recovery.title')} note={t('recovery.note')} print />}
      {begin.data === undefined ? null : <SecondFactorSteps begun={begin.data} finished={finished} />}
      {on ? <p className="small">{t('recovery.left', { n: count(recoveryCodesLeft) })}</p> : null}
      <Refused error={begin.error ?? renew.error} />
      <div className="form-actions">
        {begin.data === undefined ? <Button variant={on ? 'default' : 'filled'} loading={begin.isPending} onClick={() => begin.mutate({})}>{t(on ? 'secondFactor.another' : 'secondFactor.begin')}</Button> : null}
        {on ? <Button variant="default" loading={renew.isPending} onClick={() => renew.mutate({})}>{t('recovery.renew')}</Button> : null}
      </div>
    </section>
  );
}

function SecondFactorSteps({ begun, finished }: { readonly begun: Begun; readonly finished: (codes: readonly string[]) => void }) {
  const { t } = useTranslation('accounts');
  const [code, setCode] = useState('');
  const { mutate, error, isPending } = useChange(confirmSecondFactor, ({ recoveryCodes }) => finished(recoveryCodes));
  return (
    <form className="form" onSubmit={(event) => { event.preventDefault(); mutate({ body: { code } }); }}>
      <p>{t('secondFactor.scan')}</p>
      <img className="qr" src={`data:image/svg+xml,${encodeURIComponent(begun.picture)}`} alt={t('secondFactor.picture')} />
      <p className="small">{t('secondFactor.type')} <code className="secret">{begun.secret.match(/.{1,4}/g)?.join(' ')}</code></p>
      <p className="small"><a href={begun.address}>{t('secondFactor.here')}</a></p>
      <TextInput label={t('secondFactor.code')} inputMode="numeric" autoComplete="one-time-code" required withAsterisk={false} maxLength={10} value={code} onChange={(event) => setCode(event.currentTarget.value)} />
      <Refused error={error} />
      <div className="form-actions"><Button type="submit" loading={isPending}>{t('secondFactor.send')}</Button></div>
    </form>
  );
}
