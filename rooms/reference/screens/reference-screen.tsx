export function ReferenceScreen() {
  return <p>ReferenceScreen</p>;
}
