import { Button, Modal } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useReply } from '#web/client.ts';
import { useFormat } from '#web/language.ts';
import { Failed, Loading } from '#web/parts/states.tsx';
import { useMay } from '#web/state.ts';
import { listObjections, openObjection, type ObjectionRow } from '../contract.ts';
import { ActText } from './act-text.tsx';
import { AnswerButton } from './objection-answer-form.tsx';
import { ObjectionForm } from './objection-form.tsx';
import type { PledgeFacts } from './pledge-facts.ts';
import './oversight.css';

/** Figures of a pledge that somebody contests, with the answers, and the way to contest one. */
export function Objections({ pledge: { pledgeId, month } }: { readonly pledge: PledgeFacts }) {
  const { t } = useTranslation(['oversight', 'web']);
  const may = useMay();
  const { data, error, refetch, isPlaceholderData } = useReply(listObjections, { query: { pledgeId, size: 100 } });
  const rows = isPlaceholderData ? undefined : data?.rows;
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <section id="objections">
      <h2>{t('objection.title')}</h2>
      <p className="small soft">{t('objection.note')}</p>
      {error !== null ? <Failed error={error} again={() => void refetch()} /> : rows === undefined ? <Loading shape="table" /> : rows.length === 0 ? <p>{t('objection.none')}</p> : (
        <ul className="oversight-list">{rows.map((one) => <li key={one.id}><Objection objection={one} /></li>)}</ul>
      )}
      <div className="oversight-foot">
        {may(openObjection.may) ? <Button variant="default" size="xs" onClick={open}>{t('objection.add')}</Button> : null}
        <Link to="/objections" search={{}} className="small">{t('objection.list.all')}</Link>
      </div>
      <Modal opened={opened} onClose={close} title={t('objection.add')} closeButtonProps={{ 'aria-label': t('web:passport.close') }}><ObjectionForm pledgeId={pledgeId} month={month} done={close} /></Modal>
    </section>
  );
}

function Objection({ objection: one }: { readonly objection: ObjectionRow }) {
  const { t } = useTranslation(['oversight', 'web']);
  const { month } = useFormat();
  const title = t('objection.one', { n: one.id });
  const employer = one.employer === null ? null : one.employer.name ?? t('order.employerNumber', { n: one.employer.number });
  return (
    <>
      <div>
        <strong>{title}</strong>: {t('objection.contests', { figure: t(`objection.figure.${one.figure}`), month: month(one.month) })}
        {' · '}{one.answer === null ? t('objection.open') : t(`objection.outcome.${one.answer.outcome}`)}
      </div>
      <div>{one.reason}</div>
      <ul>{one.rows.map((row) => (
        <li key={`${row.register} ${row.reference} ${row.wrong}`}>{t(`objection.register.${row.register}`)} {row.reference}: {t(`objection.wrong.${row.wrong}`)} <span className="soft small">({t(`objection.where.${row.register}`)})</span></li>
      ))}</ul>
      <div><ActText act={one.act} />{employer === null ? null : <span className="soft small"> · {t('objection.byEmployer', { name: employer })}</span>}</div>
      {one.answer === null ? null : <div>{one.answer.text} {one.answer.importId === null ? null : <span className="soft small">{t('objection.import', { id: one.answer.importId })} · </span>}<ActText act={one.answer.act} /></div>}
      {one.awaits ? <AnswerButton objection={one} /> : null}
    </>
  );
}
