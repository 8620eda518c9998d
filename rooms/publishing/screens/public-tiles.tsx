import { Link } from '@tanstack/react-router';
import { PlaceTiles } from '#web/parts/place-tiles.tsx';
import { useFormat } from '#web/language.ts';
import type { PublicPart } from '../contract.ts';
import { Fulfilment } from './people.tsx';

/** The regions as equal tiles placed as on the ground: the darker, the more of what is due is credited. */
export function PublicTiles({ parts }: { readonly parts: readonly PublicPart[] }) {
  const { name } = useFormat();
  const byPlace = new Map(parts.map((part) => [part.place.kato, part]));
  return (
    <PlaceTiles
      share={(kato) => {
        const figures = byPlace.get(kato)?.figures;
        return figures === undefined || figures.promised === 0 ? undefined : (figures.met ?? 0) / Math.max(1, figures.due);
      }}
      tile={(kato, short) => {
        const part = byPlace.get(kato);
        if (part === undefined) return <span className="tile-lonely">{short}</span>;
        return (
          <Link to="/public" search={(now) => ({ ...now, place: kato, page: undefined })}>
            <span className="unseen">{name(part.place.names)}</span>
            <span className="tile-name">{short}</span>
            <span className="tile-value number"><Fulfilment figures={part.figures} /></span>
          </Link>
        );
      }}
    />
  );
}
