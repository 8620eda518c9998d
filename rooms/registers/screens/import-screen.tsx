import { useDocumentTitle } from '@mantine/hooks';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Trans, useTranslation } from 'react-i18next';
import { useReply } from '#web/client.ts';
import { useFormat } from '#web/language.ts';
import { Failed, Loading } from '#web/parts/states.tsx';
import { useMay } from '#web/state.ts';
import { useWhen } from '#web/when.ts';
import { getImport, listRejects, type ImportRow } from '../contract.ts';
import { useBy } from './by.ts';
import { useBytes } from './bytes.ts';
import { useRefusalText } from './refusal-text.ts';
import { Rejects } from './rejects.tsx';
import './registers.css';

const route = getRouteApi('/registers/$importId');

/** One import: what became of every record of its file. */
export function ImportScreen() {
  const { t } = useTranslation(['registers', 'web']);
  const { importId } = route.useParams();
  const { data, error, refetch } = useReply(getImport, { params: { importId } });
  const why = useRefusalText();
  const may = useMay();
  const row = data?.id === importId ? data : undefined;
  useDocumentTitle(`${row?.file ?? importId} · ${t('web:name')}`);
  if (error !== null) return <Failed heads error={error} again={() => void refetch()} />;
  if (row === undefined) return <Loading />;
  return (
    <article>
      <nav className="eyebrow"><Link to="/registers" search={{}}>{t('title')}</Link> › <Link to="/registers" search={{ register: row.register }} hash="imports">{t(`name.${row.register}`)}</Link> › </nav>
      <h1>{row.file}</h1>
      <p className="answer"><Answer row={row} /></p>
      {row.refused === null ? <Sum row={row} /> : <p className="lost">{why(row.refused)}</p>}
      {row.refused === null && may(listRejects.may) ? <Rejects row={row} /> : null}
      <ImportFacts row={row} />
    </article>
  );
}

function Answer({ row: { records, accepted, rejected, refused } }: { readonly row: ImportRow }) {
  const { t } = useTranslation('registers');
  const { count } = useFormat();
  if (refused !== null) return t('import.answer.refused');
  return <Trans t={t} i18nKey={rejected === 0 ? 'import.answer.clean' : 'import.answer.rejects'} values={{ records: count(records), accepted: count(accepted), rejected: count(rejected) }} shouldUnescape={false} components={{ strong: <strong className="number" /> }} />;
}

/** The law of every import, with its numbers, and a bar that shows it. */
function Sum({ row: { records, accepted, rejected, duplicates } }: { readonly row: ImportRow }) {
  const { t } = useTranslation('registers');
  const { count } = useFormat();
  const width = (n: number) => ({ width: `${records === 0 ? 0 : (n / records) * 100}%` });
  return (
    <>
      <div className="sum-bar" aria-hidden="true"><span className="sum-accepted" style={width(accepted)} /><span className="sum-rejected" style={width(rejected)} />{duplicates === 0 ? null : <span className="sum-duplicates" style={width(duplicates)} />}</div>
      <p className="small number sum-text">
        {t('import.sum', { count: records, records: count(records), accepted: count(accepted), rejected: count(rejected), duplicates: count(duplicates) })}
      </p>
    </>
  );
}

function ImportFacts({ row }: { readonly row: ImportRow }) {
  const { t } = useTranslation('registers');
  const { count, day, duration } = useFormat();
  const when = useWhen();
  const by = useBy();
  const bytes = useBytes();
  const facts: readonly (readonly [string, string])[] = [
    [t('imports.register'), t(`name.${row.register}`)],
    [t('imports.startedAt'), when(row.startedAt)],
    [t('imports.by'), by(row.by)],
    [t('imports.asOf'), row.asOf === null ? t('import.notStated') : day(row.asOf)],
    [t('imports.bytes'), row.bytes === null ? t('import.unknown') : bytes(row.bytes)],
    [t('imports.seconds'), row.seconds > 0 && row.refused === null ? `${duration(row.seconds)}, ${t('import.speed', { count: Math.round(row.records / row.seconds), n: count(Math.round(row.records / row.seconds)) })}` : duration(row.seconds)],
    [t('import.sha256'), row.sha256 ?? t('import.unknown')],
    [t('import.id'), row.madeUp ? `${row.id} (${t('import.madeUp')})` : row.id],
  ];
  return (
    <section>
      <h2>{t('import.facts')}</h2>
      <dl className="import-facts">{facts.map(([term, value]) => <div key={term}><dt>{term}</dt><dd>{value}</dd></div>)}</dl>
    </section>
  );
}
