import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Purpose } from '#kernel/purpose.ts';
import { useReply } from '#web/client.ts';
import { useFormat } from '#web/language.ts';
import { DataTable } from '#web/parts/data-table.tsx';
import { useSetSearch } from '#web/parts/filters.tsx';
import { PurposeChoice, PurposeStamp } from '#web/parts/purpose-choice.tsx';
import { Empty } from '#web/parts/states.tsx';
import { Stamp } from '#web/parts/stamp.tsx';
import { usePurpose } from '#web/purpose.ts';
import { useMay } from '#web/state.ts';
import { listSpells, rungs, type SpellRow, type PledgePage } from '../contract.ts';
import { useSpellColumns } from './spell-columns.tsx';
import './spells.css';

type Outcome = SpellRow['outcome'];

const route = getRouteApi('/pledges/$pledgeId');
const rowsOnPage = 50;

/** The spells behind the ladder, for those who may see persons, once they have said for what purpose. */
export function Spells({ page }: { readonly page: PledgePage }) {
  const { t } = useTranslation('pledges');
  const may = useMay();
  const purpose = usePurpose();
  if (!may(listSpells.may)) return null;
  return (
    <section id="spells">
      <h2>{t('pledge.spells')}</h2>
      {purpose === null ? <PurposeChoice /> : <SpellTable page={page} purpose={purpose} />}
    </section>
  );
}

/** Those on a rung, or those that a rule kept out, with the reason. */
function SpellTable({ page: { pledge, stamp }, purpose }: { readonly page: PledgePage; readonly purpose: Purpose }) {
  const { t } = useTranslation('pledges');
  const { page, size, ...chosen } = route.useSearch();
  const setSearch = useSetSearch();
  const { pledgeId } = pledge;
  const paging = { page: Number(page ?? 1), size: Number(size ?? rowsOnPage) };
  const { data, error, refetch, isPlaceholderData } = useReply(listSpells, { params: { pledgeId }, query: { purpose, ...chosen, ...paging } });
  const columns = useSpellColumns(pledge);
  return (
    <>
      <p className="small soft">{t('pledge.spellsNote')}</p>
      <PurposeStamp purpose={purpose} />
      <SpellChoice ladder={pledge.ladder} byOutcome={data?.byOutcome ?? []} />
      <DataTable
        id="spells" caption={t('pledge.spells')} columns={columns} rows={data?.rows} rowKey={(row) => `${row.employer.number} ${row.person} ${row.startsOn}`}
        error={data === undefined ? error : null} again={() => void refetch()} stale={isPlaceholderData}
        sort={chosen.sort ?? 'person'} onSort={(sort) => setSearch({ sort })}
        paging={{ ...paging, total: data?.total ?? 0, onPage: (next) => setSearch({ page: String(next) }) }}
        empty={<Empty title={t('pledge.noSpells')} action={<Choice search={{}}>{t('pledge.noSpellsDo')}</Choice>}>{t('pledge.noSpellsWhy')}</Empty>}
      />
      <Stamp stamp={stamp} />
    </>
  );
}

type Chosen = { readonly rung?: string; readonly outcome?: string; readonly exempt?: string };

/** One choice among rungs and reasons, each an address of its own. */
function SpellChoice({ ladder, byOutcome }: { readonly ladder: PledgePage['pledge']['ladder']; readonly byOutcome: readonly { readonly outcome: Outcome; readonly spells: number }[] }) {
  const { t } = useTranslation(['pledges', 'web']);
  const { count } = useFormat();
  const all = byOutcome.reduce((sum, { spells }) => sum + spells, 0);
  const entry = (key: string, search: Chosen, label: string, n: number) => <li key={key}><Choice search={search}>{label} <span className="number soft">{count(n)}</span></Choice></li>;
  return (
    <div className="spell-choice small">
      <nav aria-labelledby="choice-rung">
        <span id="choice-rung" className="soft">{t('pledge.rungFilter')}</span>
        <ul>
          {rungs.map((rung) => entry(rung, { rung }, t(`web:rung.${rung}`), ladder[rung]))}
          {ladder.exempt === 0 ? null : entry('exempt', { exempt: 'true' }, t('pledge.exemptOnly'), ladder.exempt)}
        </ul>
      </nav>
      <nav aria-labelledby="choice-outcome">
        <span id="choice-outcome" className="soft">{t('pledge.outcomeFilter')}</span>
        <ul>
          {entry('all', {}, t('pledge.allSpells'), all)}
          {byOutcome.map(({ outcome, spells }) => entry(outcome, { outcome }, t(`outcome.${outcome}`), spells))}
        </ul>
      </nav>
    </div>
  );
}

function Choice({ search, children }: { readonly search: Chosen; readonly children: React.ReactNode }) {
  const { pledgeId } = route.useParams();
  const { rung, outcome, exempt } = route.useSearch();
  const current = rung === search.rung && outcome === search.outcome && exempt === search.exempt;
  return (
    <Link to="/pledges/$pledgeId" params={{ pledgeId }} search={({ month, sort }) => ({ month, sort, ...search })} hash="spells" resetScroll={false} hashScrollIntoView={false}
      activeOptions={{ exact: true }} activeProps={{}} aria-current={current ? 'true' : undefined}>
      {children}
    </Link>
  );
}
