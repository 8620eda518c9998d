export function DefinitionScreen() {
  return <p>DefinitionScreen</p>;
}
