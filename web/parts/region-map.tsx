import { lazy, Suspense, useRef, useState, type PointerEvent, type MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { OverviewPart } from '../../rooms/pledges/contract.ts';
import { RegionCard } from './region-card.tsx';
import { RegionTable } from './region-table.tsx';
import { Loading } from './states.tsx';
import { TileMap } from './tile-map.tsx';
import { TwoWays } from './two-ways.tsx';
import './region-map.css';

export type Part = z.infer<typeof OverviewPart>;

/** What a tile or an outline needs so that hover, focus and tap show the same card. */
export type ShowCard = (kato: string) => {
  readonly onPointerEnter: () => void;
  readonly onFocus: () => void;
  readonly onPointerDown: (event: PointerEvent) => void;
  readonly onClick: (event: MouseEvent) => void;
};

const BoundaryMap = lazy(() => import('./boundary-map.tsx').then((loaded) => ({ default: loaded.BoundaryMap })));

/** The regions by fulfilment: equal tiles placed as on the ground, or real boundaries when the operator has loaded a file; or a table. */
export function RegionMap({ parts, boundaries = false }: { readonly parts: readonly Part[]; readonly boundaries?: boolean }) {
  const { t } = useTranslation();
  const [shown, setShown] = useState<string>();
  const tapped = useRef(false);
  const card: ShowCard = (kato) => ({
    onPointerEnter: () => setShown(kato),
    onFocus: () => setShown(kato),
    // A first tap shows the card, a second one opens the region.
    onPointerDown: (event) => { tapped.current = event.pointerType === 'touch' && shown !== kato; },
    onClick: (event) => {
      if (!tapped.current) return;
      tapped.current = false;
      event.preventDefault();
      setShown(kato);
    },
  });
  const reading = <RegionCard part={parts.find((part) => part.place.kato === shown)} />;
  const map = boundaries
    ? <Suspense fallback={<Loading shape="ladder" />}><BoundaryMap parts={parts} card={card} reading={reading} /></Suspense>
    : <TileMap parts={parts} card={card} reading={reading} />;
  return <TwoWays label={t('map.label')} first={{ name: t('map.map'), show: map }} second={{ name: t('map.table'), show: <RegionTable parts={parts} /> }} />;
}
