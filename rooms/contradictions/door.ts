export { checkRelations } from './check.ts';
export { readRelations } from './relation.ts';
