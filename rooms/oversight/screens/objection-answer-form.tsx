import { Button, Select, TextInput, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queries, useChange } from '#web/client.ts';
import { Refused } from '#web/parts/refused.tsx';
import { answerObjection, objectionOutcomes } from '../contract.ts';
import '#web/parts/form.css';

/** Answers an objection. */
export function ObjectionAnswerForm({ objectionId, done }: { readonly objectionId: number; readonly done: () => void }) {
  const { t } = useTranslation('oversight');
  const [outcome, setOutcome] = useState<(typeof objectionOutcomes)[number]>('upheld');
  const [text, setText] = useState('');
  const [importId, setImportId] = useState('');
  const { mutate, error, isPending } = useChange(answerObjection, () => {
    done();
    return queries.invalidateQueries();
  });
  return (
    <form className="form" onSubmit={(event) => { event.preventDefault(); mutate({ params: { objectionId }, body: { outcome, text, ...(outcome === 'corrected' ? { importId } : {}) } }); }}>
      <Select label={t('objection.outcomeLabel')} allowDeselect={false} value={outcome} data={objectionOutcomes.map((value) => ({ value, label: t(`objection.outcome.${value}`) }))} onChange={(chosen) => setOutcome(objectionOutcomes.find((one) => one === chosen) ?? outcome)} />
      {outcome === 'corrected' ? <TextInput label={t('objection.importLabel')} required withAsterisk={false} maxLength={64} autoComplete="off" value={importId} onChange={(event) => setImportId(event.currentTarget.value.trim())} /> : null}
      <Textarea label={t('objection.answerText')} description={t('order.plainNote')} classNames={{ description: 'soft small' }} required withAsterisk={false} maxLength={4000} rows={3} value={text} onChange={(event) => setText(event.currentTarget.value)} />
      <Refused error={error} />
      <div className="form-actions"><Button type="submit" loading={isPending}>{t('objection.answerSend')}</Button></div>
    </form>
  );
}
