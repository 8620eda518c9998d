import { useMemo } from 'react';
import { listRollUps } from '../rooms/pledges/contract.ts';
import { useReply } from './client.ts';
import { useFormat } from './language.ts';

/** Employers that have given pledges, by name; undefined until they have come. */
export function useEmployers(): readonly { readonly number: number; readonly name: string }[] | undefined {
  const { name, compare } = useFormat();
  const { data } = useReply(listRollUps, { query: { by: 'employer' } });
  return useMemo(() => data?.rows
    .flatMap(({ key, names }) => (key === null || names === null ? [] : [{ number: Number(key), name: name(names) }]))
    .toSorted((a, b) => compare(a.name, b.name)), [data, name, compare]);
}
