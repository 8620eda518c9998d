import { Button, Select, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queries, useChange } from '#web/client.ts';
import { useFormat } from '#web/language.ts';
import { Refused } from '#web/parts/refused.tsx';
import { answerDraft, outcomes, type AnswerRow, type Draft } from '../contract.ts';
import { ActText } from './sentence.tsx';
import '#web/parts/form.css';

/** What one who was asked has said, and the form by which he says it, anew as often as he likes while the period runs. */
export function OwnAnswer({ draft, row: { party, answer } }: { readonly draft: Draft; readonly row: AnswerRow }) {
  const { t } = useTranslation('closing');
  const { name } = useFormat();
  const who = party.employer === null ? name(party.place!.names) : party.employer.name ?? t('employerNumber', { n: party.employer.number });
  return (
    <section>
      <h2>{t('own.title')}: {who}</h2>
      {answer === null ? <p>{t(draft.state === 'running' ? 'own.none' : 'silentEnd')}</p> : (
        <p>{t('own.said')}: <strong>{t(`said.${answer.outcome}`)}</strong>{answer.remarks === null ? null : <>. {answer.remarks}</>} <ActText act={answer.act} /></p>
      )}
      {draft.state === 'running' ? <AnswerForm draft={draft} party={party} anew={answer !== null} /> : <p className="small soft">{t('own.closed')}</p>}
    </section>
  );
}

function AnswerForm({ draft, party, anew }: { readonly draft: Draft; readonly party: AnswerRow['party']; readonly anew: boolean }) {
  const { t } = useTranslation('closing');
  const [outcome, setOutcome] = useState<(typeof outcomes)[number]>('agreed');
  const [remarks, setRemarks] = useState('');
  const { mutate, error, isPending } = useChange(answerDraft, () => {
    setRemarks('');
    return queries.invalidateQueries();
  });
  const send = () => mutate({
    params: { month: draft.month },
    body: {
      party: party.employer === null ? { place: party.place!.kato } : { employer: party.employer.number },
      answer: outcome === 'agreed' ? { outcome } : outcome === 'remarks' ? { outcome, remarks } : { outcome, ...(remarks === '' ? {} : { remarks }) },
    },
  });
  return (
    <form className="form" onSubmit={(event) => { event.preventDefault(); send(); }}>
      <Select label={t('own.outcome')} allowDeselect={false} value={outcome} data={outcomes.map((value) => ({ value, label: t(`said.${value}`) }))} onChange={(chosen) => setOutcome(outcomes.find((one) => one === chosen) ?? outcome)} />
      {outcome === 'contests' ? <p className="small soft">{t('own.objectionNote')}</p> : null}
      {outcome === 'agreed' ? null : <Textarea label={t('own.remarks')} description={t('own.remarksNote')} classNames={{ description: 'soft small' }} required={outcome === 'remarks'} withAsterisk={false} maxLength={4000} rows={3} value={remarks} onChange={(event) => setRemarks(event.currentTarget.value)} />}
      <Refused error={error} />
      <div className="form-actions"><Button type="submit" loading={isPending}>{t(anew ? 'own.change' : 'own.send')}</Button></div>
    </form>
  );
}
