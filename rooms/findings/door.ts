export { computeFindings } from './compute.ts';
export type { Rule } from './contract.ts';
export { judge, listFindings } from './finding.ts';
export type { FindingsGround } from './finding.ts';
export { followFindings } from './follow.ts';
export { findingRoutes } from './routes.ts';
