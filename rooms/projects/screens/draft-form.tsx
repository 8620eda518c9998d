import { Button, Modal, Textarea } from '@mantine/core';
import { useDebouncedCallback, useDisclosure } from '@mantine/hooks';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { ask, queries, useChange } from '#web/client.ts';
import { useFormat } from '#web/language.ts';
import { Refused } from '#web/parts/refused.tsx';
import { useWhen } from '#web/when.ts';
import { listDrafts, saveDraft, submitDraft, withdrawDraft, type Draft } from '../contract.ts';
import { FieldInput } from './field-input.tsx';
import '#web/parts/form.css';

/** How long after the last key what was typed goes to the server. */
const pause = 600;

/** What is typed, what the server has taken of it, and what went wrong: one request at a time, so that none overtakes another. */
function useSaving(first: Draft) {
  const [draft, setDraft] = useState(first);
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const [error, setError] = useState<unknown>(null);
  const [pending, setPending] = useState(false);
  const waiting = useRef<Record<string, string>>({});
  const turn = useRef<Promise<boolean>>(Promise.resolve(true));
  const flush = (): Promise<boolean> => {
    turn.current = turn.current.then(async () => {
      const fields = waiting.current;
      if (Object.keys(fields).length === 0) return true;
      waiting.current = {};
      try {
        const reply = await ask(saveDraft, { params: { draftId: first.draftId }, body: { fields } });
        setDraft(reply);
        setError(null);
        setPending(Object.keys(waiting.current).length > 0);
        // What was typed again meanwhile stays typed; what the server could not keep stays to be seen.
        setTyped((now) => Object.fromEntries(Object.entries(now).filter(([column, text]) => text !== fields[column] || reply.faults.some((fault) => fault.column === column && reply.fields[column] == null && text !== ''))));
        return true;
      } catch (reason) {
        waiting.current = { ...fields, ...waiting.current };
        setError(reason);
        return false;
      }
    });
    return turn.current;
  };
  const later = useDebouncedCallback(() => void flush(), pause);
  const type = (column: string, text: string) => {
    setTyped((now) => ({ ...now, [column]: text }));
    waiting.current[column] = text;
    setPending(true);
    later();
  };
  const last = useRef(flush);
  last.current = flush;
  // Whoever leaves the page leaves nothing behind.
  useEffect(() => () => void last.current().then(() => queries.invalidateQueries({ queryKey: [listDrafts.method, listDrafts.path] })), []);
  return { draft, typed, error, pending, type, flush };
}

/** One page of fields that are saved as they are typed, and the way to hand them over. */
export function DraftForm({ first }: { readonly first: Draft }) {
  const { t } = useTranslation('projects');
  const { count } = useFormat();
  const when = useWhen();
  const { draft, typed, error, pending, type, flush } = useSaving(first);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const submit = useChange(submitDraft, () => queries.invalidateQueries());
  const send = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!(await flush())) return;
    submit.mutate({ params: { draftId: draft.draftId }, body: { reason } });
  };
  const shown = (column: string, code: string) => code !== 'missing' || tried || touched.has(column);
  return (
    <form className="draft-form" noValidate onSubmit={(event) => void send(event)}>
      <div className="draft-fields">
        {draft.columns.map((column) => {
          const fault = draft.faults.find((one) => one.column === column.name);
          return (
            <FieldInput key={column.name} column={column} field={draft.fields[column.name] ?? null} typed={typed[column.name]} fault={fault !== undefined && shown(column.name, fault.code) ? fault.code : undefined}
              onType={(text) => { setTouched((now) => new Set(now).add(column.name)); type(column.name, text); }} />
          );
        })}
      </div>
      <p className="small soft" role="status">{error !== null ? t('draft.unsaved') : pending ? t('draft.saving') : t('draft.saved', { at: when(draft.savedAt) })}{draft.faults.length === 0 ? null : ` · ${t('draft.faults', { n: count(draft.faults.length) })}`}</p>
      <Refused error={error} />
      <Textarea label={t('draft.reason')} description={t('draft.reasonNote')} classNames={{ description: 'soft small' }} required withAsterisk={false} maxLength={1000} rows={3} value={reason} onChange={({ currentTarget }) => setReason(currentTarget.value)} />
      <Refused error={submit.error} />
      <div className="form-actions">
        <Button type="submit" loading={submit.isPending} disabled={reason.trim() === ''}>{t('draft.submit')}</Button>
        <Withdraw draftId={draft.draftId} />
      </div>
    </form>
  );
}

/** Takes a draft back, after a second thought. */
export function Withdraw({ draftId }: { readonly draftId: string }) {
  const { t } = useTranslation(['projects', 'web']);
  const [opened, { open, close }] = useDisclosure(false);
  const { mutate, error, isPending } = useChange(withdrawDraft, () => { close(); return queries.invalidateQueries(); });
  return (
    <>
      <Button variant="default" onClick={open}>{t('draft.withdraw')}</Button>
      <Modal opened={opened} onClose={close} title={t('draft.withdraw')} closeButtonProps={{ 'aria-label': t('web:passport.close') }}>
        <p>{t('draft.withdrawSure')}</p>
        <Refused error={error} />
        <div className="form-actions"><Button loading={isPending} onClick={() => mutate({ params: { draftId } })}>{t('draft.withdraw')}</Button><Button variant="default" onClick={close}>{t('draft.keep')}</Button></div>
      </Modal>
    </>
  );
}
