export { startEntering } from './entering.ts';
export { projectRoutes } from './routes.ts';
export { storeProjects } from './store.ts';
