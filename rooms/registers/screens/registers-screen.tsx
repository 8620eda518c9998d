import { useDocumentTitle } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { useReply } from '#web/client.ts';
import { useFormat } from '#web/language.ts';
import { Failed, Loading } from '#web/parts/states.tsx';
import { useMay } from '#web/state.ts';
import { localDay } from '#web/when.ts';
import { listImports, listUnresolved, uploadImport, type Imports } from '../contract.ts';
import { HeldTable } from './held-table.tsx';
import { ImportsTable } from './imports-table.tsx';
import { TaskList } from './task-list.tsx';
import { Unresolved } from './unresolved.tsx';
import { UploadForm } from './upload-form.tsx';
import './registers.css';

const route = getRouteApi('/registers');
const rowsOnPage = 20;

/** What the registers hold, how it came, and how more of it comes. */
export function RegistersScreen() {
  const { t } = useTranslation(['registers', 'web']);
  useDocumentTitle(`${t('title')} · ${t('web:name')}`);
  const may = useMay();
  const { register, page, size } = route.useSearch();
  const paging = { page: Number(page ?? 1), size: Number(size ?? rowsOnPage) };
  const asked = { query: { register, ...paging } };
  const { data, error, refetch, isPlaceholderData } = useReply(listImports, asked);
  const running = data?.tasks.some((task) => task.state === 'running') ?? false;
  useReply(listImports, asked, { every: 1_000, enabled: running });
  useFreshAfterImport(running);
  if (data === undefined) return error === null ? <Loading /> : <Failed heads error={error} again={() => void refetch()} />;
  return (
    <>
      <p className="eyebrow">{t('title')}</p>
      <h1 className="answer"><Answer registers={data.registers} /></h1>
      <div className="registers-two">
        <HeldTable registers={data.registers} />
        <div>
          {may(uploadImport.may) ? <UploadForm arrived={() => void refetch()} /> : null}
          <TaskList tasks={data.tasks} arrived={() => void refetch()} />
        </div>
      </div>
      <ImportsTable registers={data} stale={isPlaceholderData} paging={paging} />
      {may(listUnresolved.may) ? <Unresolved /> : null}
    </>
  );
}

function Answer({ registers }: { readonly registers: Imports['registers'] }) {
  const { t } = useTranslation('registers');
  const { count, day } = useFormat();
  const last = registers.map(({ lastAt }) => lastAt ?? '').toSorted().at(-1);
  if (last === undefined || last === '') return t('answer.empty');
  const rows = registers.reduce((sum, { accepted }) => sum + accepted, 0);
  return <Trans t={t} i18nKey="answer.held" values={{ rows: count(rows), day: day(localDay(last)) }} shouldUnescape={false} components={{ strong: <strong className="number" /> }} />;
}

/** An import that has ended may have changed any figure: everything is asked again. */
function useFreshAfterImport(running: boolean): void {
  const queries = useQueryClient();
  const ran = useRef(running);
  useEffect(() => {
    if (ran.current && !running) void queries.invalidateQueries();
    ran.current = running;
  }, [running, queries]);
}
