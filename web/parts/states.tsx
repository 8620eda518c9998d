import { Button, Skeleton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Permission } from '#kernel/actor.ts';
import type { ErrorReply } from '#kernel/contract.ts';
import { Unanswered } from '../client.ts';
import { useRefusalWords } from '../refusal-words.ts';
import { useMe } from '../state.ts';
import './states.css';

/** The shape of what comes: a heading, a ladder's bars, a table's rows. */
export function Loading({ shape = 'page' }: { readonly shape?: 'page' | 'ladder' | 'table' }) {
  const { t } = useTranslation();
  const widths = { page: ['60%', '100%', '72%', '64%', '52%', '44%'], ladder: ['100%', '72%', '64%', '52%', '44%', '36%'], table: ['100%', '100%', '100%', '100%', '100%', '100%'] }[shape];
  return (
    <div className="state-loading" role="status" aria-label={t('state.loading')}>
      {widths.map((width, at) => <Skeleton key={at} height={shape === 'page' && at === 0 ? 32 : 20} width={width} animate={false} />)}
    </div>
  );
}

type EmptyProps = {
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
  /** True when there is nothing else on the page, whose heading this then is. */
  readonly heads?: boolean;
};

/** Nothing to show: why, and what to do about it. */
export function Empty({ title, children, action, heads = false }: EmptyProps) {
  return (
    <div className="state">
      {heads ? <h1>{title}</h1> : <p className="state-title">{title}</p>}
      {children === undefined ? null : <p>{children}</p>}
      {action}
    </div>
  );
}

type FailedProps = { readonly error: unknown; readonly again?: () => void; readonly heads?: boolean };

/** A request that was refused or went wrong, its code in words. `heads` as in `Empty`. */
export function Failed({ error, again, heads = false }: FailedProps) {
  const { t } = useTranslation();
  const words = useRefusalWords();
  const { code, id, facts }: ErrorReply['error'] = error instanceof Unanswered ? error.error : { code: 'page', facts: {} };
  if (code === 'not-permitted') return <NotPermitted permission={String(facts['permission']) as Permission} heads={heads} />;
  const refused = error instanceof Unanswered && error.status >= 400 && error.status < 500;
  const title = t(refused ? 'state.refused' : 'state.failed');
  return (
    <div className="state" role="alert">
      {heads ? <h1>{title}</h1> : <p className="state-title">{title}</p>}
      <p>{words(error)}</p>
      <p className="small">{t('state.code', { code })}{id === undefined ? null : ` · ${t('state.faultId', { id })}`}</p>
      {again === undefined ? null : <Button variant="default" size="xs" onClick={again}>{t('state.again')}</Button>}
    </div>
  );
}

/** Which permission is missing, and who grants it. */
function NotPermitted({ permission, heads }: { readonly permission: Permission; readonly heads: boolean }) {
  const { t } = useTranslation('accounts');
  const me = useMe();
  return (
    <Empty heads={heads} title={t('notPermitted.title')}>
      {t('notPermitted.why', { permission: t(`permission.${permission}`) })}{' '}
      {me?.kind === 'visitor' ? t('notPermitted.visitor') : t('notPermitted.who')}
    </Empty>
  );
}

export function NoSuchPage() {
  const { t } = useTranslation();
  return <Empty heads title={t('state.noPage')} action={<Link to="/">{t('state.home')}</Link>} />;
}
