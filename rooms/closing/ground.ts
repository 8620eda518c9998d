import type { Config } from '#platform/config.ts';
import type { OversightGround } from '#oversight';
import type { ReadingGround } from '#people';
import type { Shelves } from '#publishing';

/** What this room works on: what its neighbours do, the released pages that a freeze renews, and how reading persons is recorded. */
export type ClosingGround = OversightGround & { readonly config: Config; readonly shelves: Pick<Shelves, 'refresh'>; readonly reading: ReadingGround };
