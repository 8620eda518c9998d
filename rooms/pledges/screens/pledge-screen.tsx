import { useDocumentTitle } from '@mantine/hooks';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { useReply } from '#web/client.ts';
import { useFormat } from '#web/language.ts';
import { Filters } from '#web/parts/filters.tsx';
import { Ladder, type RungLinks } from '#web/parts/ladder.tsx';
import { Failed, Loading } from '#web/parts/states.tsx';
import { Trend } from '#web/parts/trend.tsx';
import { WhenThereAreFigures } from '#web/shell.tsx';
import { useMay } from '#web/state.ts';
import { getPledge, listSpells, rungs, type PledgePage } from '../contract.ts';
import { Apart, Beside } from './beside.tsx';
import { EmployerText } from './employer-text.tsx';
import { Crumbs } from './place-screen.tsx';
import { PledgeConditions } from './pledge-conditions.tsx';
import { Counting } from './pledge-counting.tsx';
import { PledgeForecast } from './pledge-forecast.tsx';
import { PledgeStamp, useProvenance } from './pledge-passport.tsx';
import { Spells } from './pledge-spells.tsx';
import { QualityOfJobs } from './quality.tsx';
import { VerdictSentence } from './verdict.tsx';
import './overview.css';

const route = getRouteApi('/pledges/$pledgeId');

/** What rooms above this one know of the pledge: a line beside its verdict, and a section before its spells. */
type Slots = { readonly besideVerdict?: (page: PledgePage) => ReactNode; readonly beneath?: (page: PledgePage) => ReactNode };

/** One pledge: did its jobs appear, on what terms, how they are counted, and every spell behind them. */
export function PledgeScreen(slots: Slots) {
  return <WhenThereAreFigures><Pledge slots={slots} /></WhenThereAreFigures>;
}

function Pledge({ slots }: { readonly slots: Slots }) {
  const { t } = useTranslation(['pledges', 'web']);
  const { pledgeId } = route.useParams();
  const { month } = route.useSearch();
  const { data, error, refetch, isPlaceholderData } = useReply(getPledge, { params: { pledgeId }, query: { month } });
  useDocumentTitle(`${t('pledge.title', { id: pledgeId })} · ${t('web:name')}`);
  if (error !== null) return <><Filters shows={['month']} /><Failed heads error={error} again={() => void refetch()} /></>;
  // The reply to the pledge before is no answer for this one.
  if (data?.pledge.pledgeId !== pledgeId) return <Loading />;
  return <article className="overview" aria-busy={isPlaceholderData}><Page page={data} slots={slots} /></article>;
}

function Page({ page, slots }: { readonly page: PledgePage; readonly slots: Slots }) {
  const { t } = useTranslation(['pledges', 'projects', 'web']);
  const { name } = useFormat();
  const { pledge, stamp } = page;
  const { pledgeId, projectId } = pledge;
  const provenance = useProvenance(page);
  const showsPersons = useMay()(listSpells.may);
  return (
    <>
      <Filters shows={['month']} />
      <Crumbs above={pledge.place.level === 0 ? page.above : [...page.above, pledge.place]} />
      <h1>{t('pledge.title', { id: pledgeId })}</h1>
      <p>
        <Link to="/projects/$projectId" params={{ projectId }} search={(now) => ({ month: now.month })}>{pledge.project === null ? projectId : name(pledge.project)}</Link>
        {' · '}<EmployerText employer={pledge.employer} />
        {isForSupport(page) ? <> · <strong>{t('projects:classes.counterPledge')}</strong></> : null}
        {' · '}<Link to="/pledges/$pledgeId/versions" params={{ pledgeId }} search={{}}>{t('projects:versions.open')}</Link>
      </p>
      <VerdictSentence pledge={pledge} />
      <p><Answer page={page} /></p>
      {slots.besideVerdict?.(page)}
      <PledgeStamp page={page} />
      <p className="small"><Link to="/public/pledges/$pledgeId" params={{ pledgeId }}>{t('pledge.public')}</Link></p>
      <section className="overview-main">
        <div>
          <Ladder ladder={pledge.ladder} links={linksOf(pledgeId, showsPersons)} />
          {showsPersons ? <p className="small soft">{t('pledge.ladderNote')}</p> : null}
          <Apart ladder={pledge.ladder} stamp={stamp} provenance={provenance} />
        </div>
        <Beside ladder={pledge.ladder} stamp={stamp} provenance={provenance} />
      </section>
      <PledgeForecast page={page} />
      <Counting page={page} />
      <div className="overview-two">
        <PledgeConditions page={page} />
        <section>
          <h2>{t('web:trend.label')}</h2>
          <Trend points={page.trend} />
        </section>
      </div>
      <QualityOfJobs query={{ pledgeId, month: stamp.month }} />
      {slots.beneath?.(page)}
      <Spells page={page} />
    </>
  );
}

/** A credit or grant that demands jobs makes a counter-obligation. */
function isForSupport({ project }: PledgePage): boolean {
  return project?.funding === 'credit' || project?.funding === 'grant';
}

/** A bar opens the spells that stand on it, below, for those who may see persons; the promise leads to its conditions. */
function linksOf(pledgeId: string, showsPersons: boolean): RungLinks {
  const to = { to: '/pledges/$pledgeId', params: { pledgeId }, resetScroll: false } as const;
  const toSpells = (rung: string) => ({ ...to, search: ({ month }: { month?: string }) => ({ month, rung }), hash: 'spells' });
  return { promised: { ...to, search: (now: object) => now, hash: 'conditions' }, ...Object.fromEntries((showsPersons ? rungs : []).map((rung) => [rung, toSpells(rung)])) } as RungLinks;
}

function Answer({ page: { pledge: { ladder, dueOn }, stamp } }: { readonly page: PledgePage }) {
  const { t } = useTranslation('pledges');
  const { count, share, month, day } = useFormat();
  const values = { jobs: count(ladder.promised), dueOn: day(dueOn), month: month(stamp.month), paid: count(ladder.paid), held3: count(ladder.held3), met: count(ladder.met), share: share(ladder.met, ladder.due) };
  const sentence = ladder.due === 0 ? 'waiting' : ladder.credited === null ? 'unknown' : 'due';
  return <Trans t={t} i18nKey={`pledge.sentence.${sentence}`} values={values} shouldUnescape={false} components={{ strong: <strong className="number" /> }} />;
}
