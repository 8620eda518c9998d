import { Button, FileButton, TextInput, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queries, useChange } from '#web/client.ts';
import { Refused } from '#web/parts/refused.tsx';
import { localDay } from '#web/when.ts';
import { acceptOrder, answerOrder, attachFile, closeOrder, returnOrder } from '../contract.ts';
import '#web/parts/form.css';

const fresh = () => queries.invalidateQueries();
const plain = { classNames: { description: 'soft small' } } as const;
const ids = (text: string) => text.split(',').map((one) => one.trim()).filter((one) => one !== '');

/** The addressee's answer; files are attached as they are chosen, before it is sent. */
export function AnswerForm({ orderId }: { readonly orderId: number }) {
  const { t } = useTranslation('oversight');
  const [text, setText] = useState('');
  const [pledges, setPledges] = useState('');
  const [imports, setImports] = useState('');
  const answer = useChange(answerOrder, fresh);
  const attach = useChange(attachFile, fresh);
  const upload = (file: File | null) => {
    if (file === null) return;
    const body = new FormData();
    body.append('file', file);
    attach.mutate({ params: { orderId }, body });
  };
  return (
    <section className="not-printed">
      <h2>{t('order.answerTitle')}</h2>
      <form className="form" onSubmit={(event) => { event.preventDefault(); answer.mutate({ params: { orderId }, body: { text, pledges: ids(pledges), imports: ids(imports) } }); }}>
        <Textarea {...plain} label={t('order.answerText')} description={t('order.plainNote')} required withAsterisk={false} maxLength={8000} rows={5} value={text} onChange={(event) => setText(event.currentTarget.value)} />
        <TextInput {...plain} label={t('order.answerPledges')} description={t('order.idsNote')} value={pledges} onChange={(event) => setPledges(event.currentTarget.value)} />
        <TextInput {...plain} label={t('order.answerImports')} description={t('order.idsNote')} value={imports} onChange={(event) => setImports(event.currentTarget.value)} />
        <div>
          <FileButton onChange={upload} accept=".pdf,.csv,.xlsx,.png,.jpg,.jpeg">{(props) => <Button {...props} variant="default" size="xs" loading={attach.isPending}>{t('order.attach')}</Button>}</FileButton>
          <p className="small soft">{t('order.attachNote')}</p>
          <Refused error={attach.error} />
        </div>
        <Refused error={answer.error} />
        <div className="form-actions"><Button type="submit" loading={answer.isPending}>{t('order.answerSend')}</Button></div>
      </form>
    </section>
  );
}

/** The giver accepts an answer, or returns it with the reason. */
export function JudgeForm({ orderId }: { readonly orderId: number }) {
  const { t } = useTranslation('oversight');
  const [reason, setReason] = useState('');
  const [dueOn, setDueOn] = useState('');
  const accept = useChange(acceptOrder, fresh);
  const back = useChange(returnOrder, fresh);
  return (
    <section className="not-printed">
      <h2>{t('order.judgeTitle')}</h2>
      <p><Button loading={accept.isPending} onClick={() => accept.mutate({ params: { orderId }, body: {} })}>{t('order.accept')}</Button></p>
      <Refused error={accept.error} />
      <form className="form" onSubmit={(event) => { event.preventDefault(); back.mutate({ params: { orderId }, body: { reason, ...(dueOn === '' ? {} : { dueOn }) } }); }}>
        <Textarea {...plain} label={t('order.reason')} description={t('order.plainNote')} required withAsterisk={false} maxLength={4000} rows={3} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
        <TextInput {...plain} type="date" label={t('order.laterTerm')} description={t('order.optional')} min={localDay(new Date().toISOString())} value={dueOn} onChange={(event) => setDueOn(event.currentTarget.value)} />
        <Refused error={back.error} />
        <div className="form-actions"><Button type="submit" variant="default" loading={back.isPending}>{t('order.return')}</Button></div>
      </form>
    </section>
  );
}

/** The giver closes an order; with the reason when no answer was accepted. */
export function CloseForm({ orderId, accepted }: { readonly orderId: number; readonly accepted: boolean }) {
  const { t } = useTranslation('oversight');
  const [reason, setReason] = useState('');
  const { mutate, error, isPending } = useChange(closeOrder, fresh);
  return (
    <section className="not-printed">
      <h2>{t('order.closeTitle')}</h2>
      <form className="form" onSubmit={(event) => { event.preventDefault(); mutate({ params: { orderId }, body: reason === '' ? {} : { reason } }); }}>
        <Textarea {...plain} label={t('order.reason')} description={t('order.closeNote')} required={!accepted} withAsterisk={false} maxLength={4000} rows={2} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
        <Refused error={error} />
        <div className="form-actions"><Button type="submit" variant="default" loading={isPending}>{t('order.close')}</Button></div>
      </form>
    </section>
  );
}
