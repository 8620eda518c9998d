import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#web/language.ts';
import { AmountText } from '#web/parts/amount-text.tsx';
import type { Column } from '#web/parts/data-table.tsx';
import { Ladder as Picture } from '#web/parts/ladder.tsx';
import type { Ladder } from '../contract.ts';

/** Jobs that are due and not credited: what a pledge, place or project still lacks. */
export function gapOf(ladder: Ladder): number {
  return ladder.due - (ladder.credited ?? 0);
}

type Key = 'promised' | 'due' | 'met' | 'fulfilment' | 'reported' | 'contracted' | 'paid' | 'held3' | 'held6' | 'held12' | 'credited' | 'gap' | 'median' | 'permanent' | 'ladder';

/** The columns of a table whose rows have a ladder, by key; those named after a `-` show only when chosen. */
export function useLadderColumns<Row extends { readonly ladder: Ladder }>(keys: readonly (Key | `-${Key}`)[]): readonly Column<Row>[] {
  const { t } = useTranslation('overview');
  const { t: shared } = useTranslation('web');
  const format = useFormat();
  // The keys are written in the calling screen and never change.
  return useMemo(() => keys.map((key): Column<Row> => {
    const hidden = key.startsWith('-');
    return { ...column<Row>(key.replace('-', '') as Key, t, shared, format), hidden };
  }), [t, shared, format]);
}

function column<Row extends { readonly ladder: Ladder }>(key: Key, t: TFunction<'overview'>, shared: TFunction<'web'>, { count, signed, share }: ReturnType<typeof useFormat>): Column<Row> {
  switch (key) {
    case 'ladder':
      return { key, head: t('head.ladder'), cell: ({ ladder }) => <Picture ladder={ladder} size="tiny" /> };
    case 'fulfilment':
      return { key, head: shared('rungShort.fulfilment'), unit: '%', numeric: true, cell: ({ ladder }) => (ladder.due === 0 ? '–' : share(ladder.met, ladder.due)), value: ({ ladder }) => (ladder.due === 0 ? null : ladder.met / ladder.due) };
    case 'gap':
      return { key, head: shared('rungShort.gap'), numeric: true, cell: ({ ladder }) => (gapOf(ladder) > 0 ? <span className="lost">{signed(-gapOf(ladder))}</span> : '–'), value: ({ ladder }) => gapOf(ladder) };
    case 'median':
      return { key, head: t('head.median'), unit: '₸', numeric: true, cell: ({ ladder }) => (ladder.wages === null ? '–' : <AmountText tenge={ladder.wages.median} />), value: ({ ladder }) => ladder.wages?.median ?? null };
    case 'permanent':
      return { key, head: t('head.permanent'), numeric: true, cell: ({ ladder }) => count(ladder.permanent), value: ({ ladder }) => ladder.permanent };
    case 'reported':
      return { key, head: t('head.reported'), numeric: true, cell: ({ ladder }) => (ladder.reported === null ? '–' : <span className="soft">{count(ladder.reported)}</span>), value: ({ ladder }) => ladder.reported };
    default:
      return { key, head: shared(`rungShort.${key}`), numeric: true, cell: ({ ladder }) => { const jobs = ladder[key]; return jobs === null ? '–' : count(jobs); }, value: ({ ladder }) => ladder[key] };
  }
}
