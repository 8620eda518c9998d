import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#web/language.ts';
import type { Column } from '#web/parts/data-table.tsx';
import { useWhen } from '#web/when.ts';
import type { OrderRow } from '../contract.ts';

/** The state of an order; red when its term has passed, and whether the next step is the reader's. */
export function StateText({ order: { state, overdue, awaits } }: { readonly order: OrderRow }) {
  const { t } = useTranslation('oversight');
  return (
    <>
      {t(`order.state.${state}`)}
      {overdue ? <span className="lost">, {t('order.overdueNow')}</span> : null}
      {awaits ? <strong className="small"> · {t('order.awaitsYou')}</strong> : null}
    </>
  );
}

/** Who gave an order, and who is to answer. */
export function OfficeText({ office }: { readonly office: OrderRow['from'] | OrderRow['to'] }) {
  const { t } = useTranslation('oversight');
  const { name } = useFormat();
  if ('employer' in office && office.employer !== null) return office.employer.name ?? t('order.employerNumber', { n: office.employer.number });
  return office.place === null || office.place.level === 0 ? t('order.ministry') : name(office.place.names);
}

/** What an order is about, with the way there. */
export function SubjectText({ subject }: { readonly subject: OrderRow['subject'] }) {
  const { t } = useTranslation('oversight');
  const { name } = useFormat();
  if (subject === null) return '–';
  const text = subject.names === null ? t(`order.about.${subject.kind}`, { id: subject.id }) : name(subject.names);
  if (subject.kind === 'pledge') return <Link to="/pledges/$pledgeId" params={{ pledgeId: subject.id }} search={{}}>{text}</Link>;
  if (subject.kind === 'project') return <Link to="/projects/$projectId" params={{ projectId: subject.id }} search={{}}>{text}</Link>;
  return <Link to="/places/$kato" params={{ kato: subject.id }} search={{}}>{text}</Link>;
}

/** Columns of the list of orders. */
export function useOrderColumns(): readonly Column<OrderRow>[] {
  const { t } = useTranslation('oversight');
  const { day } = useFormat();
  const when = useWhen();
  return useMemo((): readonly Column<OrderRow>[] => [
    { key: 'id', head: t('order.column.wording'), sorts: true, cell: (row) => <><Link to="/orders/$orderId" params={{ orderId: String(row.id) }}>{t('order.one', { n: row.id })}</Link><span className="oversight-cell">{row.wording.length > 160 ? `${row.wording.slice(0, 160)}…` : row.wording}</span></> },
    { key: 'state', head: t('order.column.state'), sorts: true, cell: (row) => <StateText order={row} /> },
    { key: 'dueOn', head: t('order.column.dueOn'), sorts: true, cell: (row) => day(row.dueOn) },
    { key: 'from', head: t('order.column.from'), cell: (row) => <OfficeText office={row.from} /> },
    { key: 'to', head: t('order.column.to'), cell: (row) => <OfficeText office={row.to} /> },
    { key: 'subject', head: t('order.column.subject'), cell: (row) => <SubjectText subject={row.subject} /> },
    { key: 'at', head: t('order.column.at'), hidden: true, cell: (row) => when(row.act.at) },
  ], [t, day, when]);
}
