import { Link } from '@tanstack/react-router';
import type { CSSProperties, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { getTiles } from '../../rooms/reference/contract.ts';
import { useReply } from '../client.ts';
import { useFormat } from '../language.ts';
import { filtersOf } from '../search.ts';
import { Ladder } from './ladder.tsx';
import type { Part, ShowCard } from './map-part.ts';
import { Failed, Loading } from './states.tsx';

type Props = { readonly parts: readonly Part[]; readonly card: ShowCard; readonly reading: ReactNode };

/** Twenty equal tiles placed as on the ground: short name, share credited of due, and the ladder in small. The darker, the more is credited. */
export function TileMap({ parts, card, reading }: Props) {
  const { t } = useTranslation();
  const { name, share } = useFormat();
  const { data, error } = useReply(getTiles);
  if (error !== null) return <Failed error={error} />;
  if (data === undefined) return <Loading shape="ladder" />;
  const byPlace = new Map(parts.map((part) => [part.place.kato, part]));
  return (
    <div className="tile-map">
      {reading}
      <ul className="tiles" aria-label={t('map.label')}>
        {data.tiles.map((tile) => {
          const part = byPlace.get(tile.kato);
          const place = { gridColumn: tile.column + 1, gridRow: tile.row + 1 };
          if (part === undefined) return <li key={tile.kato} className="tile tile-none" style={place}><span className="tile-lonely">{name(tile.shortNames)}</span></li>;
          const { ladder } = part;
          const value = ladder.due === 0 ? '–' : share(ladder.met, ladder.due);
          return (
            <li key={tile.kato} className={part.pledges === 0 ? 'tile tile-none' : 'tile'} style={{ ...place, '--share': ladder.due === 0 ? 0 : ladder.met / ladder.due } as CSSProperties}>
              <Link to="/places/$kato" params={{ kato: tile.kato }} search={(now) => ({ ...filtersOf(now), place: undefined })} {...card(tile.kato)}>
                <span className="unseen">{name(part.place.names)}</span>
                <span className="tile-name">{name(tile.shortNames)}</span>
                <span className="tile-value number">{value}</span>
                {part.pledges === 0 ? null : <Ladder ladder={ladder} size="tiny" />}
              </Link>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
