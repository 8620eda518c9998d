import { Progress as Bar } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { TaskView } from '../rooms/pledges/contract.ts';
import { useFormat } from './language.ts';

/** A long piece of work under way: what, how far, how long to go. */
export function Progress({ task }: { readonly task: TaskView }) {
  const { t, i18n } = useTranslation();
  const { count, duration } = useFormat();
  const word = (key: string) => (i18n.exists(`web:task.${key}`) ? t(`task.${key as 'what.demo'}`) : undefined);
  const unit = word(`unit.${task.unit}`) ?? '';
  const what = word(`what.${task.what}`) ?? t('task.what.other');
  const parts = [
    word(`stage.${task.stage}`),
    task.total === null ? (task.done === 0 ? undefined : t('task.some', { done: count(task.done), unit })) : t('task.done', { done: count(task.done), total: count(task.total), unit }),
    task.secondsLeft === null ? t('task.elapsed', { time: duration(task.seconds) }) : t('task.left', { time: duration(task.secondsLeft) }),
  ];
  return (
    <div className="shell-progress small">
      <span><strong>{what}</strong>{' · '}{parts.filter((part) => part !== undefined).join(' · ')}</span>
      {task.total === null || task.total === 0 ? null : <Bar value={(task.done / task.total) * 100} size="xs" aria-label={what} transitionDuration={100} />}
    </div>
  );
}
