import { Button, Modal } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { useReply } from '#web/client.ts';
import { useFormat } from '#web/language.ts';
import { Failed, Loading } from '#web/parts/states.tsx';
import { useMay } from '#web/state.ts';
import { decide, listDecisions, type DecisionRow } from '../contract.ts';
import { ActText } from './act-text.tsx';
import { DecisionForm, WithdrawalForm } from './decision-forms.tsx';
import './oversight.css';

/** What a decision grants, in a phrase. */
function useTerms(): (decision: DecisionRow) => string {
  const { t } = useTranslation('oversight');
  const { day, count } = useFormat();
  return ({ until, jobs }) => (until === null ? t('decision.jobs', { n: count(jobs ?? 0) }) : t('decision.until', { day: day(until) }));
}

function useDecisions(pledgeId: string) {
  const { data, error, refetch, isPlaceholderData } = useReply(listDecisions, { params: { pledgeId } });
  // Those of the pledge before are no answer for this one.
  return { rows: isPlaceholderData ? undefined : data?.rows, error, again: () => void refetch() };
}

/** Beside the verdict: the decisions in force, each in a line. Nothing where there are none. */
export function DecisionsInForce({ pledgeId }: { readonly pledgeId: string }) {
  const { t } = useTranslation('oversight');
  const { day } = useFormat();
  const terms = useTerms();
  const inForce = useDecisions(pledgeId).rows?.filter(({ ended }) => ended === null) ?? [];
  return (
    <>
      {inForce.map((one) => (
        <p key={one.id}>{t(`decision.kind.${one.kind}`)}: <strong>{terms(one)}</strong>. <span className="soft">{one.office}, {day(one.decidedOn)}.</span> <Held decision={one} /></p>
      ))}
    </>
  );
}

/** What a cured pledge holds in the month of its cure day. */
function Held({ decision: { kind, held } }: { readonly decision: DecisionRow }) {
  const { t } = useTranslation('oversight');
  const { count, month } = useFormat();
  if (kind !== 'cure') return null;
  if (held === null) return <span className="soft">{t('decision.held.waiting')}</span>;
  const values = { month: month(held.month), judged: held.judged === null ? '–' : count(held.judged), jobs: count(held.jobs) };
  const which = held.kept === null ? 'unknown' : held.kept ? 'kept' : 'notKept';
  return <span className={which === 'notKept' ? 'lost' : ''}>{t(`decision.held.${which}`, values)}{held.provisional ? <span className="soft small"> {t('decision.held.provisional')}</span> : null}</span>;
}

/** Every decision about a pledge, and the way to enter one. */
export function Decisions({ pledgeId }: { readonly pledgeId: string }) {
  const { t } = useTranslation(['oversight', 'web']);
  const may = useMay();
  const { rows, error, again } = useDecisions(pledgeId);
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <section>
      <h2>{t('decision.title')}</h2>
      <p className="small soft">{t('decision.note')}</p>
      {error !== null ? <Failed error={error} again={again} /> : rows === undefined ? <Loading shape="table" /> : rows.length === 0 ? <p>{t('decision.none')}</p> : (
        <ul className="oversight-list">{rows.map((one) => <li key={one.id}><Decision decision={one} /></li>)}</ul>
      )}
      {may(decide.may) ? <Button variant="default" size="xs" onClick={open}>{t('decision.add')}</Button> : null}
      <Modal opened={opened} onClose={close} title={t('decision.add')} closeButtonProps={{ 'aria-label': t('web:passport.close') }}><DecisionForm pledgeId={pledgeId} done={close} /></Modal>
    </section>
  );
}

function Decision({ decision: one }: { readonly decision: DecisionRow }) {
  const { t } = useTranslation(['oversight', 'web']);
  const { day } = useFormat();
  const terms = useTerms();
  const may = useMay();
  const [opened, { open, close }] = useDisclosure(false);
  const what = `${t(`decision.kind.${one.kind}`)}, ${day(one.decidedOn)}`;
  return (
    <>
      <div className={one.ended === null ? undefined : 'soft'}><strong>{t(`decision.kind.${one.kind}`)}</strong>: {terms(one)}. {one.office}, {day(one.decidedOn)}</div>
      <div>{one.reason}</div>
      {one.ended === null ? null : <div>{t(`decision.${one.ended.how}`, { day: day(one.ended.on), office: one.ended.office, reason: one.ended.reason })} <ActText act={one.ended.act} /></div>}
      {one.kind === 'cure' ? <div><Held decision={one} /></div> : null}
      <div className="oversight-foot">
        <ActText act={one.act} />
        {one.ended === null && may(decide.may) ? <Button variant="subtle" size="compact-xs" px={0} aria-label={t('decision.withdrawOf', { what })} onClick={open}>{t('decision.withdraw')}</Button> : null}
      </div>
      <Modal opened={opened} onClose={close} title={t('decision.withdrawOf', { what })} closeButtonProps={{ 'aria-label': t('web:passport.close') }}><WithdrawalForm decisionId={one.id} done={close} /></Modal>
    </>
  );
}
