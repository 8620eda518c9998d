import { Button, Modal } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useReply } from '#web/client.ts';
import { useFormat } from '#web/language.ts';
import { Failed, Loading } from '#web/parts/states.tsx';
import { useMay } from '#web/state.ts';
import { giveOrder, listOrders } from '../contract.ts';
import { Decisions } from './decisions.tsx';
import { GiveOrderForm } from './give-order-form.tsx';
import { Objections } from './objections.tsx';
import { OfficeText, StateText } from './order-columns.tsx';
import type { PledgeFacts } from './pledge-facts.ts';
import './oversight.css';

/** What people decided, ordered and contested about a pledge, and what the reader may do of it. */
export function PledgeOversight({ pledge }: { readonly pledge: PledgeFacts }) {
  return <div className="oversight-three"><Decisions pledgeId={pledge.pledgeId} /><PledgeOrders pledge={pledge} /><Objections pledge={pledge} /></div>;
}

function PledgeOrders({ pledge }: { readonly pledge: PledgeFacts }) {
  const { t } = useTranslation(['oversight', 'web']);
  const { day } = useFormat();
  const may = useMay();
  const { data, error, refetch, isPlaceholderData } = useReply(listOrders, { query: { pledgeId: pledge.pledgeId, sort: '-id', size: 100 } });
  const rows = isPlaceholderData ? undefined : data?.rows;
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <section>
      <h2>{t('order.title')}</h2>
      {error !== null ? <Failed error={error} again={() => void refetch()} /> : rows === undefined ? <Loading shape="table" /> : rows.length === 0 ? <p>{t('order.noneOfPledge')}</p> : (
        <ul className="oversight-list">{rows.map((order) => (
          <li key={order.id}>
            <div><Link to="/orders/$orderId" params={{ orderId: String(order.id) }}>{t('order.one', { n: order.id })}</Link> · <StateText order={order} /></div>
            <div><OfficeText office={order.from} /> → <OfficeText office={order.to} />, {t('order.column.dueOn')}: {day(order.dueOn)}</div>
          </li>
        ))}</ul>
      )}
      <div className="oversight-foot">
        {may(giveOrder.may) ? <Button variant="default" size="xs" onClick={open}>{t('order.give')}</Button> : null}
        <Link to="/orders" search={{}} className="small">{t('order.all')}</Link>
      </div>
      <Modal opened={opened} onClose={close} title={t('order.give')} closeButtonProps={{ 'aria-label': t('web:passport.close') }}><GiveOrderForm pledge={pledge} done={close} /></Modal>
    </section>
  );
}
