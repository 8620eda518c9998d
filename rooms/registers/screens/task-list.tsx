import { Button, Progress } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Fragment, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '#web/client.ts';
import { useFormat } from '#web/language.ts';
import { cancelImportTask, type ImportTask } from '../contract.ts';
import { useBytes } from './bytes.ts';
import { useRefusalText } from './refusal-text.ts';
import { dismiss, useSendings, type Sending } from './uploads.ts';

type Props = { readonly tasks: readonly ImportTask[]; readonly arrived: () => void };

/** How many ended imports stand under those under way; all of them are in the table of imports. */
const endedShown = 5;

/** Files being sent, imports that the server has under way, and the last that ended. */
export function TaskList({ tasks, arrived }: Props) {
  const { t } = useTranslation('registers');
  const sendings = useSendings();
  if (sendings.length === 0 && tasks.length === 0) return null;
  const { running = [], ended = [] } = Object.groupBy(tasks, (task) => (task.state === 'running' ? 'running' : 'ended'));
  return (
    <section id="tasks">
      <h2>{t('task.title')}</h2>
      <ul className="tasks">
        {sendings.map((sending) => <SendingItem key={sending.id} sending={sending} />)}
        {[...running, ...ended.slice(0, endedShown)].map((task) => <TaskItem key={task.id} task={task} arrived={arrived} />)}
      </ul>
      <p className="small soft">{t('task.note')}</p>
    </section>
  );
}

type ItemProps = { readonly file: string; readonly register: string; readonly state: ReactNode; readonly facts: readonly (string | null)[]; readonly share: number | null; readonly action: ReactNode };

function Item({ file, register, state, facts, share, action }: ItemProps) {
  return (
    <li>
      <div className="task-head"><span className="task-file">{file} <span className="soft">{register}</span></span>{action}</div>
      <p className="small" role="status">{state}{facts.filter((fact) => fact !== null).map((fact) => <Fragment key={fact}>{' · '}<span className="number">{fact}</span></Fragment>)}</p>
      {share === null ? null : <Progress value={share * 100} size="xs" aria-label={file} transitionDuration={100} />}
    </li>
  );
}

function SendingItem({ sending: { id, file, register, state, sent, began, error } }: { readonly sending: Sending }) {
  const { t } = useTranslation('registers');
  const { duration } = useFormat();
  const bytes = useBytes();
  const why = useRefusalText();
  const seconds = (performance.now() - began) / 1000;
  const speed = state === 'sending' && sent > 0 && seconds > 0.5 ? sent / seconds : null;
  return (
    <Item
      file={file.name} register={t(`name.${register}`)} share={state === 'sending' && file.size > 0 ? sent / file.size : null}
      state={error === null ? t(state === 'waiting' ? 'upload.waiting' : 'upload.sending') : <span className="lost">{why(error.error)}</span>}
      facts={state !== 'sending' ? [] : [t('task.progress', { done: bytes(sent), total: bytes(file.size) }), speed === null ? null : t('task.speed', { n: bytes(speed) }), speed === null ? null : t('task.left', { time: duration((file.size - sent) / speed) })]}
      action={<Button variant="subtle" size="compact-xs" aria-label={state === 'failed' ? undefined : t('task.cancelFile', { file: file.name })} onClick={() => dismiss(id)}>{t(state === 'failed' ? 'task.dismiss' : 'task.cancel')}</Button>}
    />
  );
}

function TaskItem({ task, arrived }: { readonly task: ImportTask; readonly arrived: () => void }) {
  const { t } = useTranslation('registers');
  const { duration } = useFormat();
  const amount = useAmount(task.unit);
  const why = useRefusalText();
  const stage = useStage();
  const { state, done, total, seconds, secondsLeft } = task;
  const running = state === 'running';
  // The server reckons the time left from the speed of the present stage; this turns it round.
  const speed = running && total !== null && secondsLeft !== null && secondsLeft > 0 ? (total - done) / secondsLeft : null;
  // Whoever is too late sees in the list what became of it.
  const cancel = () => void ask(cancelImportTask, { params: { taskId: task.id } }).catch(() => undefined).finally(arrived);
  const words = running ? stage(task.stage) : state === 'refused' && task.refused !== null ? `${t('task.state.refused')} – ${why(task.refused)}` : t(`task.state.${state}`);
  return (
    <Item
      file={task.file} register={t(`name.${task.register}`)} share={running && total !== null && total > 0 ? done / total : null}
      state={<span className={state === 'refused' || state === 'failed' ? 'lost' : undefined}>{words}</span>}
      facts={[
        running && total !== null ? t('task.progress', { done: amount(done), total: amount(total) }) : running && done > 0 ? amount(done) : null,
        speed === null || speed < 1 ? null : t('task.speed', { n: amount(Math.round(speed)) }),
        running && secondsLeft !== null ? t('task.left', { time: duration(Math.ceil(secondsLeft)) }) : t('task.elapsed', { time: duration(seconds) }),
      ]}
      action={running && task.importId === null
        ? <Button variant="subtle" size="compact-xs" aria-label={t('task.cancelFile', { file: task.file })} onClick={cancel}>{t('task.cancel')}</Button>
        : task.importId === null ? null : <Link className="small" to="/registers/$importId" params={{ importId: task.importId }} search={{}}>{t('task.open')}</Link>}
    />
  );
}

/** An amount with its unit; bytes in the unit that suits them. */
function useAmount(unit: string): (n: number) => string {
  const { t, i18n } = useTranslation('registers');
  const { count } = useFormat();
  const bytes = useBytes();
  if (unit === 'bytes') return bytes;
  if (unit === 'step') return (n) => t('task.step', { n });
  const word = i18n.exists(`registers:task.unit.${unit}`) ? ` ${t(`task.unit.${unit as 'rows'}`)}` : '';
  return (n) => `${count(n)}${word}`;
}

/** What a stage does, in words; one that has none yet is work under way. A stage may say more after a colon. */
function useStage(): (stage: string) => string {
  const { t, i18n } = useTranslation('registers');
  return (stage) => {
    if (stage === '') return t('upload.waiting');
    const name = stage.split(':')[0] ?? '';
    return i18n.exists(`registers:task.stage.${name}`) ? t(`task.stage.${name as 'reading'}`) : t('task.stage.other');
  };
}
