import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import '#web/parts/audit-pages.css';

/** Above orders and objections: the way from one to the other. */
export function OversightPages() {
  const { t } = useTranslation('oversight');
  return (
    <nav className="audit-pages" aria-label={`${t('order.title')}, ${t('objection.title')}`}>
      <Link to="/orders" search={{}} activeOptions={{ includeSearch: false }}>{t('order.title')}</Link>
      <Link to="/objections" search={{}} activeOptions={{ includeSearch: false }}>{t('objection.title')}</Link>
    </nav>
  );
}
