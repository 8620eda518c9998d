import { Button, Modal, Select, TextInput, Textarea } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queries, useChange } from '#web/client.ts';
import { Refused } from '#web/parts/refused.tsx';
import { answerObjection, objectionOutcomes, type ObjectionRow } from '../contract.ts';
import '#web/parts/form.css';

/** The way to answer an objection. */
export function AnswerButton({ objection: { id } }: { readonly objection: ObjectionRow }) {
  const { t } = useTranslation(['oversight', 'web']);
  const [opened, { open, close }] = useDisclosure(false);
  const title = t('objection.one', { n: id });
  return (
    <>
      <Button variant="default" size="compact-xs" aria-label={`${t('objection.answerTitle')}: ${title}`} onClick={open}>{t('objection.answerTitle')}</Button>
      <Modal opened={opened} onClose={close} title={title} closeButtonProps={{ 'aria-label': t('web:passport.close') }}><ObjectionAnswerForm objectionId={id} done={close} /></Modal>
    </>
  );
}

/** Answers an objection. */
function ObjectionAnswerForm({ objectionId, done }: { readonly objectionId: number; readonly done: () => void }) {
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
