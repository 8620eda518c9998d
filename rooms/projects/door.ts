export { storeProjects } from './store.ts';
