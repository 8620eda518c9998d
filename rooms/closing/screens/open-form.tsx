import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queries, useChange } from '#web/client.ts';
import { useFormat } from '#web/language.ts';
import { Refused } from '#web/parts/refused.tsx';
import { openDraft } from '../contract.ts';
import '#web/parts/form.css';

const plain = { classNames: { description: 'soft small' } } as const;

/** Opens the draft of the latest closed month; without a day it can be contested for as long as is set. */
export function OpenForm({ month: through, days }: { readonly month: string; readonly days: number }) {
  const { t } = useTranslation('closing');
  const { month, count } = useFormat();
  const [until, setUntil] = useState('');
  const { mutate, error, isPending } = useChange(openDraft, () => queries.invalidateQueries());
  return (
    <section>
      <h2>{t('open.title', { month: month(through) })}</h2>
      <form className="form" onSubmit={(event) => { event.preventDefault(); mutate({ params: { month: through }, body: until === '' ? {} : { until } }); }}>
        <p className="small soft">{t('open.note')}</p>
        <TextInput {...plain} type="date" label={t('open.until')} description={t('open.untilNote', { days: count(days) })} value={until} onChange={(event) => setUntil(event.currentTarget.value)} />
        <Refused error={error} />
        <div className="form-actions"><Button type="submit" loading={isPending}>{t('open.send')}</Button></div>
      </form>
    </section>
  );
}
