import { useDocumentTitle } from '@mantine/hooks';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useReply } from '#web/client.ts';
import { useFormat } from '#web/language.ts';
import { PlaceLink } from '#web/parts/place-link.tsx';
import { Failed, Loading } from '#web/parts/states.tsx';
import { localDay } from '#web/when.ts';
import { getFinding, type FindingPage } from '../contract.ts';
import { EmployerText, StateText } from './finding-columns.tsx';
import { Judging } from './finding-judging.tsx';
import { PersonsBehind } from './finding-persons.tsx';
import { Picture } from './finding-picture.tsx';
import { RuleText } from './rule-text.tsx';
import './findings.css';

const route = getRouteApi('/findings/$findingId');

/** One sign of paper jobs: what was measured, by which rule, who stands behind it, and what officers made of it. */
export function FindingScreen() {
  const { t } = useTranslation(['findings', 'web']);
  const { findingId } = route.useParams();
  const { data, error, refetch } = useReply(getFinding, { params: { findingId } });
  useDocumentTitle(`${data === undefined ? t('one') : t(`rule.${data.finding.rule}.name`)} · ${t('web:name')}`);
  if (error !== null) return <Failed heads error={error} again={() => void refetch()} />;
  if (data?.finding.id !== findingId) return <Loading />;
  return <article><Page page={data} /></article>;
}

function Page({ page }: { readonly page: FindingPage }) {
  const { t } = useTranslation('findings');
  const { count } = useFormat();
  const { finding, rule } = page;
  return (
    <>
      <nav className="eyebrow" aria-label={t('page.all')}><Link to="/findings" search={{}}>{t('title')}</Link></nav>
      <h1>{t(`rule.${finding.rule}.name`)}</h1>
      <p className="answer">{t(`rule.${finding.rule}.measured`)}: <strong className="number">{t('percentOf', { measured: count(finding.measured), threshold: count(finding.threshold) })}</strong></p>
      <Subject page={page} />
      {finding.gone === null ? null : <Gone month={finding.gone} />}
      <p className="small soft">{t('note')}</p>
      <div className="finding-two">
        <section>
          <h2>{t('page.picture')}</h2>
          <Picture page={page} />
        </section>
        <section>
          <h2>{t('page.rule')}</h2>
          <RuleText rule={rule} />
          <p><Link to="/findings/rules">{t('rules.all')}</Link></p>
        </section>
      </div>
      <Judging page={page} />
      <PersonsBehind finding={finding} />
    </>
  );
}

function Gone({ month: since }: { readonly month: string }) {
  const { t } = useTranslation('findings');
  const { month } = useFormat();
  return <p className="at-risk">{t('page.gone', { month: month(since) })}</p>;
}

/** What it is about, where, when, how many it touches, and in which state it is. */
function Subject({ page: { finding } }: { readonly page: FindingPage }) {
  const { t } = useTranslation('findings');
  const { name, month, day, count } = useFormat();
  const { pledge, employer, place } = finding;
  return (
    <>
      <p>
        {pledge === null ? t('ofEmployer') : <><Link to="/pledges/$pledgeId" params={{ pledgeId: pledge.pledgeId }} search={{}}>{pledge.pledgeId}</Link>{pledge.project === null ? '' : ` · ${name(pledge.project)}`}</>}
        {' · '}<EmployerText employer={employer} />{' · '}<PlaceLink place={place} />
      </p>
      <p className="small">
        <StateText finding={finding} />
        {` · ${t('page.months', { first: month(finding.first), last: month(finding.last) })}`}
        {pledge === null || pledge.dueOn === '' ? '' : ` · ${t('page.due', { day: day(pledge.dueOn) })}`}
        {` · ${t('column.jobs')}: ${count(finding.jobs)} · ${t('column.persons')}: ${count(finding.persons)} · ${t('page.found', { day: day(localDay(finding.foundAt)) })}`}
      </p>
    </>
  );
}
