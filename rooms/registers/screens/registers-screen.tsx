export function RegistersScreen() {
  return <p>RegistersScreen</p>;
}
