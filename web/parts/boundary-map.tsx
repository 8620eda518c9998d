import { useNavigate } from '@tanstack/react-router';
import { useMemo, type CSSProperties, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { getBoundaries } from '../../rooms/pledges/contract.ts';
import { getTiles } from '../../rooms/reference/contract.ts';
import { useReply } from '../client.ts';
import { useFormat } from '../language.ts';
import { filtersOf } from '../search.ts';
import { outlinesOf } from './outline.ts';
import type { Part, ShowCard } from './map-part.ts';
import { Failed, Loading } from './states.tsx';

/** Outlines of less than this, in square units of the view, are cities. */
const cityBelow = 600;

type Props = { readonly parts: readonly Part[]; readonly card: ShowCard; readonly reading: ReactNode };

/** The same as the tiles, drawn on the operator's boundary file. The darker, the more of what is due is credited. */
export function BoundaryMap({ parts, card, reading }: Props) {
  const { t } = useTranslation();
  const { name, share } = useFormat();
  const navigate = useNavigate();
  const { data: file, error } = useReply(getBoundaries);
  const { data: tiles } = useReply(getTiles);
  const outlines = useMemo(() => outlinesOf(file), [file]);
  if (error !== null) return <Failed error={error} />;
  if (file === undefined) return <Loading shape="ladder" />;
  const byPlace = new Map(parts.map((part) => [part.place.kato, part]));
  const short = new Map(tiles?.tiles.map((tile) => [tile.kato, name(tile.shortNames)]));
  const open = (kato: string) => void navigate({ to: '/places/$kato', params: { kato }, search: (now: object) => ({ ...filtersOf({ ...now }), place: undefined }) });
  return (
    <div className="boundary-map">
      {reading}
      <svg viewBox={`-2 -2 ${outlines.width + 4} ${outlines.height + 4}`} role="group" aria-label={t('map.label')}>
        {outlines.places.map(({ kato, path }) => {
          const part = byPlace.get(kato);
          if (part === undefined) return <path key={kato} d={path} className="outline outline-none" />;
          const { ladder, place } = part;
          const { onClick, ...events } = card(kato);
          return (
            // An outline in SVG; the router's link draws HTML.
            <a key={kato} href={`/places/${kato}`} aria-label={`${name(place.names)}: ${ladder.due === 0 ? t('map.none') : share(ladder.met, ladder.due)}`} {...events}
              onClick={(event) => {
                onClick(event);
                if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
                event.preventDefault();
                open(kato);
              }}>
              <path d={path} className="outline" style={{ '--share': ladder.due === 0 ? 0 : ladder.met / ladder.due } as CSSProperties} />
            </a>
          );
        })}
        {outlines.places.map(({ kato, middle: [x, y], size }) => (
          // A city's name stands below it, clear of the name of the region around.
          <text key={kato} x={x} y={size < cityBelow ? y + 26 : y} className="outline-name" aria-hidden="true">{short.get(kato)}</text>
        ))}
      </svg>
    </div>
  );
}
