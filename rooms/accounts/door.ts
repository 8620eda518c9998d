export { scopeOf } from './policy.ts';
