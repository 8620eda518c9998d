import { Link, useLocation } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { listAccounts } from '../rooms/accounts/account-contract.ts';
import { listMonths } from '../rooms/closing/contract.ts';
import { listFindings } from '../rooms/findings/contract.ts';
import { listAlarms, whoLooked } from '../rooms/people/contract.ts';
import { answerOrder, giveOrder } from '../rooms/oversight/contract.ts';
import { getOverview, listPledges, listProjects } from '../rooms/pledges/contract.ts';
import { listDrafts, listReviews } from '../rooms/projects/contract.ts';
import { listImports } from '../rooms/registers/contract.ts';
import { getRanking } from '../rooms/reporting/ranking-contract.ts';
import { useReply } from './client.ts';
import { useFormat } from './language.ts';
import { filtersOf } from './search.ts';
import { useMay, useSeesAll } from './state.ts';

/** The sections of the pages, of which everybody sees those that he may read. */
export function Sections() {
  const { t } = useTranslation();
  const may = useMay();
  const seesAll = useSeesAll();
  const search = (now: { [key: string]: unknown }) => ({ month: filtersOf(now).month });
  const plain = { search: {}, activeOptions: { includeSearch: false } } as const;
  return (
    <nav className="shell-sections" aria-label={t('nav.label')}>
      {may(getOverview.may) ? <Link to="/" search={search} activeOptions={{ exact: true, includeSearch: false }}>{t(seesAll ? 'nav.country' : 'nav.overview')}</Link> : null}
      {may(listProjects.may) ? <Link to="/projects" search={search} activeOptions={{ includeSearch: false }}>{t('nav.projects')}</Link> : null}
      {may(listPledges.may) ? <Link to="/pledges" search={search} activeOptions={{ includeSearch: false }}>{t('nav.pledges')}</Link> : null}
      {may(getRanking.may) ? <Link to="/ranking" {...plain}>{t('nav.ranking')}</Link> : null}
      {may(listDrafts.may) || may(listReviews.may) ? <Drafts reviews={may(listReviews.may)} /> : null}
      {may(listFindings.may) ? <Link to="/findings" {...plain}>{t('nav.findings')}</Link> : null}
      {may(giveOrder.may) || may(answerOrder.may) ? <Orders /> : null}
      {may(listMonths.may) ? <Link to="/months" {...plain}>{t('nav.months')}</Link> : null}
      {may(listImports.may) ? <Link to="/registers" {...plain}>{t('nav.registers')}</Link> : null}
      <Link to="/public" {...plain}>{t('nav.public')}</Link>
      <Link to="/reference" {...plain}>{t('nav.reference')}</Link>
      {may(listAccounts.may) ? <Link to="/accounts" {...plain}>{t('nav.accounts')}</Link> : null}
      {may(listAlarms.may) ? <Audit /> : may(whoLooked.may) ? <Link to="/who-looked" {...plain}>{t('nav.whoLooked')}</Link> : null}
    </nav>
  );
}

/** Orders, with the objections beside them. */
function Orders() {
  const { t } = useTranslation();
  const here = useLocation({ select: ({ pathname }) => /^\/(orders|objections)/.test(pathname) });
  return <Link to="/orders" search={{}} {...(here ? { 'data-status': 'active' } : {})}>{t('nav.orders')}</Link>;
}

/** Rows written by hand, and how many wait for a review by whoever looks. */
function Drafts({ reviews }: { readonly reviews: boolean }) {
  const { t } = useTranslation();
  const { count } = useFormat();
  const here = useLocation({ select: ({ pathname }) => /^\/(drafts|reviews)/.test(pathname) });
  const { data } = useReply(listReviews, { query: { size: 1 } }, { every: 60_000, enabled: reviews });
  const waiting = data?.total ?? 0;
  return (
    <Link to="/drafts" search={waiting > 0 ? { view: 'toReview' } : {}} {...(here ? { 'data-status': 'active' } : {})}>
      {t('nav.drafts')}{waiting === 0 ? null : <span className="at-risk number" title={t('nav.draftsWaiting')}> {count(waiting)}<span className="unseen"> {t('nav.draftsWaiting')}</span></span>}
    </Link>
  );
}

const auditPages = ['/audit', '/alarms', '/who-looked'] as const;

/** The audit and the pages beside it, and how many alarms nobody has looked into. */
function Audit() {
  const { t } = useTranslation();
  const { count } = useFormat();
  const here = useLocation({ select: ({ pathname }) => auditPages.some((page) => page === pathname) });
  const { data } = useReply(listAlarms, { query: { seen: 'no', size: 1 } }, { every: 60_000 });
  const unseen = data?.unseen ?? 0;
  return (
    <Link to="/audit" search={{}} {...(here ? { 'data-status': 'active' } : {})}>
      {t('nav.audit')}{unseen === 0 ? null : <span className="lost number" title={t('nav.alarmsUnseen')}> {count(unseen)}<span className="unseen"> {t('nav.alarmsUnseen')}</span></span>}
    </Link>
  );
}
