import { useTranslation } from 'react-i18next';
import { useFormat } from '#web/language.ts';
import { Stamp } from '#web/parts/stamp.tsx';
import { useReferenceNames } from '#web/reference-names.ts';
import type { ProjectPage } from '../contract.ts';
import { BarTable } from './bar-table.tsx';

type Slice = ProjectPage['jobsBy']['wage'][number];

/** What jobs the project gives in the month: occupation, wage, term of the contract. What else is known of them stands with their quality. */
export function ProjectJobs({ page: { jobsBy, stamp } }: { readonly page: ProjectPage }) {
  const { t } = useTranslation(['pledges', 'web']);
  const names = useReferenceNames();
  const wageLabel = useWageLabel(jobsBy.wage);
  const withNames = (slices: readonly Slice[], nameOf: (key: string) => string) =>
    slices.map((slice) => ({ ...slice, label: slice.key === null ? t('project.notStated') : nameOf(slice.key) }));
  const whole = jobsBy.occupation.reduce((sum, { contracted }) => sum + contracted, 0);
  const coded = (code: string, name: string | undefined) => (name === undefined ? code : `${code} ${name}`);
  return (
    <section id="jobs">
      <h2>{t('project.jobs')}</h2>
      {jobsBy.occupation.length === 0 ? <p>{t('project.noJobs')}</p> : (
        <>
          <div className="bar-tables">
            <BarTable whole={whole} head={t('project.by.occupation')} rows={withNames(jobsBy.occupation, (key) => coded(key, names.occupation(key)))} />
            <BarTable whole={whole} head={t('project.by.wage')} rows={withNames(jobsBy.wage, wageLabel)} paidOnly />
            <BarTable whole={whole} head={t('project.by.term')} rows={withNames(jobsBy.term, (key) => t(`term.${key as 'fixed'}`))} />
          </div>
          <Stamp stamp={stamp} what={t('project.jobsNote')} />
        </>
      )}
    </section>
  );
}

/** A band of wages by its own lower bound and that of the next band that the server keeps apart. */
function useWageLabel(bands: readonly Slice[]): (key: string) => string {
  const { t } = useTranslation('pledges');
  const { count } = useFormat();
  const bounds = bands.flatMap((band) => (band.key === null ? [] : [Number(band.key)])).toSorted((a, b) => a - b);
  return (key) => {
    const next = bounds.find((bound) => bound > Number(key));
    if (next === undefined) return t('project.wageFrom', { from: count(Number(key)) });
    return Number(key) === 0 ? t('project.wageBelow', { to: count(next) }) : t('project.wageBetween', { from: count(Number(key)), to: count(next) });
  };
}
