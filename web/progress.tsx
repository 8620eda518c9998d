import { Progress as Bar } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { registerNames } from '../rooms/registers/contract.ts';
import type { TaskView } from '../rooms/pledges/contract.ts';
import { useFormat } from './language.ts';

/** A long piece of work under way: what, how far, how long to go. */
export function Progress({ task }: { readonly task: TaskView }) {
  const { t } = useTranslation(['web', 'registers']);
  const { count, duration } = useFormat();
  // Stages are named `write:` and a place, `import:` and a register, or after a step of the evidence.
  const [stage, of] = task.stage.split(':');
  const register = registerNames.find((name) => name === of);
  const inWords = register === undefined ? undefined : t(`registers:name.${register}`).toLowerCase();
  const making = stage === 'write' || stage === 'import';
  const unit = t(task.unit === 'step' ? 'task.unit.step' : 'task.unit.row');
  const what = t(making || stage === '' ? 'task.what.prepare' : 'task.what.evidence');
  const parts = [
    !making ? t('task.stage.compute') : inWords === undefined ? t('task.stage.write') : t('task.stage.importOf', { register: inWords }),
    task.total === null ? t('task.some', { done: count(task.done), unit }) : t('task.done', { done: count(Math.round(task.done)), total: count(Math.round(task.total)), unit }),
    task.secondsLeft === null ? t('task.elapsed', { time: duration(Math.round(task.seconds)) }) : t('task.left', { time: duration(Math.round(task.secondsLeft)) }),
  ];
  return (
    <div className="shell-progress small">
      <span><strong>{what}</strong>{' · '}{parts.join(' · ')}</span>
      {task.total === null || task.total === 0 ? null : <Bar value={Math.min(100, (task.done / task.total) * 100)} size="xs" aria-label={what} transitionDuration={100} />}
    </div>
  );
}
