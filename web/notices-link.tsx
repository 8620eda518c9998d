import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { listNotices } from '../rooms/oversight/contract.ts';
import { useReply } from './client.ts';
import { useFormat } from './language.ts';

/** The way to what one was told, with how much of it is new. */
export function NoticesLink() {
  const { t } = useTranslation();
  const { count } = useFormat();
  const { data } = useReply(listNotices, { query: { size: 1 } }, { every: 60_000 });
  const unseen = data?.unseen ?? 0;
  return (
    <Link className="shell-account" to="/notices" search={{}}>
      {t('notices')}{unseen === 0 ? null : <span className="lost number" title={t('noticesUnseen')}> {count(unseen)}<span className="unseen"> {t('noticesUnseen')}</span></span>}
    </Link>
  );
}
