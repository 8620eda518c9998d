export { demandRoutes } from './routes.ts';
export { storePeople } from './store.ts';
