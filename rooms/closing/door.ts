export { closingRoutes } from './routes.ts';
export { frozenThrough } from './month-state.ts';
