import { ProjectScreen } from '../../rooms/pledges/screens/project-screen.tsx';
import { ProjectLife } from '../../rooms/projects/screens/project-life.tsx';

/** The page of a project: its jobs, which the room of pledges draws, and its life, which the room of projects does. */
export function ProjectPage() {
  return (
    <ProjectScreen life={({ project, above, pledges }) => {
      const { projectId, programme, funding, place, ladder: { promised, due, met, paid } } = project;
      return <ProjectLife about={{ projectId, programme, funding, katos: [...above.map(({ kato }) => kato), place.kato], pledgeIds: pledges.map(({ pledgeId }) => pledgeId), jobs: { promised, due, met, paid } }} />;
    }} />
  );
}
