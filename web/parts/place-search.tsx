import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { findPlaces } from '../../rooms/pledges/contract.ts';
import { useReply } from '../client.ts';
import { useFormat } from '../language.ts';

type Props = { readonly onChoose: (kato: string) => void; readonly inputRef?: Ref<HTMLInputElement>; readonly label?: string; readonly labelled?: boolean; readonly hint?: string };

/** Finds a place of any level by the beginning of its name or code. The names above it stand beside, for many villages share one name. */
export function PlaceSearch({ onChoose, inputRef, label, labelled = false, hint }: Props) {
  const { t } = useTranslation();
  const { name } = useFormat();
  const [typed, setTyped] = useState('');
  const [q] = useDebouncedValue(typed.trim(), 150);
  const { data } = useReply(findPlaces, { query: { q } }, { enabled: q !== '' });
  const rows = q === '' ? [] : (data?.rows ?? []);
  const above = new Map(rows.map((row) => [row.kato, row.above.filter((place) => place.level > 0).map((place) => name(place.names)).join(', ')]));
  return (
    <Select
      {...(inputRef === undefined ? {} : { ref: inputRef })}
      {...(labelled ? { label: label ?? t('search.label') } : { 'aria-label': label ?? t('search.label') })}
      size="xs" placeholder={hint ?? t('search.hint')} searchable withCheckIcon={false} rightSection={null} maxDropdownHeight={360}
      value={null} searchValue={typed} onSearchChange={setTyped} filter={({ options }) => options}
      data={rows.map((row) => ({ value: row.kato, label: name(row.names) }))}
      renderOption={({ option }) => <span>{option.label} <span className="soft">{above.get(option.value)}</span></span>}
      {...(q !== '' && data !== undefined ? { nothingFoundMessage: t('search.none') } : {})}
      onChange={(kato) => {
        if (kato === null) return;
        setTyped('');
        onChoose(kato);
      }}
    />
  );
}
