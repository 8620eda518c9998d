import { TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useSetSearch } from '#web/parts/filters.tsx';

/** The search of a list: stands in the address as `q`, and reaches it a moment after the last key. */
export function ListSearch({ label }: { readonly label: string }) {
  const { q = '' } = useSearch({ strict: false }) as { readonly q?: string };
  const setSearch = useSetSearch();
  const [typed, setTyped] = useState(q);
  const ask = useDebouncedCallback((text: string) => setSearch({ q: text.trim() || undefined }), { delay: 250, flushOnUnmount: false });
  useEffect(() => { setTyped((now) => (now.trim() === q ? now : q)); }, [q]);
  return (
    <TextInput type="search" size="xs" label={label} value={typed} maxLength={200} className="project-search"
      onChange={({ currentTarget: { value } }) => { setTyped(value); ask(value); }} />
  );
}
