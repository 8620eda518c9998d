import { useTranslation } from 'react-i18next';
import { useFormat } from '../language.ts';
import { PlaceLink } from './place-link.tsx';
import type { Part } from './map-part.ts';

const told = ['contracted', 'paid', 'held3', 'held12'] as const;

/** What hover, focus or a tap tells of a region; before that, how to read the map. Always in the same spot, so that it covers nothing. */
export function RegionCard({ part }: { readonly part: Part | undefined }) {
  const { t } = useTranslation();
  const { count, share } = useFormat();
  if (part === undefined) return <div className="region-card small soft">{t('map.read')}</div>;
  const { ladder, place } = part;
  return (
    <div className="region-card small">
      <p><strong><PlaceLink place={place} /></strong></p>
      <p>{ladder.due === 0 ? t('map.none') : t('map.answer', { count: ladder.due, due: count(ladder.due), met: count(ladder.met), share: share(ladder.met, ladder.due) })}</p>
      <p className="soft">{told.map((rung) => `${t(`rungShort.${rung}`)} ${count(ladder[rung])}`).join(' · ')}</p>
    </div>
  );
}
