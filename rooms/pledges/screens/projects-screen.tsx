export function ProjectsScreen() {
  return <p>ProjectsScreen</p>;
}
