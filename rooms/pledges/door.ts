export { computeEvidence, definition } from './compute.ts';
export { evidenceColumns, evidenceCsv } from './evidence.ts';
export { readEvidence } from './read-evidence.ts';
export { isStale, recompute } from './recompute.ts';
export { pledgeRoutes } from './routes.ts';
export { createViews } from './view.ts';
export type { Views } from './view.ts';
