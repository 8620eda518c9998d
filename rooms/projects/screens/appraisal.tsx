import { Button, Modal, Select, Textarea, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queries, useChange } from '#web/client.ts';
import { useFormat } from '#web/language.ts';
import { Refused } from '#web/parts/refused.tsx';
import { decideProject, opinions, stages, tellEvent, type LifeEvent, type Life } from '../contract.ts';
import { useMayHere } from './about-project.ts';
import { useWho } from './who.ts';
import '#web/parts/form.css';

type What = LifeEvent['what'];
const appraised = [...opinions, 'decision'] as const;

/** The words for what an event came to. */
function useOutcome(): (what: What, outcome: string) => string {
  const { t } = useTranslation(['projects', 'web']);
  return (what, outcome) => (what === 'stage' ? t(`web:stage.${outcome as 'idea'}`) : t(`life.outcome.${outcome as 'positive'}`));
}

/** The three opinions and the one decision, told or not yet, with who told them; then the stages that were told. */
export function Appraisal({ life, katos }: { readonly life: Life; readonly katos: readonly string[] }) {
  const { t } = useTranslation('projects');
  const may = useMayHere(katos);
  const { day } = useFormat();
  const outcome = useOutcome();
  const who = useWho();
  const rows = [...appraised.map((what) => ({ what, event: life.events.findLast((one) => one.what === what) })), ...life.events.filter(({ what }) => what === 'stage').map((event) => ({ what: 'stage' as const, event }))];
  const mayTell = (what: What) => may(what === 'decision' ? 'review-projects' : 'draft-projects');
  return (
    <>
      <h3>{t('life.appraisal')}</h3>
      <div className="rows-box" role="region" aria-label={t('life.appraisal')} tabIndex={0}>
        <table className="plain">
          <thead><tr>{(['event', 'result', 'on', 'office', 'reason', 'by'] as const).map((head) => <th key={head} scope="col">{t(`life.${head}`)}</th>)}</tr></thead>
          <tbody>
            {rows.map(({ what, event }) => (
              <tr key={event?.eventId ?? what}>
                <th scope="row">{t(`life.what.${what}`)}</th>
                {event === undefined ? <td colSpan={4} className="soft">{t('life.notTold')}</td> : <><td>{outcome(what, event.outcome)}</td><td>{day(event.on)}</td><td>{event.office}</td><td>{event.reason}</td></>}
                <td>{event === undefined ? null : who(event.name)}{' '}{mayTell(what) ? <Tell projectId={life.projectId} office={life.offices.office} what={what} replaces={event?.eventId} /> : null}</td>
              </tr>
            ))}
            {may('draft-projects') ? <tr><th scope="row">{t('life.what.stage')}</th><td colSpan={4} /><td><Tell projectId={life.projectId} office={life.offices.office} what="stage" replaces={undefined} /></td></tr> : null}
          </tbody>
        </table>
      </div>
    </>
  );
}

type TellProps = { readonly projectId: string; readonly office: string; readonly what: What; readonly replaces: string | undefined };

/** Tells an event, or corrects the one that stands. */
function Tell({ projectId, office, what, replaces }: TellProps) {
  const { t } = useTranslation(['projects', 'web']);
  const words = useOutcome();
  const [opened, { open, close }] = useDisclosure(false);
  const [typed, setTyped] = useState({ on: '', office, reason: '' });
  const [outcome, setOutcome] = useState<string | null>(null);
  const done = () => { close(); return queries.invalidateQueries(); };
  const told = useChange(tellEvent, done);
  const decided = useChange(decideProject, done);
  const { error, isPending } = what === 'decision' ? decided : told;
  const outcomes = what === 'stage' ? stages : what === 'decision' ? (['approved', 'rejected'] as const) : (['positive', 'conditional', 'negative'] as const);
  const label = replaces === undefined ? t(what === 'decision' ? 'life.decide' : 'life.tell') : t('life.correct');
  const title = replaces === undefined ? t(`life.what.${what}`) : t('life.correctOf', { what: t(`life.what.${what}`) });
  const field = (key: keyof typeof typed) => ({ value: typed[key], required: true, withAsterisk: false, onChange: ({ currentTarget: { value } }: { currentTarget: { value: string } }) => setTyped({ ...typed, [key]: value }) });
  const send = () => {
    if (outcome === null) return;
    const rest = { ...typed, ...(replaces === undefined ? {} : { replaces }) };
    if (what === 'decision') decided.mutate({ params: { projectId }, body: { outcome: outcome as 'approved', ...rest } });
    else told.mutate({ params: { projectId }, body: { what, outcome: outcome as 'positive', ...rest } });
  };
  return (
    <>
      <Button variant="default" size="compact-xs" aria-label={`${label}: ${t(`life.what.${what}`)}`} onClick={open}>{label}</Button>
      <Modal opened={opened} onClose={close} title={title} closeButtonProps={{ 'aria-label': t('web:passport.close') }}>
        <form className="form" onSubmit={(event) => { event.preventDefault(); send(); }}>
          <Select label={t('life.result')} data={outcomes.map((value) => ({ value, label: words(what, value) }))} value={outcome} onChange={setOutcome} required withAsterisk={false} data-autofocus />
          <TextInput label={t('life.on')} placeholder={t('hint.date')} pattern="\d{4}-\d{2}-\d{2}" maxLength={10} autoComplete="off" {...field('on')} />
          <TextInput label={t('life.office')} maxLength={400} {...field('office')} />
          <Textarea label={t('life.reason')} maxLength={1000} rows={3} {...field('reason')} />
          <Refused error={error} />
          <div className="form-actions"><Button type="submit" loading={isPending} disabled={outcome === null}>{t('life.send')}</Button></div>
        </form>
      </Modal>
    </>
  );
}
