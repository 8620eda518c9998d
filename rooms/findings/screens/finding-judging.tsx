import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queries, useChange } from '#web/client.ts';
import { useFormat } from '#web/language.ts';
import { Refused } from '#web/parts/refused.tsx';
import { useMay } from '#web/state.ts';
import { useWhen } from '#web/when.ts';
import { judgeFinding, verdicts, type FindingPage, type Judgement } from '../contract.ts';
import '#web/parts/form.css';

/** What officers made of the finding, and the form in which one who may says what he makes of it. */
export function Judging({ page: { finding, judgements } }: { readonly page: FindingPage }) {
  const { t } = useTranslation('findings');
  const may = useMay()(judgeFinding.may);
  const [current, ...before] = judgements;
  return (
    <section id="judgement">
      <h2>{t('page.judgement')}</h2>
      {current === undefined ? <p>{t('page.none')}</p> : <Said judgement={current} />}
      {finding.gone !== null ? null : may ? <JudgeForm key={judgements.length} finding={finding} again={current !== undefined} /> : <p className="small soft">{t('judge.mayNot')}</p>}
      {before.length === 0 ? null : (
        <>
          <h3>{t('page.history')}</h3>
          {before.map((one) => <Said key={one.at} judgement={one} />)}
        </>
      )}
    </section>
  );
}

function Said({ judgement: { verdict, reason, measured, persons, at, by, visitor } }: { readonly judgement: Judgement }) {
  const { t } = useTranslation('findings');
  const { count } = useFormat();
  const when = useWhen();
  return (
    <p className="finding-said">
      <strong className={verdict === 'confirmed' ? 'lost' : undefined}>{t(`state.${verdict}`)}</strong>{': '}{reason}
      <br /><span className="small soft">{visitor ? t('judge.visitor') : by}, {when(at)}, {t('judge.measuredThen', { measured: count(measured), persons: count(persons) })}</span>
    </p>
  );
}

function JudgeForm({ finding, again }: { readonly finding: FindingPage['finding']; readonly again: boolean }) {
  const { t } = useTranslation('findings');
  const [verdict, setVerdict] = useState<Judgement['verdict'] | null>(null);
  const [reason, setReason] = useState('');
  const { mutate, error, isPending } = useChange(judgeFinding, () => queries.invalidateQueries());
  return (
    <form className="form" aria-label={t(again ? 'judge.again' : 'judge.title')} onSubmit={(event) => { event.preventDefault(); if (verdict !== null) mutate({ params: { findingId: finding.id }, body: { verdict, reason } }); }}>
      <fieldset className="finding-verdicts">
        <legend>{t(again ? 'judge.again' : 'judge.title')}</legend>
        {verdicts.map((one) => (
          <label key={one}>
            <input type="radio" name="verdict" value={one} required checked={verdict === one} onChange={() => setVerdict(one)} />
            <span>{t(`judge.${one}`)} <span className="soft">{t(`judge.${one}Note`)}</span></span>
          </label>
        ))}
      </fieldset>
      <Textarea label={t('judge.reason')} description={t('judge.reasonNote')} classNames={{ description: 'soft small' }} required withAsterisk={false} maxLength={2000} rows={3} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
      <Refused error={error} />
      <div className="form-actions"><Button type="submit" size="xs" loading={isPending}>{t('judge.send')}</Button></div>
    </form>
  );
}
