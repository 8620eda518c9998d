import { Link } from '@tanstack/react-router';
import type { PlaceName } from '../../rooms/pledges/contract.ts';
import { useFormat } from '../language.ts';
import { filtersOf } from '../search.ts';

/** The country's code; it has no page of its own, the first page is its page. */
export const wholeCountry = '000000000';

/** A place by name, linked to its page with the filters of the view one comes from, save the place itself. */
export function PlaceLink({ place }: { readonly place: Pick<PlaceName, 'kato' | 'names'> }) {
  const { name } = useFormat();
  const search = (now: { [key: string]: unknown }) => ({ ...filtersOf(now), place: undefined });
  return place.kato === wholeCountry
    ? <Link to="/" search={search}>{name(place.names)}</Link>
    : <Link to="/places/$kato" params={{ kato: place.kato }} search={search}>{name(place.names)}</Link>;
}
