import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { listAlarms } from '../../rooms/people/contract.ts';
import { useMay } from '../state.ts';
import './audit-pages.css';

/** Above the audit and the pages beside it: the way from one to another. */
export function AuditPages() {
  const { t } = useTranslation();
  const may = useMay();
  if (!may(listAlarms.may)) return null;
  return (
    <nav className="audit-pages" aria-label={t('nav.audit')}>
      <Link to="/audit" search={{}} activeOptions={{ includeSearch: false }}>{t('nav.audit')}</Link>
      <Link to="/alarms" search={{}} activeOptions={{ includeSearch: false }}>{t('nav.alarms')}</Link>
      <Link to="/who-looked" search={{}} activeOptions={{ includeSearch: false }}>{t('nav.whoLooked')}</Link>
    </nav>
  );
}
