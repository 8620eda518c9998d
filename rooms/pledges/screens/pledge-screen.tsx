export function PledgeScreen() {
  return <p>PledgeScreen</p>;
}
