import type { Keeper } from '#platform/keeping.ts';
import { deleteNotices } from './notice-store.ts';

/** Notices. What they told of stays: decisions, orders and objections are a ledger. */
export const oversightKeepers: readonly Keeper[] = [{ what: 'notices', days: ({ notices }) => notices, remove: deleteNotices }];
