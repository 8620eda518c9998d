import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { useReply } from '#web/client.ts';
import { useFormat } from '#web/language.ts';
import { Failed, Loading } from '#web/parts/states.tsx';
import { useMe } from '#web/state.ts';
import { getLife, stages, type DraftRegister } from '../contract.ts';
import { Appraisal } from './appraisal.tsx';
import { Limits } from './limits-table.tsx';
import { ProjectClasses } from './project-classes.tsx';
import { Propose } from './propose.tsx';
import './projects.css';

export type Life = z.output<typeof getLife.reply>;

/** What the room of pledges knows of a project: its jobs, and where it lies, from the country down. */
export type AboutProject = {
  readonly projectId: string;
  readonly katos: readonly string[];
  readonly programme: string | null;
  readonly funding: 'private' | 'state' | 'mixed' | 'credit' | 'grant' | null;
  /** Rows of registers that a draft may change or end; what tells one from others of its register. Investments are told by the room itself. */
  readonly rows: readonly { readonly register: DraftRegister; readonly key: { readonly projectId?: string; readonly pledgeId?: string; readonly employer?: number; readonly period?: string }; readonly name: string | null }[];
  readonly jobs: {
    readonly promised: number; readonly due: number; readonly met: number; readonly paid: number;
    /** Pledges that are not due: what they promise, what is expected of them by their forecasts (null when one cannot be told), and how many are at risk. */
    readonly ahead: { readonly promised: number; readonly expected: number | null; readonly atRisk: number } | null;
  };
};

/** Whether the reader holds a permission at a place of the project. */
export function useMayHere(katos: readonly string[]): (permission: 'draft-projects' | 'review-projects') => boolean {
  const me = useMe();
  return (asked) => me?.permissions.some(({ permission, places }) => permission === asked && places.some((place) => katos.includes(place))) ?? false;
}

/** A project through its life: stages, appraisal and decision, its three limits, what kind of project it is, and how to change its row. */
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
      <Propose about={about} months={life?.investedMonths ?? []} />
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
