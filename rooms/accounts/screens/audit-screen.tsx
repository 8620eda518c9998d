import { Button, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback, useDocumentTitle } from '@mantine/hooks';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addressOf, useReply } from '#web/client.ts';
import { useFormat } from '#web/language.ts';
import { AuditPages } from '#web/parts/audit-pages.tsx';
import { DataTable, type Column } from '#web/parts/data-table.tsx';
import { useSetSearch } from '#web/parts/filters.tsx';
import { Empty, Failed } from '#web/parts/states.tsx';
import { useWhen } from '#web/when.ts';
import { exportAudit, listAudit, type AuditRow } from '../audit-contract.ts';
import { AuditSeal } from './audit-seal.tsx';
import { auditWords } from './audit-words.ts';
import '#web/parts/form.css';
import './accounts.css';

const route = getRouteApi('/audit');

/** Who did what, newest first, and how anybody can check that nothing of it was changed. */
export function AuditScreen() {
  const { t } = useTranslation(['accounts', 'web']);
  useDocumentTitle(`${t('audit.title')} · ${t('web:name')}`);
  const { what, actor, day, before } = route.useSearch();
  const setSearch = useSetSearch();
  const { data, error, refetch, isPlaceholderData } = useReply(listAudit, { query: { what, actor, day, before } }, { every: 30_000 });
  const columns = useColumns();
  const last = data?.rows.at(-1);
  if (error !== null && data === undefined) return <><AuditPages /><Failed heads error={error} again={() => void refetch()} /></>;
  return (
    <>
      <AuditPages />
      <h1>{t('audit.title')}</h1>
      <p>{t('audit.why')}</p>
      <div className="form-row">
        <Select size="xs" label={t('audit.what')} placeholder={t('audit.all')} searchable clearable={what !== undefined} value={what ?? null} data={auditWords.map((value) => ({ value, label: t(`done.${value}`) }))} onChange={(value) => setSearch({ what: value ?? undefined, before: undefined })} />
        <Typed key={`actor ${actor ?? ''}`} label={t('audit.actor')} value={actor ?? ''} onChange={(text) => setSearch({ actor: text, before: undefined })} />
        <TextInput size="xs" type="date" label={t('audit.day')} value={day ?? ''} onChange={(event) => setSearch({ day: event.currentTarget.value === '' ? undefined : event.currentTarget.value, before: undefined })} />
      </div>
      <DataTable id="audit" caption={t('audit.title')} columns={columns} rows={data?.rows} rowKey={(row) => String(row.seq)} stale={isPlaceholderData}
        files={[{ label: t('audit.wholeFile'), href: addressOf(exportAudit) }]} empty={<Empty title={t('audit.none')}>{t('audit.noneWhy')}</Empty>} />
      <nav className="form-actions" aria-label={t('web:table.pages')}>
        {before === undefined ? null : <Button variant="default" size="compact-xs" onClick={() => setSearch({ before: undefined })}>{t('audit.newest')}</Button>}
        {data?.more && last !== undefined ? <Button variant="default" size="compact-xs" onClick={() => setSearch({ before: String(last.seq) })}>{t('audit.older')}</Button> : null}
      </nav>
      <AuditSeal />
    </>
  );
}

/** A filter that is typed: it goes to the address once the typing rests. */
function Typed({ label, value, onChange }: { readonly label: string; readonly value: string; readonly onChange: (text: string | undefined) => void }) {
  const [typed, setTyped] = useState(value);
  const later = useDebouncedCallback((text: string) => onChange(text === '' ? undefined : text), 500);
  return <TextInput size="xs" label={label} value={typed} maxLength={120} autoComplete="off" autoCapitalize="none" onChange={(event) => { setTyped(event.currentTarget.value); later(event.currentTarget.value.trim()); }} />;
}

function useColumns(): readonly Column<AuditRow>[] {
  const { t } = useTranslation('accounts');
  const { count } = useFormat();
  const when = useWhen();
  return useMemo((): readonly Column<AuditRow>[] => {
    const word = (what: string) => auditWords.find((known) => known === what);
    return [
      { key: 'at', head: t('audit.at'), cell: (row) => <span className="number">{when(row.at)}</span> },
      { key: 'seq', head: t('audit.seq'), numeric: true, cell: (row) => count(row.seq) },
      { key: 'actor', head: t('audit.actor'), cell: (row) => (row.kind === 'nobody' ? <span className="soft">{t('kind.nobody')}</span> : row.kind === 'visitor' ? t('kind.visitor') : <>{row.actor}{row.kind === 'token' ? <span className="soft"> {t('kind.token')}</span> : null}</>) },
      { key: 'from', head: t('audit.from'), cell: (row) => (row.from === null ? '–' : <code>{row.from}</code>) },
      { key: 'what', head: t('audit.what'), cell: (row) => { const known = word(row.what); return known === undefined ? <code>{row.what}</code> : t(`done.${known}`); } },
      { key: 'subject', head: t('audit.subject'), cell: (row) => (row.subject === null ? '–' : <code>{row.subject}</code>) },
      { key: 'facts', head: t('audit.facts'), cell: (row) => <span className="audit-facts">{Object.entries(row.facts).filter(([, value]) => value !== null).map(([name, value]) => `${name} ${String(value)}`).join(', ')}</span> },
    ];
  }, [t, count, when]);
}
