import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useReply } from '#web/client.ts';
import { useFormat } from '#web/language.ts';
import { Failed, Loading } from '#web/parts/states.tsx';
import { getLife, stages, type Life } from '../contract.ts';
import type { AboutProject } from './about-project.ts';
import { Appraisal } from './appraisal.tsx';
import { Limits } from './limits-table.tsx';
import { ProjectClasses } from './project-classes.tsx';
import './projects.css';

/** A project through its life: stages, appraisal and decision, its three limits, and what kind of project it is. */
export function ProjectLife({ about }: { readonly about: AboutProject }) {
  const { t } = useTranslation('projects');
  const { projectId } = about;
  const { data, error, refetch } = useReply(getLife, { params: { projectId } });
  const life = data?.projectId === projectId ? data : undefined;
  return (
    <section id="life">
      <h2>{t('life.title')}</h2>
      {life === undefined ? (error === null ? <Loading shape="table" /> : <Failed error={error} again={() => void refetch()} />) : (
        <>
          <LifeLine life={life} />
          <Warnings life={life} />
          <Limits life={life} jobs={about.jobs} />
          <Appraisal life={life} katos={about.katos} />
          <ProjectClasses life={life} about={about} />
        </>
      )}
      <p><Link to="/projects/$projectId/versions" params={{ projectId }} search={{}}>{t('versions.open')}</Link></p>
    </section>
  );
}

/** Where the project is in its life, with the days that offices told; the maintenance period is the last step. */
function LifeLine({ life }: { readonly life: Life }) {
  const { t } = useTranslation(['projects', 'web']);
  const { day, month } = useFormat();
  const at = life.maintenance ? stages.length : stages.indexOf(life.stage);
  const told = (stage: string) => life.events.findLast(({ what, outcome }) => what === 'stage' && outcome === stage)?.on;
  return (
    <>
      <ol className="life-line" aria-label={t('life.stages')}>
        {[...stages, 'maintenance' as const].map((stage, nth) => {
          const on = told(stage);
          return (
            <li key={stage} data-past={nth < at || undefined} aria-current={nth === at ? 'step' : undefined}>
              {stage === 'maintenance' ? t('life.maintenance') : t(`web:stage.${stage}`)}{nth === at ? <span className="small">{t('life.now')}</span> : null}
              {on === undefined ? null : <span className="small">{t('life.told', { day: day(on) })}</span>}
            </li>
          );
        })}
      </ol>
      <p className="small soft">{life.watchedUntil === null ? t('life.notWatched') : t('life.watched', { month: month(life.watchedUntil) })}</p>
    </>
  );
}

function Warnings({ life: { toldStage, stage, spentBefore } }: { readonly life: Life }) {
  const { t } = useTranslation(['projects', 'web']);
  const { day, month, money } = useFormat();
  return (
    <>
      {toldStage === null ? null : <p className="life-warning">{t('life.disagree', { register: t(`web:stage.${stage}`), told: t(`web:stage.${toldStage}`) })}</p>}
      {spentBefore === null ? null : (
        <p className="life-warning">
          {spentBefore.decided === null ? t('life.spentUndecided', { money: money(spentBefore.tenge), month: month(spentBefore.first) }) : t('life.spentBefore', { day: day(spentBefore.decided), money: money(spentBefore.tenge), month: month(spentBefore.first) })}
        </p>
      )}
    </>
  );
}
