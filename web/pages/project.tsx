import type { ProjectPage as Page } from '../../rooms/pledges/contract.ts';
import { ProjectScreen } from '../../rooms/pledges/screens/project-screen.tsx';
import type { AboutProject } from '../../rooms/projects/screens/about-project.ts';
import { ProjectLife } from '../../rooms/projects/screens/project-life.tsx';
import { Propose } from '../../rooms/projects/screens/propose.tsx';

/** The page of a project: its jobs, which the room of pledges draws, and its life, which the room of projects does. */
export function ProjectPage() {
  return <ProjectScreen life={(page) => <ProjectLife about={aboutOf(page)} />} beneath={(page) => <Propose about={aboutOf(page)} />} />;
}

function aboutOf({ project, above, pledges, participants }: Page): AboutProject {
  const { projectId, programme, funding, place, ladder: { promised, due, met, paid } } = project;
  const ahead = pledges.flatMap(({ ladder, verdict: { forecast } }) => (ladder.due === 0 ? [{ jobs: ladder.promised, forecast }] : []));
  return {
    projectId, programme, funding, katos: [...above.map(({ kato }) => kato), place.kato],
    rows: [
      { register: 'projects', key: { projectId }, name: null },
      ...pledges.map(({ pledgeId }) => ({ register: 'pledges' as const, key: { pledgeId }, name: pledgeId })),
      ...participants.map(({ employer: { number, name } }) => ({ register: 'participants' as const, key: { projectId, employer: number }, name: name ?? String(number) })),
    ],
    jobs: {
      promised, due, met, paid,
      ahead: ahead.length === 0 ? null : {
        promised: ahead.reduce((sum, { jobs }) => sum + jobs, 0),
        expected: ahead.every(({ forecast }) => forecast?.expected != null) ? ahead.reduce((sum, { jobs, forecast }) => sum + Math.min(jobs, forecast?.expected ?? 0), 0) : null,
        atRisk: ahead.filter(({ forecast }) => forecast?.outlook === 'at-risk').length,
      },
    },
  };
}
