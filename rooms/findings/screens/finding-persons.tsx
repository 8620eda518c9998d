import { getRouteApi } from '@tanstack/react-router';
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
import { listPersons, type FindingRow, type PersonRow } from '../contract.ts';
import { EmployerText } from './finding-columns.tsx';

const route = getRouteApi('/findings/$findingId');
const rowsOnPage = 50;

/** The people behind a finding, for those who may see persons, once they have said for what purpose. */
export function PersonsBehind({ finding }: { readonly finding: FindingRow }) {
  const { t } = useTranslation('findings');
  const may = useMay();
  const purpose = usePurpose();
  if (finding.gone !== null) return null;
  if (finding.persons === 0) return <section><h2>{t('page.persons')}</h2><p>{t('page.noPersons')}</p></section>;
  if (!may(listPersons.may)) return null;
  return (
    <section id="persons">
      <h2>{t('page.persons')}</h2>
      {purpose === null ? <PurposeChoice /> : <PersonTable finding={finding} purpose={purpose} />}
    </section>
  );
}

function PersonTable({ finding, purpose }: { readonly finding: FindingRow; readonly purpose: Purpose }) {
  const { t } = useTranslation('findings');
  const { page } = route.useSearch();
  const setSearch = useSetSearch();
  const paging = { page: Number(page ?? 1), size: rowsOnPage };
  const { data, error, refetch, isPlaceholderData } = useReply(listPersons, { params: { findingId: finding.id }, query: { purpose, ...paging } });
  const columns = usePersonColumns(finding.rule);
  return (
    <>
      <p className="small soft">{t('page.personsNote')}</p>
      <PurposeStamp purpose={purpose} />
      <DataTable id={`behind-${finding.rule}`} caption={t('page.persons')} columns={columns} rows={data?.rows} rowKey={(row) => `${row.person} ${row.employer.number}`} error={data === undefined ? error : null} again={() => void refetch()} stale={isPlaceholderData}
        paging={{ ...paging, total: data?.total ?? 0, onPage: (next) => setSearch({ page: String(next) }) }} />
    </>
  );
}

/** Only the columns that the rule asks of a person. */
function usePersonColumns(rule: FindingRow['rule']): readonly Column<PersonRow>[] {
  const { t } = useTranslation('findings');
  const { count, monthShort } = useFormat();
  return useMemo((): readonly Column<PersonRow>[] => [
    { key: 'person', head: t('person.person'), cell: (row) => <span className="number">№ {row.person}</span> },
    { key: 'employer', head: t('person.employer'), cell: (row) => <EmployerText employer={row.employer} /> },
    { key: 'first', head: t('person.first'), cell: (row) => monthShort(row.first) },
    { key: 'last', head: t('person.last'), cell: (row) => (row.last === null ? <span className="soft">{t('person.never')}</span> : monthShort(row.last)) },
    { key: 'months', head: t('person.months'), numeric: true, cell: (row) => count(row.months) },
    ...(rule === 'return-to-former-employer' || rule === 'move-inside-group' ? [{ key: 'other', head: t('person.other'), cell: (row: PersonRow) => (row.other === null ? '–' : <EmployerText employer={row.other} />) }] : []),
    ...(rule === 'one-person-many-projects' ? [{ key: 'projects', head: t('person.projects'), numeric: true, cell: (row: PersonRow) => (row.projects === null ? '–' : count(row.projects)) }] : []),
    ...(rule === 'wages-at-minimum' ? [{ key: 'wage', head: t('person.wage'), unit: t('person.wageUnit'), numeric: true, cell: (row: PersonRow) => (row.wage === null ? '–' : count(row.wage)) }] : []),
  ], [t, count, monthShort, rule]);
}
