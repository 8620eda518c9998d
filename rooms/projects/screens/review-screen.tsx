import { Button, Checkbox, Textarea } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { queries, useChange, useReply } from '#web/client.ts';
import { useFormat } from '#web/language.ts';
import { Refused } from '#web/parts/refused.tsx';
import { Failed, Loading } from '#web/parts/states.tsx';
import { approveDraft, getReview, returnDraft } from '../contract.ts';
import { DraftTitle } from './draft-screen.tsx';
import { DraftSteps } from './draft-steps.tsx';
import { countChanges, RowCompare } from './row-compare.tsx';
import { isSame } from './field-text.tsx';
import { useWho } from './who.ts';
import '#web/parts/form.css';
import './projects.css';

const route = getRouteApi('/reviews/$draftId');
type Review = z.output<typeof getReview.reply>;

/** A draft of another person: what it changes, why, and the two answers to it. */
export function ReviewScreen() {
  const { t } = useTranslation(['projects', 'web']);
  const { draftId } = route.useParams();
  const { data, error, refetch } = useReply(getReview, { params: { draftId } }, { every: 10_000 });
  // Whoever has approved waits for the row to enter.
  useReply(getReview, { params: { draftId } }, { every: 1_000, enabled: data?.state === 'approved' });
  const who = useWho();
  const [onlyChanged, setOnlyChanged] = useState(false);
  useDocumentTitle(`${t('drafts.toReview')} · ${t('web:name')}`);
  if (error !== null && data === undefined) return <Failed heads error={error} again={() => void refetch()} />;
  if (data === undefined || data.draftId !== draftId) return <Loading />;
  const columns = data.columns.map(({ name }) => name);
  const { current } = data;
  return (
    <article>
      <DraftTitle draft={data} />
      <p className="answer">{data.state === 'submitted' ? <Answer review={data} columns={columns} /> : t(`draft.answer.${data.state}`)}</p>
      {data.state === 'submitted' && data.reason !== null ? <p>{t('draft.reason')}: {data.reason} <span className="soft small">{who(data.authorName)}</span></p> : null}
      {current === null || data.intent === 'annulment' ? null : <Checkbox size="xs" label={t('review.onlyChanged')} checked={onlyChanged} onChange={({ currentTarget }) => setOnlyChanged(currentTarget.checked)} />}
      <RowCompare caption={t('review.proposed')} columns={columns.filter((column) => !onlyChanged || current === null || !isSame(current[column], data.fields[column]))}
        left={{ head: t('review.current'), fields: current }} right={{ head: t('review.proposed'), fields: data.intent === 'annulment' ? null : data.fields }} />
      {data.state !== 'submitted' ? null : data.own ? <p className="life-warning">{t('review.own')}</p> : <Decide draftId={draftId} />}
      <DraftSteps draft={data} />
    </article>
  );
}

function Answer({ review: { intent, current, fields }, columns }: { readonly review: Review; readonly columns: readonly string[] }) {
  const { t } = useTranslation('projects');
  const { count } = useFormat();
  const components = { strong: <strong className="number" /> };
  if (intent === 'annulment') return <Trans t={t} i18nKey="review.ends" components={components} />;
  if (current === null) return t('review.newRow');
  return <Trans t={t} i18nKey="review.changes" values={{ n: count(countChanges(columns, current, fields)) }} components={components} />;
}

function Decide({ draftId }: { readonly draftId: string }) {
  const { t } = useTranslation('projects');
  const [reason, setReason] = useState('');
  const done = () => queries.invalidateQueries();
  const approve = useChange(approveDraft, done);
  const giveBack = useChange(returnDraft, done);
  return (
    <div className="form">
      <Textarea label={t('review.returnReason')} maxLength={1000} rows={3} value={reason} onChange={({ currentTarget }) => setReason(currentTarget.value)} />
      <Refused error={approve.error ?? giveBack.error} />
      <div className="form-actions">
        <Button loading={approve.isPending} disabled={giveBack.isPending} onClick={() => approve.mutate({ params: { draftId }, body: reason.trim() === '' ? {} : { reason } })}>{t('review.approve')}</Button>
        <Button variant="default" loading={giveBack.isPending} disabled={reason.trim() === '' || approve.isPending} onClick={() => giveBack.mutate({ params: { draftId }, body: { reason } })}>{t('review.return')}</Button>
      </div>
    </div>
  );
}
