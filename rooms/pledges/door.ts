export type { Cube } from './cube.ts';
export { computeEvidence, definition } from './compute.ts';
export { csvText, evidenceColumns, evidenceCsv } from './evidence.ts';
export { listSteps, lookInto } from './look-into.ts';
export { readEvidence } from './read-evidence.ts';
export { isStale, recompute } from './recompute.ts';
export { pledgeRoutes } from './routes.ts';
export { createViews } from './view.ts';
export type { Views } from './view.ts';
