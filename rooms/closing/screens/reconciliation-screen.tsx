import { useDocumentTitle } from '@mantine/hooks';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { monthIndex, monthText, type Month } from '#kernel/month.ts';
import { useReply } from '#web/client.ts';
import { useFormat } from '#web/language.ts';
import { PlaceLink } from '#web/parts/place-link.tsx';
import { Stamp } from '#web/parts/stamp.tsx';
import { Failed, Loading } from '#web/parts/states.tsx';
import { WhenThereAreFigures } from '#web/shell.tsx';
import { useCountryState } from '#web/state.ts';
import { getReconciliation } from '../reconciliation-contract.ts';
import type { Contest } from './contested-row.ts';
import { SheetAnswer } from './reconciliation-answer.tsx';
import { BaseByPeople } from './reconciliation-base.tsx';
import { Bridge } from './reconciliation-bridge.tsx';
import { PeopleNear } from './reconciliation-people.tsx';
import { ReconciliationTable } from './reconciliation-table.tsx';
import './reconciliation.css';

const route = getRouteApi('/months/$month/reconciliation');

/** What was reported against what is evidenced: the sheet of one pledge, or the table of an employer's or a place's. */
export function ReconciliationScreen({ contest }: { readonly contest: Contest }) {
  const { t } = useTranslation(['reconciliation', 'web']);
  const { month } = route.useParams();
  const { pledge } = route.useSearch();
  useDocumentTitle(`${t('title')} · ${t('web:name')}`);
  return (
    <>
      <Months month={month} />
      <WhenThereAreFigures>{pledge === undefined ? <ReconciliationTable /> : <PledgeSheet pledgeId={pledge} month={month} contest={contest} />}</WhenThereAreFigures>
    </>
  );
}

/** The month looked at, between its neighbours with figures. */
function Months({ month }: { readonly month: string }) {
  const { t } = useTranslation('reconciliation');
  const format = useFormat();
  const months = useCountryState().data?.months ?? null;
  const to = (by: number, label: string) => {
    const other = monthText(monthIndex(month as Month) + by);
    if (months === null || other < months.first || other > months.last) return null;
    return <> · <Link to="/months/$month/reconciliation" params={{ month: other }} search={(now) => ({ ...now, page: undefined, basePage: undefined })} aria-label={`${label}: ${format.month(other)}`}>{format.month(other)}</Link></>;
  };
  return <p className="eyebrow">{t('title')}: <strong>{format.month(month)}</strong>{to(-1, t('previous'))}{to(1, t('next'))}</p>;
}

function PledgeSheet({ pledgeId, month, contest }: { readonly pledgeId: string; readonly month: string; readonly contest: Contest }) {
  const { t } = useTranslation('reconciliation');
  const { name } = useFormat();
  const { data, error, refetch, isPlaceholderData } = useReply(getReconciliation, { params: { pledgeId }, query: { month } });
  if (error !== null) return <Failed heads error={error} again={() => void refetch()} />;
  if (data?.sheet.pledgeId !== pledgeId || data.stamp.month !== month) return <Loading />;
  const { sheet } = data;
  return (
    <article aria-busy={isPlaceholderData}>
      <h1 className="answer"><SheetAnswer found={data} /></h1>
      <p>
        <Link to="/pledges/$pledgeId" params={{ pledgeId }} search={{ month }}>{t('of', { id: pledgeId })}</Link>
        {sheet.project === null ? null : <> · {name(sheet.project)}</>} · <PlaceLink place={sheet.place} />
        {' · '}<Link to="/months/$month/reconciliation" params={{ month }} search={{ employer: String(sheet.employer.number) }}>{sheet.employer.name ?? t('employerNumber', { n: sheet.employer.number })}: {t('ofEmployer')}</Link>
      </p>
      <Stamp stamp={data.stamp} />
      <Bridge found={data} />
      <PeopleNear found={data} contest={contest} />
      <BaseByPeople found={data} />
    </article>
  );
}
