import { Select } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { monthIndex, monthText, type Month } from '#kernel/month.ts';
import { Unanswered, useReply } from '#web/client.ts';
import { useFormat } from '#web/language.ts';
import { useSetSearch } from '#web/parts/filters.tsx';
import { Empty, Failed, Loading } from '#web/parts/states.tsx';
import { getPublicOverview, type PublicOverview } from '../contract.ts';
import { Downloads } from './downloads.tsx';
import { ToClosing } from './to-closing.tsx';
import { Answer } from './public-frame.tsx';
import { PublicLadder } from './public-ladder.tsx';
import { PublicProjects } from './public-projects.tsx';
import { KindTable, MonthTable, PartTable, SectionTable } from './public-tables.tsx';
import { PublicTiles } from './public-tiles.tsx';
import './public.css';

const route = getRouteApi('/public');

/** What everybody may see, from the newest release: of the country, or of a region or district in it. */
export function PublicScreen() {
  const { t } = useTranslation(['publishing', 'web']);
  const { place, month } = route.useSearch();
  const { data, error, refetch, isPlaceholderData } = useReply(getPublicOverview, { query: { place, month } });
  useDocumentTitle(`${t('title')} · ${t('web:name')}`);
  if (error instanceof Unanswered && error.error.code === 'no-release') return <Empty heads title={t('none')}>{t('noneWhy')}<ToClosing /></Empty>;
  if (error !== null) return <Failed heads error={error} again={() => void refetch()} />;
  return data === undefined ? <Loading /> : <Page overview={data} stale={isPlaceholderData} />;
}

function Page({ overview, stale }: { readonly overview: PublicOverview; readonly stale: boolean }) {
  const { t } = useTranslation('publishing');
  const { name, day } = useFormat();
  const { release, place, above, figures, parts, kinds, sections, trend } = overview;
  return (
    <div className="public" aria-busy={stale}>
      <div className="public-head">
        <p className="eyebrow">{place.level === 0 ? t('title') : <>{above.map((one) => <span key={one.kato}><Link to="/public" search={one.level === 0 ? {} : { place: one.kato }}>{one.level === 0 ? t('country') : name(one.names)}</Link> / </span>)}{name(place.names)}</>}</p>
        <Months overview={overview} />
      </div>
      <h1 className="answer"><Answer figures={figures} /></h1>
      <p className="small stamp">{t('release', { number: release.number, day: day(release.at.slice(0, 10)), definition: release.definition })} · <Link to="/definition" search={{}}>{t('method')}</Link></p>
      <div className="public-two">
        <section>
          <PublicLadder figures={figures} />
          <p className="small soft">{t('rounded')}</p>
        </section>
        {place.level === 0 ? <section><h2>{t('regions')}</h2><PublicTiles parts={parts} /></section> : null}
      </div>
      {parts.length === 0 ? null : <section><h2>{t(place.level === 0 ? 'regions' : 'districts')}</h2>{place.level === 0 ? <p><Link to="/public/ranking" search={{}}>{t('ranking')}</Link></p> : null}<PartTable parts={parts} /></section>}
      {kinds.length === 0 ? null : <section><h2>{t('kinds')}</h2><KindTable kinds={kinds} /></section>}
      {sections.length === 0 ? null : <section><h2>{t('sections')}</h2><SectionTable sections={sections} /></section>}
      <section><h2>{t('projects')}</h2><PublicProjects place={place.level === 0 ? undefined : place.kato} /></section>
      <section><h2>{t('months')}</h2><MonthTable trend={trend} /></section>
      <section id="data"><h2>{t('data')}</h2><Downloads release={release} /><ToClosing /></section>
    </div>
  );
}

function Months({ overview: { release: { months }, month } }: { readonly overview: PublicOverview }) {
  const { t } = useTranslation('publishing');
  const { month: text } = useFormat();
  const setSearch = useSetSearch();
  const [first, last] = [monthIndex(months.first as Month), monthIndex(months.last as Month)];
  const all = Array.from({ length: last - first + 1 }, (_, at) => monthText(last - at));
  return <Select size="xs" aria-label={t('month')} value={month} data={all.map((value) => ({ value, label: text(value) }))} searchable allowDeselect={false} onChange={(value) => setSearch({ month: value === months.last ? undefined : value ?? undefined })} />;
}
