import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#web/language.ts';
import { AmountText } from '#web/parts/amount-text.tsx';
import { PlaceLink } from '#web/parts/place-link.tsx';
import type { ProjectPage } from '../contract.ts';
import { EmployerText } from './employer-text.tsx';
import { SectorText } from './project-columns.tsx';
import './facts.css';

/** Terms and what they are, in as many columns as there is room for. */
export function Facts({ rows }: { readonly rows: readonly (readonly [string, ReactNode])[] }) {
  return <dl className="facts">{rows.map(([term, value]) => <div key={term}><dt>{term}</dt><dd>{value}</dd></div>)}</dl>;
}

/** What the register of projects says of the project. */
export function ProjectFacts({ page: { project } }: { readonly page: ProjectPage }) {
  const { t } = useTranslation(['pledges', 'web']);
  const { day, share } = useFormat();
  const column = (key: 'projectId' | 'place' | 'sector' | 'programme' | 'funding' | 'owner' | 'office' | 'stage' | 'kind' | 'startsOn' | 'endsOn' | 'investment' | 'foreignShare') => t(`projects.column.${key}`);
  return (
    <section id="facts">
      <h2>{t('project.facts')}</h2>
      <Facts rows={[
        [column('office'), <Link key="office" to="/projects" search={({ month }) => ({ month, office: project.office })}>{project.office}</Link>],
        [column('owner'), <EmployerText key="owner" employer={project.owner} />],
        [column('place'), <PlaceLink key="place" place={project.place} />],
        [column('kind'), t(`web:kind.${project.kind}`)],
        [column('sector'), <SectorText key="sector" row={project} />],
        [column('stage'), t(`web:stage.${project.stage}`)],
        [column('startsOn'), day(project.startsOn)],
        [column('endsOn'), project.endsOn === null ? t('project.open') : day(project.endsOn)],
        [column('programme'), project.programme ?? t('project.notStated')],
        [column('funding'), project.funding === null ? t('project.notStated') : t(`funding.${project.funding}`)],
        [column('investment'), <AmountText key="investment" tenge={project.investment} />],
        [column('foreignShare'), project.foreignShare === null ? t('project.notStated') : share(project.foreignShare, 1)],
        [column('projectId'), project.projectId],
      ]} />
    </section>
  );
}

/** Who takes part in the project beside its owner, in which role and when. */
export function Participants({ page: { participants } }: { readonly page: ProjectPage }) {
  const { t } = useTranslation('pledges');
  const { day } = useFormat();
  return (
    <section id="participants">
      <h2>{t('project.participants')}</h2>
      {participants.length === 0 ? <p>{t('project.noParticipants')}</p> : (
        <table className="plain facts-table">
          <thead><tr><th scope="col">{t('project.participant.employer')}</th><th scope="col">{t('project.participant.role')}</th><th scope="col">{t('project.participant.from')}</th><th scope="col">{t('project.participant.to')}</th></tr></thead>
          <tbody>
            {participants.map(({ employer, role, startsOn, endsOn }) => (
              <tr key={`${employer.number} ${role} ${startsOn}`}>
                <td><EmployerText employer={employer} /></td><td>{t(`role.${role}`)}</td><td>{day(startsOn)}</td><td>{endsOn === null ? t('project.open') : day(endsOn)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
