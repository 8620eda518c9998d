import { Button, Drawer, Select } from '@mantine/core';
import { useDisclosure, useMediaQuery } from '@mantine/hooks';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { monthIndex, monthText, type Month } from '#kernel/month.ts';
import { findPlaces, kinds } from '../../rooms/pledges/contract.ts';
import { useReply } from '../client.ts';
import { useFormat } from '../language.ts';
import { filterKeys, type FilterKey, type FilterSearch } from '../search.ts';
import { useCountryState } from '../state.ts';
import { wholeCountry } from './place-link.tsx';
import { PlaceSearch } from './place-search.tsx';
import './filters.css';

type Shown = 'month' | 'place' | 'sector' | 'kind';
type Props = {
  readonly shows?: readonly Shown[];
  /** `page`: a chosen place opens its page; `search`: it becomes a filter of this page. */
  readonly place?: 'page' | 'search';
  /** Fields that one page alone has, after the others. */
  readonly children?: ReactNode;
};

const everything = ['month', 'place', 'sector', 'kind'] as const;

/** The filters of a view. Each stands in the address, so that the view can be sent; on a narrow screen they open as a sheet. */
export function Filters({ shows = everything, place = 'page', children }: Props) {
  const { t } = useTranslation();
  const narrow = useMediaQuery('(max-width: 640px)', false, { getInitialValueInEffect: false });
  const [opened, { open, close }] = useDisclosure(false);
  const search = useSearch({ strict: false }) as FilterSearch;
  const set = filterKeys.filter((key) => search[key] !== undefined).length;
  const fields = <><Fields shows={shows} place={place} />{children}</>;
  if (!narrow) return <div className="filters">{fields}<Chosen /></div>;
  return (
    <div className="filters">
      <Button variant="default" size="xs" onClick={open}>{set === 0 ? t('filter.open') : t('filter.openSome', { n: set })}</Button>
      <Chosen />
      <Drawer opened={opened} onClose={close} position="bottom" size="auto" title={t('filter.title')} closeButtonProps={{ 'aria-label': t('passport.close') }}>
        <div className="filter-sheet">{fields}<Button onClick={close}>{t('filter.done')}</Button></div>
      </Drawer>
    </div>
  );
}

/** Changes fields of the address and keeps the others; a changed filter starts the list anew. */
export function useSetSearch() {
  const navigate = useNavigate();
  return (changes: { readonly [key: string]: string | undefined }) =>
    void navigate({ to: '.', search: ((now: object) => ({ ...now, page: undefined, ...changes })) as never, replace: true, resetScroll: false });
}

function Fields({ shows, place }: Required<Pick<Props, 'shows' | 'place'>>) {
  const { t } = useTranslation();
  const { month } = useFormat();
  const search = useSearch({ strict: false }) as FilterSearch;
  const setSearch = useSetSearch();
  const navigate = useNavigate();
  const { data: state } = useCountryState();
  const months = state?.months ?? null;
  const listed = months === null ? [] : monthsBetween(months.first as Month, months.last as Month);
  const choosePlace = (kato: string) => {
    if (place === 'search') setSearch({ place: kato === wholeCountry ? undefined : kato });
    else if (kato === wholeCountry) void navigate({ to: '/', search: ((now: object) => now) as never });
    else void navigate({ to: '/places/$kato', params: { kato }, search: ((now: object) => now) as never });
  };
  const field = (key: FilterKey, label: string, data: { value: string; label: string }[], fallback?: string) => (
    <Select key={key} size="xs" label={label} data={data} searchable={data.length > 12} clearable={search[key] !== undefined} placeholder={t('filter.all')}
      value={search[key] ?? fallback ?? null} onChange={(value) => setSearch({ [key]: value ?? undefined })} allowDeselect={false} />
  );
  return (
    <>
      {shows.includes('month') ? field('month', t('filter.month'), listed.map((value) => ({ value, label: month(value) })), state?.defaultMonth ?? undefined) : null}
      {shows.includes('place') ? <PlaceSearch label={t('filter.place')} labelled onChoose={choosePlace} /> : null}
      {shows.includes('sector') ? field('sector', t('filter.sector'), sections.map((value) => ({ value, label: t(`section.${value}`) }))) : null}
      {shows.includes('kind') ? field('kind', t('filter.kind'), kinds.map((value) => ({ value, label: t(`kind.${value}`) }))) : null}
    </>
  );
}

/** Filters that have no field of their own, each with a way to drop it, and the way out of all of them. */
function Chosen() {
  const { t } = useTranslation();
  const { name } = useFormat();
  const search = useSearch({ strict: false }) as FilterSearch;
  const setSearch = useSetSearch();
  const { data: found } = useReply(findPlaces, { query: { q: search.place, limit: 1 } }, { enabled: search.place !== undefined });
  const [place] = found?.rows ?? [];
  const chosen = [
    ...(search.place === undefined ? [] : [{ key: 'place', text: place === undefined ? search.place : name(place.names) }]),
    ...(search.employer === undefined ? [] : [{ key: 'employer', text: t('filter.employer', { n: search.employer }) }]),
    ...(search.office === undefined ? [] : [{ key: 'office', text: t('filter.office', { name: search.office }) }]),
  ];
  const narrowing = filterKeys.filter((key) => key !== 'month' && search[key] !== undefined);
  return (
    <>
      {chosen.map(({ key, text }) => (
        <Button key={key} variant="default" size="xs" aria-label={t('filter.drop', { what: text })} onClick={() => setSearch({ [key]: undefined })} rightSection={<span aria-hidden="true">×</span>}>{text}</Button>
      ))}
      {narrowing.length === 0 ? null : <Button variant="subtle" size="xs" onClick={() => setSearch(Object.fromEntries(narrowing.map((key) => [key, undefined])))}>{t('filter.clear')}</Button>}
    </>
  );
}

const sections = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J', 'K', 'L', 'M', 'N', 'O', 'P', 'Q', 'R', 'S', 'T', 'U'] as const;

/** The latest month first. */
function monthsBetween(first: Month, last: Month): readonly Month[] {
  const to = monthIndex(last);
  return Array.from({ length: to - monthIndex(first) + 1 }, (_, back) => monthText(to - back));
}
