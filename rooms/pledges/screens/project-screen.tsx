export function ProjectScreen() {
  return <p>ProjectScreen</p>;
}
