/** Fields of the address after `?`: plain text, as people send them to one another. */
export type Search<Key extends string> = { readonly [key in Key]?: string | undefined };

/** Reads the known fields of an address and drops the rest. */
export function searchOf<const Key extends string>(...keys: readonly Key[]): (raw: { [key: string]: unknown }) => Search<Key> {
  return (raw) => Object.fromEntries(keys.flatMap((key) => (typeof raw[key] === 'string' && raw[key] !== '' ? [[key, raw[key]]] : []))) as Search<Key>;
}

/** The filters that views share; a link from view to view carries them along. */
export const filterKeys = ['month', 'place', 'sector', 'kind', 'employer', 'office'] as const;
export type FilterKey = (typeof filterKeys)[number];
export type FilterSearch = Search<FilterKey>;
export const filtersOf = searchOf(...filterKeys);

/** How the router reads and writes addresses: text stays text (a place code is no number, a month no date). */
export function parseSearch(text: string): { [key: string]: string } {
  return Object.fromEntries(new URLSearchParams(text));
}

export function stringifySearch(search: { [key: string]: unknown }): string {
  const fields = Object.entries(search).flatMap(([key, value]) => (value === undefined || value === '' ? [] : [[key, String(value)]]));
  return fields.length === 0 ? '' : `?${new URLSearchParams(fields)}`;
}
