import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#web/language.ts';
import type { Column } from '#web/parts/data-table.tsx';
import { PlaceLink } from '#web/parts/place-link.tsx';
import { useWhen } from '#web/when.ts';
import type { ObjectionRow } from '../contract.ts';
import { AnswerButton } from './objection-answer-form.tsx';

const most = 160;
const short = (text: string) => (text.length > most ? `${text.slice(0, most)}…` : text);

/** What became of an objection. */
export function OutcomeText({ objection: { answer } }: { readonly objection: ObjectionRow }) {
  const { t } = useTranslation('oversight');
  return answer === null ? <span className="at-risk">{t('objection.open')}</span> : t(`objection.outcome.${answer.outcome}`);
}

/** Columns of the list of objections. */
export function useObjectionColumns(): readonly Column<ObjectionRow>[] {
  const { t } = useTranslation('oversight');
  const { month, name } = useFormat();
  const when = useWhen();
  return useMemo((): readonly Column<ObjectionRow>[] => [
    { key: 'id', head: t('objection.column.what'), sorts: true, cell: (row) => (
      <>
        <Link to="/pledges/$pledgeId" params={{ pledgeId: row.pledgeId }} search={{ month: row.month }} hash="objections">{t('objection.one', { n: row.id })}</Link>: {t(`objection.figure.${row.figure}`)}
        <span className="oversight-cell">{short(row.reason)}</span>
      </>
    ) },
    { key: 'state', head: t('objection.column.state'), sorts: true, cell: (row) => <><OutcomeText objection={row} />{row.awaits ? <div><AnswerButton objection={row} /></div> : null}</> },
    { key: 'month', head: t('objection.column.month'), sorts: true, cell: (row) => month(row.month) },
    { key: 'project', head: t('objection.column.project'), names: true, cell: (row) => <span className="oversight-cell">{row.project === null ? row.pledgeId : name(row.project)}</span> },
    { key: 'place', head: t('objection.column.place'), cell: (row) => (row.place === null ? '–' : <PlaceLink place={row.place} />) },
    { key: 'for', head: t('objection.column.for'), hidden: true, cell: (row) => (row.employer === null ? '–' : row.employer.name ?? t('order.employerNumber', { n: row.employer.number })) },
    { key: 'rows', head: t('objection.column.rows'), hidden: true, cell: (row) => row.rows.map((one) => `${t(`objection.register.${one.register}`)} ${one.reference}`).join(', ') },
    { key: 'at', head: t('objection.column.at'), cell: (row) => when(row.act.at) },
    { key: 'answer', head: t('objection.column.answer'), cell: (row) => (row.answer === null ? '–' : <span className="oversight-cell">{short(row.answer.text)}</span>) },
  ], [t, month, name, when]);
}
