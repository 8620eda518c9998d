export { boundedFigure } from './bounded.ts';
export { checkRelations } from './check.ts';
export { readRelations } from './relation.ts';
export type { Relation } from './relation.ts';
export { contradictionRoutes } from './routes.ts';
