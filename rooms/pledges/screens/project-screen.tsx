import { useDocumentTitle } from '@mantine/hooks';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { useReply } from '#web/client.ts';
import { useFormat } from '#web/language.ts';
import { AmountText } from '#web/parts/amount-text.tsx';
import { Filters } from '#web/parts/filters.tsx';
import { Ladder, type RungLinks } from '#web/parts/ladder.tsx';
import { drawnRungs } from '#web/parts/rungs.ts';
import { Stamp } from '#web/parts/stamp.tsx';
import { Failed, Loading } from '#web/parts/states.tsx';
import { Trend } from '#web/parts/trend.tsx';
import { WhenThereAreFigures } from '#web/shell.tsx';
import { getProject, type ProjectPage } from '../contract.ts';
import { Apart, Beside } from './beside.tsx';
import { Crumbs } from './place-screen.tsx';
import { Participants, ProjectFacts } from './project-facts.tsx';
import { ProjectJobs } from './project-jobs.tsx';
import { ProjectPledges } from './project-pledges.tsx';
import { Timeline } from './project-timeline.tsx';
import { QualityOfJobs } from './quality.tsx';
import { WageClock } from './wage-clock.tsx';
import './overview.css';

const route = getRouteApi('/projects/$projectId');

type Props = {
  /** What another room tells of the project's life, drawn between its pledges and what is known of its jobs. */
  readonly life?: (page: ProjectPage) => ReactNode;
  /** What stands below all that is known: how to change it. */
  readonly beneath?: (page: ProjectPage) => ReactNode;
};

/** One project: what was promised, what is evidenced, and everything that the figures are made of. */
export function ProjectScreen(slots: Props) {
  return <WhenThereAreFigures><Project {...slots} /></WhenThereAreFigures>;
}

function Project({ life, beneath }: Props) {
  const { t } = useTranslation(['pledges', 'web']);
  const { name } = useFormat();
  const { projectId } = route.useParams();
  const { month } = route.useSearch();
  const { data, error, refetch, isPlaceholderData } = useReply(getProject, { params: { projectId }, query: { month } });
  // The reply to the project before is no answer for this one.
  const page = data?.project.projectId === projectId ? data : undefined;
  useDocumentTitle(`${page === undefined ? projectId : name(page.project.names)} · ${t('web:name')}`);
  if (error !== null) return <><Filters shows={['month']} /><Failed heads error={error} again={() => void refetch()} /></>;
  if (page === undefined) return <Loading />;
  const { stamp, project } = page;
  return (
    <article className="overview" aria-busy={isPlaceholderData}>
      <Filters shows={['month']} />
      <Crumbs above={project.place.level === 0 ? page.above : [...page.above, project.place]} />
      <h1>{name(project.names)}</h1>
      <p className="soft">{t(`web:kind.${project.kind}`)} · {t(`web:stage.${project.stage}`)} · <AmountText tenge={project.investment} /></p>
      <p className="answer"><Answer page={page} /></p>
      <Stamp stamp={stamp} />
      {page.pledges.length === 0 ? null : (
        <>
          <section className="overview-main">
            <div>
              <Ladder ladder={project.ladder} links={linksOf(projectId)} />
              <Apart ladder={project.ladder} stamp={stamp} />
            </div>
            <Beside ladder={project.ladder} stamp={stamp} />
          </section>
          <ProjectPledges page={page} />
          <section>
            <h2>{t('web:trend.label')}</h2>
            <Trend points={page.trend} />
          </section>
        </>
      )}
      {life?.(page)}
      {page.pledges.length === 0 ? null : (
        <>
          <ProjectJobs page={page} />
          <QualityOfJobs query={{ projectId, month: stamp.month }} />
        </>
      )}
      <WageClock projectId={projectId} month={month} />
      <Timeline page={page} />
      <Participants page={page} />
      <ProjectFacts page={page} />
      {beneath?.(page)}
    </article>
  );
}

/** The rows behind a rung of a project are its pledges, those with the most jobs on that rung first. */
function linksOf(projectId: string): RungLinks {
  return Object.fromEntries(drawnRungs.map((rung) => [rung, { to: '/projects/$projectId', params: { projectId }, search: (now: object) => ({ ...now, sort: `-${rung}` }), hash: 'pledges' }])) as RungLinks;
}

function Answer({ page: { project: { ladder }, stamp, pledges } }: { readonly page: ProjectPage }) {
  const { t } = useTranslation('pledges');
  const { count, share, month } = useFormat();
  if (pledges.length === 0) return t('project.sentence.none');
  const values = { promised: count(ladder.promised), due: count(ladder.due), met: count(ladder.met), share: share(ladder.met, ladder.due), paid: count(ladder.paid), month: month(stamp.month) };
  return <Trans t={t} i18nKey={ladder.due === 0 ? 'project.sentence.waiting' : 'project.sentence.due'} values={values} shouldUnescape={false} components={{ strong: <strong className="number" /> }} />;
}
