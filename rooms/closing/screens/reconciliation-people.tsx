import { Button, Checkbox, Modal } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Purpose } from '#kernel/purpose.ts';
import { useReply } from '#web/client.ts';
import { useFormat } from '#web/language.ts';
import { DataTable, type Column } from '#web/parts/data-table.tsx';
import { useSetSearch } from '#web/parts/filters.tsx';
import { PlaceLink } from '#web/parts/place-link.tsx';
import { PurposeChoice, PurposeStamp } from '#web/parts/purpose-choice.tsx';
import { Empty } from '#web/parts/states.tsx';
import { usePurpose } from '#web/purpose.ts';
import { useMay } from '#web/state.ts';
import { listNear, reasons, type NearRow, type Reconciliation } from '../reconciliation-contract.ts';
import { useContestedRow, type Contest } from './contested-row.ts';

type Props = { readonly found: Reconciliation; readonly contest: Contest };

const route = getRouteApi('/months/$month/reconciliation');
const rowsOnPage = 50;
const mostContested = 50;

/** The people near a pledge by reason, for those who may see persons, once they have said for what purpose; rows are ticked to be contested. */
export function PeopleNear({ found, contest }: Props) {
  const { t } = useTranslation('reconciliation');
  const may = useMay();
  const purpose = usePurpose();
  if (!may(listNear.may) || found.sheet.near === 0) return null;
  return (
    <section id="people">
      <h2>{t('people.title')}</h2>
      {purpose === null ? <PurposeChoice /> : <People found={found} contest={contest} purpose={purpose} />}
    </section>
  );
}

function People({ found: { sheet, stamp }, contest, purpose }: Props & { readonly purpose: Purpose }) {
  const { t } = useTranslation(['reconciliation', 'web']);
  const { reason, page } = route.useSearch();
  const setSearch = useSetSearch();
  const mayContest = useMay()('contest-figures');
  const paging = { page: Number(page ?? 1), size: rowsOnPage };
  const { data, error, refetch, isPlaceholderData } = useReply(listNear, { params: { pledgeId: sheet.pledgeId }, query: { purpose, month: stamp.month, reason, ...paging } });
  const [chosen, setChosen] = useState<ReadonlyMap<number, NearRow>>(new Map());
  const [opened, { open, close }] = useDisclosure(false);
  const contestedRow = useContestedRow(stamp.month);
  const choose = (row: NearRow) => setChosen((before) => {
    const after = new Map(before);
    if (!after.delete(row.person)) after.set(row.person, row);
    return after;
  });
  const columns = useNearColumns(stamp.month, mayContest ? { chosen, choose } : undefined);
  const rows = [...chosen.values()].map(contestedRow);
  return (
    <>
      <p className="small soft">{t('people.note')}</p>
      <PurposeStamp purpose={purpose} />
      <ReasonChoice found={sheet} />
      {mayContest ? (
        <div className="contest-bar">
          <Button size="xs" variant="default" disabled={rows.length === 0 || rows.length > mostContested} onClick={open}>{rows.length === 0 ? t('people.contestNone') : t('people.contest', { n: rows.length })}</Button>
          {rows.length > mostContested ? <span className="small at-risk" role="status">{t('people.most')}</span> : null}
        </div>
      ) : null}
      <DataTable
        id="near" caption={t('people.title')} columns={columns} rows={data?.rows} rowKey={(row) => String(row.person)} error={data === undefined ? error : null} again={() => void refetch()} stale={isPlaceholderData}
        paging={{ ...paging, total: data?.total ?? 0, onPage: (next) => setSearch({ page: String(next) }) }} empty={<Empty title={t('people.none')}>{t('people.noneWhy')}</Empty>}
      />
      {data === undefined || data.withheld === 0 ? null : <p className="small soft">{t('people.withheld', { n: data.withheld })}</p>}
      <Modal opened={opened} onClose={close} title={t('people.contest', { n: rows.length })} closeButtonProps={{ 'aria-label': t('web:passport.close') }}>
        {contest({ pledgeId: sheet.pledgeId, month: stamp.month, rows, done: () => { close(); setChosen(new Map()); } })}
      </Modal>
    </>
  );
}

/** Everybody, or those of one reason, each an address of its own. */
function ReasonChoice({ found: { byReason, near } }: { readonly found: Reconciliation['sheet'] }) {
  const { t } = useTranslation('reconciliation');
  const { count } = useFormat();
  const { reason: current } = route.useSearch();
  const entry = (reason: string | undefined, label: string, people: number) => (
    <li key={reason ?? ''}>
      <Link to="." search={(now) => ({ ...now, reason, page: undefined })} hash="people" resetScroll={false} hashScrollIntoView={false} activeProps={{}} aria-current={current === reason ? 'true' : undefined}>
        {label} <span className="number soft">{count(people)}</span>
      </Link>
    </li>
  );
  return (
    <nav className="reason-choice small" aria-label={t('people.reason')}>
      <ul>{entry(undefined, t('people.all'), near)}{reasons.filter((reason) => byReason[reason] > 0).map((reason) => entry(reason, t(`reason.${reason}.name`), byReason[reason]))}</ul>
    </nav>
  );
}

type Choosing = { readonly chosen: ReadonlyMap<number, NearRow>; readonly choose: (row: NearRow) => void };

/** Columns of people by the register rows that name them. */
function useNearColumns(month: string, choosing: Choosing | undefined): readonly Column<NearRow>[] {
  const { t } = useTranslation('reconciliation');
  const { day, count, month: monthName } = useFormat();
  return useMemo((): readonly Column<NearRow>[] => [
    { key: 'person', head: t('column.person'), cell: ({ person }) => <span className="number">№ {person}</span> },
    ...(choosing === undefined ? [] : [{ key: 'choose', head: t('column.choose'), cell: (row: NearRow) => <Checkbox size="xs" aria-label={t('people.choose', { n: row.person })} checked={choosing.chosen.has(row.person)} onChange={() => choosing.choose(row)} /> }]),
    { key: 'reason', head: t('column.reason'), cell: ({ reason, otherPledge }) => <>{t(`reason.${reason}.name`)}{otherPledge === null ? null : <>: <Link to="/pledges/$pledgeId" params={{ pledgeId: otherPledge }} search={{ month }}>{otherPledge}</Link></>}</> },
    {
      key: 'contracts', head: t('column.contracts'), cell: ({ contracts }) => (contracts.length === 0 ? <span className="soft">{t('people.noContract')}</span> : (
        <ul className="near-list">{contracts.map((one) => <li key={one.reference}>{one.reference} <span className="soft small">{one.endsOn === null ? t('people.from', { day: day(one.startsOn) }) : t('people.until', { from: day(one.startsOn), to: day(one.endsOn) })}</span></li>)}</ul>
      )),
    },
    {
      key: 'payments', head: t('column.payments'), cell: ({ payments }) => (
        <>
          {payments.some(({ period }) => period === month) ? null : <span className="soft">{t('people.noPayment', { month: monthName(month) })}</span>}
          <ul className="near-list">{payments.map((one) => (
            <li key={`${one.reference} ${one.period}`}>{one.reference} <span className="soft small">{one.period === month ? t('people.paidOn', { day: day(one.paidOn) }) : t('people.instead', { month: monthName(one.period), day: day(one.paidOn) })}{one.daysLate === 0 ? null : <>, <span className="at-risk">{t('people.late', { days: count(one.daysLate) })}</span></>}</span></li>
          ))}</ul>
        </>
      ),
    },
    { key: 'workplace', head: t('column.workplace'), cell: ({ contracts }) => <ul className="near-list">{[...new Map(contracts.map(({ workplace }) => [workplace.kato, workplace])).values()].map((place) => <li key={place.kato}><PlaceLink place={place} /></li>)}</ul> },
    { key: 'employer', head: t('column.employer'), hidden: true, cell: ({ employer, participant }) => <>{employer.name ?? t('employerNumber', { n: employer.number })}{participant ? <span className="soft"> {t('people.participant')}</span> : null}</> },
  ], [t, day, count, month, monthName, choosing]);
}
