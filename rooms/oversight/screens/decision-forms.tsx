import { Button, Select, TextInput, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queries, useChange } from '#web/client.ts';
import { Refused } from '#web/parts/refused.tsx';
import { localDay } from '#web/when.ts';
import { decide, decisionKinds, withdrawDecision } from '../contract.ts';
import '#web/parts/form.css';

type Paper = { readonly office: string; readonly reason: string; readonly decidedOn: string };
const blank = (): Paper => ({ office: '', reason: '', decidedOn: localDay(new Date().toISOString()) });

/** Who decided, why, and when: what every decision says. */
function PaperFields({ paper, onChange }: { readonly paper: Paper; readonly onChange: (paper: Paper) => void }) {
  const { t } = useTranslation('oversight');
  const note = { classNames: { description: 'soft small' }, required: true, withAsterisk: false } as const;
  return (
    <>
      <TextInput {...note} label={t('decision.office')} description={t('decision.officeNote')} maxLength={400} value={paper.office} onChange={(event) => onChange({ ...paper, office: event.currentTarget.value })} data-autofocus />
      <TextInput {...note} type="date" label={t('decision.decidedOn')} value={paper.decidedOn} max={blank().decidedOn} onChange={(event) => onChange({ ...paper, decidedOn: event.currentTarget.value })} />
      <Textarea {...note} label={t('decision.reason')} description={t('decision.reasonNote')} maxLength={4000} rows={3} value={paper.reason} onChange={(event) => onChange({ ...paper, reason: event.currentTarget.value })} />
    </>
  );
}

/** Enters a cure or a waiver. */
export function DecisionForm({ pledgeId, done }: { readonly pledgeId: string; readonly done: () => void }) {
  const { t } = useTranslation('oversight');
  const [kind, setKind] = useState<(typeof decisionKinds)[number]>('cure');
  const [paper, setPaper] = useState(blank);
  const [until, setUntil] = useState('');
  const [jobs, setJobs] = useState('');
  const { mutate, error, isPending } = useChange(decide, () => {
    done();
    return queries.invalidateQueries();
  });
  const send = () => mutate({ params: { pledgeId }, body: kind === 'cure' ? { kind, ...paper, until } : { kind, ...paper, jobs: Number(jobs) } });
  return (
    <form className="form" onSubmit={(event) => { event.preventDefault(); send(); }}>
      <Select label={t('decision.kindLabel')} allowDeselect={false} value={kind} data={decisionKinds.map((value) => ({ value, label: t(`decision.kind.${value}`) }))} onChange={(chosen) => setKind(decisionKinds.find((one) => one === chosen) ?? kind)} />
      {kind === 'cure'
        ? <TextInput type="date" label={t('decision.untilLabel')} required withAsterisk={false} value={until} onChange={(event) => setUntil(event.currentTarget.value)} />
        : <TextInput type="number" label={t('decision.jobsLabel')} required withAsterisk={false} min={1} step={1} value={jobs} onChange={(event) => setJobs(event.currentTarget.value)} />}
      <PaperFields paper={paper} onChange={setPaper} />
      <Refused error={error} />
      <div className="form-actions"><Button type="submit" loading={isPending}>{t('decision.send')}</Button></div>
    </form>
  );
}

/** Withdraws a decision that is in force. */
export function WithdrawalForm({ decisionId, done }: { readonly decisionId: number; readonly done: () => void }) {
  const { t } = useTranslation('oversight');
  const [paper, setPaper] = useState(blank);
  const { mutate, error, isPending } = useChange(withdrawDecision, () => {
    done();
    return queries.invalidateQueries();
  });
  return (
    <form className="form" onSubmit={(event) => { event.preventDefault(); mutate({ params: { decisionId }, body: paper }); }}>
      <PaperFields paper={paper} onChange={setPaper} />
      <Refused error={error} />
      <div className="form-actions"><Button type="submit" loading={isPending}>{t('decision.withdraw')}</Button></div>
    </form>
  );
}
