export { closeMadeUp } from './made-up.ts';
export { frozenThrough } from './month-state.ts';
export { remindSilent } from './reminder.ts';
export { closingRoutes } from './routes.ts';
