export function PlaceScreen() {
  return <p>PlaceScreen</p>;
}
