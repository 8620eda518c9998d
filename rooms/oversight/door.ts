export { startClockwork } from './clockwork.ts';
export type { OversightGround } from './ground.ts';
export { oversightKeepers } from './keeping.ts';
export { listOrders } from './order-page.ts';
export type { OrderRow } from './contract.ts';
export { tell } from './notice.ts';
export { tellVerdicts } from './recomputed.ts';
export { oversightRoutes } from './routes.ts';
