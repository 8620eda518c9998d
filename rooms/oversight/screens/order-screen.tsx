import { useDocumentTitle } from '@mantine/hooks';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { addressOf, queries, useChange, useReply } from '#web/client.ts';
import { useFormat } from '#web/language.ts';
import { Failed, Loading } from '#web/parts/states.tsx';
import { getOrder, getOrderFile, readOrder, type OrderPage } from '../contract.ts';
import { ActText } from './act-text.tsx';
import { OfficeText, SubjectText } from './order-columns.tsx';
import { AnswerForm, CloseForm, JudgeForm } from './order-forms.tsx';
import './oversight.css';

const route = getRouteApi('/orders/$orderId');

/** One order: what is to be done by when, everything that became of it, and the step that is the reader's. */
export function OrderScreen() {
  const { t } = useTranslation(['oversight', 'web']);
  const { orderId } = route.useParams();
  const { data, error, refetch } = useReply(getOrder, { params: { orderId } });
  const page = String(data?.order.id) === orderId ? data : undefined;
  useDocumentTitle(`${t('order.one', { n: orderId })} · ${t('web:name')}`);
  useReading(page);
  if (error !== null) return <Failed heads error={error} again={() => void refetch()} />;
  if (page === undefined) return <Loading />;
  const { order, may } = page;
  return (
    <article>
      <nav className="eyebrow"><Link to="/orders" search={{}}>{t('order.title')}</Link></nav>
      <h1>{t('order.one', { n: order.id })}</h1>
      <p className="answer"><Sentence page={page} /></p>
      <p><OfficeText office={order.from} /> → <strong><OfficeText office={order.to} /></strong>{order.subject === null ? null : <> · <SubjectText subject={order.subject} /></>}</p>
      <p className="oversight-wording">{order.wording}</p>
      <div className="oversight-two">
        <div><History page={page} /><Files page={page} /></div>
        <div>
          {may.answer ? <AnswerForm orderId={order.id} /> : null}
          {may.judge ? <JudgeForm orderId={order.id} /> : null}
          {may.close ? <CloseForm orderId={order.id} accepted={order.state === 'accepted'} /> : null}
        </div>
      </div>
    </article>
  );
}

/** Whoever is to answer and opens an order has read it. */
function useReading(page: OrderPage | undefined): void {
  const { mutate } = useChange(readOrder, () => queries.invalidateQueries());
  const unread = page?.may.read === true ? page.order.id : undefined;
  useEffect(() => { if (unread !== undefined) mutate({ params: { orderId: unread } }); }, [unread, mutate]);
}

function Sentence({ page: { order } }: { readonly page: OrderPage }) {
  const { t } = useTranslation('oversight');
  const { day } = useFormat();
  return <Trans t={t} i18nKey={`order.sentence.${order.overdue ? 'overdue' : order.state}`} values={{ day: day(order.dueOn) }} shouldUnescape={false} components={{ strong: <strong className={order.overdue ? 'lost' : ''} /> }} />;
}

function History({ page: { steps } }: { readonly page: OrderPage }) {
  const { t } = useTranslation('oversight');
  const { day } = useFormat();
  return (
    <section>
      <h2>{t('order.history')}</h2>
      <ol className="oversight-list">
        {steps.map(({ what, note, dueOn, pledges, imports, act }, at) => (
          <li key={at}>
            <div><strong className={what === 'overdue' ? 'lost' : ''}>{t(`order.step.${what}`)}</strong> <ActText act={act} /></div>
            {note === null ? null : <div className="oversight-wording">{note}</div>}
            {what === 'returned' && dueOn !== null ? <div>{t('order.newTerm', { day: day(dueOn) })}</div> : null}
            {pledges.length === 0 ? null : <div>{t('order.answerPledges')}: {pledges.map((pledgeId, n) => <span key={pledgeId}>{n === 0 ? '' : ', '}<Link to="/pledges/$pledgeId" params={{ pledgeId }} search={{}}>{pledgeId}</Link></span>)}</div>}
            {imports.length === 0 ? null : <div>{t('order.answerImports')}: {imports.join(', ')}</div>}
          </li>
        ))}
      </ol>
    </section>
  );
}

function Files({ page: { order, files } }: { readonly page: OrderPage }) {
  const { t } = useTranslation('oversight');
  const { count } = useFormat();
  return (
    <section>
      <h2>{t('order.files')}</h2>
      {files.length === 0 ? <p className="soft">{t('order.noFiles')}</p> : (
        <ul className="oversight-list">{files.map(({ id, name, bytes }) => (
          <li key={id}><a href={addressOf(getOrderFile, { params: { orderId: order.id, fileId: id } })} download>{name}</a> <span className="soft small">{t('order.size', { n: count(Math.ceil(bytes / 1024)) })}</span></li>
        ))}</ul>
      )}
    </section>
  );
}
