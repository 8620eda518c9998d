import { Button, TextInput } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { useReply } from '#web/client.ts';
import { useFormat } from '#web/language.ts';
import { DataTable, type Column } from '#web/parts/data-table.tsx';
import { useSetSearch } from '#web/parts/filters.tsx';
import { GrantText } from '#web/parts/grant-text.tsx';
import { Empty } from '#web/parts/states.tsx';
import { useWhen } from '#web/when.ts';
import { listReadings } from '../contract.ts';
import { useReadingText } from './reading-text.ts';
import '#web/parts/form.css';

type Row = z.infer<typeof listReadings.reply>['rows'][number];

const route = getRouteApi('/who-looked');
const rowsOnPage = 50;

/** For an auditor: who was shown a person, by name, the person by our own number. */
export function Readings() {
  const { t } = useTranslation('people');
  const { person, page = '1' } = route.useSearch();
  const setSearch = useSetSearch();
  const [typed, setTyped] = useState(person ?? '');
  const asked = Number(person);
  const { data, error, refetch, isPlaceholderData } = useReply(listReadings, { query: { person: asked, page: Number(page), size: rowsOnPage } }, { enabled: person !== undefined });
  const columns = useColumns();
  return (
    <section>
      <h2>{t('readings.title')}</h2>
      <form onSubmit={(event) => { event.preventDefault(); setSearch({ person: typed }); }}>
        <div className="form-row">
          {/* At most nine digits: an identifier, which has twelve, must never come into the address. */}
          <TextInput size="xs" label={t('readings.person')} description={t('readings.personNote')} classNames={{ description: 'soft small' }} inputMode="numeric" pattern="[1-9]\d{0,8}" maxLength={9} required withAsterisk={false} autoComplete="off" value={typed} onChange={(event) => setTyped(event.currentTarget.value.trim())} />
          <Button size="xs" type="submit" variant="default">{t('desk.ask')}</Button>
        </div>
      </form>
      {person === undefined ? null : (
        <DataTable id="readings" caption={t('readings.title')} columns={columns} rows={data?.rows} rowKey={(row) => String(row.id)} error={data === undefined ? error : null} again={() => void refetch()} stale={isPlaceholderData}
          paging={{ page: Number(page), size: rowsOnPage, total: data?.total ?? 0, onPage: (next) => setSearch({ page: String(next) }) }} empty={<Empty title={t('desk.nobody')} />} />
      )}
    </section>
  );
}

function useColumns(): readonly Column<Row>[] {
  const { t } = useTranslation('people');
  const { count } = useFormat();
  const when = useWhen();
  const what = useReadingText();
  return useMemo((): readonly Column<Row>[] => [
    { key: 'at', head: t('reading.at'), cell: (row) => when(row.at) },
    { key: 'name', head: t('alarms.name'), cell: (row) => row.name },
    { key: 'roles', head: t('reading.who'), cell: (row) => row.roles.map((role) => <div key={`${role.role} ${role.place} ${role.employer}`}><GrantText grant={role} /></div>) },
    { key: 'purpose', head: t('purpose.label'), cell: (row) => t(`purpose.${row.purpose}`) },
    { key: 'what', head: t('reading.what'), cell: (row) => `${what(row.what)}${row.subject === null ? '' : ` ${row.subject}`}` },
    { key: 'persons', head: t('alarms.persons'), numeric: true, cell: (row) => count(row.persons) },
  ], [t, count, when, what]);
}
