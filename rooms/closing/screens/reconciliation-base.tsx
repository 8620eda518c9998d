import { getRouteApi, Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Purpose } from '#kernel/purpose.ts';
import { useReply } from '#web/client.ts';
import { useFormat } from '#web/language.ts';
import { DataTable, type Column } from '#web/parts/data-table.tsx';
import { useSetSearch } from '#web/parts/filters.tsx';
import { PurposeChoice, PurposeStamp } from '#web/parts/purpose-choice.tsx';
import { usePurpose } from '#web/purpose.ts';
import { useMay } from '#web/state.ts';
import { listBasePeople, type BaseRow, type Part, type Reconciliation } from '../reconciliation-contract.ts';

const route = getRouteApi('/months/$month/reconciliation');
const rowsOnPage = 50;
const inBase: readonly Part[] = ['stayed', 'moved', 'gone'];
const inHeadcount: readonly Part[] = ['stayed', 'counts', 'came'];

/** Base, headcount and net by the people whom they are made of, and how the smaller of paid and net comes to be credited. */
export function BaseByPeople({ found }: { readonly found: Reconciliation }) {
  const { t } = useTranslation('reconciliation');
  const { count, signed, month } = useFormat();
  const { sheet: { pledgeId, base, net, credited, paid, headcount }, baseMonth, stamp } = found;
  const parts = found.parts.filter(({ people }) => people > 0);
  const tellsOther = parts.some(({ onOtherPledge }) => onOtherPledge > 0);
  const shown = (part: Part, among: readonly Part[], people: number) => (among.includes(part) ? count(people) : '');
  const netOf = (part: Part, people: number) => (part === 'stayed' ? '' : signed(inBase.includes(part) ? -people : people));
  return (
    <section id="base">
      <h2>{t('base.title')}</h2>
      <p className="small soft">{t('base.note')}</p>
      <p>
        {base === null || net === null || credited === null || baseMonth === null ? t('base.unknown', { headcount: count(headcount) })
          : t('base.sum', { base: count(base), baseMonth: month(baseMonth), headcount: count(headcount), net: signed(net), credited: count(credited) })}
        {credited !== null && credited < paid ? <> <strong>{t('base.lost', { n: count(paid - credited) })}</strong></> : null}
      </p>
      {parts.length === 0 ? null : (
        <table className="bridge">
          <caption className="unseen">{t('base.title')}</caption>
          <thead><tr><th scope="col">{t('column.part')}</th>{[t('bridge.base'), t('base.inNow'), t('bridge.net'), ...(tellsOther ? [t('base.onOther')] : [])].map((head) => <th key={head} scope="col" className="number">{head}</th>)}</tr></thead>
          <tbody>{parts.map(({ part, people, onOtherPledge }) => (
            <tr key={part}>
              <th scope="row"><Link to="/months/$month/reconciliation" params={{ month: stamp.month }} search={{ pledge: pledgeId, part }} hash="base-people" resetScroll={false}>{t(`part.${part}`)}</Link></th>
              <td className="number">{shown(part, inBase, people)}</td><td className="number">{shown(part, inHeadcount, people)}</td>
              <td className="number">{base === null ? '' : netOf(part, people)}</td>{tellsOther ? <td className="number">{onOtherPledge === 0 ? '' : count(onOtherPledge)}</td> : null}
            </tr>
          ))}</tbody>
          <tfoot><tr><th scope="row">{t('column.people')}</th><td className="number">{base === null ? '' : count(base)}</td><td className="number">{count(headcount)}</td><td className="number">{net === null ? '' : signed(net)}</td>{tellsOther ? <td /> : null}</tr></tfoot>
        </table>
      )}
      <BasePeople found={found} />
    </section>
  );
}

/** The people of one part, for those who may see persons and have said for what purpose. */
function BasePeople({ found }: { readonly found: Reconciliation }) {
  const { t } = useTranslation('reconciliation');
  const may = useMay();
  const purpose = usePurpose();
  const { part } = route.useSearch();
  if (!may(listBasePeople.may) || part === undefined) return null;
  return <div id="base-people"><h3>{t(`part.${part as Part}`)}</h3>{purpose === null ? <PurposeChoice /> : <BaseTable found={found} purpose={purpose} part={part as Part} />}</div>;
}

function BaseTable({ found: { sheet: { pledgeId }, stamp: { month } }, purpose, part }: { readonly found: Reconciliation; readonly purpose: Purpose; readonly part: Part }) {
  const { t } = useTranslation('reconciliation');
  const { basePage } = route.useSearch();
  const setSearch = useSetSearch();
  const paging = { page: Number(basePage ?? 1), size: rowsOnPage };
  const { data, error, refetch, isPlaceholderData } = useReply(listBasePeople, { params: { pledgeId }, query: { purpose, month, part, ...paging } });
  const columns = useMemo((): readonly Column<BaseRow>[] => [
    { key: 'person', head: t('column.person'), cell: (row) => <span className="number">№ {row.person}</span> },
    { key: 'contracts', head: t('column.contracts'), cell: (row) => row.contracts.join(', ') },
    { key: 'payments', head: t('column.payments'), cell: (row) => row.payments.join(', ') },
    { key: 'other', head: t('column.otherPledge'), cell: ({ otherPledge }) => (otherPledge === null ? '–' : <Link to="/pledges/$pledgeId" params={{ pledgeId: otherPledge }} search={{ month }}>{otherPledge}</Link>) },
  ], [t, month]);
  return (
    <>
      <PurposeStamp purpose={purpose} />
      <DataTable id="base-people" caption={t(`part.${part}`)} columns={columns} rows={data?.rows} rowKey={(row) => String(row.person)} error={data === undefined ? error : null} again={() => void refetch()} stale={isPlaceholderData}
        paging={{ ...paging, total: data?.total ?? 0, onPage: (next) => setSearch({ basePage: String(next) }) }} />
      {data === undefined || data.withheld === 0 ? null : <p className="small soft">{t('people.withheld', { n: data.withheld })}</p>}
    </>
  );
}
