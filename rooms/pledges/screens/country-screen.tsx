export function CountryScreen() {
  return <p>CountryScreen</p>;
}
