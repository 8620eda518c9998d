export { begin, save, submit, withdraw } from './drafting.ts';
export { listOwn } from './draft-store.ts';
export { enterApproved, startEntering } from './entering.ts';
export { tell } from './life.ts';
export { approve, giveBack } from './reviewing.ts';
export { projectRoutes } from './routes.ts';
export { storeProjects } from './store.ts';
