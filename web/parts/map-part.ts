import type { MouseEvent, PointerEvent } from 'react';
import type { z } from 'zod';
import type { OverviewPart } from '../../rooms/pledges/contract.ts';

/** A region of the map, with its figures. */
export type Part = z.infer<typeof OverviewPart>;

/** What a tile or an outline needs so that hover, focus and tap show the same card. */
export type ShowCard = (kato: string) => {
  readonly onPointerEnter: () => void;
  readonly onFocus: () => void;
  readonly onPointerDown: (event: PointerEvent) => void;
  readonly onClick: (event: MouseEvent) => void;
};
