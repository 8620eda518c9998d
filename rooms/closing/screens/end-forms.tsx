import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queries, useChange } from '#web/client.ts';
import { Refused } from '#web/parts/refused.tsx';
import { freezeDraft, withdrawDraft } from '../contract.ts';
import '#web/parts/form.css';

const fresh = () => queries.invalidateQueries();

/** For whoever may publish: the figures in force become a release. */
export function FreezeForm({ month, ready }: { readonly month: string; readonly ready: boolean }) {
  const { t } = useTranslation('closing');
  const { mutate, error, isPending } = useChange(freezeDraft, fresh);
  return (
    <section>
      <h2>{t('freeze.title')}</h2>
      <form className="form" onSubmit={(event) => { event.preventDefault(); mutate({ params: { month } }); }}>
        <p className="small soft">{t('freeze.note')}</p>
        <Refused error={error} />
        <div className="form-actions"><Button type="submit" variant={ready ? 'filled' : 'default'} loading={isPending}>{t('freeze.send')}</Button></div>
      </form>
    </section>
  );
}

/** For whoever may open drafts: takes the draft back, with the reason. */
export function WithdrawForm({ month }: { readonly month: string }) {
  const { t } = useTranslation('closing');
  const [reason, setReason] = useState('');
  const { mutate, error, isPending } = useChange(withdrawDraft, fresh);
  return (
    <section>
      <h2>{t('withdraw.title')}</h2>
      <form className="form" onSubmit={(event) => { event.preventDefault(); mutate({ params: { month }, body: { reason } }); }}>
        <Textarea label={t('withdraw.reason')} description={t('own.remarksNote')} classNames={{ description: 'soft small' }} required withAsterisk={false} maxLength={4000} rows={2} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
        <Refused error={error} />
        <div className="form-actions"><Button type="submit" variant="default" loading={isPending}>{t('withdraw.send')}</Button></div>
      </form>
    </section>
  );
}
