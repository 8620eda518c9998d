import { lazy, Suspense, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Part, ShowCard } from './map-part.ts';
import { RegionCard } from './region-card.tsx';
import { RegionTable } from './region-table.tsx';
import { Loading } from './states.tsx';
import { TileMap } from './tile-map.tsx';
import { TwoWays } from './two-ways.tsx';
import './region-map.css';

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
