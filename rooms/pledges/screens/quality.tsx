import { Trans, useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { addressOf, useReply, type Asked } from '#web/client.ts';
import { useFormat } from '#web/language.ts';
import { AmountText } from '#web/parts/amount-text.tsx';
import { Failed, Loading } from '#web/parts/states.tsx';
import { Stamp } from '#web/parts/stamp.tsx';
import { useReferenceNames } from '#web/reference-names.ts';
import { exportQuality, getQuality } from '../quality-contract.ts';
import { BarKey, BarTable } from './bar-table.tsx';
import './facts.css';

type Quality = z.output<typeof getQuality.reply>;
type Query = NonNullable<Asked<typeof getQuality>['query']>;

/** What jobs these are and whose, of one pledge, a project or a place, against what was promised (docs/quality.md). */
export function QualityOfJobs({ query }: { readonly query: Query }) {
  const { t } = useTranslation('quality');
  const { data, error, refetch, isPlaceholderData } = useReply(getQuality, { query });
  return (
    <section id="quality" aria-busy={isPlaceholderData}>
      <h2>{t('title')}</h2>
      {error !== null ? <Failed error={error} again={() => void refetch()} /> : data === undefined ? <Loading shape="table" /> : <Told quality={data} query={query} />}
    </section>
  );
}

function Told({ quality, query }: { readonly quality: Quality; readonly query: Query }) {
  const { t } = useTranslation(['quality', 'web']);
  const { language } = useFormat();
  const labelOf = useLabels();
  const { stamp, people, attributes, promises, young, pledges } = quality;
  if (people.contracted === 0) return <><p>{t('none')}</p><Stamp stamp={stamp} /></>;
  const file = (format: 'csv' | 'xlsx') => addressOf(exportQuality, { params: { format }, query: { ...query, month: stamp.month, language } });
  const told = (rows: Quality['attributes'][number]['rows'], attribute?: string) => rows.map((row) => ({ ...row, label: labelOf(row.key, attribute) }));
  return (
    <>
      <p><Sentence quality={quality} /></p>
      <BarKey />
      <div className="bar-tables">
        {attributes.map(({ attribute, rows }) => (
          <BarTable key={attribute} headless whole={people.contracted} head={attribute === 'youth' ? `${t('attribute.youth')}, ${young.fromAge}–${young.toAge}` : t(`attribute.${attribute}`)} rows={told(rows, attribute)} />
        ))}
      </div>
      <p className="small">{t('centre')}: <span className="soft">{t('untold')}</span></p>
      {promises.length === 0 ? null : <h3>{t('promised')}</h3>}
      <Promises promises={promises} whole={people.contracted} labelled={told} />
      <Wages wages={quality.wages} />
      <Stamp stamp={stamp} what={t(pledges === 1 ? 'distinct' : 'summed')} />
      <p className="small soft">{t('note')} {t('web:table.export')}: <a href={file('csv')} download>CSV</a>, <a href={file('xlsx')} download>XLSX</a></p>
    </>
  );
}

/** A key in words: levels and classes by the reference, the others by the words of this page. */
function useLabels() {
  const { t } = useTranslation('quality');
  const names = useReferenceNames();
  const coded = (code: string, name: string | undefined) => (name === undefined ? code : `${code} ${name}`);
  return (key: string | null, attribute?: string): string => {
    if (key === null) return t('untold');
    if (attribute === 'qualification') return coded(key, names.qualification(Number(key)));
    if (attribute === 'conditions') return coded(key, names.conditions(key));
    return t(`key.${key as 'full'}`);
  };
}

function Sentence({ quality: { stamp, people, attributes } }: { readonly quality: Quality }) {
  const { t } = useTranslation('quality');
  const { count, month } = useFormat();
  const row = (attribute: string, key: string) => attributes.find((one) => one.attribute === attribute)?.rows.find((one) => one.key === key);
  const values = { month: month(stamp.month), paid: count(people.paid), permanent: count(row('permanence', 'permanent')?.paid ?? 0), full: count(row('hours', 'full')?.paid ?? 0), inTime: count(row('payment', 'in-time')?.paid ?? 0) };
  const unpaid = row('payment', 'unpaid')?.contracted ?? 0;
  return (
    <>
      <Trans t={t} i18nKey="sentence" values={values} shouldUnescape={false} components={{ strong: <strong className="number" /> }} />
      {unpaid === 0 ? null : ` ${t(stamp.provisional ? 'unpaid.provisional' : 'unpaid.final', { n: count(unpaid) })}`}
    </>
  );
}

type Labelled = (rows: Quality['attributes'][number]['rows']) => { readonly key: string | null; readonly label: string; readonly contracted: number; readonly paid: number }[];

function Promises({ promises, whole, labelled }: { readonly promises: Quality['promises']; readonly whole: number; readonly labelled: Labelled }) {
  const { t } = useTranslation('quality');
  const { count } = useFormat();
  return (
    <div className="bar-tables">
      {promises.map(({ promise, jobs, rows }) => (
        <BarTable key={promise} headless whole={whole} head={t('promisedFor', { what: t(`promise.${promise}`), jobs: count(jobs) })}
          rows={rows.length === 0 ? [{ key: '', label: '–', contracted: 0, paid: 0 }] : labelled(rows)} />
      ))}
    </div>
  );
}

/** The median here beside those of section, region and country, each with the people behind it. */
function Wages({ wages: { median, people, beside } }: { readonly wages: Quality['wages'] }) {
  const { t } = useTranslation(['quality', 'web']);
  const { count, name } = useFormat();
  const rows = [
    { key: 'here', label: t('here'), median, people },
    ...beside.map((row) => ({ key: row.part, label: row.names === null ? t(`web:section.${row.key as 'A'}`) : name(row.names), median: row.median, people: row.people })),
  ];
  return (
    <table className="plain facts-table">
      <caption className="bar-caption">{t('wages')}</caption>
      <thead><tr><th scope="col">{t('whose')}</th><th scope="col" className="number">{t('median')}</th><th scope="col" className="number">{t('people')}</th></tr></thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            <th scope="row">{row.label}</th>
            <td className="number">{row.median !== null ? <AmountText tenge={row.median} /> : row.people === 0 ? '–' : <span className="soft">{t('withheld')}</span>}</td>
            <td className="number">{count(row.people)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
