import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

/** On the page of a pledge: the way to its reconciliation sheet. */
export function ReconciliationLink({ pledgeId, month }: { readonly pledgeId: string; readonly month: string }) {
  const { t } = useTranslation('reconciliation');
  return <p className="small"><Link to="/months/$month/reconciliation" params={{ month }} search={{ pledge: pledgeId }}>{t('open')}</Link></p>;
}

/** On the page of a draft: the way to the sheets of all pledges that the reader sees. */
export function ReconciliationTableLink({ month }: { readonly month: string }) {
  const { t } = useTranslation('reconciliation');
  return <p className="small"><Link to="/months/$month/reconciliation" params={{ month }} search={{}}>{t('openTable')}</Link></p>;
}
