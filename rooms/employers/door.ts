export { connect, loadIdentity } from './identity.ts';
export { storeEmployers } from './store.ts';
